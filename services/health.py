"""How the data behind a bot are, for whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.outbox import backlog
from storage import coach_calls, intake, question_bank, ticks
from storage.engine import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    questions: int
    last_tick_at: datetime | None
    last_backup_at: datetime | None
    waiting: int
    oldest_due_at: datetime | None
    #: Updates that failed three times.
    parked: int
    #: Micro-dollars of the language model.
    spent_today: int


async def condition(database: Database, *, at: datetime, timezone: str) -> Condition:
    def work(tx: Transaction) -> Condition:
        queue = backlog(tx, at=at)
        spent, _ = coach_calls.spend(tx, since=at.astimezone(ZoneInfo(timezone)).date())
        return Condition(
            questions=question_bank.count_accepted(tx),
            last_tick_at=ticks.last(tx),
            last_backup_at=ticks.last(tx, ticks.BACKUP),
            waiting=queue.waiting,
            oldest_due_at=queue.oldest_due_at,
            parked=intake.parked_count(tx),
            spent_today=spent,
        )

    return await database.read(work)
