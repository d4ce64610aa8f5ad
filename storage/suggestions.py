"""When each rule of feedback last spoke to a student."""

from datetime import datetime

from sqlalchemy import select

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import suggestions
from storage.upsert import replace_rows


def made_at(tx: Transaction, student_id: StudentId) -> dict[str, datetime]:
    """The last time of each rule that ever spoke."""
    rows = tx.connection.execute(select(suggestions).where(suggestions.c.student_id == student_id))
    return {row.rule: row.made_at for row in rows}


def note(tx: Transaction, student_id: StudentId, rule: str, *, at: datetime) -> None:
    row = {"student_id": student_id, "rule": rule, "made_at": at}
    replace_rows(tx, suggestions, ("student_id", "rule"), row)
