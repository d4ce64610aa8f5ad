"""A mock test survives kills: every choice counts once, the clock is right to the second."""

import asyncio
import csv
import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from content.bank import load_bank
from services.answer_log import AnswerLog
from services.question_files import ImportOptions, QuestionFile, QuestionFiles
from storage.engine import Database, open_database
from tests.conftest import NOON
from tests.faults.sitting_script import Sitting, bank_file
from tests.support.bot_process import BotProcess
from tests.support.client import TOKEN, People, button_data, sandbox_with_people
from tests.support.databases import sqlite_clone

#: RAS Pre as printed: 4/3 marks, a third of them off for wrong and for blank, three hours.
EACH, OFF = Fraction(4, 3), Fraction(-4, 9)
TIME = timedelta(hours=3)


async def test_a_whole_paper_with_a_kill_in_the_middle_and_one_as_time_runs_out(
    sqlite_file: Path, tmp_path: Path
) -> None:
    await sit_under_kills(sqlite_clone(sqlite_file, tmp_path), tmp_path)


@pytest.mark.nightly
async def test_a_whole_paper_under_kills_on_each_database(
    database_url: str, tmp_path: Path
) -> None:
    await sit_under_kills(database_url, tmp_path)


async def sit_under_kills(database_url: str, tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED", "3"))
    print(f"seed {seed}")
    rng = random.Random(seed)
    data, keys = bank_file(rng)
    database = open_database(database_url)
    await take_in(database, data)
    keys |= {question.id: question.right for question in load_bank()}
    async with sandbox_with_people() as (_, people):
        bot = BotProcess(
            bot_token=TOKEN,
            telegram_api_url=people.address,
            database_url=database_url,
            sandbox_clock=True,
            tick_seconds=0.5,
            poll_timeout=5,
            throttle_per_second=1000,
        )
        await asyncio.to_thread(bot.start)
        try:
            script = Sitting(people, bot, rng, kills=0)
            await script.wait_for_bot()
            who = await people.person("Asha")
            await script.first_run(who)
            screen = await script.begin(who)
            started = await clock(people)
            screen = await script.write_paper(who, screen, kill_at=70)
            screen = await script.revisit(who, screen, times=15)
            await asyncio.to_thread(bot.kill)
            await people.advance((started + TIME - await clock(people)).total_seconds() - 9)
            await asyncio.to_thread(bot.start)
            await script.wait_for_bot()
            toggle = [*button_data(screen, "mock:mark"), *button_data(screen, "mock:unmark")][0]
            late = await script.tap(who, screen, toggle)
            assert "⏳ 0:0" in late["text"]
            await asyncio.to_thread(bot.kill)
            await people.advance(60)
            await asyncio.to_thread(bot.start)
            result = await told(people, who)
            assert await asyncio.to_thread(bot.terminate) == 0
        finally:
            await asyncio.to_thread(bot.close)
    log = tmp_path / "log.csv"
    await AnswerLog(database, default_timezone="Asia/Kolkata").give_out(log)
    await database.close()
    with log.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["test"].startswith("paper:")]
    assert {row["question"]: row["selected"] for row in rows} == script.chosen
    assert len(rows) == 150
    marks = sum((by_hand(row["selected"], keys[row["question"]]) for row in rows), Fraction(0))
    assert sum((Fraction(row["marks"]) for row in rows), Fraction(0)) == marks
    words = f"{marks if marks.denominator > 1 else marks.numerator} of 200 marks"
    assert words in result["text"].replace("\N{MINUS SIGN}", "-")
    assert "Time was up" in result["text"]
    counts = Counter(row["state"] for row in rows)
    assert f"Left blank: {counts['blank']}" in result["text"]
    ended = max(datetime.fromisoformat(row["answered_at"]) for row in rows)
    assert abs(ended - (started + TIME)) < timedelta(seconds=2)


async def told(people: People, who: int) -> Any:
    """The result: a message of its own, or what a redelivered tap turned the paper into."""
    async with asyncio.timeout(30):
        while True:
            for message in await people.messages(who):
                if "Time was up" in message["text"]:
                    return message
            await asyncio.sleep(0.1)


async def clock(people: People) -> datetime:
    return datetime.fromtimestamp((await people.call("GET", "/sandbox/clock"))["now"], UTC)


def by_hand(selected: str, right: str) -> Fraction:
    if selected == "E":
        return Fraction(0)
    return EACH if selected == right else OFF


async def take_in(database: Database, data: bytes) -> None:
    """The operator imports the bank before the bot is started."""
    done = await QuestionFiles(database).take_in(
        [QuestionFile("bank.csv", data)], ImportOptions(), at=NOON
    )
    assert done.added == 150
