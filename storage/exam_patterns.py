"""What admins stand for: confirmed exam patterns, and planning targets they changed."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.engine import Transaction
from storage.tables import exam_confirmations, exam_targets
from storage.upsert import replace_rows


def confirmed_patterns(tx: Transaction) -> dict[tuple[str, str], datetime]:
    """When each (exam, pattern) was confirmed."""
    rows = tx.connection.execute(select(exam_confirmations))
    return {(row.exam, row.pattern): row.confirmed_at for row in rows}


def confirm(tx: Transaction, exam: str, pattern: str, *, by: int, at: datetime) -> None:
    row = {"exam": exam, "pattern": pattern, "confirmed_by": by, "confirmed_at": at}
    replace_rows(tx, exam_confirmations, ("exam", "pattern"), row)


def take_back(tx: Transaction, exam: str, pattern: str) -> None:
    tx.connection.execute(
        delete(exam_confirmations).where(
            exam_confirmations.c.exam == exam, exam_confirmations.c.pattern == pattern
        )
    )


def targets(tx: Transaction) -> dict[str, tuple[int, int]]:
    """Planning targets that an admin set, in percent."""
    rows = tx.connection.execute(select(exam_targets))
    return {row.exam: (row.low_percent, row.high_percent) for row in rows}


def set_target(tx: Transaction, exam: str, low: int, high: int, *, by: int, at: datetime) -> None:
    row = {"exam": exam, "low_percent": low, "high_percent": high, "set_by": by, "set_at": at}
    replace_rows(tx, exam_targets, ("exam",), row)
