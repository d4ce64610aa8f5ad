"""Which of several workers plans: whoever holds PostgreSQL's advisory lock on its own connection.

The server lets go of the lock the moment the connection dies, so a killed worker is followed by
another within a look.
"""

import asyncio

import asyncpg

from storage.engine import parse_url

#: "abhyas" in its first four letters; any other number would do.
LOCK = 0x61626879
LOOK_SECONDS, ANSWER_SECONDS = 1.0, 3.0


class PostgresLeadership:
    """`is_leader` is true while the lock's own connection answers, and a look longer at most.

    For that moment two may plan: unique keys and claims make it harmless, as they do a repeat.
    """

    def __init__(self, url: str) -> None:
        target = parse_url(url).set(drivername="postgresql")
        self._dsn = target.render_as_string(hide_password=False)
        self._connection: asyncpg.Connection | None = None
        self.is_leader = False

    async def keep(self) -> None:
        """Tries for the lock, and proves it, once a second until cancelled."""
        try:
            while True:
                self.is_leader = await self._look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self.is_leader = False
            await self._drop()

    async def _look(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                if self._connection is None or self._connection.is_closed():
                    self._connection = await asyncpg.connect(self._dsn)
                    self.is_leader = False
                if self.is_leader:
                    await self._connection.fetchval("SELECT 1")
                    return True
                return bool(
                    await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK)
                )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self._drop()
            return False

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()


class AlwaysLeader:
    """One process alone."""

    is_leader = True

    async def keep(self) -> None:
        """Nothing to keep."""
        await asyncio.Event().wait()
