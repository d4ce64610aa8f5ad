"""Whom a report or a ranking is about: students, their exams, peers, groups, zones, names."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, func, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.report_rows import chunks
from storage.tables import (
    attempt_results,
    exams,
    group_members,
    groups,
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


def _compared() -> ColumnElement[bool]:
    """On a join with `students`: nobody under 18 is put beside others."""
    return students.c.age_band.is_distinct_from("minor")


_NEWEST_EXAM = (
    select(attempt_results.c.exam_id)
    .where(
        attempt_results.c.student_id == bindparam("student"),
        attempt_results.c.exam_id.is_not(None),
        attempt_results.c.completed_at < bindparam("until"),
    )
    .order_by(attempt_results.c.completed_at.desc(), attempt_results.c.key.desc())
    .limit(1)
    .scalar_subquery()
)
_PLACE = (
    select(settings.c.timezone, exams.c.id, exams.c.key)
    .select_from(
        students.outerjoin(settings, settings.c.student_id == students.c.id).outerjoin(
            exams, exams.c.id == func.coalesce(settings.c.exam_id, _NEWEST_EXAM)
        )
    )
    .where(students.c.id == bindparam("student"))
)


def place_of(
    tx: Transaction, student_id: StudentId, *, until: datetime, default_timezone: str
) -> tuple[ZoneInfo, tuple[int, str] | None]:
    """Where she lives, and her exam, id and key: chosen, else that of her newest test by then."""
    row = tx.connection.execute(_PLACE, {"student": student_id, "until": until}).one()
    exam = None if row.id is None else (row.id, row.key)
    return ZoneInfo(row.timezone or default_timezone), exam


def exam_id(tx: Transaction, key: str) -> int | None:
    return tx.connection.scalar(select(exams.c.id).where(exams.c.key == key))


def exam_students(tx: Transaction, exam: int, *, until: datetime) -> list[StudentId]:
    """Students whose exam it is: chosen, else that of their newest test by then."""
    sat = select(attempt_results.c.student_id).where(
        attempt_results.c.exam_id == exam, attempt_results.c.completed_at < until
    )
    chose = select(settings.c.student_id).where(settings.c.exam_id == exam)
    either = sat.union(chose).subquery()
    compared = select(students.c.id).where(students.c.id.in_(select(either)), _compared())
    candidates = [StudentId(one) for one in tx.connection.scalars(compared)]
    theirs = exams_of(tx, candidates, until=until)
    return sorted(one for one in candidates if one in theirs and theirs[one][0] == exam)


def exam_sitters(
    tx: Transaction,
    exam: int,
    *,
    since: datetime,
    until: datetime,
    among: Sequence[StudentId] | None = None,
) -> dict[StudentId, str]:
    """Everybody, or of these few those, with a test of the exam in the window, with their keys."""
    statement = (
        select(students.c.id, students.c.key)
        .join(attempt_results, students.c.id == attempt_results.c.student_id)
        .where(
            _compared(),
            attempt_results.c.exam_id == exam,
            attempt_results.c.completed_at >= since,
            attempt_results.c.completed_at < until,
        )
        .distinct()
        .order_by(students.c.id)
    )
    if among is not None:
        statement = statement.where(attempt_results.c.student_id.in_(among))
    return {StudentId(row.id): row.key for row in tx.connection.execute(statement)}


def group_students(tx: Transaction, key: str) -> dict[StudentId, str] | None:
    """Who sits in a group, with their keys; None where no group goes by this key."""
    rows = tx.connection.execute(
        select(students.c.id.label("student_id"), students.c.key)
        .select_from(
            groups.outerjoin(
                group_members,
                (group_members.c.group_id == groups.c.id) & group_members.c.left_at.is_(None),
            ).outerjoin(students, (students.c.id == group_members.c.student_id) & _compared())
        )
        .where(groups.c.key == key)
        .order_by(group_members.c.student_id)
    ).all()
    if not rows:
        return None
    return {StudentId(row.student_id): row.key for row in rows if row.student_id is not None}


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


def exam_keys(tx: Transaction) -> list[str]:
    return list(tx.connection.scalars(select(exams.c.key).order_by(exams.c.key)))


def subject_keys(tx: Transaction) -> list[str]:
    """What a board can be narrowed to: subjects and topics."""
    return sorted({*tx.connection.scalars(select(subjects.c.key)), *topic_keys(tx).values()})


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
