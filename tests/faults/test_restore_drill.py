"""A backup taken while students answer, restored on an empty machine: nothing older is missing."""

import asyncio
import csv
import random
from collections.abc import Callable
from pathlib import Path

from bot.cli import run
from services.answer_log import AnswerLog
from storage.engine import open_database
from tests.faults.kill_script import Killing
from tests.support.bot_process import BotProcess
from tests.support.client import TOKEN, People, sandbox_with_people

STUDENTS, BEFORE = 3, 12
Seen = set[tuple[str, str, str]]


class Student(Killing):
    """Practises set after set until she is told to stop."""

    async def keep_on(self, who: int) -> None:
        await self.first_run(who)
        while True:
            await self.practise(who)


def bot_on(url: str, people: People) -> BotProcess:
    return BotProcess(
        bot_token=TOKEN,
        telegram_api_url=people.address,
        database_url=url,
        tick_seconds=1,
        poll_timeout=5,
        throttle_per_second=1000,
    )


def acknowledged(students: dict[int, Student]) -> Seen:
    return {(str(who), *pair) for who, one in students.items() for pair in one.acknowledged}


async def stored(url: str, log: Path) -> Seen:
    database = open_database(url)
    await AnswerLog(database, default_timezone="Asia/Kolkata").give_out(log)
    await database.close()
    with log.open(encoding="utf-8", newline="") as file:
        return {(row["student"], row["question"], row["selected"]) for row in csv.DictReader(file)}


async def test_what_was_acknowledged_before_the_backup_stands_in_the_restored_one(
    database_url: str, empty_url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "backup.zip"
    async with sandbox_with_people() as (_, people):
        bot = bot_on(database_url, people)
        await asyncio.to_thread(bot.start)
        students: dict[int, Student] = {}
        for number in range(STUDENTS):
            script = Student(people, bot, random.Random(number), kills=0)
            await script.wait_for_bot()
            students[await people.person(f"Student {number}")] = script
        tasks = [asyncio.ensure_future(one.keep_on(who)) for who, one in students.items()]
        try:
            async with asyncio.timeout(60):
                while len(acknowledged(students)) < BEFORE:
                    await asyncio.sleep(0.05)
            older = acknowledged(students)
            assert await command("db", "backup", copy, "--database", database_url) == 0
            await asyncio.sleep(0.5)
            assert acknowledged(students) > older, "they went on while it was taken"
        finally:
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(bot.close)
        assert all(isinstance(end, asyncio.CancelledError) for end in ends), ends

    assert await command("db", "restore", copy, "--database", empty_url) == 0
    assert await command("db", "verify", "--database", empty_url) == 0
    assert older <= await stored(empty_url, tmp_path / "log.csv")

    # The machine after: a new process, the same students, and their practice goes on.
    async with sandbox_with_people() as (_, people):
        bot = bot_on(empty_url, people)
        await asyncio.to_thread(bot.start)
        try:
            script = Student(people, bot, random.Random(9), kills=0)
            await script.wait_for_bot()
            await script.practise(await people.person("Student 0"))
        finally:
            await asyncio.to_thread(bot.close)
    assert await command("db", "verify", "--database", empty_url) == 0
    assert older <= await stored(empty_url, tmp_path / "after.csv")


async def command(*arguments: object) -> int:
    call: Callable[[list[str]], int] = run
    return await asyncio.to_thread(call, [str(one) for one in arguments])
