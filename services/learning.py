"""Questions and topics learn from answers, behind the taps: one consumer of the log."""

from storage import population
from storage.engine import Database

#: Answers a transaction; on SQLite taps wait for it.
BATCH = 500


class Learning:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def work(self, *, batches: int | None = None) -> int:
        """Learns from answers that nobody learnt from yet; how many. None goes to the end."""
        await self._database.write(population.refresh_stale)
        until = await self._database.write(population.horizon)
        learnt = done = 0
        while batches is None or done < batches:
            count = await self._database.write(
                lambda tx: population.consume(tx, until=until, limit=BATCH)
            )
            learnt, done = learnt + count, done + 1
            if count < BATCH:
                break
        return learnt
