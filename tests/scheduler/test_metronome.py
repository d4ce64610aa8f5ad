"""The ticker goes on after a failed tick, and its silence is noticed."""

import asyncio

import pytest

from scheduler import metronome
from scheduler.metronome import Metronome, MetronomeSilent


async def test_one_failing_tick_does_not_stop_the_next() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 1:
            raise ValueError("a database restart, say")

    ticker = Metronome(tick, seconds=0.05)
    ticker.start()
    async with asyncio.timeout(10):
        while ticks < 4:
            await asyncio.sleep(0.02)
    assert ticker.is_alive
    await ticker.stop()


async def test_a_tick_under_way_is_finished_before_the_end() -> None:
    done: list[str] = []

    async def tick() -> None:
        done.append("begun")
        await asyncio.sleep(0.2)
        done.append("finished")

    ticker = Metronome(tick, seconds=0.05)
    ticker.start()
    async with asyncio.timeout(10):
        while not done:
            await asyncio.sleep(0.01)
    await ticker.stop()

    assert done[-1] == "finished"


async def test_silence_ends_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(metronome, "SILENCE_SECONDS", 0.1)
    ticker = Metronome(hangs, seconds=60)
    ticker.start()

    with pytest.raises(MetronomeSilent):
        await ticker.watch(every_seconds=0.02)

    await ticker.stop()


async def test_one_that_never_started_is_not_alive() -> None:
    async def tick() -> None:
        return

    assert not Metronome(tick, seconds=1).is_alive
