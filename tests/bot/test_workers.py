"""Several workers: one plans, all share a budget and a person's turn, the dead are replaced."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.shared import Shared, SharedBudget, Turns
from storage.leadership import PostgresLeadership
from tests.bot.test_process import refused, started, stopped
from tests.support.client import TOKEN, button_data, sandbox_with_people
from tests.support.ports import free_port
from tests.support.redis_server import RedisServer, redis_server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@asynccontextmanager
async def sharing(redis: RedisServer, count: int) -> AsyncIterator[list[Shared]]:
    made = [Shared(redis.url, prefix="abhyas:test") for _ in range(count)]
    try:
        yield made
    finally:
        for one in made:
            await one.close()


async def pushed(budget: SharedBudget, chats: range) -> list[float]:
    """When each push got its place."""
    found: list[float] = []

    async def one(chat: int) -> None:
        async with budget.place(chat):
            found.append(time.monotonic())

    await asyncio.gather(*(one(chat) for chat in chats))
    return found


async def test_two_workers_keep_one_budget_together(redis: RedisServer) -> None:
    async with sharing(redis, 2) as (first, second):
        budgets = [SharedBudget(one, per_second=50, workers=2) for one in (first, second)]
        both = await asyncio.gather(
            pushed(budgets[0], range(30)), pushed(budgets[1], range(100, 130))
        )
        times = sorted(both[0] + both[1])
        assert 1.1 < times[-1] - times[0] < 2.5, "sixty at fifty a second"
        for place, at in enumerate(times):
            within = sum(at <= other < at + 0.5 for other in times[place:])
            assert within <= 25 + 5


async def test_a_chat_gets_one_a_second_whoever_writes(redis: RedisServer) -> None:
    async with sharing(redis, 2) as (first, second):
        budgets = [SharedBudget(one, per_second=1000, workers=2) for one in (first, second)]
        both = await asyncio.gather(*(pushed(one, range(7, 8)) for one in budgets))
        assert abs(both[0][0] - both[1][0]) >= 0.9


async def test_a_429_holds_every_worker(redis: RedisServer) -> None:
    async with sharing(redis, 2) as (first, second):
        budgets = [SharedBudget(one, per_second=1000, workers=2) for one in (first, second)]
        await pushed(budgets[1], range(1, 2))
        budgets[0].pause(0.6)
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await pushed(budgets[1], range(2, 3))
        assert time.monotonic() - began > 0.35


async def test_a_redis_that_dies_is_flushed_and_returns_stops_nobody(redis: RedisServer) -> None:
    async with sharing(redis, 1) as (shared,):
        budget, turns = SharedBudget(shared, per_second=200, workers=2), Turns(shared)
        assert len(await pushed(budget, range(5))) == 5
        redis.command("FLUSHALL")
        assert len(await pushed(budget, range(10, 15))) == 5
        redis.kill()
        began = time.monotonic()
        assert len(await pushed(budget, range(20, 25))) == 5
        async with turns.turn(1):
            pass
        assert time.monotonic() - began < 3
        redis.start()
        await asyncio.sleep(2.1)
        assert len(await pushed(budget, range(30, 35))) == 5
        assert await shared.ask("GET", "abhyas:test:push") is not None, "shared again"


async def test_one_persons_updates_take_turns_over_workers(redis: RedisServer) -> None:
    async with sharing(redis, 2) as both:
        under_way, most = 0, 0

        async def update(turns: Turns, person: int) -> None:
            nonlocal under_way, most
            async with turns.turn(person):
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0.02)
                under_way -= 1

        turns = [Turns(one) for one in both]
        await asyncio.gather(*(update(turns[n % 2], 5) for n in range(10)))
        assert most == 1
        most = 0
        await asyncio.gather(*(update(turns[n % 2], n) for n in range(10)))
        assert most > 1, "different people do not wait for each other"


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> str:
    from tests.conftest import _templates

    return _templates(request.getfixturevalue("_postgres")).clone()


async def test_a_dead_workers_turn_is_over_soon_and_a_slow_one_keeps_its(
    redis: RedisServer,
) -> None:
    async with sharing(redis, 2) as (first, second):
        await first.ask("SET", "abhyas:test:turn:9", "dead", "PX", 3000)
        began = time.monotonic()
        async with Turns(second).turn(9):
            assert 2 < time.monotonic() - began < 5

        slow_is_done = False

        async def slow() -> None:
            nonlocal slow_is_done
            async with Turns(first).turn(8):
                await asyncio.sleep(4.5)
                slow_is_done = True

        task = asyncio.ensure_future(slow())
        await asyncio.sleep(0.1)
        async with Turns(second).turn(8):
            assert slow_is_done, "a turn longer than its lease is renewed"
        await task


async def until(condition: object, *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "too late"
        await asyncio.sleep(0.05)


async def test_one_leads_and_another_follows_when_its_connection_dies(postgres_url: str) -> None:
    import asyncpg

    leaders = [PostgresLeadership(postgres_url) for _ in range(3)]
    tasks = [asyncio.ensure_future(one.keep()) for one in leaders]
    try:
        await until(lambda: sum(one.is_leader for one in leaders) == 1)
        first = next(one for one in leaders if one.is_leader)
        lost = first._connection
        assert lost is not None
        pid = await lost.fetchval("SELECT pg_backend_pid()")
        other = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
        await other.execute("SELECT pg_terminate_backend($1)", pid)
        await other.close()
        began = time.monotonic()
        # She may be the next one too, on another connection.
        await until(lambda: first._connection is not lost)
        await until(lambda: sum(one.is_leader for one in leaders) == 1)
        assert time.monotonic() - began < 5
        for _ in range(20):
            assert sum(one.is_leader for one in leaders) == 1
            await asyncio.sleep(0.1)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert not any(one.is_leader for one in leaders)


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


async def test_several_workers_need_postgresql(tmp_path: Path) -> None:
    status, lines = await refused("run", "--workers", "2", cwd=tmp_path, BOT_TOKEN=TOKEN)
    assert status == 2
    assert "PostgreSQL" in lines[0]


@pytest.mark.parametrize("way", ["webhook", "polling"])
async def test_workers_answer_over_a_kill_a_renewal_and_a_stop(
    tmp_path: Path, postgres_url: str, redis: RedisServer, way: str
) -> None:
    async with sandbox_with_people() as (sandbox, people):
        port = free_port()
        values = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.address,
            "DATABASE_URL": postgres_url,
            "REDIS_URL": redis.url,
            "POLL_TIMEOUT": "2",
        }
        if way == "webhook":
            values |= {
                "WEBHOOK_URL": f"http://127.0.0.1:{port}",
                "WEBHOOK_SECRET": "s3cret",
                "WEBHOOK_PORT": str(port),
            }
        command = ("run", "--workers", "2")
        async with started(*command, cwd=tmp_path, **values) as (process, line):
            assert line == "ready"
            asha = await people.person("Asha")
            screen = await people.ask(asha, "/start")
            await until(lambda: len(children_of(process.pid)) == 2)
            for kill in range(2):
                before: list[int] = []
                while len(before) != 2:
                    before = children_of(process.pid)
                os.kill(before[kill], signal.SIGKILL)
                await until(lambda: len(children_of(process.pid)) == 2, seconds=3)
                again = await people.ask(asha, "/start")
                assert button_data(again, "lang:"), "it answers over a kill"
            await until(lambda: len(children_of(process.pid)) == 2)
            before = children_of(process.pid)
            process.send_signal(signal.SIGHUP)
            for _ in range(3):
                again = await people.ask(asha, "/start")
                assert button_data(again, "lang:"), "it answers while it renews"
            await until(
                lambda: (
                    not set(before) & set(children_of(process.pid))
                    and len(children_of(process.pid)) == 2
                ),
                seconds=25,
            )
            assert button_data(screen, "lang:")
            if way == "webhook":
                async with people.session.get(f"http://127.0.0.1:{port}/metrics") as response:
                    told = await response.text()
                counted = re.search(r'abhyas_updates_total{kind="message"} (\d+)', told)
                assert counted, told
                assert int(counted[1]) >= 6, "of all workers, the dead ones too"
            assert await stopped(process) == 0
