"""Whom a report or a ranking is about: students, their exams, peers, groups, zones, names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, case, cast, func, or_, select

from storage.engine import Transaction
from storage.records import GroupId, StudentId
from storage.report_rows import SUBJECT, chunks
from storage.tables import (
    answers,
    attempt_results,
    exams,
    group_members,
    settings,
    students,
    subjects,
    topic_states,
    topics,
)


def knows_subject(tx: Transaction, name: str) -> bool:
    """Whether a subject or a topic goes by this key."""
    either = select(subjects.c.id).where(subjects.c.key == name)
    other = select(topics.c.id).where(topics.c.key == name)
    return tx.connection.scalar(either) is not None or tx.connection.scalar(other) is not None


def exam_of(tx: Transaction, student_id: StudentId, *, until: datetime) -> str | None:
    """The exam she chose, else the one her newest answers name."""
    chosen = tx.connection.scalar(
        select(exams.c.key)
        .join(settings, settings.c.exam_id == exams.c.id)
        .where(settings.c.student_id == student_id)
    )
    if chosen is not None:
        return str(chosen)
    return tx.connection.scalar(
        select(exams.c.key)
        .join(attempt_results, attempt_results.c.exam_id == exams.c.id)
        .where(attempt_results.c.student_id == student_id, attempt_results.c.completed_at < until)
        .order_by(attempt_results.c.completed_at.desc(), attempt_results.c.key.desc())
        .limit(1)
    )


def exam_id(tx: Transaction, key: str) -> int | None:
    return tx.connection.scalar(select(exams.c.id).where(exams.c.key == key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Somebody of an exam, and since when she answers."""

    id: StudentId
    first_at: datetime


def exam_students(tx: Transaction, exam: int, *, since: datetime, until: datetime) -> list[Peer]:
    """Students who chose the exam, or chose none and sat tests of it in the window."""
    sat = select(attempt_results.c.student_id).where(
        attempt_results.c.exam_id == exam,
        attempt_results.c.completed_at >= since,
        attempt_results.c.completed_at < until,
    )
    first = (
        select(topic_states.c.student_id, func.min(topic_states.c.first_at).label("first_at"))
        .group_by(topic_states.c.student_id)
        .subquery()
    )
    rows = tx.connection.execute(
        select(students.c.id, first.c.first_at)
        .join(first, first.c.student_id == students.c.id)
        .outerjoin(settings, settings.c.student_id == students.c.id)
        .where(
            or_(
                settings.c.exam_id == exam,
                settings.c.exam_id.is_(None) & students.c.id.in_(sat),
            )
        )
        .order_by(students.c.id)
    )
    return [Peer(id=StudentId(row.id), first_at=row.first_at) for row in rows]


def exam_sitters(
    tx: Transaction, exam: int, *, since: datetime, until: datetime
) -> list[StudentId]:
    """Everybody with a test of the exam in the window."""
    rows = tx.connection.scalars(
        select(attempt_results.c.student_id)
        .where(
            attempt_results.c.exam_id == exam,
            attempt_results.c.completed_at >= since,
            attempt_results.c.completed_at < until,
        )
        .distinct()
        .order_by(attempt_results.c.student_id)
    )
    return [StudentId(row) for row in rows]


def group_students(tx: Transaction, group_id: GroupId) -> list[StudentId]:
    rows = tx.connection.scalars(
        select(group_members.c.student_id)
        .where(group_members.c.group_id == group_id, group_members.c.left_at.is_(None))
        .order_by(group_members.c.student_id)
    )
    return [StudentId(row) for row in rows]


def student_keys(tx: Transaction, whom: Iterable[StudentId]) -> dict[StudentId, str]:
    found: dict[StudentId, str] = {}
    for part in chunks(list(whom)):
        rows = tx.connection.execute(
            select(students.c.id, students.c.key).where(students.c.id.in_(part))
        )
        found.update({StudentId(row.id): row.key for row in rows})
    return found


def zones(
    tx: Transaction, whom: Iterable[StudentId], *, default_timezone: str
) -> dict[StudentId, ZoneInfo]:
    """Where each of them lives."""
    ids = list(whom)
    found = dict.fromkeys(ids, ZoneInfo(default_timezone))
    for part in chunks(ids):
        rows = tx.connection.execute(
            select(settings.c.student_id, settings.c.timezone).where(
                settings.c.student_id.in_(part)
            )
        )
        found.update({StudentId(row.student_id): ZoneInfo(row.timezone) for row in rows})
    return found


def subject_counts(
    tx: Transaction, whom: Iterable[StudentId], *, since: datetime, until: datetime
) -> dict[StudentId, dict[str, tuple[int, int]]]:
    """Right answers and answers by subject with since ≤ answered_at < until."""
    found: dict[StudentId, dict[str, tuple[int, int]]] = {}
    right = func.sum(cast(_as_int(answers.c.is_correct), Integer)).label("right")
    for part in chunks(list(whom)):
        rows = tx.connection.execute(
            select(answers.c.student_id, SUBJECT.label("subject"), right, func.count().label("n"))
            .select_from(
                answers.join(topics, topics.c.id == answers.c.topic_id).outerjoin(
                    subjects, subjects.c.id == topics.c.subject_id
                )
            )
            .where(
                answers.c.student_id.in_(part),
                answers.c.answered_at >= since,
                answers.c.answered_at < until,
                answers.c.is_dropped.is_(False),
            )
            .group_by(answers.c.student_id, SUBJECT)
        )
        for row in rows:
            found.setdefault(StudentId(row.student_id), {})[row.subject] = (row.right, row.n)
    return found


def _as_int(flag: ColumnElement[bool]) -> ColumnElement[int]:
    return case((flag, 1), else_=0)


def exam_keys(tx: Transaction) -> list[str]:
    return list(tx.connection.scalars(select(exams.c.key).order_by(exams.c.key)))


def subject_keys(tx: Transaction) -> list[str]:
    return list(tx.connection.scalars(select(subjects.c.key).order_by(subjects.c.key)))


def topic_keys(tx: Transaction) -> dict[int, str]:
    return {row.id: row.key for row in tx.connection.execute(select(topics.c.id, topics.c.key))}


def exams_of(
    tx: Transaction, whom: Iterable[StudentId], *, until: datetime
) -> dict[StudentId, tuple[int, str]]:
    """Each student's exam, id and key: the one chosen, else that of the newest test by then."""
    found: dict[StudentId, tuple[int, str]] = {}
    for part in chunks(list(whom)):
        newest = tx.connection.execute(
            select(attempt_results.c.student_id, exams.c.id, exams.c.key)
            .join(exams, exams.c.id == attempt_results.c.exam_id)
            .where(attempt_results.c.student_id.in_(part), attempt_results.c.completed_at < until)
            .order_by(attempt_results.c.completed_at, attempt_results.c.key)
        )
        found.update({StudentId(row.student_id): (row.id, row.key) for row in newest})
        chosen = tx.connection.execute(
            select(settings.c.student_id, exams.c.id, exams.c.key)
            .join(exams, exams.c.id == settings.c.exam_id)
            .where(settings.c.student_id.in_(part))
        )
        found.update({StudentId(row.student_id): (row.id, row.key) for row in chosen})
    return found


def first_answers(tx: Transaction, whom: Iterable[StudentId]) -> dict[StudentId, datetime]:
    """Since when each of them answers."""
    found: dict[StudentId, datetime] = {}
    for part in chunks(list(whom)):
        rows = tx.connection.execute(
            select(topic_states.c.student_id, func.min(topic_states.c.first_at).label("first_at"))
            .where(topic_states.c.student_id.in_(part))
            .group_by(topic_states.c.student_id)
        )
        found.update({StudentId(row.student_id): row.first_at for row in rows})
    return found
