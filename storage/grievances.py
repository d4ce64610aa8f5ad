"""Grievances: what somebody wants put right, and what she was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import grievances
from storage.upsert import insert_ignoring


@dataclass(frozen=True, slots=True, kw_only=True)
class Grievance:
    id: int
    student_id: StudentId
    text: str
    created_at: datetime
    due_on: date
    answer: str | None

    @property
    def number(self) -> str:
        """What she and the operator call it by."""
        return f"G-{self.id:05d}"


def _grievance(row: Row[Any]) -> Grievance:
    return Grievance(
        id=row.id,
        student_id=StudentId(row.student_id),
        text=row.text,
        created_at=row.created_at,
        due_on=row.due_on,
        answer=row.answer,
    )


def add(
    tx: Transaction, student_id: StudentId, text: str, *, due_on: date, at: datetime
) -> Grievance:
    """Stores one; the same message twice is one."""
    row = {"student_id": student_id, "text": text, "created_at": at, "due_on": due_on}
    insert_ignoring(tx, grievances, row)
    found = tx.connection.execute(
        select(grievances).where(
            grievances.c.student_id == student_id, grievances.c.created_at == at
        )
    ).one()
    return _grievance(found)


def find(tx: Transaction, grievance_id: int) -> Grievance | None:
    row = tx.connection.execute(
        select(grievances).where(grievances.c.id == grievance_id)
    ).one_or_none()
    return None if row is None else _grievance(row)


def answer(tx: Transaction, grievance_id: int, text: str, *, at: datetime) -> None:
    tx.connection.execute(
        update(grievances)
        .where(grievances.c.id == grievance_id)
        .values(answer=text, answered_at=at)
    )
