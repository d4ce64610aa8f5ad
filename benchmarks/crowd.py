"""Students of a sandbox in this process: they tap, wait for the effect, and note how long it took."""

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles

from sandbox import people
from sandbox.refusals import NotPossible
from sandbox.server import RunningSandbox
from sandbox.state import Chat, Message

#: Nobody waits longer for a bot; the tap counts as lost.
PATIENCE_SECONDS = 60.0
#: The option, "next", and a little for the end of a set of ten.
TAPS_AN_ANSWER = 2.15


@dataclass(slots=True)
class Press:
    at: float
    kind: str
    message: Message
    version: int
    next_id: int


@dataclass(slots=True)
class Percentiles:
    """Milliseconds; zeros where nothing was measured."""

    count: int
    median: float
    p95: float
    p99: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.0f} / {self.p95:.0f} / {self.p99:.0f} / {self.most:.0f} ms"


def percentiles(found: list[float]) -> Percentiles:
    if len(found) < 2:
        return Percentiles(len(found), *[found[0] if found else 0.0] * 4)
    cuts = quantiles(found, n=100)
    return Percentiles(len(found), cuts[49], cuts[94], cuts[98], max(found))


@dataclass(slots=True)
class Crowd:
    """Everybody in private chats; one press under way each."""

    sandbox: RunningSandbox
    who: list[int] = field(default_factory=list)
    waiting: dict[int, Press] = field(default_factory=dict)
    #: By kind ("verdict", "question"): milliseconds from press to effect.
    took: dict[str, list[float]] = field(default_factory=dict)
    lost: int = 0
    #: Time in the people alone, without the sandbox that they share a thread with: they never wait,
    #: and asking for CPU time costs more than what is to be measured.
    own_seconds: float = 0.0

    def __post_init__(self) -> None:
        self.sandbox.hub.tg.listeners.append(self._look)

    @contextmanager
    def _own(self) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.own_seconds += time.perf_counter() - began

    def _look(self) -> None:
        """At every change of the sandbox: whose press has had its effect."""
        with self._own():
            chats = self.sandbox.hub.tg.world.chats
            for who, press in list(self.waiting.items()):
                moved = press.message.version > press.version
                if moved or chats[who].next_message_id > press.next_id:
                    del self.waiting[who]
                    took = 1000 * (time.perf_counter() - press.at)
                    self.took.setdefault(press.kind, []).append(took)

    def forget(self) -> None:
        """What was measured so far."""
        self.took, self.lost, self.own_seconds = {}, 0, 0.0

    def percentiles(self, kind: str) -> Percentiles:
        return percentiles(self.took.get(kind, []))

    @property
    def answers(self) -> int:
        return len(self.took.get("verdict", []))

    async def come(self, count: int, *, at_once: int = 50) -> None:
        """New people, each through the first run to a question."""
        tg = self.sandbox.hub.tg
        new = [tg.add_person(f"Student {len(self.who) + n}").id for n in range(count)]
        for start in range(0, count, at_once):
            await asyncio.gather(*map(self._to_a_question, new[start : start + at_once]))
        self.who += new

    async def return_(self, ids: list[int], *, at_once: int = 50) -> None:
        """People whom the bot knows already, each to a question."""
        for start in range(0, len(ids), at_once):
            some = ids[start : start + at_once]
            await asyncio.gather(*(self._to_a_question(one, "/practice") for one in some))
        self.who += ids

    async def _to_a_question(self, who: int, word: str = "/start") -> None:
        tg, bell = self.sandbox.hub.tg, self.sandbox.hub.bell
        chat = tg.world.chats[who]
        people.write(tg, chat, who, word)
        seen = 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message = latest(chat, who)
                if message is None or message.version <= seen:
                    await bell.wait(5)
                    continue
                seen = message.version
                data = buttons(message)
                if any(one.startswith("ans:") for one in data):
                    return
                people.press(tg, chat, str(message.id), who, data[0])

    def tap(self, who: int, rng: random.Random) -> None:
        """An answer where there is a question, else on; nothing while a press is under way."""
        press = self.waiting.get(who)
        if press is not None:
            if time.perf_counter() - press.at < PATIENCE_SECONDS:
                return
            del self.waiting[who]
            self.lost += 1
        with self._own():
            chat = self.sandbox.hub.tg.world.chats[who]
            message = latest(chat, who)
            assert message is not None
            data = buttons(message)
            answers = [one for one in data if one.startswith("ans:")]
            onward = [one for one in data if one.startswith("next:")]
            button = rng.choice(answers) if answers else (onward or data)[0]
            kind = "verdict" if answers else "question"
            self.waiting[who] = Press(
                time.perf_counter(), kind, message, message.version, chat.next_message_id
            )
        try:
            people.press(self.sandbox.hub.tg, chat, str(message.id), who, button)
        except NotPossible:
            self.waiting.pop(who, None)

    async def practise(self, every_seconds: float, seconds: float, who: list[int]) -> None:
        """So long; each answers once in `every_seconds`."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._one(one, every_seconds)) for one in who]
            await asyncio.sleep(seconds)
            for task in tasks:
                task.cancel()

    async def _one(self, who: int, every_seconds: float) -> None:
        rng = random.Random(who)
        while True:
            await asyncio.sleep(rng.expovariate(TAPS_AN_ANSWER / every_seconds))
            self.tap(who, rng)

    async def hurry(self, seconds: float, who: list[int]) -> None:
        """So long; each taps as soon as she sees the effect of her last tap."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._hurried(one)) for one in who]
            await asyncio.sleep(seconds)
            for task in tasks:
                task.cancel()

    async def _hurried(self, who: int) -> None:
        rng = random.Random(who)
        while True:
            self.tap(who, rng)
            while who in self.waiting:
                await self.sandbox.hub.bell.wait(5)


def latest(chat: Chat, who: int) -> Message | None:
    """The newest message with buttons that somebody else wrote."""
    for message in reversed(chat.messages):
        if message.sender != who and buttons(message):
            return message
    return None


def buttons(message: Message) -> list[str]:
    rows = (message.markup or {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
