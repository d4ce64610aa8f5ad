"""What there is to go over again: due facts and what is coming, mistakes, bookmarks."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from analytics.memory import reviews_due
from services.exam_day import exam_at, review_horizon
from storage import memories, review_lists
from storage.engine import Database, Transaction
from storage.records import Student

DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPlan:
    """What memory says is due now, and what falls due on each of the next days."""

    due: int
    #: How many facts memory holds at all.
    known: int
    #: Local days from today; today's count includes what is overdue.
    ahead: tuple[tuple[date, int], ...]
    exam_on: date | None


class Revision:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, student: Student, *, at: datetime) -> RevisionPlan:
        return await self._database.read(
            lambda tx: revision_plan(tx, student, at=at, days=DAYS_AHEAD)
        )

    async def mistakes(self, student: Student) -> int:
        """How many questions she got wrong when she met them last."""
        return await self._database.read(lambda tx: len(review_lists.mistakes(tx, student.id)))

    async def bookmarks(self, student: Student) -> int:
        return await self._database.read(lambda tx: len(review_lists.bookmarked(tx, student.id)))


def revision_plan(tx: Transaction, student: Student, *, at: datetime, days: int) -> RevisionPlan:
    """What is due, and what falls due on each of the next local days."""
    exam = exam_at(student.settings)
    known = memories.of(tx, student.id)
    horizon = review_horizon(student.settings, at=at)
    due = review_lists.due_objectives(tx, student.id, at=at, horizon=horizon)
    zone = ZoneInfo(student.settings.timezone)
    ahead = reviews_due(known, at=at, exam_at=exam, days=days, zone=zone)
    return RevisionPlan(
        due=len(due), known=len(known), ahead=tuple(ahead), exam_on=student.settings.exam_on
    )
