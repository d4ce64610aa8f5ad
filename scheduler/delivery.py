"""Sends what is due from the outbox: claimed, fenced, sent within the budget, written down."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

import structlog

from scheduler.budget import PushBudget
from scheduler.messenger import Messenger, Refused, RetryAfter, Sent, Unknown
from services.outbox import Outbox
from services.records import Delivery, Student
from views.screen import Screen

log = structlog.get_logger()
BATCH = 30

#: Words for one kind of message, made when it is sent; None when there is nothing to say any more.
Render = Callable[[Delivery, Student, datetime], Awaitable[Screen | None]]


@dataclass(slots=True)
class TickReport:
    """What one tick did."""

    planned: int = 0
    sent: int = 0
    unknown: int = 0
    failed: int = 0
    skipped: int = 0
    expired: int = 0

    def document(self, at: datetime) -> dict[str, object]:
        counts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"at": at.isoformat(), **counts}


class Deliveries:
    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        budget: PushBudget,
        renders: Mapping[str, Render],
    ) -> None:
        self._outbox = outbox
        self._messenger = messenger
        self._budget = budget
        self._renders = renders

    async def send_due(self, *, at: datetime, report: TickReport) -> None:
        """Sends everything that is due at `at`, batch by batch."""
        closed = await self._outbox.close_stale(at=at)
        report.expired += closed.expired
        report.unknown += closed.unknown
        while batch := await self._outbox.claim(at=at, limit=BATCH):
            for delivery, student in batch:
                try:
                    await self._send(delivery, student, at, report)
                except Exception:
                    # One poison row must not keep the others waiting; its lease runs out.
                    log.exception("delivery failed", action="delivery_failed", id=delivery.id)
                    report.failed += 1

    async def _send(
        self, delivery: Delivery, student: Student, at: datetime, report: TickReport
    ) -> None:
        render = self._renders.get(delivery.kind)
        reachable = student.is_reachable and student.telegram_id is not None
        screen = await render(delivery, student, at) if render and reachable else None
        if screen is None or student.telegram_id is None:
            reason = "unreachable" if not reachable else "nothing to say"
            await self._outbox.skip(delivery, reason=reason)
            report.skipped += 1
            return
        await self._budget.take()
        if not await self._outbox.start_sending(delivery, at=at):
            return
        match await self._messenger.push(student.telegram_id, screen):
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
