"""The whole bot against a sandbox, in this process: what a student does and sees."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.running import run_bot
from bot.settings import GivenSettings, Settings
from sandbox.server import RunningSandbox
from tests.support.client import TOKEN, People, button_data, sandbox_with_people
from views.pictures import Pictures


@dataclass
class Tutor:
    people: People
    sandbox: RunningSandbox
    settings: Settings

    async def adult(self, name: str = "Asha", *, language: str = "en", exam: int = 0) -> int:
        """A student who has gone through the first run."""
        who = await self.people.person(name)
        first = await self.people.ask(who, "/start")
        await self.pass_first_run(who, first, language=language, exam=exam)
        return who

    async def pass_first_run(
        self, who: int, screen: Any, *, language: str = "en", exam: int = 0
    ) -> Any:
        screen = await self.tap(who, screen, f"lang:{language}")
        screen = await self.tap(who, screen, "age:adult")
        screen = await self.tap(who, screen, "cons:1")
        welcome = await self.tap(who, screen, button_data(screen, "exam:")[exam])
        if not button_data(welcome, "ans:") and not button_data(welcome, "grp:"):
            await self.people.messages(who, after=welcome["id"], wait=5)
        return await self.again(who, welcome)

    async def tap(self, who: int, screen: Any, button: str) -> Any:
        """Presses a button and returns the message that changed or came, else the old one."""
        before = await self.people.version(who)
        await self.people.press(who, screen["id"], button, settle=False)
        changed = await self.people.messages(who, changed_after=before, wait=0.5)
        if not changed:
            # Either nothing changes, or the machine is slow: then the bot is still at it.
            await self.people.all_taken()
            changed = await self.people.messages(who, changed_after=before)
        return changed[-1] if changed else await self.again(who, screen)

    async def again(self, who: int, screen: Any) -> Any:
        found = await self.people.messages(who)
        return next(message for message in found if message["id"] == screen["id"])

    async def start_set(self, who: int) -> Any:
        menu = await self.people.ask(who, "/practice")
        return await self.tap(who, menu, button_data(menu, "next:")[0])

    async def answer_set(self, who: int, screen: Any, options: str = "ABCDABCDAB") -> Any:
        """Answers until the summary; returns it."""
        for option in options:
            taps = button_data(screen, "ans:")
            if not taps:
                break
            screen = await self.tap(who, screen, taps["ABCDE".index(option)])
            screen = await self.tap(who, screen, button_data(screen, "next:")[0])
        return screen


@contextlib.asynccontextmanager
async def running_tutor(
    database_url: str, *, strict: bool = True, **overrides: Any
) -> AsyncIterator[Tutor]:
    """A sandbox and the bot, both stopped at the end of the block."""
    async with sandbox_with_people(strict=strict) as (sandbox, people):
        chosen: dict[str, Any] = {
            "bot_token": TOKEN,
            "telegram_api_url": sandbox.address,
            "database_url": database_url,
            "sandbox_clock": True,
            "tick_seconds": 0.3,
            "poll_timeout": 5,
            "throttle_per_second": 1000,
            "push_per_second": 1000,
        }
        settings = GivenSettings(**(chosen | overrides))
        ready, stopping = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            # Threads start at once; that pictures come from processes too is tests/views' business.
            pictures = Pictures(partial(ThreadPoolExecutor, 1))
            tasks.create_task(
                run_bot(settings, on_ready=ready.set, stopping=stopping, pictures=pictures)
            )
            try:
                async with asyncio.timeout(30):
                    await ready.wait()
                yield Tutor(people, sandbox, settings)
            finally:
                stopping.set()
