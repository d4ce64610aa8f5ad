"""What a student remembers, fact by fact."""

from sqlalchemy import select

from analytics.memory import Memory
from storage.engine import Transaction
from storage.records import StudentId
from storage.student_states import memory_of
from storage.tables import memories


def of(tx: Transaction, student_id: StudentId) -> list[Memory]:
    """All her memories."""
    rows = tx.connection.execute(select(memories).where(memories.c.student_id == student_id))
    return [memory_of(dict(row._mapping)) for row in rows]  # noqa: SLF001 - public API of Row
