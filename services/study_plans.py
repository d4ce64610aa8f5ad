"""Her study plan: made from what is known of her, renewed each week, ticked off session by session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.learner_model import Gaussian, chance_right
from analytics.mastery import QUESTION_SPREAD
from coach import planner
from coach.planner import PlannedDay, Studied, StudyPlan, TopicNow
from services.errors import NoExam
from services.exam_outlook import ExamOutlook
from services.report_data import ReportData, report_data
from storage import attempts, catalogue
from storage import study_plans as plans
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Named, Student
from storage.study_plans import PlanMade, PlanSession

#: What is planned for without a date: three months.
USUAL_HORIZON = timedelta(days=90)
DAYS_SHOWN = 7
#: Days that were announced and stand when the plan is renewed: today and tomorrow.
ANNOUNCED = 2
#: So long a ticked session counts as study without an answer to it.
TICKS_COUNT = timedelta(days=60)
#: Days a fact holds before anything is known of her memory, and what an answer adds, in days.
FIRST_STABILITY, STABILITY_AN_ANSWER, MOST_STABILITY = 10.0, 1.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWeek:
    """The next days of her plan."""

    exam: str
    exam_on: date
    #: Whether she gave the date; without one three months are planned.
    is_dated: bool
    today: date
    days_left: int
    #: By day, from today; a day without sessions is free.
    days: tuple[tuple[date, tuple[PlanSession, ...]], ...]
    #: Minutes done and planned in the last seven days, today left out.
    done_minutes: int
    planned_minutes: int
    #: A strength of hers to build on.
    strength: Named | None
    #: The first of today's sessions that is not done and can be done here; topics without questions
    #: are for her books.
    next_session: PlanSession | None


class StudyPlans:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def week(self, student: Student, arrival: Arrival) -> PlanWeek:
        """Her next seven days; renews the plan first where it is of another week or was made for
        something else. Raises NoExam."""
        return await write_once(
            self._database, arrival, lambda tx: self._week(tx, student, arrival.at)
        )

    async def tick(
        self, student: Student, day: date, position: int, *, is_done: bool, arrival: Arrival
    ) -> PlanWeek:
        """Marks a session as done or not; a second tap changes nothing."""

        def work(tx: Transaction) -> PlanWeek:
            plans.tick(tx, student.id, day, position, at=arrival.at if is_done else None)
            return self._week(tx, student, arrival.at)

        return await write_once(self._database, arrival, work)

    def _week(self, tx: Transaction, student: Student, at: datetime) -> PlanWeek:
        zone = ZoneInfo(student.settings.timezone)
        today = at.astimezone(zone).date()
        data = report_data(tx, student, days=30, at=at, default_timezone=self._timezone)
        if data.outlook is None or data.exam is None:
            raise NoExam
        before = plans.find(tx, student.id)
        has_missed = before is not None and _has_missed(tx, before, data, zone, today=today)
        if before is None or has_missed or _is_outdated(tx, before, data, zone, today=today):
            announced = _announced(tx, data, before, today, has_missed=has_missed)
            before = _renewed(tx, data, data.outlook, announced, today=today, at=at)
        return _shown(tx, student, before, data, today=today)


def _is_outdated(
    tx: Transaction, made: PlanMade, data: ReportData, zone: ZoneInfo, *, today: date
) -> bool:
    """Another week, another exam, date or hours, or a mock test since."""
    own = data.student.settings
    then = made.made_at.astimezone(zone).date()
    return (
        then.isocalendar()[:2] != today.isocalendar()[:2]
        or made.exam != data.exam
        or made.exam_on != (own.exam_on or made.exam_on)
        or made.study_minutes != own.study_minutes
        or attempts.has_finished_mock(tx, data.student.id, since=made.made_at, until=data.until)
    )


def _has_missed(
    tx: Transaction, made: PlanMade, data: ReportData, zone: ZoneInfo, *, today: date
) -> bool:
    """Whether a day was planned since on which she neither ticked anything nor answered here."""
    since = made.made_at.astimezone(zone).date()
    planned = plans.sessions(tx, data.student.id, since=since, until=today)
    studied = {one.day for one in planned if one.done_at is not None}
    studied |= {one.answered_at.astimezone(zone).date() for one in data.facts}
    return any(one.day not in studied for one in planned)


def _announced(
    tx: Transaction, data: ReportData, made: PlanMade | None, today: date, *, has_missed: bool
) -> list[PlanSession]:
    """What was announced for today and tomorrow, and stands.

    Nothing under another exam or other hours; and after a missed day nothing either, unless today is
    begun: what matters most may have been missed, and comes first now.
    """
    own = data.student.settings
    if made is None or (made.exam, made.study_minutes) != (data.exam, own.study_minutes):
        return []
    until = today + timedelta(days=ANNOUNCED)
    found = plans.sessions(tx, data.student.id, since=today, until=until)
    is_begun = any(one.day == today and one.done_at is not None for one in found)
    return found if is_begun or not has_missed else []


def _renewed(
    tx: Transaction,
    data: ReportData,
    outlook: ExamOutlook,
    kept: Sequence[PlanSession],
    *,
    today: date,
    at: datetime,
) -> PlanMade:
    """A plan from today on, in which `kept` sessions stay as they are."""
    own = data.student.settings
    exam_on = own.exam_on or (today + USUAL_HORIZON)
    made = planner.plan(
        topics_now(data, outlook),
        today=today,
        exam_on=exam_on,
        minutes_by_weekday=own.study_minutes,
        kept=_as_planned(kept),
        studied=_studied(tx, data, today),
    )
    names = catalogue.names(tx)
    stored = PlanMade(
        made_at=at,
        exam=outlook.exam,
        exam_on=exam_on,
        study_minutes=own.study_minutes,
        marks_without=made.marks_without,
        marks_with=made.marks_with,
    )
    since = max((one.day for one in kept), default=today - timedelta(days=1)) + timedelta(days=1)
    planned = [one for one in _sessions(made, names) if one.day >= since]
    plans.replace(tx, data.student.id, stored, planned, since=since)
    return stored


def _studied(tx: Transaction, data: ReportData, today: date) -> list[Studied]:
    """What she ticked off since her last answer on the topic; answers say more than a tick."""
    zone = ZoneInfo(data.student.settings.timezone)
    found = plans.sessions(tx, data.student.id, since=today - TICKS_COUNT, until=today)
    return [
        Studied(topic=one.topic.key, days_ago=float((today - one.day).days), minutes=one.minutes)
        for one in found
        if one.done_at is not None and one.topic is not None
        if (state := data.topics.get(one.topic.key)) is None
        or state.last_at.astimezone(zone).date() < one.day
    ]


def _as_planned(kept: Sequence[PlanSession]) -> list[PlannedDay]:
    days = sorted({one.day for one in kept})
    return [
        PlannedDay(
            on=day,
            sessions=tuple(
                planner.Session(
                    kind=one.kind,
                    minutes=one.minutes,
                    topic=None if one.topic is None else one.topic.key,
                )
                for one in kept
                if one.day == day
            ),
            is_taper=False,
            strength=None,
        )
        for day in days
    ]


def _sessions(made: StudyPlan, names: dict[str, Named]) -> list[PlanSession]:
    return [
        PlanSession(
            day=day.on,
            position=position,
            kind=one.kind,
            minutes=one.minutes,
            topic=None if one.topic is None else names[one.topic],
        )
        for day in made.days
        for position, one in enumerate(day.sessions, start=1)
    ]


def topics_now(data: ReportData, outlook: ExamOutlook) -> list[TopicNow]:
    """Every topic of the exam: its marks, and what is known of her on it.

    A subject's marks are shared among its topics alike: the catalogue has no finer weights.
    """
    marks: dict[str, float] = {}
    for part in outlook.blueprint:
        marks[part.subject] = marks.get(part.subject, 0.0) + part.questions * part.right
    found = []
    for subject, topics in outlook.topics.items():
        for topic in topics:
            state = data.topics.get(topic)
            theta = data.theta(topic)
            answers = 0 if state is None else state.answers
            found.append(
                TopicNow(
                    id=topic,
                    subject=subject,
                    marks=marks.get(subject, 0.0) / len(topics),
                    # Over the topic's questions, guessing left out.
                    mastery=chance_right(
                        Gaussian(theta.mean, theta.variance + QUESTION_SPREAD), 0.0
                    ),
                    days_since=None
                    if state is None
                    else max(0.0, (data.until - state.last_at).total_seconds() / 86_400),
                    stability_days=min(
                        MOST_STABILITY, FIRST_STABILITY + STABILITY_AN_ANSWER * answers
                    ),
                )
            )
    return found


def _shown(
    tx: Transaction, student: Student, made: PlanMade, data: ReportData, *, today: date
) -> PlanWeek:
    until = today + timedelta(days=DAYS_SHOWN)
    found = plans.sessions(tx, student.id, since=today, until=until)
    done, planned = plans.adherence(
        tx, student.id, since=today - timedelta(days=DAYS_SHOWN), until=today
    )
    names = catalogue.names(tx)
    asked = {topic.id for topic in catalogue.topics_with_questions(tx)}
    waiting = [
        one
        for one in found
        if one.day == today
        and one.done_at is None
        and (one.topic_id is None or one.topic_id in asked)
    ]
    return PlanWeek(
        exam=made.exam,
        exam_on=made.exam_on,
        is_dated=student.settings.exam_on is not None,
        today=today,
        days_left=(made.exam_on - today).days,
        days=tuple(
            (day, tuple(one for one in found if one.day == day))
            for day in (today + timedelta(days=n) for n in range(DAYS_SHOWN))
            if day < made.exam_on
        ),
        done_minutes=done,
        planned_minutes=planned,
        strength=_strength(data, names),
        next_session=waiting[0] if waiting else None,
    )


def _strength(data: ReportData, names: dict[str, Named]) -> Named | None:
    """The topic on which most went right, of those with enough answers."""
    known = {key: one for key, one in data.topics.items() if one.answers >= 10 and key in names}
    best = max(known, key=lambda key: known[key].right / known[key].answers, default=None)
    if best is None or known[best].right < planner.STRONG * known[best].answers:
        return None
    return names[best]
