"""What reports and rankings read: answers, tests, peers; only rows, no judgement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Row, Select, bindparam, func, or_, select

from analytics.attempt_result import AttemptAnswer, AttemptResult, after_attempt_answer
from analytics.facts import Fact, Sitting
from analytics.history import day_key
from storage.direct import Direct
from storage.engine import Transaction
from storage.records import StudentId, difficulty_label
from storage.student_states import result_of
from storage.tables import (
    answers,
    attempt_results,
    attempts,
    subjects,
    topics,
)

T = TypeVar("T")
#: Statements stay under SQLite's limit of variables.
CHUNK = 500


def sittings(
    tx: Transaction,
    whom: Iterable[StudentId],
    *,
    since: datetime,
    until: datetime | None,
    exam_id: int | None = None,
) -> dict[StudentId, list[Sitting]]:
    """Tests with since ≤ completed_at < until, by student, in the order of completion; without
    `until` also those that a clock ahead of ours completed."""
    found: dict[StudentId, list[Sitting]] = {}
    statement = (
        select(attempt_results, attempts.c.state)
        .outerjoin(
            attempts,
            (attempts.c.student_id == attempt_results.c.student_id)
            & (attempts.c.key == attempt_results.c.key),
        )
        .where(attempt_results.c.completed_at >= since)
        .order_by(attempt_results.c.completed_at, attempt_results.c.key)
    )
    if until is not None:
        statement = statement.where(attempt_results.c.completed_at < until)
    if exam_id is not None:
        statement = statement.where(attempt_results.c.exam_id == exam_id)
    for part in chunks(list(whom)):
        for row in tx.connection.execute(statement.where(attempt_results.c.student_id.in_(part))):
            result = result_of(dict(row._mapping))  # noqa: SLF001 - public API of Row
            sitting = Sitting(row.key, result, _status(row.state))
            found.setdefault(StudentId(row.student_id), []).append(sitting)
    return found


def _status(state: str | None) -> str:
    """An attempt that was never finished counts as abandoned; a log's test is complete.

    A mock test may also have run out of time, or have too many questions without a mark.
    """
    known = {None, "completed", "timed_out", "disqualified"}
    return (state or "completed") if state in known else "abandoned"


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


SUBJECT = func.coalesce(subjects.c.key, topics.c.key)


_FACT_COLUMNS = [
    answers.c[name]
    for name in (
        *("test", "answered_at", "is_correct", "state", "milliseconds", "difficulty"),
        *("confidence", "hint_used", "explanation_viewed", "probability_before", "is_rapid"),
        *("option_count", "question_mean", "topic_mean"),
    )
]
_FACTS: Select[Any] = (
    select(
        *_FACT_COLUMNS,
        topics.c.key.label("topic"),
        SUBJECT.label("subject"),
    )
    .select_from(
        answers.join(topics, topics.c.id == answers.c.topic_id).outerjoin(
            subjects, subjects.c.id == topics.c.subject_id
        )
    )
    .where(answers.c.is_dropped.is_(False))
)
_LATEST = Direct(
    _FACTS.where(answers.c.student_id == bindparam("student"))
    .order_by(answers.c.answered_at.desc(), answers.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def facts(
    tx: Transaction,
    student_id: StudentId,
    tests: Sequence[Sitting],
    zone: ZoneInfo,
) -> list[Fact]:
    """The answers of these tests in log order."""
    if not tests:
        return []
    wanted = {one.key for one in tests}
    rows = tx.connection.execute(
        _FACTS.where(
            answers.c.student_id == student_id,
            answers.c.answered_at >= min(one.result.started_at for one in tests),
            answers.c.answered_at <= max(one.completed_at for one in tests),
        ).order_by(answers.c.answered_at, answers.c.id)
    )
    found = [_fact(row, zone) for row in rows.all()]
    return [one for one in found if one.test in wanted]


def latest_facts(
    tx: Transaction, student_id: StudentId, *, limit: int, zone: ZoneInfo
) -> list[Fact]:
    """Her last answers in log order."""
    rows = _LATEST.all(tx, {"student": student_id, "most": limit})
    return [_fact(row, zone) for row in rows[::-1]]


def _fact(row: Row[Any], zone: ZoneInfo) -> Fact:
    return Fact(
        row.test or day_key(row.answered_at.astimezone(zone).date()),
        row.topic,
        row.subject,
        row.answered_at,
        row.is_correct,
        row.state == "answered",
        row.milliseconds,
        difficulty_label(row.difficulty),
        row.confidence,
        row.hint_used,
        row.explanation_viewed,
        row.probability_before,
        row.is_rapid,
        row.option_count,
        row.question_mean + row.topic_mean,
    )


def subject_sittings(
    tx: Transaction,
    whom: Iterable[StudentId],
    found: dict[StudentId, list[Sitting]],
    *,
    subject: str,
    zones: dict[StudentId, ZoneInfo],
) -> dict[StudentId, list[Sitting]]:
    """The same tests, each with its answers of one subject or topic only."""
    narrowed: dict[StudentId, list[Sitting]] = {}
    for student_id in whom:
        own = found.get(student_id, [])
        if own:
            sums = _subject_sums(tx, student_id, own, subject, zones[student_id])
            kept = [one._replace(result=sums[one.key]) for one in own if one.key in sums]
            if kept:
                narrowed[student_id] = kept
    return narrowed


def _subject_sums(
    tx: Transaction, student_id: StudentId, tests: Sequence[Sitting], subject: str, zone: ZoneInfo
) -> dict[str, AttemptResult]:
    by_key = {one.key: one for one in tests}
    rows = tx.connection.execute(
        select(answers)
        .join(topics, topics.c.id == answers.c.topic_id)
        .outerjoin(subjects, subjects.c.id == topics.c.subject_id)
        .where(
            answers.c.student_id == student_id,
            answers.c.answered_at >= min(one.result.started_at for one in tests),
            answers.c.answered_at <= max(one.completed_at for one in tests),
            answers.c.is_dropped.is_(False),
            or_(subjects.c.key == subject, topics.c.key == subject),
        )
        .order_by(answers.c.answered_at, answers.c.id)
    )
    sums: dict[str, AttemptResult] = {}
    for row in rows:
        key = row.test or day_key(row.answered_at.astimezone(zone).date())
        if key in by_key:
            sums[key] = after_attempt_answer(
                sums.get(key),
                AttemptAnswer(
                    row.is_correct,
                    row.is_rapid,
                    None if row.marks is None else Fraction(row.marks),
                    row.milliseconds,
                    row.exam_id,
                    row.answered_at,
                ),
            )
    # In the window or not, and in which week, is the whole test's business.
    return {
        key: result._replace(completed_at=by_key[key].completed_at) for key, result in sums.items()
    }


def same_test(
    tx: Transaction, keys: Iterable[str], *, until: datetime
) -> dict[str, list[tuple[StudentId, AttemptResult]]]:
    """Everybody's result in tests that go by these keys, completed by then."""
    found: dict[str, list[tuple[StudentId, AttemptResult]]] = {}
    for part in chunks(list(keys)):
        rows = tx.connection.execute(
            select(attempt_results).where(
                attempt_results.c.key.in_(part), attempt_results.c.completed_at < until
            )
        )
        for row in rows:
            own = found.setdefault(row.key, [])
            own.append((StudentId(row.student_id), result_of(dict(row._mapping))))  # noqa: SLF001 - public API
    return found


def subject_counts(
    tx: Transaction,
    windows: Mapping[StudentId, Sequence[Sitting]],
    zones: Mapping[StudentId, ZoneInfo],
) -> dict[StudentId, dict[str, tuple[int, int]]]:
    """Right answers and answers by subject, of each student's tests."""
    found: dict[StudentId, dict[str, tuple[int, int]]] = {}
    for part in chunks([one for one, own in windows.items() if own]):
        whom = [StudentId(one) for one in part]
        rows = tx.connection.execute(
            select(
                answers.c.student_id,
                answers.c.test,
                answers.c.answered_at,
                answers.c.is_correct,
                SUBJECT.label("subject"),
            )
            .select_from(
                answers.join(topics, topics.c.id == answers.c.topic_id).outerjoin(
                    subjects, subjects.c.id == topics.c.subject_id
                )
            )
            .where(
                answers.c.student_id.in_(whom),
                answers.c.answered_at >= _start(windows, whom),
                answers.c.answered_at <= _end(windows, whom),
                answers.c.is_dropped.is_(False),
            )
        )
        keys = {one: {test.key for test in windows[one]} for one in whom}
        for row in rows:
            own = StudentId(row.student_id)
            key = row.test or day_key(row.answered_at.astimezone(zones[own]).date())
            if key in keys[own]:
                right, count = found.setdefault(own, {}).get(row.subject, (0, 0))
                found[own][row.subject] = (right + row.is_correct, count + 1)
    return found


def _start(windows: Mapping[StudentId, Sequence[Sitting]], whom: Sequence[StudentId]) -> datetime:
    return min(test.result.started_at for one in whom for test in windows[one])


def _end(windows: Mapping[StudentId, Sequence[Sitting]], whom: Sequence[StudentId]) -> datetime:
    return max(test.completed_at for one in whom for test in windows[one])
