"""Two hundred people vote within two seconds, the bot dies in the middle, the board is right."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from content.bank import load_bank
from services.simulation import Member, Simulation
from storage.engine import open_database
from storage.tables import answers, attempts, quiz_votes, students
from tests.conftest import NOON
from tests.support.bot_process import BotProcess
from tests.support.client import TOKEN, People, sandbox_with_people

VOTERS = 200
#: Long enough for a slow machine to take every vote; the clock is moved to its end.
QUESTION_SECONDS = 120
#: Two questions may begin with the same words.
BANK = {
    (question.texts["en"].stem, question.texts["en"].options): question for question in load_bank()
}


class Hall:
    """A class chat of two hundred, of whom every second one uses the bot."""

    def __init__(self, people: People, bot: BotProcess, rng: random.Random) -> None:
        self.people, self.bot, self.rng = people, bot, rng
        self.verma = 0
        self.voters: list[int] = []
        self.chat = 0
        #: Right votes of each, by what the bank says.
        self.right: dict[int, int] = {}

    async def fill(self, database_url: str) -> list[int]:
        await asyncio.to_thread(self.bot.start)
        async with asyncio.timeout(30):
            while not ((await self.people.call("GET", "/sandbox/health"))["bot"] or {}).get(
                "polling"
            ):
                await asyncio.sleep(0.1)
        self.verma = await self.people.person("Verma")
        self.voters = [await self.people.person(f"S{n}") for n in range(VOTERS)]
        everybody = [self.verma, *self.voters]
        self.chat = await self.people.group("Hall", everybody, [self.verma])
        await self.people.call(
            "POST", f"/sandbox/chats/{self.chat}/members", {"add": [int(TOKEN.split(":")[0])]}
        )
        known = self.voters[::2]
        database = open_database(database_url)
        await Simulation(database, default_timezone="Asia/Kolkata").make_class(
            [Member(key=str(who), name=f"S{who}", telegram_id=who, language="en") for who in known],
            days=1,
            seed=1,
            until=NOON,
            title="Hall",
        )
        await database.close()
        return known

    async def message(self, start: str) -> Any:
        """The poll or the text that begins so, as soon as it is there."""
        async with asyncio.timeout(30):
            while True:
                for one in reversed(await self.people.messages(self.chat, viewer=self.verma)):
                    words = one["poll"]["question"] if one["poll"] else one["text"]
                    if words.startswith(start):
                        return one
                await asyncio.sleep(0.05)

    async def vote(self, poll: Any) -> None:
        """Everybody once, within two seconds."""
        stem = poll["poll"]["question"].split(" · ", 1)[1]
        options = tuple(one["text"] for one in poll["poll"]["options"])
        key = "ABCD".index(BANK[stem, options].right)

        async def one(who: int) -> None:
            await asyncio.sleep(self.rng.uniform(0, 1.9))
            option = key if self.rng.random() < 0.6 else (key + 1) % 4
            body = {"from": who, "option_ids": [option]}
            await self.people.call("POST", f"/sandbox/polls/{poll['poll']['id']}/answer", body)
            self.right[who] = self.right.get(who, 0) + (option == key)

        await asyncio.gather(*map(one, self.voters))


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    async with sandbox_with_people(flood_limits=True) as (_, people):
        bot = BotProcess(
            bot_token=TOKEN,
            telegram_api_url=people.address,
            database_url=database_url,
            sandbox_clock=True,
            tick_seconds=1,
            poll_timeout=5,
        )
        yield Hall(people, bot, random.Random(5))
        await asyncio.to_thread(bot.close)


async def test_two_hundred_votes_in_two_seconds_all_land_and_the_board_is_right(
    hall: Hall, database_url: str
) -> None:
    known = await hall.fill(database_url)
    await hall.people.write(hall.chat, f"/quiz 3 {QUESTION_SECONDS}", sender=hall.verma)
    await hall.message("🎯 Live quiz")
    await hall.people.advance(5)
    for number in (1, 2, 3):
        poll = await hall.message(f"{number}/3")
        await hall.vote(poll)
        if number == 2:
            await asyncio.to_thread(hall.bot.kill)
            await asyncio.to_thread(hall.bot.start)
        # Past the poll's end once the votes were read, by a bot that was killed too: the clock
        # that the test moves would leave a slow machine none of the grace that people get.
        await hall.people.all_taken()
        await hall.people.advance(QUESTION_SECONDS + 1)
        board = await hall.message("🏁 After all" if number == 3 else f"🎯 After {number} of 3")
    final = await hall.message("🏁 Final board")
    assert f"{VOTERS} took part" in final["text"]
    best = max(hall.right.values())
    assert "🥇 " in board["text"]
    assert f"{best} right" in board["text"].splitlines()[1]
    await hall.people.all_taken()
    await check(database_url, hall, known)


async def check(database_url: str, hall: Hall, known: list[int]) -> None:
    """Every vote stands once, and every student's answers are her votes."""
    database = open_database(database_url)

    def counted(tx: Any) -> tuple[int, dict[int, tuple[int, int]]]:
        votes = tx.connection.scalar(select(func.count()).select_from(quiz_votes))
        rows = tx.connection.execute(
            select(students.c.telegram_id, func.count(), func.max(attempts.c.right))
            .select_from(
                answers.join(attempts, attempts.c.id == answers.c.attempt_id).join(
                    students, students.c.id == answers.c.student_id
                )
            )
            .where(attempts.c.kind == "quiz")
            .group_by(students.c.telegram_id)
        )
        return votes, {row[0]: (row[1], row[2]) for row in rows}

    votes, own = await database.read(counted)
    await database.close()
    assert votes == 3 * VOTERS
    assert own == {who: (3, hall.right[who]) for who in known}
