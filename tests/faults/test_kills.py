"""Killed at random moments, the bot loses nothing that it acknowledged and counts nothing twice."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.kill_script import kill_and_compare
from tests.support.client import TOKEN, sandbox_with_people

Abhyas = Callable[..., tuple[int, str, str]]


async def compare(database_url: str, tmp_path: Path, *, kills: int, seed: int) -> None:
    from services.answer_log import AnswerLog
    from storage.engine import open_database

    print(f"seed {seed}, {kills} kills")
    async with sandbox_with_people() as (_, people):
        who, acknowledged = await kill_and_compare(
            database_url=database_url, kills=kills, seed=seed, people=people, token=TOKEN
        )
    log = tmp_path / "log.csv"
    database = open_database(database_url)
    await AnswerLog(database, default_timezone="Asia/Kolkata").give_out(log)
    await database.close()
    with log.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["student"] == str(who)]
    assert sorted((row["question"], row["selected"]) for row in rows) == sorted(acknowledged)


async def test_three_kills_lose_no_answer(database_url: str, tmp_path: Path) -> None:
    await compare(database_url, tmp_path, kills=3, seed=int(os.environ.get("SEED", "7")))


@pytest.mark.nightly
async def test_twenty_kills_lose_no_answer(database_url: str, tmp_path: Path) -> None:
    await compare(database_url, tmp_path, kills=20, seed=int(os.environ.get("SEED", "11")))
