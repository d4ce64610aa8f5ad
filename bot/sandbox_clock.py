"""Lives by a sandbox's clock, so that a demo can skip to tomorrow morning."""

from datetime import UTC, datetime

import aiohttp

from bot.clock import truncated


class RemoteClock:
    """Asks the sandbox what time it is."""

    def __init__(self, address: str) -> None:
        self._address = f"{address.rstrip('/')}/sandbox/clock"
        self._session: aiohttp.ClientSession | None = None

    async def now(self) -> datetime:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        async with self._session.get(self._address) as response:
            document = await response.json()
        return truncated(datetime.fromtimestamp(document["now"], UTC))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
