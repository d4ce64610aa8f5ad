"""A quiz in the class chat, in the evening."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from content.bank import load_bank
from tests.support.client import button_data
from tests.support.databases import sqlite_clone
from tests.support.tutor import Tutor, running_tutor

#: Several questions share a stem; with the options there is one.
BANK = {
    (question.texts["en"].stem, question.texts["en"].options): question for question in load_bank()
}


@pytest.fixture
async def tutor(stocked_file: Path, tmp_path: Path) -> AsyncIterator[Tutor]:
    """On SQLite: the services beneath, and whole evenings under load, run on both databases."""
    async with running_tutor(sqlite_clone(stocked_file, tmp_path)) as running:
        yield running


class Evening:
    """A class chat with the bot, its teacher and two students, one of whom uses the bot."""

    def __init__(self, tutor: Tutor, chat: int, verma: int, asha: int, bhanu: int) -> None:
        self.tutor, self.chat = tutor, chat
        self.verma, self.asha, self.bhanu = verma, asha, bhanu

    async def seen(self) -> list[Any]:
        return await self.tutor.people.messages(self.chat, viewer=self.verma)

    async def poll(self, number: int) -> Any:
        """The question with this number, waited for."""
        async with asyncio.timeout(20):
            while True:
                for message in await self.seen():
                    poll = message["poll"]
                    if poll and poll["question"].startswith(f"{number}/"):
                        return message
                await asyncio.sleep(0.05)

    async def text(self, words: str) -> Any:
        async with asyncio.timeout(20):
            while True:
                for message in reversed(await self.seen()):
                    if words in (message["text"] or ""):
                        return message
                await asyncio.sleep(0.05)

    async def vote(self, who: int, message: Any, *, right: bool, status: int = 200) -> None:
        stem = message["poll"]["question"].split(" · ", 1)[1]
        options = tuple(option["text"] for option in message["poll"]["options"])
        key = "ABCD".index(BANK[stem, options].right)
        option = key if right else (key + 1) % 4
        await self.tutor.people.call(
            "POST",
            f"/sandbox/polls/{message['poll']['id']}/answer",
            {"from": who, "option_ids": [option]},
            status,
        )


@pytest.fixture
async def evening(tutor: Tutor) -> Evening:
    verma = await tutor.adult("Verma")
    asha = await tutor.adult("Asha")
    bhanu = await tutor.people.person("Bhanu <b>=1+1")
    chat = await tutor.people.group("Evening class", [verma, asha, bhanu], [verma])
    bot = 42
    await tutor.people.call("POST", f"/sandbox/chats/{chat}/members", {"add": [bot]})
    return Evening(tutor, chat, verma, asha, bhanu)


async def test_votes_make_the_board_and_land_in_her_own_record(evening: Evening) -> None:
    people = evening.tutor.people
    await people.write(evening.chat, "/quiz 2 8", sender=evening.verma)
    await evening.text("Live quiz in five seconds")
    await people.advance(5)
    first = await evening.poll(1)
    await evening.vote(evening.asha, first, right=True)
    await evening.vote(evening.bhanu, first, right=False)
    await evening.vote(evening.bhanu, first, right=True, status=409)
    await people.all_taken()
    await people.advance(9)
    board = await evening.text("After 1 of 2")
    assert "🥇 Asha · 1 right" in board["text"]
    assert "2. Bhanu <b>=1+1 · 0 right" in board["text"]
    second = await evening.poll(2)
    await evening.vote(evening.asha, first, right=True, status=409)
    await evening.vote(evening.bhanu, second, right=True)
    await people.all_taken()
    await people.advance(9)
    final = await evening.text("Final board")
    assert "2 took part" in final["text"]
    assert [m["id"] for m in await evening.seen() if "After" in m["text"]] == [board["id"]]
    mistakes = await people.ask(evening.asha, "/progress")
    assert "1" in mistakes["text"]


async def test_only_the_teacher_or_an_admin_starts_and_stops_it(evening: Evening) -> None:
    people = evening.tutor.people
    said = await people.ask(evening.chat, "/quiz 2 8", sender=evening.asha)
    assert "Only the teacher" in said["text"]
    setup = await people.ask(evening.chat, "/quiz", sender=evening.verma)
    start = button_data(setup, "next:quiz")[0]
    pressed = await people.press(evening.chat, setup["id"], start, sender=evening.asha)
    assert "Only the teacher" in pressed["answer"]["text"]
    await people.press(evening.chat, setup["id"], start, sender=evening.verma)
    await evening.text("Live quiz in five seconds")
    again = await people.ask(evening.chat, "/quiz 2 8", sender=evening.verma)
    assert "running here already" in again["text"]
    await people.write(evening.chat, "/stop", sender=evening.verma)
    assert "Nobody has voted" in (await evening.text("Final board"))["text"]


async def test_too_short_a_question_is_refused_with_the_reason(evening: Evening) -> None:
    said = await evening.tutor.people.ask(evening.chat, "/quiz 5 7", sender=evening.verma)
    assert "at least 8 seconds" in said["text"]


async def test_a_topic_and_its_settings_are_chosen_by_taps(evening: Evening) -> None:
    people = evening.tutor.people
    setup = await people.ask(evening.chat, "/quiz", sender=evening.verma)
    for label in ("Topic", "Physics", "Questions", "5", "Seconds", "15"):
        await people.press(evening.chat, setup["id"], label, sender=evening.verma)
    changed = next(m for m in await evening.seen() if m["id"] == setup["id"])
    assert "Physics · 5 questions · 15 seconds" in changed["text"]


async def test_a_board_is_for_the_teacher_to_ask(evening: Evening) -> None:
    people = evening.tutor.people
    refused = await people.ask(evening.chat, "/rankings", sender=evening.asha)
    assert "Only the teacher" in refused["text"]
    unlinked = await people.ask(evening.chat, "/rankings", sender=evening.verma)
    assert "No group belongs here yet" in unlinked["text"]
    made = await people.ask(evening.verma, "/group Evening class")
    assert "Evening class" in made["text"]
    alone = await people.ask(evening.verma, "/rankings improvement 7")
    assert "by improvement, 7 days" in alone["text"]
    unknown = await people.ask(evening.verma, "/rankings astrology")
    assert "no such topic" in unknown["text"]


async def test_names_in_trouble_go_to_the_teacher_in_private(evening: Evening) -> None:
    people = evening.tutor.people
    await people.ask(evening.verma, "/group Evening class")
    linking = await people.ask(evening.chat, "/group", sender=evening.verma)
    link = button_data(linking, "grp:link")[0]
    await people.press(evening.chat, linking["id"], link, sender=evening.verma)
    before = (await people.messages(evening.verma))[-1]["id"]
    said = await people.ask(evening.chat, "/atrisk", sender=evening.verma)
    assert "Sent to you in private" in said["text"]
    told = await people.next_message(evening.verma, before)
    assert "whom to call today" in told["text"]
    for command, words in (("/weak 7", "7 days"), ("/hardest", "30 days")):
        listed = await people.ask(evening.chat, command, sender=evening.verma)
        assert words in listed["text"]
        refused = await people.ask(evening.chat, command, sender=evening.asha)
        assert "Only the teacher" in refused["text"]
