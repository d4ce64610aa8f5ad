"""Whole logs in and out of the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, collate, func, insert, select

from analytics.history import History
from analytics.learner_model import Difficulty
from analytics.logged_answer import LoggedAnswer
from analytics.population import Lesson, Population
from analytics.response_time import engaged_seconds
from storage import population
from storage.answers import NewAnswer, log_of, logged_of, objective_of
from storage.catalogue import keys, make_missing, make_missing_questions
from storage.derived import rebuild, replace_derived, rows_of, zone_of
from storage.engine import Transaction
from storage.records import (
    QuestionId,
    StudentId,
    TopicId,
    difficulty_code,
    difficulty_label,
)
from storage.tables import (
    answers,
    exams,
    group_members,
    groups,
    questions,
    students,
    topics,
)
from storage.upsert import insert_ignoring

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows were new, and how many stood there already."""

    added: int
    duplicate: int


@dataclass(frozen=True, slots=True)
class _Ids:
    students: dict[str, int]
    questions: dict[str, int]
    topics: dict[str, int]
    exams: dict[str, int]
    #: What memory files a question's answers under, and its label.
    objectives: dict[int, str]
    labels: dict[int, Difficulty | None]


@dataclass(slots=True)
class _Past:
    """A student's log so far, while new rows follow it."""

    history: History
    zone: ZoneInfo
    newest: datetime | None
    #: A new row is older than what was there: the fold is to be done again in order.
    is_mixed: bool = False


def store(
    tx: Transaction, rows: Sequence[LoggedAnswer], *, at: datetime, default_timezone: str
) -> Stored:
    """Stores rows once each, with everything they name, and derives what follows from them."""
    ids = _make_what_is_named(tx, rows, at=at)
    fresh = _fresh(tx, rows, ids)
    pasts = _pasts(tx, {ids.students[row.student] for row in fresh}, default_timezone)
    states = population.load(tx)
    new_rows = [_judged_row(row, ids, pasts, states) for row in fresh]
    for start in range(0, len(new_rows), CHUNK):
        tx.connection.execute(insert(answers), new_rows[start : start + CHUNK])
    for student_id, past in pasts.items():
        if past.is_mixed:
            rebuild(tx, [student_id], default_timezone=default_timezone)
        else:
            replace_derived(tx, student_id, rows_of(student_id, past.history))
    return Stored(len(fresh), len(rows) - len(fresh))


def _pasts(tx: Transaction, whom: Iterable[int], default_timezone: str) -> dict[StudentId, _Past]:
    found = {}
    for student_id in map(StudentId, sorted(whom)):
        past = _Past(History(), zone_of(tx, student_id, default_timezone), None)
        for row in log_of(tx, student_id):
            past.history.take(logged_of(row, past.zone))
            past.newest = row.answered_at
        found[student_id] = past
    return found


def _judged_row(
    row: LoggedAnswer, ids: _Ids, pasts: dict[StudentId, _Past], states: Population[int, int]
) -> dict[str, object]:
    """The row to insert, judged with what the log before it says; that learns from it in turn."""
    student_id = StudentId(ids.students[row.student])
    past = pasts[student_id]
    past.is_mixed |= past.newest is not None and row.answered_at < past.newest
    answer = _new_answer(student_id, row, ids, past.history, states)
    judged = past.history.take(answer.logged(past.zone))
    seconds = None if judged.is_rapid else engaged_seconds(row.milliseconds)
    lesson = Lesson(step=judged.step, seen=answer.seen, seconds=seconds)
    label = ids.labels[answer.question_id]
    states.learn(answer.question_id, answer.topic_id, lesson, label=label)
    return answer.columns(
        probability_before=judged.probability_before,
        ability_variance=judged.ability_variance,
        is_rapid=judged.is_rapid,
    )


def _make_what_is_named(tx: Transaction, rows: Sequence[LoggedAnswer], *, at: datetime) -> _Ids:
    insert_ignoring(
        tx,
        students,
        [{"key": key, "name": "", "created_at": at} for key in sorted({r.student for r in rows})],
    )
    topic_ids = make_missing(tx, topics, {row.topic for row in rows})
    exam_ids = make_missing(tx, exams, {row.exam for row in rows if row.exam})
    wanted = {row.question: (topic_ids[row.topic], difficulty_code(row.difficulty)) for row in rows}
    ids = _Ids(
        keys(tx, students),
        make_missing_questions(tx, wanted),
        topic_ids,
        exam_ids,
        *_objectives_and_labels(tx),
    )
    _join_groups(tx, rows, ids, at=at)
    return ids


def _join_groups(tx: Transaction, rows: Sequence[LoggedAnswer], ids: _Ids, *, at: datetime) -> None:
    seats = {(group, row.student) for row in rows for group in row.groups}
    insert_ignoring(
        tx,
        groups,
        [
            {"key": key, "title": key, "created_at": at}
            for key in sorted({group for group, _ in seats})
        ],
    )
    group_ids = keys(tx, groups)
    insert_ignoring(
        tx,
        group_members,
        [
            {
                "group_id": group_ids[group],
                "student_id": ids.students[student],
                "shares_results": True,
                "joined_at": at,
            }
            for group, student in sorted(seats)
        ],
    )


def _objectives_and_labels(
    tx: Transaction,
) -> tuple[dict[int, str], dict[int, Difficulty | None]]:
    rows = tx.connection.execute(
        select(questions.c.id, questions.c.key, questions.c.objective, questions.c.difficulty)
    ).all()
    return (
        {row.id: objective_of(row.objective, row.key) for row in rows},
        {row.id: difficulty_label(row.difficulty) for row in rows},
    )


def _fresh(tx: Transaction, rows: Iterable[LoggedAnswer], ids: _Ids) -> list[LoggedAnswer]:
    """Rows that are not in the log yet, in the order of time; equal times keep the file's."""
    known: dict[int, set[tuple[int, datetime, str]]] = {}
    fresh = []
    for row in rows:
        student_id = ids.students[row.student]
        if student_id not in known:
            known[student_id] = _known_places(tx, student_id)
        place = (ids.questions[row.question], row.answered_at, row.test)
        if place not in known[student_id]:
            known[student_id].add(place)
            fresh.append(row)
    return sorted(fresh, key=lambda row: row.answered_at)


def _known_places(tx: Transaction, student_id: int) -> set[tuple[int, datetime, str]]:
    found = tx.connection.execute(
        select(answers.c.question_id, answers.c.answered_at, answers.c.test).where(
            answers.c.student_id == student_id
        )
    )
    return {(row.question_id, row.answered_at, row.test) for row in found}


def _new_answer(
    student_id: StudentId,
    row: LoggedAnswer,
    ids: _Ids,
    history: History,
    states: Population[int, int],
) -> NewAnswer:
    question_id, topic_id = QuestionId(ids.questions[row.question]), TopicId(ids.topics[row.topic])
    state = states.question(question_id, ids.labels[question_id])
    seen = history.model.seen.get(question_id)
    return NewAnswer(
        student_id=student_id,
        question_id=question_id,
        topic_id=topic_id,
        attempt_id=None,
        exam_id=ids.exams[row.exam] if row.exam else None,
        test=row.test,
        answered_at=row.answered_at,
        is_correct=row.correct,
        state=row.state,
        selected=row.selected,
        right_option=row.right_option,
        option_count=row.options,
        difficulty=difficulty_code(row.difficulty),
        marks=row.marks,
        milliseconds=row.milliseconds,
        confidence=row.confidence,
        hint_used=row.hint_used,
        explanation_viewed=row.explanation_viewed,
        objective=ids.objectives[question_id],
        judgement=states.judgement(state, topic_id, options=row.options, seen=seen),
        time=state.time.expected(),
        seen=seen,
    )


def first_at(tx: Transaction) -> datetime | None:
    """When the log begins; None for an empty one."""
    found: datetime | None = tx.connection.scalar(select(func.min(answers.c.answered_at)))
    return found


def _seats(tx: Transaction) -> dict[int, list[str]]:
    """The keys of everybody's groups."""
    seats: dict[int, list[str]] = defaultdict(list)
    for row in tx.connection.execute(
        select(group_members.c.student_id, groups.c.key)
        .join(groups, groups.c.id == group_members.c.group_id)
        .where(group_members.c.left_at.is_(None))
    ):
        seats[row.student_id].append(row.key)
    return seats


def _named(tx: Transaction) -> Select[Any]:
    """Every answer with the keys of what it names, in the order of a log."""
    # Both databases must sort alike, whatever language the server was set up in.
    by_bytes = "C" if tx.connection.dialect.name == "postgresql" else "BINARY"
    return (
        select(
            answers,
            students.c.key.label("student"),
            questions.c.key.label("question"),
            topics.c.key.label("topic"),
            exams.c.key.label("exam"),
        )
        .select_from(
            answers.join(students, students.c.id == answers.c.student_id)
            .join(questions, questions.c.id == answers.c.question_id)
            .join(topics, topics.c.id == answers.c.topic_id)
            .outerjoin(exams, exams.c.id == answers.c.exam_id)
        )
        .where(answers.c.is_dropped.is_(False))
        .order_by(
            answers.c.answered_at,
            collate(students.c.key, by_bytes),
            collate(questions.c.key, by_bytes),
            answers.c.test,
        )
    )


def log_rows(
    tx: Transaction,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    student_id: StudentId | None = None,
) -> Iterator[LoggedAnswer]:
    """The log, or one student's part of it, sorted by (answered_at, student, question), streamed.

    From `since` on, and before `until`.
    """
    seats = _seats(tx)
    statement = _named(tx)
    if student_id is not None:
        statement = statement.where(answers.c.student_id == student_id)
    if since is not None:
        statement = statement.where(answers.c.answered_at >= since)
    if until is not None:
        statement = statement.where(answers.c.answered_at < until)
    for row in tx.connection.execute(statement.execution_options(yield_per=CHUNK)):
        yield LoggedAnswer(
            student=row.student,
            question=row.question,
            topic=row.topic,
            correct=row.is_correct,
            answered_at=row.answered_at,
            test=row.test,
            groups=tuple(sorted(seats[row.student_id])),
            exam=row.exam,
            difficulty=difficulty_label(row.difficulty),
            options=row.option_count,
            selected=row.selected,
            right_option=row.right_option,
            state=row.state,
            marks=row.marks,
            milliseconds=row.milliseconds,
            confidence=row.confidence,
            hint_used=row.hint_used,
            explanation_viewed=row.explanation_viewed,
        )
