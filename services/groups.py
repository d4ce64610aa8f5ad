"""Groups: a teacher makes one, students join by their own tap, each decides what is shared."""

import secrets
from dataclasses import dataclass

from services.errors import BadValue, GroupGone, NotForMinors, NotTheOwner
from services.group_roles import existing, owned, taught
from services.shown_names import shown_name
from services.students import KEEPING, LONGEST_NAME, NOTICE_VERSION
from storage import audit, class_lists, groups, quizzes, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, GroupId, Student, StudentId

LONGEST_TITLE = 100
MOST_TEACHERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MyGroups:
    """The groups a person teaches, and those she sits in with whether she shares her results."""

    owned: tuple[Group, ...]
    joined: tuple[tuple[Group, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCard:
    """A group as its teachers see it."""

    group: Group
    is_owner: bool
    #: Id and name, the longest there first.
    teachers: tuple[tuple[StudentId, str], ...]


class Groups:
    def __init__(self, database: Database, *, institution: str | None = None) -> None:
        #: The school that declares that it may keep results of its students under 18.
        self.institution = institution
        self._database = database

    def may_join(self, student: Student) -> bool:
        """Whoever is recorded, and with a school behind it somebody under 18 too."""
        return student.is_recorded or (student.is_minor and self.institution is not None)

    async def mine(self, student: Student) -> MyGroups:
        def work(tx: Transaction) -> MyGroups:
            return MyGroups(
                owned=tuple(groups.taught_by(tx, student.id)),
                joined=tuple(groups.of_member(tx, student.id)),
            )

        return await self._database.read(work)

    async def make(self, student: Student, title: str, arrival: Arrival) -> Group:
        """A new group of hers; the same update makes it once."""
        named = shown_name(title, longest=LONGEST_TITLE)
        if not named:
            raise BadValue(hint=f"1–{LONGEST_TITLE}")

        def work(tx: Transaction) -> Group:
            owned = groups.taught_by(tx, student.id)
            if tx.is_redelivery and owned:
                return owned[-1]
            return groups.make(
                tx,
                owner_id=student.id,
                title=named,
                join_code=secrets.token_urlsafe(9),
                at=arrival.at,
            )

        return await write_once(self._database, arrival, work)

    async def by_code(self, student: Student, code: str) -> Group:
        """The group that an invitation, or a place on its class list, leads to."""
        return await self._database.read(lambda tx: _invited(tx, student, code))

    async def join(
        self, student: Student, code: str, arrival: Arrival, *, first_name: str = ""
    ) -> Group:
        """Her own tap seats her; until she says otherwise she shares nothing.

        Where a school answers for the bot, an invitation of its teachers is what lets results of
        somebody under 18 be kept; `first_name` names her then. Raises NotForMinors without one.

        The code is asked for again: a tap's content comes from her client, and a group's number
        is no invitation.
        """

        def work(tx: Transaction) -> Group:
            group = _invited(tx, student, code)
            if not self.may_join(student):
                raise NotForMinors
            if not student.is_recorded:
                _record_for_school(tx, student, first_name, arrival)
            if group.join_code != code and not class_lists.take(tx, code, student.id):
                raise GroupGone
            if group.id not in {group.id for group, _ in groups.of_member(tx, student.id)}:
                groups.take_seat(tx, group.id, student.id, shares_results=False, at=arrival.at)
            return existing(tx, group.id)

        return await write_once(self._database, arrival, work)

    async def share(
        self, student: Student, group_id: GroupId, *, shares: bool, arrival: Arrival
    ) -> Group:
        def work(tx: Transaction) -> Group:
            group = _seated(tx, student.id, group_id)
            groups.share_results(tx, group_id, student.id, shares=shares)
            return group

        return await write_once(self._database, arrival, work)

    async def leave(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        def work(tx: Transaction) -> Group:
            group = groups.get(tx, group_id)
            if group is None or not groups.was_member(tx, group_id, student.id):
                raise GroupGone
            groups.leave(tx, group_id, student.id, at=arrival.at)
            return group

        return await write_once(self._database, arrival, work)

    async def of_teacher(self, student: Student, group_id: GroupId) -> Group:
        """A group that she teaches; raises NotTheOwner where it is somebody else's."""
        return await self._database.read(lambda tx: taught(tx, student.id, group_id))

    async def card(self, student: Student, group_id: GroupId) -> GroupCard:
        """The group with its teachers, for one of them."""

        def work(tx: Transaction) -> GroupCard:
            group = taught(tx, student.id, group_id)
            return GroupCard(
                group=group,
                is_owner=group.owner_id == student.id,
                teachers=tuple(
                    (one, students.get(tx, one).shown_name)
                    for one in groups.teachers_of(tx, group_id)
                ),
            )

        return await self._database.read(work)

    async def renew_code(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """A new invitation; the old one leads nowhere from now on."""

        def work(tx: Transaction) -> Group:
            taught(tx, student.id, group_id)
            if not tx.is_redelivery:
                groups.set_columns(tx, group_id, join_code=secrets.token_urlsafe(9))
                audit.note(
                    tx, student.id, "code renewed", existing(tx, group_id).key, at=arrival.at
                )
            return taught(tx, student.id, group_id)

        return await write_once(self._database, arrival, work)

    async def invite_teacher(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """A code that makes whoever follows it first a teacher; for the owner alone."""

        def work(tx: Transaction) -> Group:
            if owned(tx, student.id, group_id).teacher_code is None:
                groups.set_columns(tx, group_id, teacher_code=secrets.token_urlsafe(12))
            return owned(tx, student.id, group_id)

        return await write_once(self._database, arrival, work)

    async def become_teacher(self, student: Student, code: str, arrival: Arrival) -> Group:
        """Uses a teacher's invitation up; raises GroupGone for one that was used already."""

        def work(tx: Transaction) -> Group:
            group = groups.find_by_teacher_code(tx, code)
            if group is None and tx.is_redelivery:
                mine = groups.taught_by(tx, student.id)
                group = mine[-1] if mine else None
            if group is None:
                raise GroupGone
            if len(groups.teachers_of(tx, group.id)) >= MOST_TEACHERS:
                raise GroupGone
            groups.add_teacher(tx, group.id, student.id, at=arrival.at)
            groups.set_columns(tx, group.id, teacher_code=None)
            return group

        return await write_once(self._database, arrival, work)

    async def dismiss(
        self, student: Student, group_id: GroupId, teacher_id: StudentId, arrival: Arrival
    ) -> Group:
        """The owner takes a teacher out, or a teacher herself; the owner stays."""

        def work(tx: Transaction) -> Group:
            group = taught(tx, student.id, group_id)
            is_allowed = student.id in {group.owner_id, teacher_id}
            if not is_allowed or teacher_id == group.owner_id:
                raise NotTheOwner
            groups.remove_teacher(tx, group_id, teacher_id)
            audit.note(tx, student.id, "teacher dismissed", group.key, at=arrival.at)
            return group

        return await write_once(self._database, arrival, work)

    async def transfer(
        self, student: Student, group_id: GroupId, teacher_id: StudentId, arrival: Arrival
    ) -> Group:
        """Makes another teacher of the group its owner; the former one goes on teaching."""

        def work(tx: Transaction) -> Group:
            group = taught(tx, student.id, group_id)
            if tx.is_redelivery:
                return group
            owned(tx, student.id, group_id)
            if teacher_id not in groups.teachers_of(tx, group_id):
                raise NotTheOwner
            groups.set_columns(tx, group_id, owner_id=teacher_id)
            audit.note(tx, student.id, "group transferred", group.key, at=arrival.at)
            return existing(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def archive(self, student: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """Puts a group away: nobody joins, nothing is sent, its chat is free again."""

        def work(tx: Transaction) -> Group:
            group = groups.get(tx, group_id)
            if group is None or group.owner_id != student.id:
                raise NotTheOwner
            groups.set_columns(
                tx,
                group_id,
                archived_at=arrival.at,
                join_code=None,
                teacher_code=None,
                chat_id=None,
            )
            audit.note(tx, student.id, "group archived", group.key, at=arrival.at)
            return group

        return await write_once(self._database, arrival, work)

    async def link_chat(
        self, student: Student, group_id: GroupId, chat_id: int, arrival: Arrival
    ) -> Group:
        """Makes a Telegram chat mean this group."""

        def work(tx: Transaction) -> Group:
            taught(tx, student.id, group_id)
            groups.link_chat(tx, group_id, chat_id)
            return existing(tx, group_id)

        return await write_once(self._database, arrival, work)

    async def of_chat(self, chat_id: int) -> Group | None:
        return await self._database.read(lambda tx: groups.find_by_chat(tx, chat_id))

    async def move_chat(self, old: int, new: int, arrival: Arrival) -> None:
        """Follows a chat that Telegram gave a new id."""

        def work(tx: Transaction) -> None:
            groups.move_chat(tx, old=old, new=new)
            quizzes.move_chat(tx, old=old, new=new)

        await write_once(self._database, arrival, work)


def _seated(tx: Transaction, student_id: StudentId, group_id: GroupId) -> Group:
    """A group that she sits in; of others she does not even learn the name."""
    if all(group.id != group_id for group, _ in groups.of_member(tx, student_id)):
        raise GroupGone
    return existing(tx, group_id)


def _invited(tx: Transaction, student: Student, code: str) -> Group:
    group = groups.find_by_code(tx, code)
    if group is None:
        place = class_lists.group_of_code(tx, code, student.id)
        group = None if place is None else existing(tx, place)
    if group is None:
        raise GroupGone
    return group


def _record_for_school(
    tx: Transaction, student: Student, first_name: str, arrival: Arrival
) -> None:
    version = f"school:{NOTICE_VERSION}"
    name = shown_name(first_name, longest=LONGEST_NAME)
    students.set_profile(tx, student.id, keeps_answers=True, name=name, onboarded_at=arrival.at)
    students.give_consent(tx, student.id, purpose=KEEPING, notice_version=version, at=arrival.at)
