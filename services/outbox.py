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


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The queue at a moment."""

    #: Planned, claimed or being sent.
    waiting: int
    #: Since when the oldest due one has waited; None when nothing is due.
    oldest_due_at: datetime | None
    #: What did not arrive in the last day, by "kind state".
    lost: dict[str, int]


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

    async def release(self, delivery: Delivery) -> None:
        """Gives a claimed message back, for whoever comes next."""
        await self._database.write(lambda tx: outbox.release(tx, delivery.id, owner=self._owner))

    async def fail_claimed(self, delivery: Delivery, *, reason: str) -> None:
        """Closes one that could not be worded, or whose sending broke here; never sent again."""
        await self._database.write(
            lambda tx: outbox.fail(tx, delivery.id, owner=self._owner, reason=reason)
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

    async def due(self, *, at: datetime) -> list[tuple[Delivery, str]]:
        """What is planned and due, with the key of the student it is for."""
        return list(await self._database.read(lambda tx: outbox.due(tx, at=at)))

    async def counts(self) -> dict[str, int]:
        return dict(await self._database.read(outbox.counts))


def backlog(tx: Transaction, *, at: datetime) -> Backlog:
    """How the queue stands."""
    counts = outbox.counts(tx)
    return Backlog(
        waiting=sum(counts[state] for state in outbox.UNFINISHED),
        oldest_due_at=outbox.oldest_due_at(tx, at=at),
        lost={
            f"{kind} {state}": count
            for (kind, state), count in outbox.failures_by_kind(
                tx, since=at - timedelta(days=1)
            ).items()
        },
    )
