"""The database is slow for seconds: every tap is answered in the end, and counts once."""

import asyncio

import asyncpg
import pytest

from tests.support.client import button_data
from tests.support.tutor import running_tutor

SLOW_SECONDS = 3.0


@pytest.mark.stocked
async def test_taps_that_meet_a_slow_database_are_answered_in_the_end_and_count_once(
    database_url: str,
) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite's busy writer is tests/handlers/test_bad_days.py")
    async with running_tutor(database_url) as tutor:
        who = [await tutor.adult(name) for name in ("Asha", "Bhanu", "Chitra")]
        asked = [await tutor.start_set(one) for one in who]
        other = await asyncpg.connect(database_url.replace("+asyncpg", ""))
        held = other.transaction()
        await held.start()
        await other.execute("LOCK TABLE responses, answers IN ACCESS EXCLUSIVE MODE")
        befores = [await tutor.people.version(one) for one in who]
        for one, question in zip(who, asked, strict=True):
            tap = button_data(question, "ans:")[0]
            for _ in range(2):
                await tutor.people.press(one, question["id"], tap, settle=False)
        await asyncio.sleep(SLOW_SECONDS)
        assert await other.fetchval("SELECT count(*) FROM answers") == 0
        await held.rollback()
        for one, before in zip(who, befores, strict=True):
            changed = await tutor.people.messages(one, changed_after=before, wait=15)
            assert button_data(changed[-1], "next:")
        await tutor.people.all_taken()
        assert await other.fetchval("SELECT count(*) FROM answers") == len(who)
        await other.close()
