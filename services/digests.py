"""The day's message: planned at each student's hour in sets, made when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from analytics.daily_message import (
    CHANGE_POINTS,
    WEEKLY_ON,
    Chart,
    Day,
    Form,
    Silence,
    chart_of_the_day,
    daily_message,
)
from services.alert_log import Achievement, achievements
from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Progress, progress_of
from services.revision import revision_plan
from services.students import next_digest_at
from storage import answers, daily, students, study_plans
from storage.answers import TopicSum
from storage.daily import DueHour
from storage.engine import Database, Transaction
from storage.records import Named, Settings, Student, StudentId

KIND, WEEKLY = "digest", "weekly"
#: A digest that could not be sent by then is yesterday's news.
USEFUL_FOR = timedelta(hours=12)
DAYS_SHOWN, MONTH = 7, 30
PLAN_TOPICS = 5
FORMS: tuple[Form, ...] = ("exam_day", "weekly", "digest", "comeback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What the day's message tells."""

    form: Form
    student: Student
    #: The last seven days, today so far included; the month for the weekly picture.
    week: Progress
    month: Progress
    yesterday_answers: int
    yesterday_right: int
    #: Points against the seven days before; None on little evidence.
    change_points: float | None
    #: Facts that memory says are due.
    due: int
    days_to_exam: int | None
    #: Days since her last answer.
    idle_days: int
    next_topic: TopicSum | None
    chart: Chart
    #: What the week brought, for the weekly message.
    achievements: tuple[Achievement, ...]
    #: The first topics of her plan for the coming week, for the weekly message.
    plan_topics: tuple[Named, ...]


class Digests:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, *, at: datetime) -> int:
        """Puts every message that is due into the outbox, once a local day; how many were new."""
        planned = 0
        while hours := await self._database.read(lambda tx: daily.due_hours(tx, at=at)):
            for hour in hours:
                planned += await self._database.write(
                    lambda tx, one=hour: _plan_hour(tx, one, at=at)  # type: ignore[misc]
                )
        return planned

    async def compose(self, student_id: StudentId, *, at: datetime) -> Digest | Silence:
        """The message as it stands when it is sent, or why there is none today."""
        return await self._database.read(lambda tx: compose(tx, students.get(tx, student_id), at))

    async def expected(self, *, at: datetime) -> list[tuple[Student, Form | Silence]]:
        """Who is due and what the day would bring them; plans nothing."""

        def work(tx: Transaction) -> list[tuple[Student, Form | Silence]]:
            found = students.get_all(tx, daily.due_students(tx, at=at))
            return [(one, daily_message(_day(tx, one, at))) for one in found]

        return await self._database.read(work)


def _plan_hour(tx: Transaction, hour: DueHour, *, at: datetime) -> int:
    """Everybody of one zone and hour: planned unless too late, and moved to the next time."""
    zone = ZoneInfo(hour.timezone)
    day = hour.due_at.astimezone(zone).date()
    is_useful = at - hour.due_at < USEFUL_FOR
    planned = 0
    if is_useful and hour.digest_hour is not None:
        planned = daily.plan_hour(
            tx,
            hour,
            kind=WEEKLY if day.weekday() == WEEKLY_ON else KIND,
            day=day,
            expires_at=hour.due_at + USEFUL_FOR,
            at=at,
        )
    alike = Settings(timezone=hour.timezone, digest_hour=hour.digest_hour)
    # After an outage: the one that is still of use, if there is one.
    after = at if is_useful else at - USEFUL_FOR
    daily.move_hour(tx, hour, following=next_digest_at(alike, after=after))
    return planned


def _day(tx: Transaction, student: Student, at: datetime) -> Day:
    own = student.settings
    today = at.astimezone(ZoneInfo(own.timezone)).date()
    joined_at = students.joined_at(tx, student.id).astimezone(ZoneInfo(own.timezone))
    return Day(
        today=today,
        last_active_on=answers.last_day(tx, student.id) or joined_at.date(),
        study_minutes=own.study_minutes[today.weekday()],
        exam_on=own.exam_on,
        paused_until=own.paused_until,
        every=own.digest_every,
    )


def compose(tx: Transaction, student: Student, at: datetime) -> Digest | Silence:
    """The same, inside a transaction."""
    day = _day(tx, student, at)
    form = daily_message(day)
    if form not in FORMS:
        return cast("Silence", form)
    week = progress_of(tx, student, days=DAYS_SHOWN, at=at)
    month = progress_of(tx, student, days=MONTH, at=at) if form == "weekly" else week
    sums = [one for one in week.by_day if one.day == week.until - timedelta(days=1)]
    exam_on = student.settings.exam_on
    change = _change(week)
    return Digest(
        form=form,
        student=student,
        week=week,
        month=month,
        yesterday_answers=sum(one.answers for one in sums),
        yesterday_right=sum(one.right for one in sums),
        change_points=change,
        due=revision_plan(tx, student, at=at, days=1).due,
        idle_days=(day.today - day.last_active_on).days,
        days_to_exam=_days_until(exam_on, week.until),
        next_topic=week.weakest(),
        chart=chart_of_the_day(
            change_points=change,
            streak_days=week.streak_days,
            topics=sum(one.answers >= ANSWERS_FOR_A_FIGURE for one in week.by_topic),
            weekday=week.until.weekday(),
        ),
        achievements=_achievements(tx, student, at) if form == "weekly" else (),
        plan_topics=_plan_topics(tx, student.id, week.until) if form == "weekly" else (),
    )


def _days_until(day: date | None, today: date) -> int | None:
    return (day - today).days if day is not None and day >= today else None


def _change(week: Progress) -> float | None:
    now, before = week.overall.percent, week.before.percent
    if now is None or before is None:
        return None
    if min(week.overall.answers, week.before.answers) < ANSWERS_FOR_A_CHANGE:
        return None
    return now - before


def _achievements(tx: Transaction, student: Student, at: datetime) -> tuple[Achievement, ...]:
    found: Sequence[Achievement] = achievements(
        tx, student.id, since=at - timedelta(days=DAYS_SHOWN), until=at
    )
    return tuple(found)


def _plan_topics(tx: Transaction, student_id: StudentId, today: date) -> tuple[Named, ...]:
    """Of the week that begins, each once, in the plan's order."""
    found = study_plans.sessions(tx, student_id, since=today, until=today + timedelta(days=7))
    topics = {one.topic.key: one.topic for one in found if one.topic is not None}
    return tuple(topics.values())[:PLAN_TOPICS]


__all__ = ["CHANGE_POINTS", "Digest", "Digests"]
