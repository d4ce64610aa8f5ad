"""The outbox as delivery and the operator use it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import outbox, students
from storage.engine import Database, Transaction
from storage.records import Delivery, OutboxState, Student

LEASE = timedelta(minutes=2)
MOST_TRIES = 6
#: Never again within the same tick.
SHORTEST_PAUSE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Messages closed without being sent just now."""

    expired: int
    unknown: int


class Outbox:
    """One sender's view; `owner` is its name in the leases."""

    def __init__(self, database: Database, *, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def close_stale(self, *, at: datetime) -> Closed:
        """Expires what is too old, and gives up what a dead sender was sending."""

        def work(tx: Transaction) -> Closed:
            unknown = outbox.give_up_on_lost(tx, at=at)
            return Closed(expired=outbox.expire(tx, at=at), unknown=unknown)

        return await self._database.write(work)

    async def claim(self, *, at: datetime, limit: int) -> list[tuple[Delivery, Student]]:
        """Due messages, now this sender's, with whom they are for."""

        def work(tx: Transaction) -> list[tuple[Delivery, Student]]:
            claimed = outbox.claim(tx, owner=self._owner, at=at, lease=LEASE, limit=limit)
            return [(one, students.get(tx, one.student_id)) for one in claimed]

        return await self._database.write(work)

    async def start_sending(self, delivery: Delivery, *, at: datetime) -> bool:
        """The fence before the network; False when the lease went to another."""
        return await self._database.write(
            lambda tx: outbox.start_sending(tx, delivery.id, owner=self._owner, at=at, lease=LEASE)
        )

    async def finish(
        self,
        delivery: Delivery,
        state: OutboxState,
        *,
        at: datetime,
        message_id: int | None = None,
        error: str | None = None,
        is_unreachable: bool = False,
    ) -> None:
        """Writes down the end; who cannot be reached gets nothing more."""

        def work(tx: Transaction) -> None:
            outbox.finish(
                tx,
                delivery.id,
                owner=self._owner,
                state=state,
                at=at,
                message_id=message_id,
                error=error,
            )
            if is_unreachable:
                students.mark_unreachable(tx, delivery.student_id, since=at)

        await self._database.write(work)

    async def skip(self, delivery: Delivery, *, reason: str) -> None:
        await self._database.write(
            lambda tx: outbox.skip(tx, delivery.id, owner=self._owner, reason=reason)
        )

    async def put_back(
        self, delivery: Delivery, *, at: datetime, seconds: float, reason: str
    ) -> bool:
        """Tries again later; False when it has been tried too often and failed for good."""
        if delivery.tries + 1 >= MOST_TRIES:
            await self.finish(delivery, "failed", at=at, error=reason)
            return False
        await self._database.write(
            lambda tx: outbox.put_back(
                tx,
                delivery.id,
                owner=self._owner,
                due_at=at + timedelta(seconds=max(SHORTEST_PAUSE, seconds)),
                error=reason,
            )
        )
        return True

    async def listed(self, *, since: datetime | None) -> list[tuple[Delivery, str]]:
        return list(await self._database.read(lambda tx: outbox.listed(tx, since=since)))

    async def counts(self) -> dict[str, int]:
        return dict(await self._database.read(outbox.counts))
