"""A teacher's words to a whole group: shown to her first, then sent once to every member."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from services.errors import AnnouncementGone, BadValue, TooMuchWork
from services.group_roles import taught
from services.notices import after_quiet_hours
from storage import announcements, groups, outbox, students
from storage.announcements import CANCELLED, DRAFT, PLANNED, Announcement
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, GroupId, Student

KIND = "announcement"
AWAITING = "announce:"
LONGEST = 2000
#: For one group in a day.
MOST_A_DAY = 5
MORNING = time(8)
TOLD_FOR = timedelta(days=2)
When = Literal["now", "morning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementCard:
    """An announcement with whom it goes to."""

    announcement: Announcement
    group: Group
    #: Members who can be written to.
    reached: int
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementTold:
    """As a member reads it."""

    text: str
    group: str
    teacher: str


class Announcements:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._zone = ZoneInfo(default_timezone)

    async def draft(
        self, teacher: Student, group_id: GroupId, text: str, arrival: Arrival
    ) -> AnnouncementCard:
        """Keeps her words until she sends them; raises BadValue, NotTheOwner."""
        words = text.strip()
        if not 0 < len(words) <= LONGEST:
            raise BadValue(hint=f"1–{LONGEST}")

        def work(tx: Transaction) -> AnnouncementCard:
            group = taught(tx, teacher.id, group_id)
            made = announcements.newest(tx, teacher.id) if tx.is_redelivery else None
            if made is None:
                made = announcements.draft(tx, group.id, teacher.id, words, at=arrival.at)
            students.set_profile(tx, teacher.id, awaiting=None)
            return self._card(tx, made, group)

        return await write_once(self._database, arrival, work)

    async def send(
        self, teacher: Student, announcement_id: int, when: When, arrival: Arrival
    ) -> AnnouncementCard:
        """Plans it for every member, once; raises AnnouncementGone, TooMuchWork."""

        def work(tx: Transaction) -> AnnouncementCard:
            found, group = _of(tx, teacher, announcement_id)
            if found.state == DRAFT and not tx.is_redelivery:
                since = arrival.at - timedelta(days=1)
                if announcements.planned_since(tx, group.id, since=since) >= MOST_A_DAY:
                    raise TooMuchWork(count=MOST_A_DAY)
                due = arrival.at if when == "now" else self._morning(arrival.at)
                moved = announcements.move(
                    tx, found.id, from_state=DRAFT, to_state=PLANNED, send_at=due
                )
                if moved:
                    _plan(tx, found, group, due=due, at=arrival.at)
            fresh = announcements.find(tx, found.id) or found
            return self._card(tx, fresh, group)

        return await write_once(self._database, arrival, work)

    async def cancel(
        self, teacher: Student, announcement_id: int, arrival: Arrival
    ) -> AnnouncementCard:
        """A draft is thrown away; what is planned and not out yet does not go out any more."""

        def work(tx: Transaction) -> AnnouncementCard:
            found, group = _of(tx, teacher, announcement_id)
            announcements.move(tx, found.id, from_state=found.state, to_state=CANCELLED)
            fresh = announcements.find(tx, found.id) or found
            return self._card(tx, fresh, group)

        return await write_once(self._database, arrival, work)

    async def told(self, student: Student, announcement_id: int) -> AnnouncementTold | None:
        """The words for a member; None once it was taken back, or for who has left."""

        def work(tx: Transaction) -> AnnouncementTold | None:
            found = announcements.find(tx, announcement_id)
            if found is None or found.state != PLANNED:
                return None
            mine = {group.id: group for group, _ in groups.of_member(tx, student.id)}
            if found.group_id not in mine:
                return None
            by = None if found.made_by is None else students.get(tx, found.made_by)
            return AnnouncementTold(
                text=found.text,
                group=mine[found.group_id].title,
                teacher="" if by is None else by.shown_name,
            )

        return await self._database.read(work)

    def _morning(self, at: datetime) -> datetime:
        local = at.astimezone(self._zone)
        due = datetime.combine(local.date(), MORNING, self._zone)
        return due if due > at else due + timedelta(days=1)

    def _card(self, tx: Transaction, found: Announcement, group: Group) -> AnnouncementCard:
        people = students.get_all(tx, groups.members(tx, group.id))
        return AnnouncementCard(
            announcement=found,
            group=group,
            reached=sum(one.is_reachable and one.telegram_id is not None for one in people),
            timezone=self._zone.key,
        )


def _of(tx: Transaction, teacher: Student, announcement_id: int) -> tuple[Announcement, Group]:
    found = announcements.find(tx, announcement_id)
    if found is None:
        raise AnnouncementGone
    return found, taught(tx, teacher.id, found.group_id)


def _plan(
    tx: Transaction, found: Announcement, group: Group, *, due: datetime, at: datetime
) -> None:
    for member in groups.members(tx, group.id):
        person = students.get(tx, member)
        if person.telegram_id is None or not person.is_reachable:
            continue
        own = after_quiet_hours(person.settings, due)
        outbox.plan(
            tx,
            outbox.NewDelivery(
                kind=KIND,
                dedupe_key=f"{KIND}:{found.id}:{member}",
                student_id=member,
                payload={"announcement": str(found.id)},
                due_at=own,
                expires_at=own + TOLD_FOR,
            ),
            at=at,
        )
