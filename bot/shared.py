"""What several workers share through Redis: the push budget, and one person's turn.

Redis holds nothing that cannot be lost: where it is away or comes back empty, each worker keeps its
own share of the budget and the database's row locks keep one person's taps apart.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from scheduler.budget import PushBudget

log = structlog.get_logger()
#: Redis is asked no longer than this, and not again for so long after it failed.
SECONDS, SILENT_FOR = 0.5, 2.0
#: A turn lasts so long after its worker died in it; one that lives renews it so often.
TURN_SECONDS, RENEWED = 3.0, 1.0
#: Nobody waits longer for another worker that hangs; the database's row locks remain.
MOST_WAIT = 10.0
FIRST_LOOK, LATEST_LOOK = 0.01, 0.1
#: Takes the next place of all and in the chat; how many milliseconds to wait for it.
_PLACE = """
local now = redis.call('TIME')
local at = now[1] * 1000 + math.floor(now[2] / 1000)
local all = tonumber(redis.call('GET', KEYS[1]) or '0')
local chat = tonumber(redis.call('GET', KEYS[2]) or '0')
local mine = math.max(at, all)
local here = math.max(at, chat)
redis.call('SET', KEYS[1], mine + tonumber(ARGV[1]), 'PX', 60000)
redis.call('SET', KEYS[2], here + tonumber(ARGV[2]), 'PX', 60000)
return math.ceil(math.max(mine, here) - at)
"""
#: Moves the next place of all behind a pause.
_PAUSE = """
local now = redis.call('TIME')
local at = now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[1])
local all = tonumber(redis.call('GET', KEYS[1]) or '0')
redis.call('SET', KEYS[1], math.max(at, all), 'PX', tonumber(ARGV[1]) + 60000)
return 1
"""
_RENEW = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
_RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


class Shared:
    """One connection pool for the process; asks nothing for a while after a failure."""

    def __init__(self, url: str, *, prefix: str) -> None:
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
        )
        self.prefix = prefix
        self._silent_until = 0.0

    async def ask(self, *command: str | int) -> object:
        """The answer to one command; None where there is none, or Redis is away."""
        clock = asyncio.get_running_loop().time
        if clock() < self._silent_until:
            return None
        try:
            async with asyncio.timeout(2 * SECONDS):
                answer: object = await self._redis.execute_command(*command)  # type: ignore[no-untyped-call]
                return answer
        except (RedisError, OSError, TimeoutError) as error:
            self._silent_until = clock() + SILENT_FOR
            log.warning("redis is away", action="redis_away", reason=type(error).__name__)
            return None

    async def close(self) -> None:
        await self._redis.aclose()


class SharedBudget:
    """The push budget of all workers together; a worker's own share of it while Redis is away."""

    def __init__(self, shared: Shared, *, per_second: float, workers: int) -> None:
        self._shared = shared
        self._gap = 1000 / per_second
        self._own = PushBudget(per_second / workers)
        self._pausing: asyncio.Future[object] | None = None

    @asynccontextmanager
    async def place(self, chat_id: int) -> AsyncIterator[None]:
        """Waits for the next place in the chat and of all."""
        prefix = self._shared.prefix
        keys = (f"{prefix}:push", f"{prefix}:push:{chat_id}")
        wait = await self._shared.ask("EVAL", _PLACE, 2, *keys, f"{self._gap:.3f}", "1000")
        if wait is None:
            async with self._own.place(chat_id):
                yield
            return
        await asyncio.sleep(float(str(wait)) / 1000)
        yield

    def pause(self, seconds: float) -> None:
        """Holds this worker at once, and everybody as soon as Redis knows."""
        self._own.pause(seconds)
        key, milliseconds = f"{self._shared.prefix}:push", str(round(1000 * seconds))
        self._pausing = asyncio.ensure_future(
            self._shared.ask("EVAL", _PAUSE, 1, key, milliseconds)
        )


class Turns:
    """One person's updates one after another, whichever worker they reach."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    @asynccontextmanager
    async def turn(self, person: int) -> AsyncIterator[None]:
        """Waits for other workers; goes on without where Redis is away or a worker hangs."""
        key, token = f"{self._shared.prefix}:turn:{person}", secrets.token_hex(8)
        is_ours = await self._taken(key, token)
        renewing = asyncio.ensure_future(self._renewed(key, token)) if is_ours else None
        try:
            yield
        finally:
            if renewing is not None:
                renewing.cancel()
                await self._shared.ask("EVAL", _RELEASE, 1, key, token)

    async def _renewed(self, key: str, token: str) -> None:
        """Keeps the turn while its worker lives."""
        while True:
            await asyncio.sleep(RENEWED)
            await self._shared.ask("EVAL", _RENEW, 1, key, token, round(1000 * TURN_SECONDS))

    async def _taken(self, key: str, token: str) -> bool:
        clock = asyncio.get_running_loop().time
        until, pause = clock() + MOST_WAIT, FIRST_LOOK
        while clock() < until:
            taken = await self._shared.ask(
                "SET", key, token, "NX", "PX", round(1000 * TURN_SECONDS)
            )
            if taken:
                return True
            if not await self._is_there():
                return False
            await asyncio.sleep(pause)
            pause = min(2 * pause, LATEST_LOOK)
        return False

    async def _is_there(self) -> bool:
        return bool(await self._shared.ask("PING"))
