"""When each rule of feedback last spoke to a student."""

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.direct import Direct
from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import suggestions
from storage.upsert import replace_rows

_MADE = Direct(select(suggestions).where(suggestions.c.student_id == bindparam("student")))


def made_at(tx: Transaction, student_id: StudentId) -> dict[str, datetime]:
    """The last time of each rule that ever spoke."""
    return {row.rule: row.made_at for row in _MADE.all(tx, {"student": student_id})}


def note(tx: Transaction, student_id: StudentId, rule: str, *, at: datetime) -> None:
    row = {"student_id": student_id, "rule": rule, "made_at": at}
    replace_rows(tx, suggestions, ("student_id", "rule"), row)
