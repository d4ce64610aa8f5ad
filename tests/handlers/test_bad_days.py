"""What a student sees when something is wrong on our side, and what we keep of what she does."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.middlewares.throttle import BURST, Throttle
from storage.engine import Transaction, open_database
from storage.errors import DatabaseUnavailable
from storage.tables import metadata
from tests.support.client import button_data
from tests.support.databases import sqlite_clone
from tests.support.tutor import Tutor, running_tutor

AT = datetime(2026, 11, 23, tzinfo=UTC)


async def test_a_busy_database_is_said_politely_and_the_answer_is_not_taken(
    stocked_file: Path, tmp_path: Path
) -> None:
    url = sqlite_clone(stocked_file, tmp_path)
    async with running_tutor(url) as tutor:
        asha = await tutor.adult()
        question = await tutor.start_set(asha)
        first = button_data(question, "ans:")[0]
        with closing(
            sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        ) as other:
            other.execute("BEGIN IMMEDIATE")
            pressed = await tutor.people.press(asha, question["id"], first)
            other.execute("ROLLBACK")
        assert "Nothing was lost" in pressed["answer"]["text"]
        assert (await tutor.again(asha, question))["text"] == question["text"]
        marked = await tutor.tap(asha, question, first)
        assert button_data(marked, "next:")


async def test_a_server_that_is_away_is_unavailable_not_an_exception_of_its_own() -> None:
    database = open_database("postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(DatabaseUnavailable):
        await database.read(lambda tx: tx.connection.execute(text("SELECT 1")).all())
    await database.close()


async def test_a_work_that_fails_undoes_itself_and_nobody_else(database_url: str) -> None:
    database = open_database(database_url)

    def work(number: int, *, fails: bool) -> None:
        def insert(tx: Transaction) -> None:
            tx.connection.execute(
                text("INSERT INTO exams (key, name_en, name_hi) VALUES (:k, 'x', 'x')"),
                {"k": f"exam{number}"},
            )
            if fails:
                raise ValueError(number)

        return insert  # type: ignore[return-value]

    results = await asyncio.gather(
        *(database.write(work(n, fails=n % 3 == 0)) for n in range(12)),  # type: ignore[arg-type,func-returns-value]
        return_exceptions=True,
    )
    kept = await database.read(
        lambda tx: tx.connection.scalar(text("SELECT COUNT(*) FROM exams WHERE name_en = 'x'"))
    )
    await database.close()

    assert [isinstance(r, ValueError) for r in results] == [n % 3 == 0 for n in range(12)]
    assert kept == 8


async def test_usage_is_noted_only_for_who_switched_it_on(tutor: Tutor, database_url: str) -> None:
    asha, bhanu = await tutor.adult("Asha"), await tutor.adult("Bhanu")
    table = await tutor.people.ask(asha, "/settings")
    line = await tutor.tap(asha, table, "set:usage_statistics")
    await tutor.tap(asha, line, "pick:usage_statistics:on")
    for who in (asha, bhanu):
        await tutor.people.ask(who, "/help")
    await tutor.people.advance(31 * 60)
    await tutor.people.ask(asha, "/practice")
    await asyncio.sleep(0.5)  # it is noted after the reply

    database = open_database(database_url)
    rows = await database.read(
        lambda tx: tx.connection.execute(
            text(
                "SELECT s.key, screen, feature, session_started_at FROM activity a"
                " JOIN students s ON s.id = a.student_id ORDER BY a.id"
            )
        ).all()
    )
    await database.close()

    assert {row.key for row in rows} == {str(asha)}
    assert [(row.screen, row.feature) for row in rows] == [
        ("on_help", "common"),
        ("on_practice", "practice"),
    ]
    assert len({row.session_started_at for row in rows}) == 2, "half an hour apart"


async def test_who_wants_to_be_forgotten_is_and_nobody_else(
    tutor: Tutor, database_url: str
) -> None:
    asha, bhanu = await tutor.adult("Asha"), await tutor.adult("Bhanu")
    for who in (asha, bhanu):
        await tutor.answer_set(who, await tutor.start_set(who))
    await tutor.people.ask(asha, "/group Mine")
    question = await tutor.people.ask(asha, "/forgetme")
    kept = await tutor.tap(asha, question, "forget:0")
    assert "Nothing was changed" in kept["text"]
    question = await tutor.people.ask(asha, "/forgetme")
    done = await tutor.tap(asha, question, "forget:1")
    assert "erased" in done["text"]

    database = open_database(database_url)
    rows = await database.read(
        lambda tx: {
            name: tx.connection.scalar(select(func.count()).select_from(table))
            for name, table in metadata.tables.items()
            if "student_id" in table.c or name in {"students", "responses"}
        }
    )
    await database.close()
    assert rows["students"] == 1
    assert (rows["answers"], rows["attempts"], rows["responses"]) == (10, 1, 10)
    assert (await tutor.people.ask(asha, "/start"))["buttons"][0][0]["data"] == "lang:hi"


def test_a_flood_is_damped_and_a_hurry_is_not() -> None:
    throttle = Throttle(5)

    assert all(throttle.admits(1, AT) for _ in range(BURST))
    assert not throttle.admits(1, AT)
    assert throttle.admits(2, AT), "others do not pay for it"
    assert throttle.admits(1, AT + timedelta(seconds=1))


async def test_a_group_that_floods_its_chat_is_damped_and_one_alone_is_not(
    stocked_file: Path, tmp_path: Path
) -> None:
    async with running_tutor(sqlite_clone(stocked_file, tmp_path)) as tutor:
        who = [await tutor.adult(name) for name in ("Asha", "Bhanu")]
        chat = await tutor.people.group("Class", who, who[:1])
        for number in range(60):
            await tutor.people.write(chat, "/help", sender=who[number % 2])
        await tutor.people.all_taken()
        said = [call for call in await tutor.people.log() if call["chat_id"] == chat]
        assert 18 <= len(said) <= 25, "a burst is answered, a flood is not"
        private = await tutor.people.ask(who[0], "/help")
        assert "What I can do" in private["text"]
        await tutor.people.advance(60)
        assert (await tutor.people.ask(chat, "/help", sender=who[1]))["text"]
