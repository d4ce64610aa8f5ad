"""The disk is full for a while: nothing is taken that could not be stored, and then all goes on."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import RunningSandbox
from tests.support.bot_process import BotProcess
from tests.support.client import TOKEN, People, button_data, sandbox_with_people
from tests.support.databases import sqlite_clone
from tests.support.tutor import Tutor

#: A file of the bot's may be written up to here while its disk is full: less than any log of writes.
NOTHING_MORE = 8 * 1024


class Disk:
    """The bot's, as the kernel lets it write: Linux counts a process's files for us."""

    def __init__(self, bot: BotProcess) -> None:
        self._bot = bot

    def fill(self) -> None:
        self._limit(NOTHING_MORE)

    def empty(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        hard = resource.RLIM_INFINITY
        resource.prlimit(self._bot.pid, resource.RLIMIT_FSIZE, (size, hard))


@pytest.fixture
async def full(stocked_file: Path, tmp_path: Path) -> AsyncIterator[tuple[Tutor, Disk, Path]]:
    if not hasattr(resource, "prlimit"):
        pytest.skip("only Linux limits another process")
    url = sqlite_clone(stocked_file, tmp_path)
    async with sandbox_with_people() as (sandbox, people):
        bot = BotProcess(
            bot_token=TOKEN,
            telegram_api_url=people.address,
            database_url=url,
            sandbox_clock=True,
            tick_seconds=1,
            poll_timeout=5,
        )
        await asyncio.to_thread(bot.start)
        async with asyncio.timeout(60):
            while not ((await people.call("GET", "/sandbox/health"))["bot"] or {}).get("polling"):
                await asyncio.sleep(0.1)
        yield _tutor(people, sandbox), Disk(bot), Path(url.removeprefix("sqlite:///"))
        await asyncio.to_thread(bot.close)


def _tutor(people: People, sandbox: RunningSandbox) -> Tutor:
    return Tutor(people, sandbox, settings=None)  # type: ignore[arg-type]


def counted(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])


async def test_a_full_disk_is_said_and_the_answer_counts_once_there_is_room(
    full: tuple[Tutor, Disk, Path],
) -> None:
    tutor, disk, path = full
    asha = await tutor.adult()
    question: Any = await tutor.start_set(asha)
    tap = button_data(question, "ans:")[0]
    disk.fill()
    for _ in range(3):
        pressed = await tutor.people.press(asha, question["id"], tap)
        assert "Nothing was lost" in pressed["answer"]["text"]
    # The tap is answered before the message that says the same: it is not to come for a verdict.
    await tutor.people.all_taken()
    assert (await tutor.again(asha, question))["text"] == question["text"]
    disk.empty()
    marked = await tutor.tap(asha, question, tap)
    assert button_data(marked, "next:"), "as soon as there is room she goes on"
    following = await tutor.tap(asha, marked, button_data(marked, "next:")[0])
    assert "Question 2 of 10" in following["text"]
    assert counted(path) == 1
