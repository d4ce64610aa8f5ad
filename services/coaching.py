"""What a coach says to a student: her figures as facts, its advice back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coach.protocol import (
    Ask,
    Coach,
    FactSheet,
    Feedback,
    PlanSheet,
    PlanWords,
    ReadinessFacts,
    ReadinessStory,
    TopicFact,
    Trend,
)
from services.dashboard import Dashboard, Dashboards, Readiness
from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Progress, ProgressReports
from services.study_plans import PlanWeek
from storage import attempts
from storage.answers import TopicSum
from storage.engine import Database
from storage.records import Named, Student

DAYS = 30
#: Topics of a week that a coach is told of, and days before the exam without new ones.
TOPICS_WORDED, TAPER_DAYS = 4, 7
#: Points below which a change is none.
SAME_POINTS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """A coach's words with the names of the topics in them."""

    feedback: Feedback
    story: ReadinessStory
    topics: dict[str, Named]
    exam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCoached:
    """A week of her plan in a coach's words."""

    words: PlanWords
    topics: dict[str, Named]


class Coaching:
    """Everything in a coach's words; `has_model` where one of its words may be a language model's."""

    def __init__(
        self, database: Database, coach: Coach, *, default_timezone: str, has_model: bool = False
    ) -> None:
        self._database = database
        self._coach = coach
        self.has_model = has_model
        self._progress = ProgressReports(database)
        self._dashboards = Dashboards(database, default_timezone=default_timezone)

    async def of(self, student: Student, *, at: datetime) -> Coached:
        """Feedback on the last 30 days, and her readiness in words."""
        progress = await self._progress.of(student, days=DAYS, at=at)
        board = await self._dashboards.of(student, days=DAYS, at=at)
        mocks = await self._database.read(lambda tx: attempts.finished_mocks(tx, student.id))
        today = at.astimezone(ZoneInfo(student.settings.timezone)).date()
        facts = fact_sheet(student, progress, board, mocks=mocks, today=today)
        topics = _names(progress, board)
        ask = self._ask(student, topics, today=today, at=at)
        feedback, story = await asyncio.gather(
            self._coach.feedback(facts, ask), self._coach.readiness(facts, ask)
        )
        return Coached(
            feedback=feedback,
            story=story,
            topics=topics,
            exam=board.readiness.exam if isinstance(board.readiness, Readiness) else "",
        )

    async def week(self, student: Student, plan: PlanWeek, *, at: datetime) -> WeekCoached:
        """Why the next days are as they are, and how to go about them."""
        topics = {
            one.topic.key: one.topic
            for _, sessions in plan.days
            for one in sessions
            if one.topic is not None
        }
        if plan.strength is not None:
            topics[plan.strength.key] = plan.strength
        ask = self._ask(student, topics, today=plan.today, at=at)
        return WeekCoached(words=await self._coach.plan(plan_sheet(plan), ask), topics=topics)

    def asks_model(self, student: Student) -> bool:
        """Whether her words may take the time that a language model needs."""
        return self.has_model and student.is_profiled and student.settings.language_model

    def _ask(
        self, student: Student, topics: Mapping[str, Named], *, today: date, at: datetime
    ) -> Ask:
        return Ask(
            student_id=student.id,
            language=student.language or "en",
            at=at,
            # Another variant each day, and not the same one for everybody.
            variant=today.toordinal() + int(student.id),
            topic_names={key: (one.name_en, one.name_hi) for key, one in topics.items()},
            has_consented=self.asks_model(student),
        )


def plan_sheet(plan: PlanWeek) -> PlanSheet:
    """A week as a coach may know it: topics, kinds and minutes; no days."""
    minutes: dict[tuple[str, str], int] = {}
    for _, sessions in plan.days:
        for one in sessions:
            key = (one.kind, "" if one.topic is None else one.topic.key)
            minutes[key] = minutes.get(key, 0) + one.minutes
    by_length = sorted(minutes, key=lambda key: -minutes[key])
    learn = [topic for kind, topic in by_length if kind == "learn"]
    kinds = {kind for kind, _ in minutes}
    return PlanSheet(
        learn=tuple(learn[:TOPICS_WORDED]),
        review=tuple(topic for kind, topic in by_length if kind == "review" and topic not in learn)[
            :TOPICS_WORDED
        ],
        minutes=sum(minutes.values()),
        has_mock="mock" in kinds,
        has_mistakes="mistakes" in kinds,
        rest_days=sum(not sessions for _, sessions in plan.days),
        strength=None if plan.strength is None else plan.strength.key,
        days_to_exam=plan.days_left,
        is_taper=plan.days_left <= TAPER_DAYS,
    )


def fact_sheet(
    student: Student, progress: Progress, board: Dashboard, *, mocks: int, today: date
) -> FactSheet:
    """Figures only: no name, no id."""
    exam_on = student.settings.exam_on
    change = board.accuracy_change
    fewest = min(progress.overall.answers, progress.before.answers)
    return FactSheet(
        answers=progress.overall.answers,
        percent=progress.overall.percent,
        trend=_trend(change if fewest >= ANSWERS_FOR_A_CHANGE else None),
        change_points=change or 0.0,
        seconds=board.average_seconds,
        target_seconds=board.target_seconds,
        active_days=progress.active_days,
        days=_days_here(progress),
        streak_days=progress.streak_days,
        due=board.memory.due,
        mocks=mocks,
        weakest=_topic(progress.weakest()),
        strongest=_topic(progress.strongest()),
        readiness=_readiness(board),
        days_to_exam=(exam_on - today).days if exam_on is not None and exam_on >= today else None,
    )


def _days_here(progress: Progress) -> int:
    """Days of the window since her first answer; all of them where there were answers before it."""
    first = next((one.day for one in progress.by_day if one.answers), None)
    if progress.before.answers or first is None:
        return progress.days
    return (progress.until - first).days + 1


def _trend(change: float | None) -> Trend:
    if change is None:
        return "unknown"
    if abs(change) < SAME_POINTS:
        return "steady"
    return "up" if change > 0 else "down"


def _topic(one: TopicSum | None) -> TopicFact | None:
    if one is None or one.answers < ANSWERS_FOR_A_FIGURE:
        return None
    return TopicFact(id=one.topic.key, percent=100 * one.right / one.answers, answers=one.answers)


def _readiness(board: Dashboard) -> ReadinessFacts | None:
    own = board.readiness
    if not isinstance(own, Readiness):
        return None
    return ReadinessFacts(
        probability=own.probability,
        interval=own.interval,
        expected_score=own.expected_score,
        maximum=own.maximum,
        cutoff=own.cutoff,
        confidence=own.confidence,
        costly=tuple(one.key for one in own.weaknesses),
    )


def _names(progress: Progress, board: Dashboard) -> dict[str, Named]:
    found = {one.topic.key: one.topic for one in progress.by_topic}
    if isinstance(board.readiness, Readiness):
        found |= {one.key: one for one in board.readiness.weaknesses}
    return found
