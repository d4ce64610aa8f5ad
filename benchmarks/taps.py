"""From tap to verdict: students who each tap every twenty seconds, then a burst of taps at once.

The bot runs in a process of its own against a sandbox in ours; the time is from the press to the
edit of the message, on one machine, so it holds everything but the network to Telegram.
"""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from statistics import median, quantiles

from benchmarks.answers import _CONTEXT, _latest, _postgres, _rows, _serve_abhyas
from sandbox import people
from sandbox.refusals import NotPossible
from sandbox.server import RunningSandbox, running_sandbox
from storage.migrate import upgrade

EVERY_SECONDS = 20.0
SECONDS = 60.0
CROWDS = (100, 1000)
BURST = 100


@dataclass(slots=True)
class Watch:
    """Presses that wait for their effect, and how long those took that had it."""

    sandbox: RunningSandbox
    #: By person: when she pressed, for what, and the version of what she pressed.
    pressed: dict[int, tuple[float, str, int]] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)

    def press(self, who: int, kind: str, version: int) -> None:
        self.pressed[who] = (time.perf_counter(), kind, version)

    def look(self) -> None:
        """Called at every change of the sandbox."""
        for who, (at, kind, version) in list(self.pressed.items()):
            message = _latest(self.sandbox.hub.tg.world.chats[who], who)
            if message is not None and message.version > version:
                del self.pressed[who]
                self.took.setdefault(kind, []).append(1000 * (time.perf_counter() - at))


def main() -> None:
    asyncio.run(_both())


async def _both() -> None:
    with tempfile.TemporaryDirectory() as folder, _postgres() as server:
        for crowd in CROWDS:
            sqlite = f"sqlite:///{Path(folder) / f'taps{crowd}.sqlite3'}"
            await asyncio.to_thread(upgrade, sqlite)
            await _measure(f"SQLite, {crowd} students", sqlite, crowd)
        if server:
            await asyncio.to_thread(upgrade, f"{server}/postgres")
            await _measure(f"PostgreSQL, {CROWDS[0]} students", f"{server}/postgres", CROWDS[0])


async def _measure(name: str, database_url: str, crowd: int) -> None:
    async with running_sandbox() as sandbox:
        process: BaseProcess = _CONTEXT.Process(
            target=_serve_abhyas, args=(sandbox.address, database_url), daemon=True
        )
        process.start()
        try:
            while sandbox.hub.tg.world.bot is None or not sandbox.hub.polled_at:
                await asyncio.sleep(0.1)
            students = await _first_run(sandbox, crowd)
            watch = Watch(sandbox)
            sandbox.hub.tg.listeners.append(watch.look)
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(_student(sandbox, watch, who)) for who in students]
                await asyncio.sleep(SECONDS)
                for task in tasks:
                    task.cancel()
            print(f"{name}, one tap in {EVERY_SECONDS:g} s each: {_figures(watch)}")
            await _burst(sandbox, watch, students[:BURST])
        finally:
            process.kill()
            process.join()


async def _first_run(sandbox: RunningSandbox, crowd: int) -> list[int]:
    """Everybody at a question, fifty at a time."""
    tg = sandbox.hub.tg
    everybody = [tg.add_person(f"Student {n}").id for n in range(crowd)]
    for start in range(0, crowd, 50):
        some = everybody[start : start + 50]
        await asyncio.gather(*(_to_a_question(sandbox, who) for who in some))
    return everybody


async def _to_a_question(sandbox: RunningSandbox, who: int) -> None:
    tg, bell = sandbox.hub.tg, sandbox.hub.bell
    chat = tg.world.chats[who]
    people.write(tg, chat, who, "/start")
    seen = 0
    while True:
        message = _latest(chat, who)
        if message is None or message.version <= seen:
            await bell.wait(5)
            continue
        seen = message.version
        data = [b["callback_data"] for row in _rows(message) for b in row]
        if any(one.startswith("ans:") for one in data):
            return
        if data[0].startswith("next:") and len(chat.messages) > 2:
            continue
        people.press(tg, chat, str(message.id), who, data[0])


async def _student(sandbox: RunningSandbox, watch: Watch, who: int) -> None:
    rng = random.Random(who)
    while True:
        await asyncio.sleep(rng.expovariate(1 / EVERY_SECONDS))
        _tap(sandbox, watch, who, rng)


def _tap(sandbox: RunningSandbox, watch: Watch, who: int, rng: random.Random) -> None:
    """An answer where there is a question, else on."""
    tg = sandbox.hub.tg
    chat = tg.world.chats[who]
    message = _latest(chat, who)
    assert message is not None
    data = [b["callback_data"] for row in _rows(message) for b in row]
    answers = [one for one in data if one.startswith("ans:")]
    onward = [one for one in data if one.startswith("next:")]
    button = rng.choice(answers) if answers else (onward or data)[0]
    watch.press(who, "verdict" if answers else "question", message.version)
    try:
        people.press(tg, chat, str(message.id), who, button)
    except NotPossible:
        watch.pressed.pop(who, None)


def _figures(watch: Watch) -> str:
    parts = []
    for kind in ("verdict", "question"):
        found = watch.took.get(kind, [])
        cuts = quantiles(found, n=100) if len(found) > 1 else [0.0] * 99
        parts.append(
            f"tap to {kind} median {median(found):.0f} ms, 95 % {cuts[94]:.0f}, "
            f"99 % {cuts[98]:.0f} ({len(found)} taps)"
        )
    return "; ".join(parts)


async def _burst(sandbox: RunningSandbox, watch: Watch, students: list[int]) -> None:
    """All at once: how long until the last one sees its effect."""
    await asyncio.sleep(2)
    watch.took.clear()
    for who in students:
        _tap(sandbox, watch, who, random.Random(who))
    while watch.pressed:
        await asyncio.sleep(0.01)
        if all(time.perf_counter() - at > 20 for at, *_ in watch.pressed.values()):
            break
    found = [one for own in watch.took.values() for one in own]
    print(f"  {len(students)} taps at once: the last after {max(found):.0f} ms ({len(found)} seen)")
