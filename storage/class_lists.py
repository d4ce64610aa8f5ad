"""Whom a group's teachers expect, and who of them has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from storage.engine import Transaction
from storage.records import GroupId, StudentId
from storage.tables import group_members, roster_entries, settings, students
from storage.upsert import insert_ignoring


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name on a group's list."""

    id: int
    group_id: GroupId
    name: str
    roll: str
    code: str
    student_id: StudentId | None
    #: As the group sees her; None while nobody sits in the place.
    seated_as: str | None


def add(
    tx: Transaction,
    group_id: GroupId,
    listed: Iterable[tuple[str, str, str]],
    *,
    at: datetime,
) -> int:
    """Adds names with roll numbers and codes; how many were not there."""
    return sum(
        insert_ignoring(
            tx,
            roster_entries,
            {"group_id": group_id, "name": name, "roll": roll, "code": code, "added_at": at},
        )
        for name, roll, code in listed
    )


def of_group(tx: Transaction, group_id: GroupId) -> list[Entry]:
    """Everybody on the list, by roll number and name as they were added."""
    shown = func.coalesce(
        func.nullif(settings.c.alias, ""), func.nullif(students.c.name, ""), students.c.key
    )
    rows = tx.connection.execute(
        select(roster_entries, group_members.c.student_id.label("seated"), shown.label("shown"))
        .outerjoin(
            group_members,
            and_(
                group_members.c.group_id == roster_entries.c.group_id,
                group_members.c.student_id == roster_entries.c.student_id,
                group_members.c.left_at.is_(None),
            ),
        )
        .outerjoin(students, students.c.id == group_members.c.student_id)
        .outerjoin(settings, settings.c.student_id == group_members.c.student_id)
        .where(roster_entries.c.group_id == group_id)
        .order_by(roster_entries.c.id)
    )
    return [
        Entry(
            id=row.id,
            group_id=GroupId(row.group_id),
            name=row.name,
            roll=row.roll,
            code=row.code,
            student_id=None if row.student_id is None else StudentId(row.student_id),
            seated_as=row.shown if row.seated is not None else None,
        )
        for row in rows
    ]


def count(tx: Transaction, group_id: GroupId) -> int:
    found = tx.connection.scalar(
        select(func.count())
        .select_from(roster_entries)
        .where(roster_entries.c.group_id == group_id)
    )
    return found or 0


def group_of_code(tx: Transaction, code: str, student_id: StudentId | None) -> GroupId | None:
    """The group that a place's code leads to: while it is free, or is hers."""
    row = tx.connection.execute(
        select(roster_entries.c.group_id, roster_entries.c.student_id).where(
            roster_entries.c.code == code
        )
    ).one_or_none()
    if row is None or row.student_id not in {None, student_id}:
        return None
    return GroupId(row.group_id)


def take(tx: Transaction, code: str, student_id: StudentId) -> bool:
    """Makes the code's free place hers, unless she has one in the group; False when it is taken."""
    group_id = (
        select(roster_entries.c.group_id).where(roster_entries.c.code == code).scalar_subquery()
    )
    others = select(roster_entries.c.id).where(
        roster_entries.c.student_id == student_id, roster_entries.c.group_id == group_id
    )
    if tx.connection.scalar(others.limit(1)) is not None:
        return True
    done = tx.connection.execute(
        update(roster_entries)
        .where(roster_entries.c.code == code, roster_entries.c.student_id.is_(None))
        .values(student_id=student_id)
    )
    return done.rowcount == 1


def drop_free(tx: Transaction, group_id: GroupId) -> int:
    """Takes the names off that nobody came for; how many."""
    return tx.connection.execute(
        delete(roster_entries).where(
            roster_entries.c.group_id == group_id, roster_entries.c.student_id.is_(None)
        )
    ).rowcount


def forget_free(tx: Transaction, *, before: datetime) -> int:
    """The same of every group, of names that were added before."""
    return tx.connection.execute(
        delete(roster_entries).where(
            roster_entries.c.student_id.is_(None), roster_entries.c.added_at < before
        )
    ).rowcount
