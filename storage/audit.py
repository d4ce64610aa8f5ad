"""Who decided what for others: an append-only list, without anybody's words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import audit_entries, students


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    at: datetime
    #: Key of who did it; None once she was erased.
    by: str | None
    action: str
    #: The key of what it was done to.
    about: str


def note(tx: Transaction, by: StudentId, action: str, about: str, *, at: datetime) -> None:
    """One entry; a redelivered update has its own already."""
    if not tx.is_redelivery:
        row = {"at": at, "by_id": by, "action": action, "about": about[:128]}
        tx.connection.execute(insert(audit_entries).values(row))


def listed(tx: Transaction, *, since: datetime, limit: int) -> list[AuditEntry]:
    """The newest first."""
    rows = tx.connection.execute(
        select(audit_entries, students.c.key)
        .outerjoin(students, students.c.id == audit_entries.c.by_id)
        .where(audit_entries.c.at >= since)
        .order_by(audit_entries.c.at.desc(), audit_entries.c.id.desc())
        .limit(limit)
    )
    return [AuditEntry(at=row.at, by=row.key, action=row.action, about=row.about) for row in rows]
