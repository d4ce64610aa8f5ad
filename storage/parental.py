"""A parent's consent for a student under 18: asked for by her, given by somebody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import parental_consents, students
from storage.upsert import replace_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalConsent:
    student_id: StudentId
    code: str
    asked_at: datetime
    #: None until it was given, and once that person was forgotten.
    parent_telegram_id: int | None
    given_at: datetime | None


def ask(tx: Transaction, student_id: StudentId, code: str, *, at: datetime) -> None:
    """A new link for her parent; an earlier one leads nowhere then."""
    row = {
        "student_id": student_id,
        "code": code,
        "asked_at": at,
        "parent_telegram_id": None,
        "notice_version": None,
        "given_at": None,
    }
    replace_rows(tx, parental_consents, ("student_id",), row)


def of_student(tx: Transaction, student_id: StudentId) -> ParentalConsent | None:
    return _one(tx, parental_consents.c.student_id == student_id)


def by_code(tx: Transaction, code: str) -> ParentalConsent | None:
    return _one(tx, parental_consents.c.code == code)


def _one(tx: Transaction, condition: ColumnElement[bool]) -> ParentalConsent | None:
    row = tx.connection.execute(select(parental_consents).where(condition)).one_or_none()
    if row is None:
        return None
    return ParentalConsent(
        student_id=StudentId(row.student_id),
        code=row.code,
        asked_at=row.asked_at,
        parent_telegram_id=row.parent_telegram_id,
        given_at=row.given_at,
    )


def give(
    tx: Transaction,
    student_id: StudentId,
    *,
    parent_telegram_id: int,
    notice_version: str,
    at: datetime,
) -> bool:
    """Notes who gave it; False when it was given before."""
    done = tx.connection.execute(
        update(parental_consents)
        .where(parental_consents.c.student_id == student_id, parental_consents.c.given_at.is_(None))
        .values(parent_telegram_id=parent_telegram_id, notice_version=notice_version, given_at=at)
    )
    return done.rowcount == 1


def forget_parent(tx: Transaction, student_id: StudentId) -> None:
    """What this person agreed to for a child stays; who agreed is said no more."""
    own = select(students.c.telegram_id).where(students.c.id == student_id).scalar_subquery()
    tx.connection.execute(
        update(parental_consents)
        .where(parental_consents.c.parent_telegram_id == own)
        .values(parent_telegram_id=None)
    )


def forget_unanswered(tx: Transaction, *, before: datetime) -> None:
    """Links that nobody followed."""
    tx.connection.execute(
        delete(parental_consents).where(
            parental_consents.c.given_at.is_(None), parental_consents.c.asked_at < before
        )
    )
