"""Answers a second and what one costs, side by side in one run, by webhook and real dispatcher.

A bare aiogram bot (the ceiling), ours on SQLite, ours on PostgreSQL with one and two workers; each
against the bare bot with as many processes, as two workers crowd two cores whoever wrote them. First
people tap as fast as they see, then at half the rate that this gave. An answer is two taps:
the option and "next". Compare ratios within one run; machines are noisy.
"""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from benchmarks.crowd import Crowd, Percentiles
from benchmarks.serving import Cpu, Served, abhyas, bare, fresh_database, postgres
from sandbox.server import RunningSandbox, running_sandbox
from storage.migrate import upgrade

STUDENTS = 24
ONE_BARE = ("bare aiogram", "bare aiogram again")
TWO_BARE = "bare aiogram, two processes"
#: Until each connection knows every statement and each worker nearly every question's words, as
#: they do for all but the first minutes of a day.
WARM_UP_SECONDS = 60.0
SECONDS = 20.0
#: At half load: how many share the rate, and for how long.
CALM, CALM_SECONDS = 300, 30.0

Bot = Callable[[RunningSandbox], AbstractAsyncContextManager[Served]]


@dataclass(slots=True)
class Measured:
    name: str
    rate: float
    cpu: Cpu
    answers: int
    calm: Percentiles
    errors: int

    @property
    def worker_ms(self) -> float:
        return 1000 * self.cpu.worker / max(1, self.answers)


def main() -> None:
    uvloop.run(_compare())


async def _compare() -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        sqlite = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        await asyncio.to_thread(upgrade, sqlite)
        bots: dict[str, Bot] = {ONE_BARE[0]: bare, "SQLite": lambda s: abhyas(s, sqlite)}
        if server := stack.enter_context(postgres()):
            redis = _redis(stack)
            one, two = [await fresh_database(server, name) for name in ("one", "two")]
            bots["PostgreSQL, one worker"] = lambda s: abhyas(s, one)
            bots["PostgreSQL, two workers"] = lambda s: abhyas(s, two, workers=2, redis=redis)
            bots[TWO_BARE] = lambda s: bare(s, processes=2)
        bots[ONE_BARE[1]] = bare
        runs = [await _measure(name, bot) for name, bot in bots.items()]
    _print(runs)


def _redis(stack: contextlib.ExitStack) -> str:
    from tests.support.redis_server import redis_server

    return stack.enter_context(redis_server()).url


async def _measure(name: str, bot: Bot) -> Measured:
    async with running_sandbox() as sandbox, bot(sandbox) as served:
        crowd = Crowd(sandbox)
        await crowd.come(STUDENTS)
        await crowd.hurry(WARM_UP_SECONDS, crowd.who)
        crowd.forget()
        began, used = time.perf_counter(), served.cpu(crowd.own_seconds)
        await crowd.hurry(SECONDS, crowd.who)
        seconds, answers = time.perf_counter() - began, crowd.answers
        cpu = served.cpu(crowd.own_seconds).since(used)
        await crowd.come(CALM - STUDENTS)
        crowd.forget()
        await crowd.practise(CALM / (answers / seconds / 2), CALM_SECONDS, crowd.who)
        return Measured(
            name, answers / seconds, cpu, answers, crowd.percentiles("verdict"), served.errors()
        )


def _print(runs: list[Measured]) -> None:
    ceiling = [run for run in runs if run.name in ONE_BARE]
    rate = sum(run.rate for run in ceiling) / len(ceiling)
    worker = sum(run.worker_ms for run in ceiling) / len(ceiling)
    two = next((run.worker_ms for run in runs if run.name == TWO_BARE), None)
    for run in runs:
        crowded = f", {run.worker_ms / two:.2f} x two bare" if two and "two" in run.name else ""
        print(
            f"{run.name}: {run.rate:.0f} answers/s ({100 * run.rate / rate:.0f} % of bare); "
            f"CPU ms an answer: {run.cpu.each(run.answers)} "
            f"(worker {run.worker_ms / worker:.2f} x bare{crowded}); at half load to the verdict "
            f"{run.calm} (median / 95 % / 99 % / most of {run.calm.count}); {run.errors} errors"
        )


if __name__ == "__main__":
    main()
