"""A student practises through people's side only, while the bot is killed at random moments.

Nothing acknowledged may be missing, nothing may count twice, and no tap that the sandbox took may
stay without a reaction.
"""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.support.bot_process import BotProcess
from tests.support.client import People, button_data

PATIENCE = 40.0


@dataclass
class Killing:
    """One student, one bot, so many kills."""

    people: People
    bot: BotProcess
    rng: random.Random
    kills: int
    #: (question, option) whose verdict she saw.
    acknowledged: list[tuple[str, str]] = field(default_factory=list)

    async def wait_for_bot(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                health = await self.people.call("GET", "/sandbox/health")
                if health["bot"] and health["bot"]["polling"]:
                    return
                await asyncio.sleep(0.1)

    async def _maybe_kill(self) -> None:
        """At a random moment around a tap, and at once started again."""
        if self.bot.kills < self.kills and self.rng.random() < 0.5:
            await asyncio.sleep(self.rng.uniform(0, 0.06))
            await asyncio.to_thread(self.bot.kill)
            await asyncio.to_thread(self.bot.start)

    async def tap(self, who: int, screen: Any, button: str) -> Any:
        """Presses twice, perhaps while the bot dies; returns what the message became."""
        await asyncio.gather(
            self._press(who, screen["id"], button),
            self._press(who, screen["id"], button),
            self._maybe_kill(),
        )
        return await self._reaction(who, screen)

    async def _press(self, who: int, message: int, button: str) -> None:
        body = {"from": who, "button": button}
        path = f"{self.people.address}/sandbox/chats/{who}/messages/{message}/press"
        async with aiohttp.ClientSession() as session, session.post(path, json=body) as response:
            # 404: the first tap had its effect already; 504: the bot died before it answered.
            assert response.status in {200, 404, 504}, await response.text()

    def what_shows(self, screen: Any) -> tuple[object, ...]:
        """What tells a reaction from the screen before."""
        return screen["text"], screen["buttons"]

    async def _reaction(self, who: int, screen: Any) -> Any:
        """The message once it differs from what was tapped."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = await self.people.messages(who)
                now = next(m for m in found if m["id"] == screen["id"])
                if self.what_shows(now) != self.what_shows(screen):
                    return now
                newer = [m for m in found if m["id"] > screen["id"] and m["from"] != who]
                if newer:
                    return newer[-1]
                await asyncio.sleep(0.05)

    async def ask(self, who: int, text: str) -> Any:
        written = await self.people.write(who, text)
        await self._maybe_kill()
        async with asyncio.timeout(PATIENCE):
            while True:
                found = await self.people.messages(who, after=written["id"])
                replies = [m for m in found if m["from"] != who]
                if replies:
                    return replies[-1]
                await asyncio.sleep(0.05)

    async def first_run(self, who: int) -> Any:
        screen = await self.ask(who, "/start")
        for button in ("lang:en", "age:adult", "cons:1", "exam:ras_pre"):
            if button in [b.get("data") for row in screen["buttons"] for b in row]:
                screen = await self.tap(who, screen, button)
        return screen

    async def practise(self, who: int) -> None:
        """One whole set: every kind of button, twice each, with a pause in the middle."""
        screen = await self.ask(who, "/practice")
        screen = await self.tap(who, screen, button_data(screen, "next:")[0])
        paused = False
        while button_data(screen, "ans:"):
            hints = button_data(screen, "hint:")
            if hints and self.rng.random() < 0.3:
                screen = await self.tap(who, screen, hints[0])
            if not paused and self.rng.random() < 0.3:
                paused = True
                screen = await self.tap(who, screen, button_data(screen, "pause:")[0])
                screen = await self.tap(who, screen, button_data(screen, "next:")[0])
            question = screen["text"].splitlines()[-1].removeprefix("#")
            option = self.rng.choice(button_data(screen, "ans:"))
            screen = await self.tap(who, screen, option)
            self.acknowledged.append((question, option.rsplit(":", 1)[-1]))
            screen = await self.tap(who, screen, button_data(screen, "next:")[0])
        assert "Set finished" in screen["text"], screen["text"]

    async def run(self) -> int:
        """Practises until every kill was made and a set ended after it; returns who it was."""
        await self.wait_for_bot()
        who = await self.people.person("Asha")
        await self.first_run(who)
        while True:
            done = self.bot.kills >= self.kills
            await self.practise(who)
            if done:
                break
        await self._look_at_the_chart(who)
        await self._block_and_unblock(who)
        return who

    async def _look_at_the_chart(self, who: int) -> None:
        overview = await self.ask(who, "/progress")
        progress = await self.tap(who, overview, "pan:trend:30:0")
        address = self.people.address + progress["photo"]
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            assert (await response.read())[:4] == b"\x89PNG"

    async def _block_and_unblock(self, who: int) -> None:
        await self.people.call("POST", f"/sandbox/people/{who}/block")
        await self.people.call("POST", f"/sandbox/people/{who}/unblock")
        assert "help" in (await self.ask(who, "/help"))["text"]


async def kill_and_compare(
    *, database_url: str, kills: int, seed: int, people: People, token: str
) -> tuple[int, list[tuple[str, str]]]:
    """Runs the script against a bot of its own; (student, acknowledged answers)."""
    bot = BotProcess(
        bot_token=token,
        telegram_api_url=people.address,
        database_url=database_url,
        tick_seconds=1,
        poll_timeout=5,
        throttle_per_second=1000,
    )
    await asyncio.to_thread(bot.start)
    try:
        script = Killing(people, bot, random.Random(seed), kills)
        who = await script.run()
        assert await asyncio.to_thread(bot.terminate) == 0, "SIGTERM must end it gracefully"
        return who, script.acknowledged
    finally:
        await asyncio.to_thread(bot.close)
