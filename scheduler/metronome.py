"""APScheduler as a ticker and nothing else: one job in memory, watched.

A database job store would stop for ever on one failed query, so none is used; what is due stands
in tables, and a missed tick is made up by the next one.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()
#: Without a tick for so long something is wrong.
SILENCE_SECONDS = 120.0
#: A tick may send a hundred thousand digests; longer than this and it hangs.
LONGEST_TICK_SECONDS = 7200.0


class MetronomeSilent(Exception):
    """The scheduler fell silent; the process ends so that it is restarted."""


class Metronome:
    """Calls `tick` every so many seconds, one at a time."""

    def __init__(self, tick: Callable[[], Awaitable[object]], *, seconds: float) -> None:
        self._tick = tick
        self._seconds = seconds
        self._last_at: float | None = None
        self._running = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def start(self) -> None:
        self._last_at = asyncio.get_running_loop().time()
        self._scheduler.add_job(self._once, "interval", seconds=self._seconds, id="tick")
        self._scheduler.start()

    async def stop(self) -> None:
        """Takes no new tick; one under way is finished."""
        if self._scheduler.running:
            self._scheduler.pause()
        async with self._running:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    @property
    def is_alive(self) -> bool:
        """Whether it ticked lately."""
        if self._last_at is None:
            return False
        limit = LONGEST_TICK_SECONDS if self._running.locked() else SILENCE_SECONDS
        return asyncio.get_running_loop().time() - self._last_at < limit

    async def watch(self, *, every_seconds: float = 10.0) -> None:
        """Returns only by raising MetronomeSilent: a bot that pushes nothing must not look well."""
        while self.is_alive:  # noqa: ASYNC110 - silence rings no bell
            await asyncio.sleep(every_seconds)
        raise MetronomeSilent(MetronomeSilent.__doc__)

    async def _once(self) -> None:
        async with self._running:
            try:
                await self._tick()
            except Exception:
                log.exception("tick failed", action="tick_failed")
            else:
                self._last_at = asyncio.get_running_loop().time()
