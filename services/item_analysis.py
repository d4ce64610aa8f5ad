"""Item analysis on request, and once a week for all: suspicious questions go to the admins."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.item_statistics import ItemStatistics, Suspicion, item_statistics
from services.admin_notes import plan_queue_note
from storage import item_answers, review
from storage.engine import Database, Transaction
from storage.item_answers import AnsweredQuestion
from storage.records import QuestionId

CHORE = "item_analysis"
#: Monday morning, before anybody sits down.
WEEKDAY, HOUR = 0, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """One question's statistics."""

    question: str
    key: str
    statistics: ItemStatistics

    @property
    def suspicions(self) -> tuple[Suspicion, ...]:
        return self.statistics.suspicions

    def document(self) -> dict[str, object]:
        return {"question": self.question, "key": self.key, **asdict(self.statistics)}

    def line(self) -> str:
        """For people, on a terminal."""
        found = self.statistics
        parts = [self.question, f"{found.answers} first attempts"]
        if found.facility is not None:
            parts.append(f"facility {found.facility:.2f}")
        if found.discrimination is not None:
            parts.append(f"discrimination {found.discrimination:+.2f}")
        if found.median_seconds is not None:
            parts.append(f"median {found.median_seconds:.0f} s")
        parts += [suspicion.replace("_", " ") for suspicion in found.suspicions]
        return ", ".join(parts)


class ItemAnalysis:
    def __init__(
        self,
        database: Database,
        *,
        admins: frozenset[int] = frozenset(),
        default_timezone: str = "Asia/Kolkata",
    ) -> None:
        self._database = database
        self._admins = admins
        self._zone = ZoneInfo(default_timezone)

    async def of_all(self) -> list[ItemReport]:
        """Every question with a first attempt."""
        return await self._database.snapshot(
            lambda tx: [_report(one) for one in item_answers.answered_questions(tx)]
        )

    async def of_question(self, question_id: QuestionId) -> ItemReport | None:
        def work(tx: Transaction) -> ItemReport | None:
            found = next(item_answers.answered_questions(tx, question_id), None)
            return _report(found) if found else None

        return await self._database.snapshot(work)

    async def raise_flags(self, *, at: datetime) -> int:
        """Once a week: flags what became suspicious and tells the admins; how many flags."""
        following = self._next_monday(at)
        is_ours = await self._database.write(
            lambda tx: review.claim_chore(tx, CHORE, at=at, next_at=following)
        )
        if not is_ours:
            return 0
        suspects = await self._database.snapshot(_suspects)
        return await self._database.write(lambda tx: self._flag(tx, suspects, at=at))

    def _flag(
        self, tx: Transaction, suspects: list[tuple[AnsweredQuestion, ItemReport]], *, at: datetime
    ) -> int:
        new = 0
        for question, found in suspects:
            for suspicion in found.suspicions:
                new += review.raise_flag(
                    tx,
                    question.question_id,
                    question.version_id,
                    kind=suspicion,
                    detail=found.line()[:200],
                    at=at,
                )
        if new:
            plan_queue_note(tx, self._admins, at=at)
        return new

    def _next_monday(self, at: datetime) -> datetime:
        local = at.astimezone(self._zone)
        days = (WEEKDAY - local.weekday()) % 7
        due = (local + timedelta(days=days)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
        return due if due > local else due + timedelta(days=7)


def _suspects(tx: Transaction) -> list[tuple[AnsweredQuestion, ItemReport]]:
    reports = ((one, _report(one)) for one in item_answers.answered_questions(tx))
    return [(one, report) for one, report in reports if report.suspicions]


def _report(found: AnsweredQuestion) -> ItemReport:
    return ItemReport(
        question=found.key,
        key=found.accepts,
        statistics=item_statistics(found.attempts, key=found.accepts),
    )
