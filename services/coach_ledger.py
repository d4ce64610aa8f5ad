"""What the coach's language model may cost, and what it cost: budgets, the ledger, kept texts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coach.prices import PRICES_OF
from coach.writer import Attempt, Refusal, Reservation
from storage import coach_calls
from storage.coach_calls import CallSettled
from storage.engine import Database, Transaction
from storage.records import StudentId

#: Attempts of a student's in a day, repairs included.
CALLS_A_DAY = {"feedback": 20, "readiness": 6, "plan": 6}
USUAL_CALLS = 20
#: Kept texts are made anew after a month.
TEXTS_LIVE = timedelta(days=30)
MICRO = 1_000_000


class CoachLedger:
    """Money is put aside before a call and settled after it, each in a transaction of its own.

    `dollars_a_day` bounds everybody together, `student_dollars` one student, both by local day.
    """

    def __init__(
        self,
        database: Database,
        *,
        dollars_a_day: float,
        student_dollars: float,
        timezone: str,
    ) -> None:
        self._database = database
        self._most = round(MICRO * dollars_a_day)
        self._most_of_one = round(MICRO * student_dollars)
        self._zone = ZoneInfo(timezone)

    async def reserve(
        self, student_id: int | None, task: str, model: str, *, micro_dollars: int, at: datetime
    ) -> Reservation | Refusal:
        day = at.astimezone(self._zone).date()

        def work(tx: Transaction) -> Reservation | Refusal:
            # The day's row first: it is the lock under which her own count is read.
            if not coach_calls.take_from_day(tx, day, micro_dollars=micro_dollars, most=self._most):
                return "global_spend"
            own = None if student_id is None else StudentId(student_id)
            if own is not None:
                calls, spent = coach_calls.used_by(tx, own, day, task)
                is_over = spent + micro_dollars > self._most_of_one
                if is_over or calls >= CALLS_A_DAY.get(task, USUAL_CALLS):
                    coach_calls.give_to_day(tx, day, micro_dollars=micro_dollars)
                    return "user_spend" if is_over else "user_calls"
            call_id = coach_calls.reserve(
                tx,
                own,
                task=task,
                model=model,
                prices_of=PRICES_OF,
                micro_dollars=micro_dollars,
                day=day,
                at=at,
            )
            return Reservation(call_id=call_id)

        return await self._database.write(work)

    async def settle(
        self, reservation: Reservation, attempt: Attempt, *, micro_dollars: int | None
    ) -> None:
        usage = attempt.usage
        found = CallSettled(
            outcome=attempt.outcome,
            micro_dollars=micro_dollars,
            input_tokens=None if usage is None else usage.input_tokens,
            output_tokens=None if usage is None else usage.output_tokens,
            cache_write_tokens=None if usage is None else usage.cache_write_tokens,
            cache_read_tokens=None if usage is None else usage.cache_read_tokens,
            thinking_tokens=None if usage is None else usage.thinking_tokens,
            milliseconds=attempt.milliseconds,
            request_id=None if attempt.request_id is None else attempt.request_id[:64],
        )
        await self._database.write(lambda tx: coach_calls.settle(tx, reservation.call_id, found))


class CoachTexts:
    """Texts that passed, by the situation that they speak of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str) -> str | None:
        return await self._database.read(lambda tx: coach_calls.text(tx, key))

    async def put(self, key: str, text: str, *, at: datetime) -> None:
        await self._database.write(lambda tx: coach_calls.keep_text(tx, key, text, at=at))

    async def forget_old(self, *, at: datetime) -> None:
        await self._database.write(lambda tx: coach_calls.forget_texts(tx, before=at - TEXTS_LIVE))
