"""Updates are taken in order, once, and a poisonous one stops nobody."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from bot.intake import Lanes
from storage.engine import open_database
from tests.support.client import button_data
from tests.support.tutor import Tutor, running_tutor


@pytest.fixture
async def tutor(database_url: str) -> AsyncIterator[Tutor]:
    async with running_tutor(database_url) as tutor:
        yield tutor


async def test_each_person_is_served_in_order_and_people_side_by_side() -> None:
    lanes = Lanes()
    done: list[str] = []

    async def visit(person: int, name: str, pause: float) -> None:
        async with lanes.turn(person):
            await asyncio.sleep(pause)
            done.append(name)

    await asyncio.gather(
        visit(1, "a1", 0.05), visit(1, "a2", 0), visit(2, "b1", 0.01), visit(1, "a3", 0)
    )

    assert done == ["b1", "a1", "a2", "a3"]
    assert lanes._waiting == {}


async def test_who_gives_up_waiting_does_not_block_the_lane() -> None:
    lanes = Lanes()
    done: list[str] = []

    async def visit(name: str, pause: float) -> None:
        async with lanes.turn(1):
            await asyncio.sleep(pause)
            done.append(name)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(visit("first", 0.05))
        await asyncio.sleep(0)
        second = tasks.create_task(visit("second", 0))
        await asyncio.sleep(0)
        tasks.create_task(visit("third", 0))
        await asyncio.sleep(0.01)
        second.cancel()

    assert done == ["first", "third"]
    assert lanes._waiting == {}


async def test_a_poisonous_update_is_parked_after_three_tries(
    tutor: Tutor, database_url: str
) -> None:
    asha = await tutor.adult()
    table = await tutor.people.ask(asha, "/settings")
    database = open_database(database_url)
    # A value that no code of ours can read: every handling of hers breaks.
    await database.write(
        lambda tx: tx.connection.execute(text("UPDATE settings SET study_minutes = 'poison'"))
    )
    pressed = await tutor.people.press(asha, table["id"], button_data(table, "set:")[0])
    assert "went wrong" in pressed["answer"]["text"]
    parked = await database.read(
        lambda tx: tx.connection.execute(
            text("SELECT tries, error FROM parked_updates WHERE parked_at IS NOT NULL")
        ).all()
    )
    assert [tuple(row) for row in parked] == [(3, "ValueError")]

    bhanu = await tutor.adult("Bhanu")
    assert await tutor.start_set(bhanu), "others go on"
    await database.close()


async def test_what_was_handled_is_confirmed_at_the_end(database_url: str) -> None:
    async with running_tutor(database_url) as tutor:
        await tutor.adult()
        world = tutor.sandbox.hub.tg.world
        assert world.history
        await asyncio.sleep(0.3)
        assert world.pending == []
