"""Groups, who sits in them, and the Telegram chat each is linked to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update

from storage.engine import Transaction
from storage.records import Group, GroupId, StudentId
from storage.tables import group_members, group_teachers, groups, students
from storage.upsert import insert_ignoring, replace_rows


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
        teacher_code=row.teacher_code,
        is_archived=row.archived_at is not None,
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
    if owner_id is not None:
        add_teacher(tx, GroupId(group_id), owner_id, at=at)
    made = find_by_key(tx, key)
    assert made is not None, "the row was just made"
    return made


def find_by_key(tx: Transaction, key: str) -> Group | None:
    return _one(tx, _query().where(groups.c.key == key))


def find_by_code(tx: Transaction, join_code: str) -> Group | None:
    return _one(tx, _query().where(groups.c.join_code == join_code, groups.c.archived_at.is_(None)))


def find_by_teacher_code(tx: Transaction, code: str) -> Group | None:
    return _one(tx, _query().where(groups.c.teacher_code == code, groups.c.archived_at.is_(None)))


def find_by_chat(tx: Transaction, chat_id: int) -> Group | None:
    return _one(tx, _query().where(groups.c.chat_id == chat_id))


def get(tx: Transaction, group_id: GroupId) -> Group | None:
    return _one(tx, _query().where(groups.c.id == group_id))


def _one(tx: Transaction, statement: Select[Any]) -> Group | None:
    row = tx.connection.execute(statement).one_or_none()
    return _group(row) if row else None


def taught_by(tx: Transaction, teacher_id: StudentId) -> list[Group]:
    """The groups that she may act for, archived ones left out."""
    rows = tx.connection.execute(
        _query()
        .join(group_teachers, group_teachers.c.group_id == groups.c.id)
        .where(group_teachers.c.student_id == teacher_id, groups.c.archived_at.is_(None))
        .order_by(groups.c.id)
    )
    return [_group(row) for row in rows]


def teachers_of(tx: Transaction, group_id: GroupId) -> list[StudentId]:
    """Who may act for a group, the longest there first."""
    found = tx.connection.scalars(
        select(group_teachers.c.student_id)
        .where(group_teachers.c.group_id == group_id)
        .order_by(group_teachers.c.since, group_teachers.c.student_id)
    )
    return [StudentId(one) for one in found]


def every_teacher(tx: Transaction) -> list[StudentId]:
    """Whoever teaches a group in which somebody shares results."""
    found = tx.connection.scalars(
        select(group_teachers.c.student_id)
        .join(groups, groups.c.id == group_teachers.c.group_id)
        .join(group_members, group_members.c.group_id == groups.c.id)
        .where(
            groups.c.archived_at.is_(None),
            group_members.c.left_at.is_(None),
            group_members.c.shares_results.is_(True),
        )
        .distinct()
        .order_by(group_teachers.c.student_id)
    )
    return [StudentId(one) for one in found]


def add_teacher(tx: Transaction, group_id: GroupId, student_id: StudentId, *, at: datetime) -> None:
    insert_ignoring(
        tx, group_teachers, {"group_id": group_id, "student_id": student_id, "since": at}
    )


def remove_teacher(tx: Transaction, group_id: GroupId, student_id: StudentId) -> None:
    tx.connection.execute(
        delete(group_teachers).where(
            group_teachers.c.group_id == group_id, group_teachers.c.student_id == student_id
        )
    )


def set_columns(
    tx: Transaction,
    group_id: GroupId,
    **columns: str | int | datetime | None,
) -> None:
    """Sets `owner_id`, `join_code`, `teacher_code`, `archived_at` or `chat_id`."""
    tx.connection.execute(update(groups).where(groups.c.id == group_id).values(**columns))


def give_away(tx: Transaction, owner_id: StudentId) -> None:
    """Her groups go to the teacher who has been there longest; alone they take nobody new."""
    for group in tx.connection.scalars(
        select(groups.c.id).where(groups.c.owner_id == owner_id)
    ).all():
        others = [one for one in teachers_of(tx, GroupId(group)) if one != owner_id]
        if others:
            set_columns(tx, GroupId(group), owner_id=others[0])
        else:
            set_columns(tx, GroupId(group), owner_id=None, join_code=None, teacher_code=None)


def members(tx: Transaction, group_id: GroupId) -> list[StudentId]:
    """Everybody who sits in a group, in the order of joining."""
    found = tx.connection.scalars(
        select(group_members.c.student_id)
        .where(group_members.c.group_id == group_id, group_members.c.left_at.is_(None))
        .order_by(group_members.c.joined_at, group_members.c.student_id)
    )
    return [StudentId(one) for one in found]


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


def watched_members(tx: Transaction, group_id: GroupId) -> set[StudentId]:
    """Of these whom a teacher may be told about: nobody under 18 is watched."""
    sharing = sharing_members(tx, group_id)
    found = tx.connection.scalars(
        select(students.c.id).where(
            students.c.id.in_(sharing), students.c.age_band.is_distinct_from("minor")
        )
    )
    return {StudentId(one) for one in found}


def was_member(tx: Transaction, group_id: GroupId, student_id: StudentId) -> bool:
    """Whether she has, or once had, a seat there."""
    found = tx.connection.scalar(
        select(group_members.c.student_id).where(
            group_members.c.group_id == group_id, group_members.c.student_id == student_id
        )
    )
    return found is not None


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
