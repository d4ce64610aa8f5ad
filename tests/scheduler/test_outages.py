"""Clocks that jump, stores that fail once, jobs that break: nobody is lost, nobody hears twice."""

import asyncio
import contextlib
import os
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.push_wiring import build_pushes, push_renders
from scheduler.budget import PushBudget
from scheduler.delivery import Deliveries
from scheduler.jobs import Job, Tick
from scheduler.tick_report import TickReport
from services.digests import Digests
from services.operation import Operation
from services.outbox import Outbox
from storage.engine import Database, PostgresDatabase, SqliteDatabase
from tests.scheduler.test_delivery import adult
from tests.scheduler.test_unasked import (
    EVENING,
    SEVEN,
    ZONE,
    Told,
    answered,
    chose,
    slots,
    tick,
)
from views.pictures import Pictures

NIGHTLY_SEED = int(os.environ.get("SEED", "11"))


@pytest.mark.parametrize("seed", range(3))
async def test_a_clock_that_jumps_to_and_fro_brings_no_date_twice(
    database: Database, tmp_path: Path, seed: int
) -> None:
    await jumps(database, tmp_path, seed)


@pytest.mark.nightly
@pytest.mark.parametrize("number", range(20))
async def test_nor_do_twenty_clocks(database: Database, tmp_path: Path, number: int) -> None:
    await jumps(database, tmp_path, 1000 * NIGHTLY_SEED + number)


async def jumps(database: Database, tmp_path: Path, seed: int) -> None:
    """Sixty ticks by a clock that goes on, back, and a day or two ahead."""
    asha, chance = await adult(database), random.Random(seed)
    await answered(database, tmp_path, asha, [(EVENING + timedelta(days=n), 7) for n in range(12)])
    at, heard = SEVEN, Counter[str]()
    for _ in range(60):
        at += timedelta(hours=chance.choice([1, 1, 3, 12, 24, -1, -1, -26, 10, 48]))
        _, told = await tick(database, at)
        heard.update(f"{at:%Y-%m-%d}" for _ in told)

    days = [day for kind, day, state in await slots(database) if state == "sent"]
    assert len(days) == len(set(days)) == sum(heard.values()) > 1


class Failing(Outbox):
    """Raises once in one of its calls."""

    def __init__(self, database: Database, call: str) -> None:
        super().__init__(database, owner="one")
        self.call: str | None = call

    def __getattribute__(self, name: str) -> object:
        if name == object.__getattribute__(self, "__dict__").get("call"):
            self.call = None
            raise ConnectionError("the database was away")
        return super().__getattribute__(name)


@pytest.mark.parametrize("call", ["close_stale", "claim", "start_sending", "finish", "skip"])
async def test_one_error_inside_any_store_call_stops_nobody_else(
    database: Database, call: str
) -> None:
    people = [await adult(database, number) for number in range(1, 5)]
    await chose(database, people[3], digest_hour=7)
    await Digests(database).plan(at=SEVEN)
    await chose(database, people[3], digest_hour=None)
    desk = build_pushes(database, Pictures(), default_timezone=ZONE)
    told = Told()
    sender = Deliveries(
        Failing(database, call), told, PushBudget(100_000), push_renders(desk), abreast=1
    )

    async def deliver(at: datetime, report: TickReport) -> None:
        await sender.send_due(at=at, report=report)

    ticks = Tick([Job(name="delivery", every=timedelta(0), run=deliver)])
    for minutes in (0, 3, 6):
        await ticks.run(SEVEN + timedelta(minutes=minutes))

    states = Counter(state for _, _, state in await slots(database))
    assert sum(states.values()) == 4
    assert not set(states) & {"planned", "claimed", "sending"}
    assert states["sent"] >= 2
    assert max(Counter(who for who, _ in told.screens).values()) == 1


async def test_a_job_that_fails_keeps_the_others_from_nothing(database: Database) -> None:
    ran = []

    async def fails(_at: datetime, _report: TickReport) -> None:
        raise ConnectionError("the database was away")

    async def runs(at: datetime, _report: TickReport) -> None:
        ran.append(at)

    always = timedelta(0)
    ticks = Tick(
        [Job(name="first", every=always, run=fails), Job(name="second", every=always, run=runs)],
        Operation(database, admins=frozenset()),
    )
    report = await ticks.run(SEVEN)

    assert report.broken == ["first"]
    assert ran == [SEVEN]
    assert (await Operation(database, admins=frozenset()).state(at=SEVEN)).is_well


async def test_a_database_that_was_away_for_a_while_loses_nobody(database: Database) -> None:
    """PostgreSQL drops every connection, SQLite is locked by somebody else; then both come back."""
    people = [await adult(database, number) for number in range(1, 5)]
    await Digests(database).plan(at=SEVEN)
    desk = build_pushes(database, Pictures(), default_timezone=ZONE)
    told = Told()
    outbox = Outbox(database, owner="one")
    sender = Deliveries(outbox, told, PushBudget(100_000), push_renders(desk), abreast=1)

    async def deliver(at: datetime, report: TickReport) -> None:
        await sender.send_due(at=at, report=report)

    ticks = Tick([Job(name="delivery", every=timedelta(0), run=deliver)])
    async with away(database):
        await ticks.run(SEVEN)
    for minutes in (3, 6):
        await ticks.run(SEVEN + timedelta(minutes=minutes))

    states = Counter(state for _, _, state in await slots(database))
    assert states["sent"] + states["unknown"] == len(people)
    assert max(Counter(who for who, _ in told.screens).values()) == 1


@contextlib.asynccontextmanager
async def away(database: Database) -> AsyncIterator[None]:
    """The database is not to be had inside the block."""
    if isinstance(database, PostgresDatabase):
        kill = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await database.read(lambda tx: tx.connection.exec_driver_sql(kill))
        yield
        return
    assert isinstance(database, SqliteDatabase)
    path = database.url.database or ""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        releasing = asyncio.get_running_loop().call_later(1.0, other.execute, "COMMIT")
        yield
        releasing.cancel()
