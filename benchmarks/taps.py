"""From tap to verdict: students who each tap every twenty seconds, then a burst of taps at once.

The bot runs in a process of its own against a sandbox in ours; the time is from the press to the
edit of the message, on one machine, so it holds everything but the network to Telegram.
"""

import asyncio
import random
import tempfile
from pathlib import Path

from benchmarks.crowd import Crowd, percentiles
from benchmarks.serving import abhyas, fresh_database, postgres
from sandbox.server import running_sandbox
from storage.migrate import upgrade

EVERY_SECONDS = 20.0
SECONDS = 60.0
CROWDS = (100, 1000)
BURST = 100


def main() -> None:
    asyncio.run(_both())


async def _both() -> None:
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        for crowd in CROWDS:
            sqlite = f"sqlite:///{Path(folder) / f'taps{crowd}.sqlite3'}"
            await asyncio.to_thread(upgrade, sqlite)
            await _measure(f"SQLite, {crowd} students", sqlite, crowd)
        if server:
            url = await fresh_database(server, "taps")
            await _measure(f"PostgreSQL, {CROWDS[0]} students", url, CROWDS[0])


async def _measure(name: str, database_url: str, count: int) -> None:
    async with running_sandbox() as sandbox, abhyas(sandbox, database_url):
        crowd = Crowd(sandbox)
        await crowd.come(count)
        crowd.forget()
        # Two taps an answer.
        await crowd.practise(2 * EVERY_SECONDS, SECONDS, crowd.who)
        parts = [f"tap to {kind} {crowd.percentiles(kind)}" for kind in ("verdict", "question")]
        print(f"{name}, one tap in {EVERY_SECONDS:g} s each: {'; '.join(parts)}")
        await _burst(crowd)


async def _burst(crowd: Crowd) -> None:
    """All at once: how long until the last one sees its effect."""
    await asyncio.sleep(2)
    crowd.forget()
    for who in crowd.who[:BURST]:
        crowd.tap(who, random.Random(who))
    async with asyncio.timeout(60):
        while crowd.waiting:
            await asyncio.sleep(0.01)
    found = percentiles([one for own in crowd.took.values() for one in own])
    print(f"  {found.count} taps at once: the last after {found.most:.0f} ms")


if __name__ == "__main__":
    main()
