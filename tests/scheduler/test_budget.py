"""The push budget: even, bounded in every second of Telegram's clock, obedient to a pause."""

import asyncio
import random

import pytest

from scheduler.budget import PushBudget


async def arrivals(budget: PushBudget, count: int, *, slowest: float) -> list[float]:
    """When each push arrives, anywhere between leaving and its answer."""
    loop, chance = asyncio.get_running_loop(), random.Random(3)
    found: list[float] = []

    async def push(chat: int) -> None:
        async with budget.place(chat):
            total = chance.uniform(0, slowest)
            until = chance.uniform(0, total)
            await asyncio.sleep(until)
            found.append(loop.time())
            await asyncio.sleep(total - until)

    async with asyncio.TaskGroup() as tasks:
        for chat in range(count):
            tasks.create_task(push(chat))
    return sorted(found)


def fullest_second(found: list[float]) -> int:
    return max(sum(at <= one < at + 1 for one in found) for at in found)


async def test_no_second_of_the_clock_holds_more_than_the_budget_however_slow_the_network() -> None:
    found = await arrivals(PushBudget(30), 75, slowest=0.4)

    assert fullest_second(found) <= 30
    assert (len(found) - 1) / (found[-1] - found[0]) > 20


async def test_below_telegrams_limit_a_slow_network_costs_nothing() -> None:
    found = await arrivals(PushBudget(20), 50, slowest=0.4)

    assert (len(found) - 1) / (found[-1] - found[0]) == pytest.approx(20, abs=2.5)


async def test_a_chat_gets_one_a_second() -> None:
    budget, loop = PushBudget(1000), asyncio.get_running_loop()
    times = []
    for _ in range(2):
        async with budget.place(7):
            times.append(loop.time())

    assert times[1] - times[0] >= 0.99


async def test_a_pause_holds_back_who_waits_already() -> None:
    budget, loop = PushBudget(5), asyncio.get_running_loop()
    began, times = loop.time(), []

    async def push(chat: int) -> None:
        async with budget.place(chat):
            times.append(loop.time() - began)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(push(1))
        tasks.create_task(push(2))
        await asyncio.sleep(0.05)
        budget.pause(0.6)

    assert times[0] < 0.05
    assert times[1] >= 0.6
