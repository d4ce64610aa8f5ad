"""Keeps account of updates that fail, so that a poisonous one stops nobody for ever."""

from storage import intake
from storage.engine import Database, Transaction
from storage.intake import Arrival

MOST_TRIES = 3


class Intake:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def failed(self, arrival: Arrival, *, payload: str, error: str | None) -> bool:
        """Counts a failed try; True when the update is parked now and need not come again."""
        update_id = arrival.update_id
        if update_id is None:
            return False

        def work(tx: Transaction) -> bool:
            tries = intake.count_try(tx, update_id, payload=payload, error=error, at=arrival.at)
            if tries >= MOST_TRIES:
                intake.park(tx, update_id, at=arrival.at)
            return tries >= MOST_TRIES

        return await self._database.write(work)

    async def begin(self, arrival: Arrival, *, payload: str) -> bool:
        """Counts a try before it is made, for an update that may have killed us before.

        True when it has been tried too often and is parked instead.
        """
        update_id = arrival.update_id
        if update_id is None:
            return False

        def work(tx: Transaction) -> bool:
            tries = intake.count_try(
                tx, update_id, payload=payload, error="not finished", at=arrival.at
            )
            if tries > MOST_TRIES:
                intake.park(tx, update_id, at=arrival.at)
            return tries > MOST_TRIES

        return await self._database.write(work)

    async def worked(self, arrival: Arrival) -> None:
        """It went well in the end; what was counted against it is dropped."""
        update_id = arrival.update_id
        if update_id is not None:
            await self._database.write(lambda tx: intake.forgive(tx, update_id))

    async def forget_handled(self, arrival: Arrival) -> int:
        return await self._database.write(lambda tx: intake.forget_handled(tx, at=arrival.at))

    async def parked(self) -> int:
        return await self._database.read(intake.parked_count)
