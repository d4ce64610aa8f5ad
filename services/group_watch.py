"""A teacher's lists: whom to call, which topics and which questions need the class."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.at_risk import FALL_DAYS, Fall, Risk, at_risk, urgency, window
from analytics.integrity import Oddity, oddities
from services.alert_watch import DROP
from services.progress import ANSWERS_FOR_A_FIGURE
from storage import alerts, answers, group_rows, groups, questions, students
from storage.alerts import RaisedAlert
from storage.answers import TopicSum
from storage.engine import Database, Transaction
from storage.records import Group, Language, Question, StudentId

LISTED = 10
#: Answers of so many days are looked at for what is odd.
ODD_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtRisk:
    name: str
    risk: Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class HardQuestion:
    question: Question
    answers: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAskAbout:
    """Something worth a question to one member, or to two."""

    names: tuple[str, ...]
    oddity: Oddity


class GroupWatch:
    """Reads only members who share their results with the group."""

    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def at_risk(self, group: Group, *, at: datetime) -> tuple[PersonAtRisk, ...]:
        """Who should be called, the most pressing first; falls are those of the alert rule."""
        zone = ZoneInfo(self._timezone)
        today = at.astimezone(zone).date()

        def work(tx: Transaction) -> list[PersonAtRisk]:
            sharing = sorted(groups.watched_members(tx, group.id))
            days = group_rows.study_days(tx, sharing, since=window(today), until=today)
            joined = group_rows.joined_at(tx, group.id)
            since = at - timedelta(days=FALL_DAYS)
            falls = alerts.newest(tx, sharing, DROP, since=since, until=at)
            names = students.shown_names(tx, sharing)
            found = []
            for one in sharing:
                risk = at_risk(
                    days[one],
                    today=today,
                    joined=joined[one].astimezone(zone).date(),
                    fall=_fall(falls.get(one)),
                )
                if risk is not None:
                    found.append(PersonAtRisk(name=names[one], risk=risk))
            return sorted(found, key=lambda person: (urgency(person.risk), person.name))

        return tuple(await self._database.read(work))

    async def to_ask_about(self, group: Group, *, at: datetime) -> tuple[ToAskAbout, ...]:
        """Answers that came too fast or too alike in thirty days, of who shares results."""

        def work(tx: Transaction) -> list[ToAskAbout]:
            sharing = sorted(groups.watched_members(tx, group.id))
            found = oddities(
                group_rows.first_answers(tx, sharing, since=at - timedelta(days=ODD_DAYS), until=at)
            )
            return [
                ToAskAbout(
                    names=tuple(students.get(tx, StudentId(who)).shown_name for who in one.whom),
                    oddity=one,
                )
                for one in found[:LISTED]
            ]

        return tuple(await self._database.read(work))

    async def weak(self, group: Group, *, days: int, at: datetime) -> tuple[TopicSum, ...]:
        """The topics with the smallest share right, all sharing members together."""

        def work(tx: Transaction) -> list[TopicSum]:
            sharing = sorted(groups.sharing_members(tx, group.id))
            found = answers.topics_of_all(tx, sharing, since=at - timedelta(days=days), until=at)
            known = [one for one in found if one.answers >= ANSWERS_FOR_A_FIGURE]
            return sorted(known, key=lambda one: one.right / one.answers)[:LISTED]

        return tuple(await self._database.read(work))

    async def hardest(
        self, group: Group, language: Language, *, days: int, at: datetime
    ) -> tuple[HardQuestion, ...]:
        """The questions with the smallest share right, five answers at least."""

        def work(tx: Transaction) -> list[HardQuestion]:
            sharing = sorted(groups.sharing_members(tx, group.id))
            found = group_rows.hardest(
                tx,
                sharing,
                since=at - timedelta(days=days),
                until=at,
                fewest=ANSWERS_FOR_A_FIGURE,
                limit=LISTED // 2,
            )
            return [
                HardQuestion(
                    question=questions.question(tx, one.version_id, language),
                    answers=one.answers,
                    right=one.right,
                )
                for one in found
            ]

        return tuple(await self._database.read(work))


def _fall(alert: RaisedAlert | None) -> Fall | None:
    if alert is None:
        return None
    return Fall(
        float(alert.evidence.get("gap_points", 0)), int(alert.evidence.get("recent_answers", 0))
    )
