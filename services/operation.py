"""How the bot does, for its operator: the scheduler, the queue, what did not arrive, the alerts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.rule_quality import RuleQuality
from services.admin_notes import require_admin
from services.outbox import Backlog, backlog
from storage import alerts, coach_calls, ticks
from storage.engine import Database, Transaction
from storage.records import Student

MONTH = timedelta(days=30)
#: A scheduler that was silent for so long is down; a message that waits so long is late.
SILENT_AFTER, LATE_AFTER = timedelta(minutes=2), timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachSpend:
    today: int
    month: int
    #: Today's calls by outcome.
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationState:
    """The bot at a moment."""

    at: datetime
    last_tick_at: datetime | None
    backlog: Backlog
    #: By alert type: how often told, and the thumbs.
    alerts: Mapping[str, tuple[int, RuleQuality]]
    #: Micro-dollars that the language model cost today and in 30 days, and today's calls by outcome;
    #: None where it was never asked.
    coach: CoachSpend | None = None

    @property
    def is_well(self) -> bool:
        """Whether the scheduler ticks and nothing waits too long."""
        if self.last_tick_at is None or self.at - self.last_tick_at > SILENT_AFTER:
            return False
        oldest = self.backlog.oldest_due_at
        return oldest is None or self.at - oldest <= LATE_AFTER

    def document(self) -> dict[str, object]:
        oldest, tick = self.backlog.oldest_due_at, self.last_tick_at
        return {
            "status": "ok" if self.is_well else "late",
            "last_tick_at": None if tick is None else tick.isoformat(),
            "waiting": self.backlog.waiting,
            "oldest_due_at": None if oldest is None else oldest.isoformat(),
            "lost_last_day": dict(self.backlog.lost),
        }


class Operation:
    def __init__(
        self, database: Database, *, admins: frozenset[int], timezone: str = "Asia/Kolkata"
    ) -> None:
        self._database = database
        self._zone = ZoneInfo(timezone)
        self._admins = admins

    async def note_tick(self, *, at: datetime) -> None:
        await self._database.write(lambda tx: ticks.note(tx, at=at))

    async def state(self, *, at: datetime) -> OperationState:
        def work(tx: Transaction) -> OperationState:
            return OperationState(
                at=at,
                last_tick_at=ticks.last(tx),
                backlog=backlog(tx, at=at),
                alerts={
                    type_: (told, RuleQuality(up, down))
                    for type_, (told, up, down) in alerts.thumbs(tx).items()
                },
                coach=_coach_spend(tx, at.astimezone(self._zone).date()),
            )

        return await self._database.read(work)

    async def status(self, admin: Student, *, at: datetime) -> OperationState:
        """The same for an admin who asks in chat; raises NotAnAdmin."""
        require_admin(admin, self._admins)
        return await self.state(at=at)


def _coach_spend(tx: Transaction, today: date) -> CoachSpend | None:
    month, known = coach_calls.spend(tx, since=today - MONTH)
    if not known:
        return None
    spent, outcomes = coach_calls.spend(tx, since=today)
    return CoachSpend(today=spent, month=month, outcomes=outcomes)
