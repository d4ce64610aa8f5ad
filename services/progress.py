"""What a student has done and how it goes: sums over days and topics, each with its evidence."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.exam_outlook import optimal_seconds
from services.habits import habit_of
from storage import answers, students
from storage.answers import DaySum, TopicSum
from storage.engine import Database, Transaction
from storage.records import Student, StudentId

#: Fewer answers say nothing that a picture should show.
ANSWERS_FOR_A_FIGURE = 5
#: A difference between two shares is noise on fewer answers in either.
ANSWERS_FOR_A_CHANGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share of right answers with the number it rests on; None below the minimum."""

    right: int
    answers: int

    @property
    def percent(self) -> float | None:
        if self.answers < ANSWERS_FOR_A_FIGURE:
            return None
        return 100 * self.right / self.answers

    @property
    def missing(self) -> int:
        """How many answers more make a figure."""
        return max(0, ANSWERS_FOR_A_FIGURE - self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A student's last days, as she sees them."""

    days: int
    until: date
    overall: Figure
    before: Figure
    average_seconds: float | None
    #: Her exam's time for a question.
    target_seconds: float
    active_days: int
    streak_days: int
    by_day: tuple[DaySum, ...]
    by_topic: tuple[TopicSum, ...]

    def strongest(self) -> TopicSum | None:
        return max(self._shown(), key=lambda topic: topic.right / topic.answers, default=None)

    def weakest(self) -> TopicSum | None:
        return min(self._shown(), key=lambda topic: topic.right / topic.answers, default=None)

    def _shown(self) -> list[TopicSum]:
        return [topic for topic in self.by_topic if topic.answers >= ANSWERS_FOR_A_FIGURE]


class ProgressReports:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, student: Student, *, days: int, at: datetime) -> Progress:
        """The last `days` local days, today included."""
        return await self._database.read(lambda tx: progress_of(tx, student, days=days, at=at))

    async def of_id(self, student_id: StudentId, *, days: int, at: datetime) -> Progress:
        def work(tx: Transaction) -> Progress:
            return progress_of(tx, students.get(tx, student_id), days=days, at=at)

        return await self._database.read(work)

    async def of_key(self, key: str, *, days: int, at: datetime) -> tuple[Student, Progress] | None:
        """A student by the name that commands know her by."""

        def work(tx: Transaction) -> tuple[Student, Progress] | None:
            student = students.find_by_key(tx, key)
            if student is None:
                return None
            return student, progress_of(tx, student, days=days, at=at)

        return await self._database.read(work)


def progress_of(tx: Transaction, student: Student, *, days: int, at: datetime) -> Progress:
    """The same, inside a transaction."""
    zone = ZoneInfo(student.settings.timezone)
    today = at.astimezone(zone).date()
    since = today - timedelta(days=days - 1)
    sums = answers.days_of(tx, student.id, since=since - timedelta(days=days), until=today)
    window = [one for one in sums if one.day >= since]
    earlier = [one for one in sums if one.day < since]
    timed = sum(one.timed for one in window)
    start = datetime.combine(since, time(), zone).astimezone(UTC)
    return Progress(
        days=days,
        until=today,
        overall=_figure(window),
        before=_figure(earlier),
        average_seconds=sum(one.milliseconds for one in window) / timed / 1000 if timed else None,
        target_seconds=float(optimal_seconds(student.settings.exam)),
        active_days=len(window),
        # Calm mode hides it everywhere.
        streak_days=0 if student.settings.is_calm else habit_of(tx, student, at=at).streak,
        by_day=tuple(window),
        by_topic=tuple(
            answers.topics_of(tx, student.id, since=start, until=at + timedelta(milliseconds=1))
        ),
    )


def _figure(days: list[DaySum]) -> Figure:
    return Figure(right=sum(d.right for d in days), answers=sum(d.answers for d in days))
