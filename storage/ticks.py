"""When the scheduler last looked, for whichever process asks."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage.engine import Transaction
from storage.tables import markers
from storage.upsert import replace_rows

NAME = "tick"


def note(tx: Transaction, *, at: datetime) -> None:
    replace_rows(tx, markers, ("name",), {"name": NAME, "position": int(at.timestamp())})


def last(tx: Transaction) -> datetime | None:
    """None before the first tick."""
    seconds = tx.connection.scalar(select(markers.c.position).where(markers.c.name == NAME))
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
