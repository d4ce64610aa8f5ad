"""The database is slow for seconds: every tap is answered in the end, and counts once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import func, insert, select

from storage import engine
from storage.errors import DatabaseUnavailable
from storage.tables import handled_updates
from storage.transaction import Transaction
from tests.conftest import NOON
from tests.support.client import button_data
from tests.support.tutor import running_tutor

SLOW_SECONDS = 3.0


async def test_taps_that_meet_a_slow_database_are_answered_in_the_end_and_count_once(
    postgres_url: str,
) -> None:
    """On PostgreSQL; SQLite's busy writer is met in tests/handlers/test_bad_days.py."""
    async with running_tutor(postgres_url) as tutor:
        who = [await tutor.adult(name) for name in ("Asha", "Bhanu", "Chitra")]
        asked = [await tutor.start_set(one) for one in who]
        befores = [await tutor.people.version(one) for one in who]
        other = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
        try:
            async with slowed(other):
                presses = [
                    asyncio.ensure_future(tutor.people.press(one, question["id"], tap))
                    for one, question in zip(who, asked, strict=True)
                    for tap in 2 * button_data(question, "ans:")[:1]
                ]
                await asyncio.sleep(SLOW_SECONDS)
                assert not any(press.done() for press in presses), "nobody is told too early"
            await asyncio.gather(*presses)
            for one, before in zip(who, befores, strict=True):
                changed = await tutor.people.messages(one, changed_after=before, wait=15)
                assert button_data(changed[-1], "next:")
            await tutor.people.all_taken()
            assert await other.fetchval("SELECT count(*) FROM answers") == len(who)
        finally:
            await other.close()


@pytest.fixture
async def narrow(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[engine.Database]:
    """PostgreSQL with two connections and little patience."""
    monkeypatch.setattr(engine, "CONNECTIONS", 2)
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.2)
    opened = engine.open_database(postgres_url)
    yield opened
    await opened.close()


async def test_who_finds_every_connection_taken_is_told_that_the_database_is_away(
    narrow: engine.Database,
) -> None:
    """The update is tried again then, as in any outage; nothing of it was done."""
    slow = [
        asyncio.ensure_future(
            narrow.read(lambda tx: tx.connection.scalar(select(func.pg_sleep(1))))
        )
        for _ in range(2)
    ]
    await asyncio.sleep(0.1)
    with pytest.raises(DatabaseUnavailable):
        await narrow.read(lambda tx: tx.connection.scalar(select(1)))
    await asyncio.gather(*slow)
    assert await narrow.read(lambda tx: tx.connection.scalar(select(1))) == 1


async def test_work_that_is_given_up_in_the_middle_costs_no_connection_and_writes_nothing(
    narrow: engine.Database,
) -> None:
    """A worker that is told to stop gives up what it waits for, as often as that may be."""

    def slowly(tx: Transaction) -> None:
        tx.connection.execute(insert(handled_updates), {"update_id": 7, "handled_at": NOON})
        tx.connection.execute(select(func.pg_sleep(20)))

    for _ in range(6):
        under_way = asyncio.ensure_future(narrow.write(slowly))
        await asyncio.sleep(0.1)
        under_way.cancel()
        with pytest.raises(asyncio.CancelledError):
            await under_way
    both = [
        narrow.write(
            lambda tx: tx.connection.scalar(select(func.count()).select_from(handled_updates))
        )
        for _ in range(2)
    ]
    assert await asyncio.gather(*both) == [0, 0]


@contextlib.asynccontextmanager
async def slowed(connection: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[None]:
    """Whoever writes an answer meanwhile waits."""
    async with connection.transaction():
        await connection.execute("LOCK TABLE responses, answers IN ACCESS EXCLUSIVE MODE")
        yield
