"""Who has not practised for so long that nothing more should be kept."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import group_teachers, student_days, students


def _is_idle(*, since: date, joined_before: datetime) -> ColumnElement[bool]:
    """Came by chat, teaches nobody, and has no day of practice since."""
    practised = (
        select(func.max(student_days.c.day))
        .where(student_days.c.student_id == students.c.id)
        .scalar_subquery()
    )
    teaches = exists().where(group_teachers.c.student_id == students.c.id)
    return and_(
        students.c.telegram_id.is_not(None),
        students.c.created_at < joined_before,
        or_(practised.is_(None), practised < since),
        ~teaches,
    )


def to_warn(
    tx: Transaction, *, since: date, joined_before: datetime, limit: int
) -> list[StudentId]:
    """The idle who were not warned yet."""
    found = tx.connection.scalars(
        select(students.c.id)
        .where(
            students.c.inactive_warned_at.is_(None),
            _is_idle(since=since, joined_before=joined_before),
        )
        .order_by(students.c.id)
        .limit(limit)
    )
    return [StudentId(one) for one in found]


def to_remove(
    tx: Transaction, *, warned_before: datetime, since: date, joined_before: datetime, limit: int
) -> list[StudentId]:
    """Those whose warning ran out and who have not come back."""
    found = tx.connection.scalars(
        select(students.c.id)
        .where(
            students.c.inactive_warned_at < warned_before,
            _is_idle(since=since, joined_before=joined_before),
        )
        .order_by(students.c.id)
        .limit(limit)
    )
    return [StudentId(one) for one in found]


def note_warning(tx: Transaction, student_id: StudentId, *, at: datetime) -> None:
    tx.connection.execute(
        update(students).where(students.c.id == student_id).values(inactive_warned_at=at)
    )


def forgive_returned(tx: Transaction) -> int:
    """Who practised after her warning starts anew."""
    practised = (
        select(func.max(student_days.c.day))
        .where(student_days.c.student_id == students.c.id)
        .scalar_subquery()
    )
    return tx.connection.execute(
        update(students)
        .where(
            students.c.inactive_warned_at.is_not(None),
            practised >= func.date(students.c.inactive_warned_at),
        )
        .values(inactive_warned_at=None)
    ).rowcount
