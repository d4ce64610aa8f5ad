"""Digests under SIGKILL, two schedulers, floods, drops, blocked people and poison: once each."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest

from tests.faults.broadcast_script import Morning, morning
from tests.support.client import sandbox_with_people

SEED = int(os.environ.get("SEED", "5"))
NIGHTLY_SEED = int(os.environ.get("SEED", "11"))


@pytest.fixture
async def dawn(database_url: str) -> AsyncIterator[Morning]:
    async with sandbox_with_people() as (sandbox, people):
        yield await morning(people, sandbox, database_url, students_count=60, seed=SEED)


async def killed_and_replaced(dawn: Morning, kills: int) -> None:
    """SIGKILL at random points of the broadcast; a new scheduler takes over each time."""
    bot = dawn.scheduler()
    await asyncio.to_thread(bot.start)
    try:
        for _ in range(kills):
            before = await dawn.counts()
            ended = dawn.rng.randint(1, max(2, len(dawn.who) // (kills + 1)))
            await dawn.until(
                lambda now, goal=before["sent"] + ended: (  # type: ignore[misc]
                    now["sent"] >= goal or now["sent"] + now["unknown"] == len(dawn.who)
                )
            )
            await asyncio.to_thread(bot.kill)
            dawn.kills += 1
            await asyncio.to_thread(bot.start)
            await dawn.people.advance(130)
        await dawn.to_the_end()
    finally:
        await asyncio.to_thread(bot.close)


async def test_three_kills_in_the_middle_of_a_broadcast(dawn: Morning) -> None:
    await killed_and_replaced(dawn, 3)
    counts = await dawn.check()
    assert counts["sent"] >= len(dawn.who) - 3 * 8


@pytest.mark.nightly
async def test_twenty_kills_in_the_middle_of_a_broadcast(database_url: str) -> None:
    print(f"seed {NIGHTLY_SEED}")
    async with sandbox_with_people() as (sandbox, people):
        large = await morning(people, sandbox, database_url, students_count=600, seed=NIGHTLY_SEED)
        await killed_and_replaced(large, 20)
        print(await large.check())


async def test_two_schedulers_plan_and_send_each_digest_once(dawn: Morning) -> None:
    both = [dawn.scheduler(), dawn.scheduler()]
    for bot in both:
        await asyncio.to_thread(bot.start)
    try:
        await dawn.to_the_end(advances=False)
    finally:
        for bot in both:
            await asyncio.to_thread(bot.close)
    counts = await dawn.check()
    assert counts["sent"] == len(dawn.who)


async def test_floods_drops_blocked_people_and_poison_at_once(dawn: Morning) -> None:
    """429 three times, two connections lost after delivery, ten who blocked, a row of nonsense."""
    for one in dawn.who[:10]:
        await dawn.people.call("POST", f"/sandbox/people/{one}/block")
    await dawn.people.fault(method="sendMessage", status=429, retry_after=1, times=3)
    await dawn.poison()
    bot = dawn.scheduler()
    await asyncio.to_thread(bot.start)
    try:
        await dawn.until(lambda now: now["sent"] >= 5)
        await dawn.people.fault(method="sendMessage", drop=True, after_effect=True, times=2)
        await dawn.to_the_end()
    finally:
        await asyncio.to_thread(bot.close)
    counts = await dawn.check(doubtful=2)
    # A connection that broke on the way to somebody who had blocked the bot is in doubt too.
    assert 8 <= counts["failed"] <= 10
    assert counts["sent"] >= 48
    assert await dawn.poisons_state() == "failed"
    assert set(await dawn.unreachable()) <= set(dawn.who[:10])
