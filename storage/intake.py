"""Which updates have had their effect, and which were put aside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete, insert, select, update

from storage.engine import Database, Transaction
from storage.tables import handled_updates, parked_updates
from storage.together import Change, write_together
from storage.upsert import insert_ignoring

T = TypeVar("T")
#: Telegram keeps an undelivered update for a day.
REMEMBERED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When something reached us, and as which update; jobs and commands have none."""

    at: datetime
    update_id: int | None = None


async def write_once(database: Database, arrival: Arrival, work: Callable[[Transaction], T]) -> T:
    """Runs work in the transaction that also notes the update; a redelivery is told so."""

    def noted(tx: Transaction) -> T:
        if arrival.update_id is not None:
            tx.is_redelivery = insert_ignoring(tx, handled_updates, _note(arrival)) == 0
        return work(tx)

    return await database.write(noted)


async def write_noting(database: Database, arrival: Arrival, work: Callable[[Transaction], T]) -> T:
    """The same for work that sees by itself that it was done, from a row that it holds.

    The note rides with what the work writes: a trip to the database less.
    """

    def noting(tx: Transaction) -> T:
        if arrival.update_id is not None:
            tx.riders.append(Change("ignore", handled_updates, _note(arrival)))
        result = work(tx)
        if tx.riders:
            write_together(tx, [])
        return result

    return await database.write(noting)


def _note(arrival: Arrival) -> dict[str, object]:
    return {"update_id": arrival.update_id, "handled_at": arrival.at}


def forget_handled(tx: Transaction, *, at: datetime) -> int:
    """Drops the notes that no redelivery can ask for any more."""
    return tx.connection.execute(
        delete(handled_updates).where(handled_updates.c.handled_at < at - REMEMBERED)
    ).rowcount


def count_try(
    tx: Transaction, update_id: int, *, payload: str, error: str | None, at: datetime
) -> int:
    """Notes one more failed try of an update; how many there were."""
    changed = tx.connection.execute(
        update(parked_updates)
        .where(parked_updates.c.update_id == update_id)
        .values(tries=parked_updates.c.tries + 1, error=error)
    ).rowcount
    if not changed:
        tx.connection.execute(
            insert(parked_updates).values(
                update_id=update_id, tries=1, payload=payload, error=error, first_tried_at=at
            )
        )
    tries = tx.connection.scalar(
        select(parked_updates.c.tries).where(parked_updates.c.update_id == update_id)
    )
    return int(tries or 0)


def park(tx: Transaction, update_id: int, *, at: datetime) -> None:
    """Puts a poison update aside for an operator to read."""
    tx.connection.execute(
        update(parked_updates).where(parked_updates.c.update_id == update_id).values(parked_at=at)
    )


def forgive(tx: Transaction, update_id: int) -> None:
    """An update that worked in the end was no poison."""
    tx.connection.execute(
        delete(parked_updates).where(
            parked_updates.c.update_id == update_id, parked_updates.c.parked_at.is_(None)
        )
    )


def parked_count(tx: Transaction) -> int:
    rows = tx.connection.execute(
        select(parked_updates.c.update_id).where(parked_updates.c.parked_at.is_not(None))
    )
    return len(rows.all())
