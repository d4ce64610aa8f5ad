"""Our own feed loop: getUpdates moves its offset only past updates that are done with."""

import asyncio
from collections.abc import Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from bot.intake import UpdateIntake

log = structlog.get_logger()
#: So many updates may be in work at once; more wait at Telegram.
MOST_AT_ONCE = 200
PATIENCE_SECONDS = 0.15
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0


class Polling:
    def __init__(
        self,
        bot: Bot,
        intake: UpdateIntake,
        *,
        timeout: int,
        kinds: list[str],
        on_ready: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._timeout = timeout
        self._kinds = kinds
        self._on_ready: Callable[[], None] | None = on_ready
        #: Updates in work; the lowest one holds the offset.
        self._unfinished: set[int] = set()
        self._highest = 0
        #: Finished ones at or above the offset: they come again until it passes them.
        self._finished: set[int] = set()
        self._is_first_batch = True
        self._stopping = asyncio.Event()
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._progress = asyncio.Event()

    def stop(self) -> None:
        """Takes nothing new; what is in work is finished."""
        self._stopping.set()

    async def run(self) -> None:
        """Polls until stopped, then drains."""
        async with asyncio.TaskGroup() as handlers:
            while not self._stopping.is_set():
                updates = await self._fetch()
                doubtful, self._is_first_batch = (
                    self._is_first_batch and bool(updates),
                    (self._is_first_batch and not updates),
                )
                for update in updates:
                    await self._room.acquire()
                    self._unfinished.add(update.update_id)
                    self._highest = max(self._highest, update.update_id)
                    handlers.create_task(self._finish(update, is_doubtful=doubtful))
        await self._confirm()

    async def _finish(self, update: Update, *, is_doubtful: bool) -> None:
        try:
            await self._intake.take(update, is_doubtful=is_doubtful)
        finally:
            self._unfinished.discard(update.update_id)
            self._finished.add(update.update_id)
            self._room.release()
            self._progress.set()

    @property
    def _offset(self) -> int:
        """Past every update that is done with, up to the lowest that is not."""
        return min(self._unfinished, default=self._highest + 1)

    async def _fetch(self) -> list[Update]:
        """New updates; those in work come again with the offset held, and are left out."""
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            await self._wait_for_the_batch()
            try:
                known = set(self._unfinished)
                self._finished = {one for one in self._finished if one >= self._offset}
                # The first call returns at once: it is what "ready" waits for.
                waits = not known and self._on_ready is None
                found = await self._ask(self._timeout if waits else 0)
            except TelegramUnauthorizedError:
                raise
            except TelegramConflictError:
                log.warning("another poller has this token", action="poll_conflict")
            except TelegramRetryAfter as error:
                pause = float(error.retry_after)
            except (TelegramNetworkError, TelegramAPIError) as error:
                log.warning("getUpdates failed", action="poll_failed", reason=str(error))
            else:
                self._tell_ready()
                fresh = [u for u in found if self._is_new(u.update_id)]
                if fresh or not known:
                    return fresh
                continue
            await self._sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        return []

    def _is_new(self, update_id: int) -> bool:
        """Neither in work nor done; one from before the offset is a redelivery, taken again."""
        return update_id not in self._unfinished and update_id not in self._finished

    async def _ask(self, timeout: int) -> list[Update]:
        """One getUpdates, left early when the bot stops."""
        request = asyncio.ensure_future(
            self._bot.get_updates(
                offset=self._offset or None,
                timeout=timeout,
                allowed_updates=self._kinds,
                request_timeout=timeout + 30,
            )
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({request, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not request.done():
                return []
            return request.result()
        finally:
            for task in (request, stopping):
                task.cancel()
            await asyncio.gather(request, stopping, return_exceptions=True)

    async def _wait_for_the_batch(self) -> None:
        """Lets what is in work finish, for a moment: an unfinished update would come again.

        A slow one does not hold up the others for longer than that.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while self._unfinished:
                    self._progress.clear()
                    await self._progress.wait()
        except TimeoutError:
            return

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _tell_ready(self) -> None:
        if self._on_ready is not None:
            self._on_ready()
            self._on_ready = None

    async def _confirm(self) -> None:
        """Tells Telegram what was done since the last call, so that a restart starts clean."""
        if not self._highest:
            return
        try:
            await self._bot.get_updates(
                offset=self._offset, limit=1, timeout=0, allowed_updates=self._kinds
            )
        except TelegramAPIError:
            log.info("last confirmation failed", action="poll_confirm_failed")
