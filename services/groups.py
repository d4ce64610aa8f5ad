"""Groups: a teacher makes one, students join by their own tap, each decides what is shared."""

import secrets
from dataclasses import dataclass

from services.errors import GroupGone, NotTheOwner
from storage import groups, quizzes
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, GroupId, Student

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MyGroups:
    """The groups a person owns, and those she sits in with whether she shares her results."""

    owned: tuple[Group, ...]
    joined: tuple[tuple[Group, bool], ...]


class Groups:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def mine(self, student: Student) -> MyGroups:
        def work(tx: Transaction) -> MyGroups:
            return MyGroups(
                owned=tuple(groups.owned_by(tx, student.id)),
                joined=tuple(groups.of_member(tx, student.id)),
            )

        return await self._database.read(work)

    async def make(self, student: Student, title: str, arrival: Arrival) -> Group:
        """A new group of hers; the same update makes it once."""

        def work(tx: Transaction) -> Group:
            owned = groups.owned_by(tx, student.id)
            if tx.is_redelivery and owned:
                return owned[-1]
            return groups.make(
                tx,
                owner_id=student.id,
                title=title.strip()[:LONGEST_TITLE],
                join_code=secrets.token_urlsafe(9),
                at=arrival.at,
            )

        return await write_once(self._database, arrival, work)

    async def by_code(self, code: str) -> Group:
        """The group that an invitation leads to."""
        found = await self._database.read(lambda tx: groups.find_by_code(tx, code))
        if found is None:
            raise GroupGone
        return found

    async def join(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """Her own tap seats her; until she says otherwise she shares nothing."""

        def work(tx: Transaction) -> Group:
            _get(tx, group_id)
            if group_id not in {group.id for group, _ in groups.of_member(tx, student.id)}:
                groups.take_seat(tx, group_id, student.id, shares_results=False, at=arrival.at)
            return _get(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def share(
        self, student: Student, group_id: GroupId, *, shares: bool, arrival: Arrival
    ) -> Group:
        def work(tx: Transaction) -> Group:
            groups.share_results(tx, group_id, student.id, shares=shares)
            return _get(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def leave(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        def work(tx: Transaction) -> Group:
            groups.leave(tx, group_id, student.id, at=arrival.at)
            return _get(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def of_owner(self, student: Student, group_id: GroupId) -> Group:
        """Her own group; NotTheOwner where it is somebody else's."""
        group = await self._database.read(lambda tx: _get(tx, group_id))
        if group.owner_id != student.id:
            raise NotTheOwner
        return group

    async def link_chat(
        self, student: Student, group_id: GroupId, chat_id: int, arrival: Arrival
    ) -> Group:
        """Makes a Telegram chat mean this group."""

        def work(tx: Transaction) -> Group:
            if _get(tx, group_id).owner_id != student.id:
                raise NotTheOwner
            groups.link_chat(tx, group_id, chat_id)
            return _get(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def of_chat(self, chat_id: int) -> Group | None:
        return await self._database.read(lambda tx: groups.find_by_chat(tx, chat_id))

    async def move_chat(self, old: int, new: int, arrival: Arrival) -> None:
        """Follows a chat that Telegram gave a new id."""

        def work(tx: Transaction) -> None:
            groups.move_chat(tx, old=old, new=new)
            quizzes.move_chat(tx, old=old, new=new)

        await write_once(self._database, arrival, work)


def _get(tx: Transaction, group_id: GroupId) -> Group:
    group = groups.get(tx, group_id)
    if group is None:
        raise GroupGone
    return group
