"""Several answers of one student into the log at once, with all that follows from them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from analytics.history import History
from storage import derived
from storage.answers import NewAnswer, newest_first
from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import mark_stale
from storage.student_states import (
    ability_for,
    ability_row,
    memory_of,
    memory_row,
    test_row,
    topic_row,
    topic_states_of,
)
from storage.tables import (
    abilities,
    answers,
    attempt_results,
    memories,
    student_days,
    topic_states,
)
from storage.upsert import add_to_row, replace_rows


def last_verdicts(
    tx: Transaction, student_id: StudentId, question_ids: Sequence[int]
) -> dict[int, bool]:
    """Her last verdict on each of these questions, where there is one."""
    ranked = newest_first(student_id, answers.c.question_id.in_(question_ids))
    rows = tx.connection.execute(select(ranked).where(ranked.c.place == 1))
    return {row.question_id: row.is_correct for row in rows}


def record_all(
    tx: Transaction,
    student_id: StudentId,
    new: Sequence[NewAnswer],
    *,
    zone: ZoneInfo,
) -> None:
    """Appends a test's answers, in the order of time, and moves her states once."""
    if not new:
        return
    before = ability_for(tx, student_id)
    history = _known(tx, student_id, new)
    rows = []
    for answer in sorted(new, key=lambda one: one.answered_at):
        judged = history.take(answer.logged(zone))
        rows.append(
            answer.columns(
                probability_before=judged.probability_before,
                ability_variance=judged.ability_variance,
                is_rapid=judged.is_rapid,
            )
        )
    tx.connection.execute(insert(answers), rows)
    _save(tx, student_id, history)
    mark_stale(tx, student_id, is_new=before is None)
    if before is not None and min(one.answered_at for one in new) < before.last_at:
        # She answered something else meanwhile: her states follow the order of the log.
        derived.rebuild(tx, [student_id], default_timezone=str(zone))


def _known(tx: Transaction, student_id: StudentId, new: Sequence[NewAnswer]) -> History:
    """Her states as far as these answers touch them."""
    history = History()
    history.model.ability = ability_for(tx, student_id)
    touched = {one.topic_id for one in new}
    history.model.topics = {
        topic: state for topic, state in topic_states_of(tx, student_id).items() if topic in touched
    }
    history.model.seen = last_verdicts(tx, student_id, [one.question_id for one in new])
    rows = tx.connection.execute(
        select(memories).where(
            memories.c.student_id == student_id,
            memories.c.objective.in_({one.objective for one in new}),
        )
    )
    history.memories = {
        row.objective: memory_of(dict(row._mapping))  # noqa: SLF001 - public API of Row
        for row in rows
    }
    return history


def _save(tx: Transaction, student_id: StudentId, history: History) -> None:
    model = history.model
    assert model.ability is not None, "an answer was just taken"
    replace_rows(tx, abilities, ("student_id",), ability_row(student_id, model.ability))
    replace_rows(
        tx,
        topic_states,
        ("student_id", "topic_id"),
        [topic_row(student_id, topic, state) for topic, state in model.topics.items()],
    )
    replace_rows(
        tx,
        attempt_results,
        ("student_id", "key"),
        [test_row(student_id, key, test) for key, test in history.tests.items()],
    )
    replace_rows(
        tx,
        memories,
        ("student_id", "objective"),
        [memory_row(student_id, fact, memory) for fact, memory in history.memories.items()],
    )
    for day, counts in history.days.items():
        add_to_row(
            tx,
            student_days,
            ("student_id", "day"),
            {
                "student_id": student_id,
                "day": day,
                "answers": counts.answers,
                "right": counts.right,
                "milliseconds": counts.milliseconds,
                "timed": counts.timed,
            },
        )
