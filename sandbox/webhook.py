"""Pushes updates to the bot's webhook: in order within a queue, queues side by side."""

import asyncio

import aiohttp

from sandbox import wire
from sandbox.botapi import reply_fields, run_call
from sandbox.hub import Hub
from sandbox.state import Pending

TIMEOUT_SECONDS = 60
#: Telegram waits longer after each failure, up to a minute or two.
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1.0, 60.0


class WebhookPusher:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._in_flight: set[str] = set()
        self._retry_at: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    async def run(self) -> None:
        """Pushes for ever; ends by cancellation."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            asyncio.TaskGroup() as pushes,
        ):
            while True:
                for update in self._ready():
                    self._in_flight.add(update.queue)
                    pushes.create_task(self._push(session, update))
                await self._hub.bell.wait(0.5 if self._retry_at else 30)

    def _ready(self) -> list[Pending]:
        """The head of each queue that is neither in flight nor backing off."""
        tg = self._hub.tg
        if tg.world.bot is None or not tg.world.bot.webhook_url:
            return []
        room = tg.world.bot.webhook_connections - len(self._in_flight)
        if room <= 0:
            # Before anything is looked through: what waits is long exactly then.
            return []
        now = asyncio.get_running_loop().time()
        heads: dict[str, Pending] = {}
        for update in tg.live_updates():
            heads.setdefault(update.queue, update)
        free = [
            update
            for queue, update in heads.items()
            if queue not in self._in_flight and self._retry_at.get(queue, 0.0) <= now
        ]
        return free[:room]

    async def _push(self, session: aiohttp.ClientSession, update: Pending) -> None:
        tg = self._hub.tg
        bot = tg.bot()
        headers = (
            {"X-Telegram-Bot-Api-Secret-Token": bot.webhook_secret} if bot.webhook_secret else {}
        )
        tg.mark_delivered([update])
        try:
            async with session.post(
                bot.webhook_url, json=wire.update(update), headers=headers
            ) as response:
                if response.status // 100 == 2:
                    await self._accept(response, update)
                else:
                    self._refused(update, f"Wrong response from the webhook: {response.status}")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self._refused(update, f"{type(error).__name__}: {error}")
        finally:
            self._in_flight.discard(update.queue)
            self._hub.bell.ring()

    async def _accept(self, response: aiohttp.ClientResponse, update: Pending) -> None:
        world = self._hub.tg.world
        world.pending = [u for u in world.pending if u.update_id != update.update_id]
        self._retry_at.pop(update.queue, None)
        self._failures.pop(update.queue, None)
        if response.content_type == "application/json":
            body = await response.json()
            reply = reply_fields(body) if isinstance(body, dict) else None
            if reply is not None:
                run_call(self._hub, *reply)

    def _refused(self, update: Pending, reason: str) -> None:
        bot = self._hub.tg.bot()
        bot.webhook_error, bot.webhook_error_at = reason, int(self._hub.tg.clock.now())
        failures = self._failures.get(update.queue, 0)
        self._failures[update.queue] = failures + 1
        wait = min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2**failures)
        self._retry_at[update.queue] = asyncio.get_running_loop().time() + wait
