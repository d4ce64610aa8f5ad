"""A morning's digests: planned for 100,000, sent with pictures, students answering meanwhile.

`python -m benchmarks broadcast [SECONDS]`: how long the paced run lasts, 60 if not said; the full
hour is 3600. The sandbox runs in this process, the bot in one of its own, on the same machine.
"""

import asyncio
import sys
import tempfile
import time
from collections import Counter, deque
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.crowd import Crowd, percentiles
from benchmarks.school import enrol, school
from benchmarks.serving import Served, abhyas, fresh_database, postgres
from bot.clock import SystemClock
from sandbox.server import RunningSandbox, running_sandbox
from services.digests import Digests
from storage.engine import open_database
from storage.migrate import upgrade
from storage.tables import (
    outbox,
)

PLANNED = 100_000
BUDGET = 30
LIFTED_SECONDS = 40
LIVE_STUDENTS = 200
SMALL = 2000


def main() -> None:
    seconds = next((int(one) for one in sys.argv[1:] if one.isdigit()), 60)
    asyncio.run(_all(seconds))


async def _all(seconds: int) -> None:
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        if server:
            await _plan(await fresh_database(server, "plan"))
            url = await fresh_database(server, "paced")
            await _paced(url, seconds)
            await _lifted(await fresh_database(server, "lifted"))
        sqlite = f"sqlite:///{Path(folder) / 'small.sqlite3'}"
        await asyncio.to_thread(upgrade, sqlite)
        await _to_the_end(sqlite)


async def _plan(url: str) -> None:
    database = open_database(url)
    now = (await SystemClock().now()).replace(microsecond=0)
    await database.write(
        lambda tx: enrol(tx, range(1, PLANNED + 1), now, due_at=now - timedelta(seconds=30))
    )
    began = time.perf_counter()
    planned = await Digests(database).plan(at=now)
    took = time.perf_counter() - began
    again = await Digests(database).plan(at=now)
    await database.close()
    print(f"PostgreSQL: {planned} digests planned in {took:.2f} s; planned again: {again} new")


def _bot(sandbox: RunningSandbox, url: str, budget: int) -> AbstractAsyncContextManager[Served]:
    return abhyas(sandbox, url, PUSH_PER_SECOND=str(budget), TICK_SECONDS="2")


def _receivers(sandbox: RunningSandbox, count: int) -> list[int]:
    tg = sandbox.hub.tg
    who = [tg.add_person(f"P{number}").id for number in range(count)]
    for one in who:
        tg.world.people[one].has_started = True
    return who


def _sent(sandbox: RunningSandbox, who: set[int]) -> list[float]:
    """When each push to these people took effect."""
    return [
        float(str(call["at"]))
        for call in sandbox.hub.log.after(0, 1_000_000)
        if call["effect"] and call["method"] in {"sendPhoto", "sendMessage"}
        if call["chat_id"] in who
    ]


async def _paced(url: str, seconds: int) -> None:
    async with running_sandbox() as sandbox, _bot(sandbox, url, BUDGET) as served:
        # Every call of an hour is to be counted.
        sandbox.hub.log.entries = deque(maxlen=1_000_000)
        who = _receivers(sandbox, seconds * BUDGET)
        crowd = Crowd(sandbox)
        await crowd.come(LIVE_STUDENTS)
        await school(url, who)
        crowd.forget()
        early = asyncio.ensure_future(_memory_after(served, min(120, seconds // 4)))
        # Ten taps a second in all.
        await crowd.practise(2 * LIVE_STUDENTS / 10, seconds, crowd.who)
        late, sent = served.memory_mib(), _sent(sandbox, set(who))
    found = percentiles([one for own in crowd.took.values() for one in own])
    print(
        f"paced at {BUDGET}: {_rates(sent)}; memory of bot and workers {await early:.0f} MiB "
        f"early, {late:.0f} at the end; {found.count} taps meanwhile, 95 % within "
        f"{found.p95:.0f} ms"
    )


async def _memory_after(served: Served, seconds: int) -> float:
    await asyncio.sleep(seconds)
    return served.memory_mib()


def _rates(sent: list[float]) -> str:
    """Pushes a second over the whole, and in the fullest second wherever it begins."""
    sent = sorted(sent)
    first = 0
    most = 0
    for last, at in enumerate(sent):
        while at - sent[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    seconds = sent[-1] - sent[0]
    return (
        f"{len(sent)} messages in {seconds:.0f} s, {(len(sent) - 1) / seconds:.1f} a second, "
        f"{most} in the fullest second"
    )


async def _lifted(url: str) -> None:
    async with running_sandbox() as sandbox:
        who = _receivers(sandbox, 3000)
        await school(url, who)
        async with _bot(sandbox, url, 1000):
            await asyncio.sleep(LIFTED_SECONDS)
        print(f"budget lifted: {_rates(_sent(sandbox, set(who)))}")


async def _to_the_end(url: str) -> None:
    async with running_sandbox() as sandbox:
        who = _receivers(sandbox, SMALL)
        await school(url, who)
        database = open_database(url)
        async with _bot(sandbox, url, 1000):
            states: Counter[str] = Counter()
            while sum(states[one] for one in ("sent", "skipped", "failed", "unknown")) < SMALL:
                await asyncio.sleep(1)
                rows = await database.read(
                    lambda tx: tx.connection.execute(
                        select(outbox.c.state, func.count()).group_by(outbox.c.state)
                    ).all()
                )
                states = Counter({row[0]: row[1] for row in rows})
        await database.close()
        print(f"SQLite, {SMALL} to the end: {dict(states)}; {_rates(_sent(sandbox, set(who)))}")


if __name__ == "__main__":
    main()
