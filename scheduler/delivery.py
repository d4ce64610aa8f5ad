"""Sends what is due from the outbox: claimed, fenced, sent within the budget, written down."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from scheduler.budget import Budget
from scheduler.messenger import Messenger, Outcome, Refused, RetryAfter, Sent, Unknown
from scheduler.tick_report import TickReport
from services.outbox import Outbox
from services.records import Delivery, Student
from views.screen import Screen

log = structlog.get_logger()
BATCH = 30

#: Messages that are worded, drawn and sent side by side.
ABREAST = 8


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Why a planned message is not sent after all."""

    reason: str


#: Words for one kind of message, made when it is sent; None when there is nothing to say any more.
Render = Callable[[Delivery, Student, datetime], Awaitable[Screen | Unsaid | None]]


class Deliveries:
    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        budget: Budget,
        renders: Mapping[str, Render],
        *,
        abreast: int = ABREAST,
    ) -> None:
        self._outbox = outbox
        self._messenger = messenger
        self._budget = budget
        self._renders = renders
        self._abreast = abreast
        self._is_stopping = False

    def stop(self) -> None:
        """Takes nothing new; what is claimed and not begun goes back."""
        self._is_stopping = True

    async def send_due(self, *, at: datetime, report: TickReport) -> None:
        """Sends everything that is due at `at`, batch by batch."""
        closed = await self._outbox.close_stale(at=at)
        report.expired += closed.expired
        report.unknown += closed.unknown
        while not self._is_stopping and (batch := await self._outbox.claim(at=at, limit=BATCH)):
            await self._send_batch(batch, at, report)

    async def _send_batch(
        self, batch: list[tuple[Delivery, Student]], at: datetime, report: TickReport
    ) -> None:
        """A few abreast, so that pictures are drawn while others are on their way."""
        waiting = iter(batch)

        async def one_after_another() -> None:
            for delivery, student in waiting:
                if self._is_stopping:
                    await self._outbox.release(delivery)
                    continue
                try:
                    await self._send(delivery, student, at, report)
                except Exception as error:
                    # One poison row must not keep the others waiting.
                    log.exception("delivery failed", action="delivery_failed", id=delivery.id)
                    report.failed += 1
                    await self._give_up(delivery, type(error).__name__)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(self._abreast, len(batch))):
                tasks.create_task(one_after_another())

    async def _give_up(self, delivery: Delivery, reason: str) -> None:
        """Fails what could not even be worded; where that fails too, its lease runs out."""
        try:
            await self._outbox.fail_claimed(delivery, reason=reason)
        except Exception:
            log.exception("cannot give up", action="delivery_stuck", id=delivery.id)

    async def _send(
        self, delivery: Delivery, student: Student, at: datetime, report: TickReport
    ) -> None:
        words = await self._words(delivery, student, at)
        if isinstance(words, Unsaid) or student.telegram_id is None:
            reason = words.reason if isinstance(words, Unsaid) else "unreachable"
            await self._outbox.skip(delivery, reason=reason)
            report.skipped += 1
            return
        async with self._budget.place(student.telegram_id):
            if not await self._outbox.start_sending(delivery, at=at):
                return
            outcome = await self._messenger.push(student.telegram_id, words)
        await self._write_down(delivery, outcome, at, report)

    async def _write_down(
        self, delivery: Delivery, outcome: Outcome, at: datetime, report: TickReport
    ) -> None:
        """How sending ended."""
        match outcome:
            case Sent(message_id):
                report.sent += 1
                await self._outbox.finish(delivery, "sent", at=at, message_id=message_id)
            case Refused(reason, is_unreachable):
                report.failed += 1
                await self._outbox.finish(
                    delivery, "failed", at=at, error=reason, is_unreachable=is_unreachable
                )
            case RetryAfter(seconds, reason):
                self._budget.pause(seconds)
                if not await self._outbox.put_back(delivery, at=at, seconds=seconds, reason=reason):
                    report.failed += 1
            case Unknown(reason):
                report.unknown += 1
                await self._outbox.finish(delivery, "unknown", at=at, error=reason)

    async def _words(self, delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        if not student.is_reachable or student.telegram_id is None:
            return Unsaid("unreachable")
        render = self._renders.get(delivery.kind)
        if render is None:
            return Unsaid("unknown kind")
        return await render(delivery, student, at) or Unsaid("nothing to say")
