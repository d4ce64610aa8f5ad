"""Faults of every kind at random moments of a broadcast: two schedulers, a shared budget."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing

import asyncpg
import pytest

from scheduler.delivery import ABREAST
from tests.faults.broadcast_script import PAST_THE_LEASE, Morning, morning
from tests.support.client import sandbox_with_people
from tests.support.redis_server import RedisServer, redis_server

SEED = int(os.environ.get("SEED", "5"))
NIGHTLY_SEED = int(os.environ.get("SEED", "11"))
PAGE = "<html><h1>502 Bad Gateway</h1></html>"
LOST = 2
STILL_SECONDS = 1.0


class Storm:
    def __init__(self, dawn: Morning, redis: RedisServer) -> None:
        self.dawn, self.redis = dawn, redis
        self.bots = [dawn.scheduler(redis_url=redis.url) for _ in range(2)]
        #: How many messages the faults so far may have left in doubt, those of kills aside.
        self.doubtful = 0

    async def machine_dies(self) -> None:
        for bot in self.bots:
            await asyncio.to_thread(bot.kill)
            self.dawn.kills += 1
        await self.start()
        await self.dawn.people.advance(PAST_THE_LEASE)

    async def telegram_floods(self) -> None:
        await self.dawn.people.fault(method="sendMessage", status=429, retry_after=1, times=5)

    async def gateway_fails(self) -> None:
        await self.dawn.people.fault(method="sendMessage", status=502, page=PAGE, times=5)

    async def connections_break_after_delivery(self) -> None:
        await self.dawn.people.fault(method="sendMessage", drop=True, after_effect=True, times=LOST)
        self.doubtful += LOST

    async def people_block(self) -> None:
        for one in self.dawn.rng.sample(self.dawn.who, 3):
            await self.dawn.people.call("POST", f"/sandbox/people/{one}/block")

    async def redis_dies(self) -> None:
        await asyncio.to_thread(self.redis.kill)
        await asyncio.sleep(self.dawn.rng.uniform(0.1, 1))
        await asyncio.to_thread(self.redis.start)

    async def redis_forgets(self) -> None:
        await asyncio.to_thread(self.redis.command, "FLUSHALL")

    async def database_is_away(self) -> None:
        """What was being sent may have arrived, and nobody could write it down."""
        url = self.dawn.database_url
        if url.startswith("sqlite"):
            await asyncio.to_thread(_hold, url.removeprefix("sqlite:///"))
        else:
            await _hang_up(url)
        self.doubtful += len(self.bots) * ABREAST

    def kinds(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            self.machine_dies,
            self.database_is_away,
            self.telegram_floods,
            self.gateway_fails,
            self.connections_break_after_delivery,
            self.people_block,
            self.redis_dies,
            self.redis_forgets,
        ]

    async def start(self) -> None:
        for bot in self.bots:
            await asyncio.to_thread(bot.start)

    async def blow(self, points: int) -> None:
        """So many faults, each when a further part of the digests is out; then to the end."""
        rng, kinds = self.dawn.rng, self.kinds()
        faults = [*kinds] * (points // len(kinds)) + rng.sample(kinds, points % len(kinds))
        rng.shuffle(faults)
        moments = sorted(rng.sample(range(len(self.dawn.who) * 4 // 5), points))
        await self.start()
        try:
            for moment, fault in zip(moments, faults, strict=True):
                await self._out(moment)
                print(f"  after {moment}: {fault.__name__}", flush=True)
                await fault()
            await self._out(len(self.dawn.who))
        finally:
            for bot in self.bots:
                await asyncio.to_thread(bot.close)

    async def _out(self, goal: int) -> None:
        """Until so many digests have ended; the clock moves on only while nobody sends."""
        async with asyncio.timeout(120):
            while True:
                found = await self.dawn.ended()
                if found >= goal:
                    return
                await asyncio.sleep(STILL_SECONDS if goal == len(self.dawn.who) else 0.05)
                if goal == len(self.dawn.who) and await self.dawn.ended() == found:
                    await self.dawn.people.advance(PAST_THE_LEASE)


def _hold(path: str) -> None:
    """Longer than a writer waits."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        asyncio.run(asyncio.sleep(1.5))
        other.execute("ROLLBACK")


async def _hang_up(url: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finally:
        await connection.close()


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


async def through(
    database_url: str, redis: RedisServer, *, students: int, points: int, seed: int
) -> None:
    async with sandbox_with_people() as (sandbox, people):
        dawn = await morning(people, sandbox, database_url, students_count=students, seed=seed)
        storm = Storm(dawn, redis)
        await storm.blow(points)
        print(dict(await dawn.check(doubtful=storm.doubtful)))


async def test_three_faults_at_random_moments_send_nobody_two_digests_and_forget_nobody(
    database_url: str, redis: RedisServer
) -> None:
    print(f"seed {SEED}")
    await through(database_url, redis, students=60, points=3, seed=SEED)


@pytest.mark.nightly
async def test_twenty_faults_at_random_moments_do_not_either(
    database_url: str, redis: RedisServer
) -> None:
    print(f"seed {NIGHTLY_SEED}")
    await through(database_url, redis, students=600, points=20, seed=NIGHTLY_SEED)
