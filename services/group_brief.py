"""The week of a teacher's groups: how it went, whom to call, what the class needs."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.group_watch import GroupWatch, HardQuestion, PersonAtRisk
from services.notices import after_quiet_hours
from storage import answers, catalogue, group_rows, groups, outbox, review, students
from storage.answers import TopicSum
from storage.engine import Database, Transaction
from storage.records import Group, Language, Student, TopicId

KIND = "group_brief"
CHORE = "group_briefs"
#: Monday's morning, before the first class.
WEEKDAY, HOUR = 0, time(7, 30)
USEFUL_FOR = timedelta(hours=30)
WEEK = timedelta(days=7)
MOST_GROUPS, MOST_PEOPLE, MOST_TOPICS = 4, 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWeek:
    """One group's week; figures of members who share only."""

    group: Group
    sharing: int
    #: Members with an answer in the week.
    active: int
    answers: int
    #: Percent right in the week and in the one before; None without answers.
    percent: float | None
    percent_before: float | None
    at_risk: tuple[PersonAtRisk, ...]
    weak: tuple[TopicSum, ...]
    #: The weakest topic's id, for the drill; None where nothing is known.
    drill: TopicId | None
    hardest: HardQuestion | None


class GroupBriefs:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._zone = ZoneInfo(default_timezone)
        self._watch = GroupWatch(database, default_timezone=default_timezone)

    async def plan(self, *, at: datetime) -> int:
        """Puts this week's brief down for every teacher, once a week."""

        def work(tx: Transaction) -> int:
            if not review.claim_chore(tx, CHORE, at=at, next_at=self._following(at)):
                return 0
            week = at.astimezone(self._zone).date().isocalendar()
            planned = 0
            for teacher_id in groups.every_teacher(tx):
                teacher = students.get(tx, teacher_id)
                if teacher.telegram_id is None or not teacher.is_reachable:
                    continue
                due = after_quiet_hours(teacher.settings, at)
                planned += outbox.plan(
                    tx,
                    outbox.NewDelivery(
                        kind=KIND,
                        dedupe_key=f"{KIND}:{teacher_id}:{week[0]}-{week[1]}",
                        student_id=teacher_id,
                        payload={},
                        due_at=due,
                        expires_at=due + USEFUL_FOR,
                    ),
                    at=at,
                )
            return planned

        return await self._database.write(work)

    def _following(self, at: datetime) -> datetime:
        """The next Monday's morning after a moment."""
        local = at.astimezone(self._zone)
        day = local.date() + timedelta(days=(WEEKDAY - local.weekday()) % 7)
        due = datetime.combine(day, HOUR, self._zone)
        return due if due > at else due + WEEK

    async def of(self, teacher: Student, *, at: datetime) -> tuple[GroupWeek, ...]:
        """Her groups in which somebody shares results."""
        mine = await self._database.read(lambda tx: groups.taught_by(tx, teacher.id))
        language: Language = teacher.language or "en"
        found = [await self.week(one, language, at=at) for one in mine]
        return tuple(one for one in found if one.sharing)[:MOST_GROUPS]

    async def week(self, group: Group, language: Language, *, at: datetime) -> GroupWeek:
        """The last seven days of a group."""
        at_risk = await self._watch.at_risk(group, at=at)
        weak = await self._watch.weak(group, days=30, at=at)
        hardest = await self._watch.hardest(group, language, days=7, at=at)

        def work(tx: Transaction) -> GroupWeek:
            sharing = sorted(groups.sharing_members(tx, group.id))
            now = answers.topics_of_all(tx, sharing, since=at - WEEK, until=at)
            before = answers.topics_of_all(tx, sharing, since=at - 2 * WEEK, until=at - WEEK)
            today = at.astimezone(self._zone).date()
            days = group_rows.study_days(tx, sharing, since=today - WEEK, until=today)
            known = catalogue.topic_ids(tx)
            drill = known.get(weak[0].topic.key) if weak else None
            return GroupWeek(
                group=group,
                sharing=len(sharing),
                active=sum(bool(days[one]) for one in sharing),
                answers=sum(one.answers for one in now),
                percent=_percent(now),
                percent_before=_percent(before),
                at_risk=at_risk[:MOST_PEOPLE],
                weak=weak[:MOST_TOPICS],
                drill=None if drill is None else TopicId(drill),
                hardest=hardest[0] if hardest else None,
            )

        return await self._database.read(work)


def _percent(sums: list[TopicSum]) -> float | None:
    total = sum(one.answers for one in sums)
    return 100 * sum(one.right for one in sums) / total if total else None
