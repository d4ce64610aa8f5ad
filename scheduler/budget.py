"""How fast pushes may go out; replies to a tap are never counted here."""

import asyncio


class PushBudget:
    """So many a second, and a pause for all when Telegram asks for one."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._next_at = 0.0

    async def take(self) -> None:
        """Waits for the next place."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        at = max(now, self._next_at)
        self._next_at = at + self._gap
        if at > now:
            await asyncio.sleep(at - now)

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so long."""
        until = asyncio.get_running_loop().time() + seconds
        self._next_at = max(self._next_at, until)
