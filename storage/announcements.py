"""What a teacher says to a whole group: a draft until she sends it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from storage.engine import Transaction
from storage.records import GroupId, StudentId
from storage.tables import announcements

DRAFT, PLANNED, CANCELLED = "draft", "planned", "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    id: int
    group_id: GroupId
    made_by: StudentId | None
    text: str
    state: str
    send_at: datetime | None


def _announcement(row: Row[Any]) -> Announcement:
    return Announcement(
        id=row.id,
        group_id=GroupId(row.group_id),
        made_by=None if row.made_by is None else StudentId(row.made_by),
        text=row.text,
        state=row.state,
        send_at=row.send_at,
    )


def draft(
    tx: Transaction, group_id: GroupId, made_by: StudentId, text: str, *, at: datetime
) -> Announcement:
    done = tx.connection.execute(
        insert(announcements)
        .values(group_id=group_id, made_by=made_by, text=text, state=DRAFT, created_at=at)
        .returning(announcements)
    )
    return _announcement(done.one())


def find(tx: Transaction, announcement_id: int) -> Announcement | None:
    row = tx.connection.execute(
        select(announcements).where(announcements.c.id == announcement_id)
    ).one_or_none()
    return None if row is None else _announcement(row)


def newest(tx: Transaction, made_by: StudentId) -> Announcement | None:
    row = tx.connection.execute(
        select(announcements)
        .where(announcements.c.made_by == made_by)
        .order_by(announcements.c.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _announcement(row)


def move(
    tx: Transaction,
    announcement_id: int,
    *,
    from_state: str,
    to_state: str,
    send_at: datetime | None = None,
) -> bool:
    """Whether it was in that state until now."""
    changed = tx.connection.execute(
        update(announcements)
        .where(announcements.c.id == announcement_id, announcements.c.state == from_state)
        .values(state=to_state, send_at=send_at)
    ).rowcount
    return changed == 1


def planned_since(tx: Transaction, group_id: GroupId, *, since: datetime) -> int:
    found = tx.connection.scalar(
        select(func.count())
        .select_from(announcements)
        .where(
            announcements.c.group_id == group_id,
            announcements.c.state == PLANNED,
            announcements.c.created_at > since,
        )
    )
    return found or 0
