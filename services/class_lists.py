"""Class lists: a teacher sends the names, each gets a link of its own, and shows who has come."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.class_list import MOST_NAMES, UnreadableList, read_class_list
from content.tables import write_table
from services.errors import BadRoster
from services.group_roles import taught
from services.shown_names import shown_name
from storage import class_lists, students
from storage.class_lists import Entry
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, GroupId, Student

#: What her next file is kept for, as `students.awaiting` has it; the group's id follows.
AWAITING_LIST = "roster:"
LONGEST_NAME, LONGEST_ROLL = 64, 32
#: Names of people who never came are kept no longer.
FREE_KEPT = timedelta(days=90)
COLUMNS = ("name", "roll", "link", "joined_as")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassList:
    group: Group
    entries: tuple[Entry, ...]
    #: Names that the last file brought; None where none did.
    added: int | None = None

    @property
    def seated(self) -> int:
        return sum(one.seated_as is not None for one in self.entries)


class ClassLists:
    """Every call asks whether she teaches the group; raises NotTheOwner, GroupGone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_group(self, teacher: Student, group_id: GroupId) -> ClassList:
        return await self._database.read(lambda tx: _list(tx, teacher, group_id))

    async def ask_file(self, teacher: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """From now on the next file of hers is a list for this group."""

        def work(tx: Transaction) -> Group:
            group = taught(tx, teacher.id, group_id)
            students.set_profile(tx, teacher.id, awaiting=f"{AWAITING_LIST}{group_id}")
            return group

        return await write_once(self._database, arrival, work)

    async def take_in(
        self, teacher: Student, group_id: GroupId, data: bytes, arrival: Arrival
    ) -> ClassList:
        """Adds the file's names; who is on the list already stays as she is. Raises BadRoster."""
        try:
            listed = read_class_list(data)
        except UnreadableList as error:
            raise BadRoster(reason=str(error)) from error
        named = dict.fromkeys(
            (name, shown_name(one.roll, longest=LONGEST_ROLL))
            for one in listed
            if (name := shown_name(one.name, longest=LONGEST_NAME))
        )

        def work(tx: Transaction) -> ClassList:
            taught(tx, teacher.id, group_id)
            new = [(name, roll, secrets.token_urlsafe(9)) for name, roll in named]
            added = class_lists.add(tx, group_id, new, at=arrival.at)
            if class_lists.count(tx, group_id) > MOST_NAMES:
                raise BadRoster(reason=f"more than {MOST_NAMES} names; split the file")
            students.set_profile(tx, teacher.id, awaiting=None)
            return _list(tx, teacher, group_id, added=added)

        return await write_once(self._database, arrival, work)

    async def table(self, teacher: Student, group_id: GroupId, *, username: str) -> bytes:
        """The list with everybody's own link as a CSV file's bytes."""
        found = await self.of_group(teacher, group_id)
        rows = [
            (one.name, one.roll, link(username, one), one.seated_as or "") for one in found.entries
        ]
        return write_table("csv", COLUMNS, rows)

    async def drop_free(self, teacher: Student, group_id: GroupId, arrival: Arrival) -> ClassList:
        """Takes off who has not come; those links lead nowhere then."""

        def work(tx: Transaction) -> ClassList:
            taught(tx, teacher.id, group_id)
            class_lists.drop_free(tx, group_id)
            return _list(tx, teacher, group_id)

        return await write_once(self._database, arrival, work)

    async def forget_free(self, *, at: datetime) -> int:
        return await self._database.write(
            lambda tx: class_lists.forget_free(tx, before=at - FREE_KEPT)
        )


def link(username: str, entry: Entry) -> str:
    """The way to her own place; nothing more once somebody took it."""
    return "" if entry.student_id is not None else f"https://t.me/{username}?start=g_{entry.code}"


def _list(
    tx: Transaction, teacher: Student, group_id: GroupId, *, added: int | None = None
) -> ClassList:
    group = taught(tx, teacher.id, group_id)
    return ClassList(group=group, entries=tuple(class_lists.of_group(tx, group_id)), added=added)
