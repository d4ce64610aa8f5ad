"""When the scheduler last looked, and when a backup was last made, for whichever process asks."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage.engine import Transaction
from storage.tables import markers
from storage.upsert import replace_rows

TICK, BACKUP = "tick", "backup"


def note(tx: Transaction, name: str = TICK, *, at: datetime) -> None:
    replace_rows(tx, markers, ("name",), {"name": name, "position": int(at.timestamp())})


def last(tx: Transaction, name: str = TICK) -> datetime | None:
    """None where it never happened."""
    seconds = tx.connection.scalar(select(markers.c.position).where(markers.c.name == name))
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
