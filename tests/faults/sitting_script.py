"""A student sits a whole paper through people's side only, while the bot is killed under her."""

import asyncio
import csv
import io
import random
import re
from dataclasses import dataclass, field
from typing import Any

from content.exam_file import load_catalogue
from tests.faults.kill_script import PATIENCE, Killing
from tests.support.client import button_data

EXAM = "ras_pre"
COLUMNS = ("id", "topic", "difficulty", "right", "stem_en", "a_en", "b_en", "c_en", "d_en")


def bank_file(rng: random.Random) -> tuple[bytes, dict[str, str]]:
    """Questions that fill the exam's paper, as CSV, and the right letter of each."""
    catalogue = load_catalogue()
    text, keys = io.StringIO(), {}
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for subject, count in catalogue.exams[EXAM].subjects().items():
        topics = catalogue.subjects[subject].topics
        for n in range(count):
            key, right = f"{subject}-m{n}", rng.choice("ABCD")
            keys[key] = right
            options = [f"{subject} {n} option {letter}" for letter in "ABCD"]
            topic = topics[n % len(topics)].id
            writer.writerow(
                [key, topic, "medium", right, f"What is number {n} of {subject}?", *options]
            )
    return text.getvalue().encode(), keys


CLOCK = re.compile(r"⏳ [\d:]+")


@dataclass
class Sitting(Killing):
    """One paper: every question, then some again."""

    #: What she chose last at each question, by its id; empty for nothing.
    chosen: dict[str, str] = field(default_factory=dict)

    async def tap(self, who: int, screen: Any, button: str) -> Any:
        """Presses once, now and then twice."""
        twice = self.rng.random() < 0.1
        await asyncio.gather(*(self._quick(who, screen["id"], button) for _ in range(1 + twice)))
        return await self._reaction(who, screen)

    async def _quick(self, who: int, message: int, button: str) -> None:
        body = {"from": who, "button": button, "settle": False}
        path = f"{self.people.address}/sandbox/chats/{who}/messages/{message}/press"
        async with self.people.session.post(path, json=body) as response:
            assert response.status in {200, 404, 504}, await response.text()

    async def begin(self, who: int) -> Any:
        # The newcomer's first question is on its way by itself, and must not come between later.
        await self._showing(who, "ans:")
        await self.people.write(who, f"/mock {EXAM}")
        menu = await self._showing(who, "next:mock")
        rules = await self.tap(who, menu, button_data(menu, "next:mock")[0])
        return await self.tap(who, rules, button_data(rules, "next:mock")[0])

    async def _showing(self, who: int, button: str) -> Any:
        """The newest message with such a button, as soon as it is there."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for message in reversed(await self.people.messages(who)):
                    if button_data(message, button):
                        return message
                await asyncio.sleep(0.05)

    async def decide(self, who: int, screen: Any) -> Any:
        """An option, E, or nothing."""
        question = screen["text"].splitlines()[-1].removeprefix("#")
        letter = self.rng.choices(["A", "B", "C", "D", "E", ""], [20, 20, 20, 20, 14, 6])[0]
        before = self.chosen.get(question, "")
        if letter and letter != before:
            screen = await self.tap(who, screen, self._option(screen, letter))
        elif not letter and before:
            screen = await self.tap(who, screen, button_data(screen, "mock:clear")[0])
        self.chosen[question] = letter
        return screen

    @staticmethod
    def _option(screen: Any, letter: str) -> str:
        return next(one for one in button_data(screen, "ans:") if one.endswith(f".{letter}"))

    async def write_paper(self, who: int, screen: Any, *, kill_at: int) -> Any:
        """All questions in their order; the bot dies once, at a question."""
        number = 0
        while button_data(screen, "ans:"):
            number += 1
            assert screen["text"].startswith(f"{number}/150"), screen["text"]
            if number == kill_at:
                await asyncio.to_thread(self.bot.kill)
                await asyncio.to_thread(self.bot.start)
                screen = await self._as_left(who, screen)
            screen = await self.decide(who, screen)
            screen = await self.tap(who, screen, button_data(screen, "next:q")[0])
        assert number == 150
        return screen

    async def _as_left(self, who: int, screen: Any) -> Any:
        """What came again after a kill may show the question before once more, and ends here."""
        await self.wait_for_bot()
        await self.people.all_taken()
        found = await self.people.messages(who)
        now = next(one for one in found if one["id"] == screen["id"])
        assert self.what_shows(now) == self.what_shows(screen)
        return now

    def what_shows(self, screen: Any) -> tuple[object, ...]:
        """All but the time left: a second tap may show the same a second later."""
        return CLOCK.sub("", screen["text"]), screen["buttons"]

    async def revisit(self, who: int, screen: Any, *, times: int) -> Any:
        """Back to questions by the palette, and another mind about them."""
        for _ in range(times):
            palette = await self.tap(who, screen, button_data(screen, "pal:")[0])
            cell = self.rng.choice(button_data(palette, "go:"))
            if self.rng.random() < 0.5 and button_data(palette, "pal:"):
                palette = await self.tap(who, palette, button_data(palette, "pal:")[0])
                cell = self.rng.choice(button_data(palette, "go:"))
            screen = await self.tap(who, palette, cell)
            screen = await self.decide(who, screen)
        return screen
