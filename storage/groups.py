"""Groups, who sits in them, and the Telegram chat each is linked to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from storage.engine import Transaction
from storage.records import Group, GroupId, StudentId
from storage.tables import group_members, groups
from storage.upsert import replace_rows


def _query() -> Select[Any]:
    seats = (
        select(group_members.c.group_id, func.count().label("members"))
        .where(group_members.c.left_at.is_(None))
        .group_by(group_members.c.group_id)
        .subquery()
    )
    return select(groups, func.coalesce(seats.c.members, 0).label("members")).outerjoin(
        seats, seats.c.group_id == groups.c.id
    )


def _group(row: Row[Any]) -> Group:
    return Group(
        id=GroupId(row.id),
        key=row.key,
        title=row.title,
        owner_id=None if row.owner_id is None else StudentId(row.owner_id),
        join_code=row.join_code,
        chat_id=row.chat_id,
        members=row.members,
    )


def make(
    tx: Transaction, *, owner_id: StudentId | None, title: str, join_code: str, at: datetime
) -> Group:
    """A new group; its key g1, g2… is what commands and reports call it."""
    result = tx.connection.execute(
        insert(groups).values(
            key=f"new:{join_code}",
            title=title,
            owner_id=owner_id,
            join_code=join_code,
            created_at=at,
        )
    )
    assert result.inserted_primary_key is not None
    group_id = result.inserted_primary_key[0]
    key = f"g{group_id}"
    if find_by_key(tx, key) is not None:  # an imported log may have brought the name
        key = f"g{group_id}-{join_code[:4]}"
    tx.connection.execute(update(groups).where(groups.c.id == group_id).values(key=key))
    made = find_by_key(tx, key)
    assert made is not None, "the row was just made"
    return made


def find_by_key(tx: Transaction, key: str) -> Group | None:
    return _one(tx, _query().where(groups.c.key == key))


def find_by_code(tx: Transaction, join_code: str) -> Group | None:
    return _one(tx, _query().where(groups.c.join_code == join_code))


def find_by_chat(tx: Transaction, chat_id: int) -> Group | None:
    return _one(tx, _query().where(groups.c.chat_id == chat_id))


def get(tx: Transaction, group_id: GroupId) -> Group | None:
    return _one(tx, _query().where(groups.c.id == group_id))


def _one(tx: Transaction, statement: Select[Any]) -> Group | None:
    row = tx.connection.execute(statement).one_or_none()
    return _group(row) if row else None


def owned_by(tx: Transaction, owner_id: StudentId) -> list[Group]:
    rows = tx.connection.execute(
        _query().where(groups.c.owner_id == owner_id).order_by(groups.c.id)
    )
    return [_group(row) for row in rows]


def of_member(tx: Transaction, student_id: StudentId) -> list[tuple[Group, bool]]:
    """The groups she sits in, with whether she shares her results there."""
    mine = group_members.alias("mine")
    rows = tx.connection.execute(
        _query()
        .add_columns(mine.c.shares_results)
        .join(mine, mine.c.group_id == groups.c.id)
        .where(mine.c.student_id == student_id, mine.c.left_at.is_(None))
        .order_by(groups.c.id)
    )
    return [(_group(row), row.shares_results) for row in rows]


def listed(tx: Transaction) -> list[Group]:
    return [_group(row) for row in tx.connection.execute(_query().order_by(groups.c.id))]


def take_seat(
    tx: Transaction,
    group_id: GroupId,
    student_id: StudentId,
    *,
    shares_results: bool,
    at: datetime,
) -> None:
    """Seats her, again or for the first time, sharing as she says now."""
    replace_rows(
        tx,
        group_members,
        ("group_id", "student_id"),
        {
            "group_id": group_id,
            "student_id": student_id,
            "shares_results": shares_results,
            "joined_at": at,
            "left_at": None,
        },
    )


def share_results(
    tx: Transaction, group_id: GroupId, student_id: StudentId, *, shares: bool
) -> None:
    tx.connection.execute(
        update(group_members)
        .where(group_members.c.group_id == group_id, group_members.c.student_id == student_id)
        .values(shares_results=shares)
    )


def sharing_members(tx: Transaction, group_id: GroupId) -> set[StudentId]:
    """Members who let the group see their results."""
    found = tx.connection.scalars(
        select(group_members.c.student_id).where(
            group_members.c.group_id == group_id,
            group_members.c.left_at.is_(None),
            group_members.c.shares_results.is_(True),
        )
    )
    return {StudentId(one) for one in found}


def leave(tx: Transaction, group_id: GroupId, student_id: StudentId, *, at: datetime) -> None:
    tx.connection.execute(
        update(group_members)
        .where(
            group_members.c.group_id == group_id,
            group_members.c.student_id == student_id,
            group_members.c.left_at.is_(None),
        )
        .values(left_at=at)
    )


def link_chat(tx: Transaction, group_id: GroupId, chat_id: int) -> None:
    """Makes a Telegram chat mean this group; a chat means one group at most."""
    tx.connection.execute(
        update(groups)
        .where(groups.c.chat_id == chat_id, groups.c.id != group_id)
        .values(chat_id=None)
    )
    tx.connection.execute(update(groups).where(groups.c.id == group_id).values(chat_id=chat_id))


def move_chat(tx: Transaction, *, old: int, new: int) -> None:
    """Follows a group chat that Telegram turned into a supergroup."""
    tx.connection.execute(update(groups).where(groups.c.chat_id == old).values(chat_id=new))
