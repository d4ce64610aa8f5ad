"""What a coach says to a student: her figures as facts, its advice back."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coach.protocol import (
    Coach,
    FactSheet,
    Feedback,
    ReadinessFacts,
    ReadinessStory,
    TopicFact,
    Trend,
)
from services.dashboard import Dashboard, Dashboards, Readiness
from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Progress, ProgressReports
from storage import attempts
from storage.answers import TopicSum
from storage.engine import Database
from storage.records import Named, Student

DAYS = 30
#: Points below which a change is none.
SAME_POINTS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """A coach's words with the names of the topics in them."""

    feedback: Feedback
    story: ReadinessStory
    topics: dict[str, Named]
    exam: str


class Coaching:
    def __init__(self, database: Database, coach: Coach, *, default_timezone: str) -> None:
        self._database = database
        self._coach = coach
        self._progress = ProgressReports(database)
        self._dashboards = Dashboards(database, default_timezone=default_timezone)

    async def of(self, student: Student, *, at: datetime) -> Coached:
        """Feedback on the last 30 days, and her readiness in words."""
        progress = await self._progress.of(student, days=DAYS, at=at)
        board = await self._dashboards.of(student, days=DAYS, at=at)
        mocks = await self._database.read(lambda tx: attempts.finished_mocks(tx, student.id))
        today = at.astimezone(ZoneInfo(student.settings.timezone)).date()
        facts = fact_sheet(student, progress, board, mocks=mocks, today=today)
        # Another variant each day, and not the same one for everybody.
        variant = today.toordinal() + int(student.id)
        return Coached(
            feedback=self._coach.feedback(facts, variant=variant),
            story=self._coach.readiness(facts),
            topics=_names(progress, board),
            exam=board.readiness.exam if isinstance(board.readiness, Readiness) else "",
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
        days=DAYS,
        streak_days=progress.streak_days,
        due=board.memory.due,
        mocks=mocks,
        weakest=_topic(progress.weakest()),
        strongest=_topic(progress.strongest()),
        readiness=_readiness(board),
        days_to_exam=(exam_on - today).days if exam_on is not None and exam_on >= today else None,
    )


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
        costly=tuple(one.key for one in own.weaknesses),
    )


def _names(progress: Progress, board: Dashboard) -> dict[str, Named]:
    found = {one.topic.key: one.topic for one in progress.by_topic}
    if isinstance(board.readiness, Readiness):
        found |= {one.key: one for one in board.readiness.weaknesses}
    return found
