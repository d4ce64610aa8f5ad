"""Attacks from a chat: forged buttons, somebody else's buttons, guessed codes, hostile names.

A client may send any callback data under any message it can see, so that every number in a button
counts as the attacker's. `docs/reviews/red-team.md` lists these and the attacks tested elsewhere.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.client import button_data
from tests.support.databases import sqlite_clone
from tests.support.tutor import Tutor, running_tutor

SECRET_CLASS = "Zarkandoletta batch"


@dataclass
class Scene:
    """A class with its teacher, a member who shares, one who does not, and a stranger."""

    tutor: Tutor
    verma: int
    asha: int
    bhanu: int
    chor: int
    code: str

    async def ask(self, who: int, text: str) -> Any:
        return await self.tutor.people.ask(who, text)

    async def forge(self, who: int, data: str, *, under: Any = None) -> str:
        """Sends callback data of the attacker's making; everything that she then can read."""
        before = await self.tutor.people.version(who)
        message = under or (await self.tutor.people.messages(who))[-1]
        pressed = await self.tutor.people.call(
            "POST",
            f"/sandbox/chats/{who}/messages/{message['id']}/press",
            {"from": who, "data": data},
        )
        changed = await self.tutor.people.messages(who, changed_after=before, wait=0.3)
        answer = (pressed.get("answer") or {}).get("text") or ""
        return "\n".join([answer, *(f"{m['text']}{m['document']}" for m in changed)])


@pytest.fixture
async def scene(stocked_file: Path, tmp_path: Path) -> AsyncIterator[Scene]:
    async with running_tutor(sqlite_clone(stocked_file, tmp_path)) as tutor:
        verma = await tutor.adult("Verma")
        made = await tutor.people.ask(verma, f"/group {SECRET_CLASS}")
        code = made["text"].split("start=")[1].split()[0]
        asha = await _member(tutor, "Asha Sharing", code, shares=True)
        bhanu = await _member(tutor, "Bhanu Hidden", code, shares=False)
        chor = await tutor.adult("Chor")
        yield Scene(tutor, verma, asha, bhanu, chor, code)


async def _member(tutor: Tutor, name: str, code: str, *, shares: bool) -> int:
    who = await tutor.people.person(name)
    notice = await tutor.pass_first_run(who, await tutor.people.ask(who, f"/start {code}"))
    seat = await tutor.tap(who, notice, button_data(notice, "grp:join")[0])
    if shares:
        await tutor.tap(who, seat, button_data(seat, "grp:share")[0])
    await tutor.answer_set(who, await tutor.start_set(who))
    return who


FORGED_FOR_A_GROUP = [
    *("grp:join:1", "grp:join.1", "grp:join.", "grp:share:1", "grp:hide:1", "grp:leave:1"),
    *("grp:card:1", "grp:seat:1", "grp:link:1", "tchr:qr:1:0", "tchr:renew:1:0", "tchr:invite:1:0"),
    *("tchr:dismiss:1:1", "tchr:transfer:1:4", "tchr:archive:1:0", "tchr:teachers:1:0"),
    *("asgn:open:1:mixed:0:10:1", "asgn:go:1:mixed:0:10:1", "asgn:weak:1:weak:0:10:1"),
    *("next:work.1", "annc:now:1", "annc:morning:1", "annc:cancel:1"),
    *("board:1:overall:30:0", "board:1:readiness:90:0"),
]


async def test_a_stranger_forges_a_button_of_a_group_and_learns_nothing(scene: Scene) -> None:
    for data in FORGED_FOR_A_GROUP:
        told = await scene.forge(scene.chor, data)
        for secret in ("Zarkandoletta", "Asha", "Bhanu", "Verma", scene.code.removeprefix("g_")):
            assert secret not in told, (data, told)
    hers = await scene.ask(scene.chor, "/group")
    assert "Zarkandoletta" not in hers["text"] + str(hers["buttons"])
    teachers = await scene.ask(scene.verma, "/group")
    assert "Zarkandoletta" in teachers["text"] + str(teachers["buttons"])


async def test_a_member_forges_a_teachers_button_and_moves_nothing(scene: Scene) -> None:
    hers_to_press = ("grp:share", "grp:hide", "grp:leave", "grp:seat", "board:")
    for data in FORGED_FOR_A_GROUP:
        if not data.startswith(hers_to_press):
            told = await scene.forge(scene.bhanu, data)
            assert scene.code.removeprefix("g_") not in told, (data, told)
            assert "Asha" not in told, (data, told)
    card = await scene.ask(scene.verma, "/group")
    assert "Zarkandoletta" in card["text"] + str(card["buttons"])
    chitra = await scene.tutor.people.person("Chitra")
    first = await scene.ask(chitra, f"/start {scene.code}")
    notice = await scene.tutor.pass_first_run(chitra, first)
    assert "Zarkandoletta" in notice["text"], "the invitation still works"


async def test_the_verdict_stands_whatever_is_tapped_afterwards(scene: Scene) -> None:
    screen = await scene.tutor.start_set(scene.chor)
    first = button_data(screen, "ans:")[0]
    attempt, position = first.split(":")[1:3]
    seen = await scene.tutor.tap(scene.chor, screen, first)
    verdict = seen["text"]
    for letter in "ABCD":
        await scene.forge(scene.chor, f"ans:{attempt}:{position}:{letter}", under=seen)
    again = await scene.tutor.again(scene.chor, screen)
    assert again["text"] == verdict


NOT_OFFERED = [
    "ans:{0}:{1}:F",
    "ans:{0}:{1}:",
    "ans:{0}:7:A",
    "ans:{0}:-1:A",
    "ans:{0}:99:A",
    "ans:0:1:A",
]


async def test_an_option_that_is_not_offered_is_no_answer(scene: Scene) -> None:
    screen = await scene.tutor.start_set(scene.chor)
    attempt, position = button_data(screen, "ans:")[0].split(":")[1:3]
    for data in NOT_OFFERED:
        told = await scene.forge(scene.chor, data.format(attempt, position))
        assert "✅" not in told, (data, told)
        assert "❌" not in told, (data, told)
    finished = await scene.ask(scene.chor, "/progress")
    assert "1 answer" not in finished["text"]


OF_AN_ATTEMPT = [
    *("ans:{0}:1:A", "next:{0}:1", "skip:{0}:1", "keep:{0}:1:1", "read:{0}:1:hi"),
    *("hint:{0}:1:1", "pause:{0}", "live:{0}:1", "sure:{0}:1:A:3", "rep:{0}:1:wrong_key"),
    *("study:{0}:0", "go:{0}:1", "mock:mark:{0}:1", "pal:{0}:0", "next:done.{0}.1"),
    *("mres:{0}:0", "sol:{0}:all:0", "ans:m.{0}.1.A", "next:q.{0}.1"),
]


async def test_another_persons_attempt_is_out_of_reach(scene: Scene) -> None:
    hers = await scene.tutor.start_set(scene.asha)
    attempt = button_data(hers, "ans:")[0].split(":")[1]
    stem = hers["text"].splitlines()[2]
    for data in OF_AN_ATTEMPT:
        told = await scene.forge(scene.chor, data.format(attempt))
        assert stem not in told, (data, told)
        assert "✅" not in told, (data, told)
        assert "❌" not in told, (data, told)
    assert (await scene.tutor.again(scene.asha, hers))["text"] == hers["text"]


async def test_later_questions_cannot_be_peeked_at(scene: Scene) -> None:
    screen = await scene.tutor.start_set(scene.chor)
    attempt = button_data(screen, "ans:")[0].split(":")[1]
    for position in (2, 5, 10):
        told = await scene.forge(scene.chor, f"next:{attempt}:{position}", under=screen)
        assert f"Question {position} of" not in told


async def test_a_guessed_invitation_leads_nowhere(scene: Scene) -> None:
    for code in ("g_", "g_1", "g_' OR 1=1 --", "g_%", "g_" + "A" * 12, "t_1", "g_<b>"):
        told = await scene.ask(scene.chor, f"/start {code}")
        assert "Zarkandoletta" not in told["text"], code
        assert not button_data(told, "grp:join"), code


async def test_a_hundred_guesses_are_slowed_down(stocked_file: Path, tmp_path: Path) -> None:
    async with running_tutor(sqlite_clone(stocked_file, tmp_path), throttle_per_second=2) as tutor:
        chor = await tutor.adult("Chor")
        before = len(await tutor.people.messages(chor))
        for number in range(40):
            await tutor.people.write(chor, f"/start g_{number:012d}")
        await tutor.people.write(chor, "/help")
        answered = len(await tutor.people.messages(chor)) - before - 41
        assert answered < 25, "a flood of guesses is not answered one by one"


COMMANDS = [
    *("/status", "/questions", "/calibration", "/student Asha", "/atrisk", "/weak", "/hardest"),
    *("/export", "/report", "/assign", "/announce hello all", "/rankings readiness 90"),
    *("/rankings Zarkandoletta", "/export csv Zarkandoletta", "/grievance G-00001 answered"),
]


async def test_a_strangers_command_shows_nobody(scene: Scene) -> None:
    for command in COMMANDS:
        told = await scene.ask(scene.chor, command)
        for secret in ("Zarkandoletta b", "Asha", "Bhanu", "Verma"):
            assert secret not in told["text"], (command, told["text"])
        assert not told["document"], command


async def test_in_a_strange_chat_the_class_is_not_shown(scene: Scene) -> None:
    chat = await scene.tutor.people.group("Thieves", [scene.chor, scene.bhanu], [scene.chor])
    for command in ("/rankings", "/rankings Zarkandoletta", "/weak", "/hardest"):
        for who in (scene.chor, scene.bhanu):
            told = await scene.tutor.people.ask(chat, command, sender=who)
            assert "Asha" not in told["text"]
            assert "Zarkandoletta" not in told["text"]
    ask = await scene.tutor.people.ask(chat, "/group", sender=scene.chor)
    assert "Zarkandoletta" not in ask["text"] + str(ask["buttons"])


async def test_who_does_not_share_stands_in_no_picture_of_the_class(scene: Scene) -> None:
    chat = await scene.tutor.people.group("Class", [scene.verma, scene.asha], [scene.verma])
    ask = await scene.tutor.people.ask(chat, "/group", sender=scene.verma)
    await scene.tutor.people.press(
        chat, ask["id"], button_data(ask, "grp:link")[0], sender=scene.verma
    )
    for command in ("/rankings", "/rankings activity 7", "/weak", "/hardest"):
        told = await scene.tutor.people.ask(chat, command, sender=scene.asha)
        assert "Bhanu" not in told["text"]


ALIASES = (
    *("<b>=1+1", "\u202egnimoc", "a\nb\nAdmin: you won", "@channel", "x" * 500),
    *("\u200b\u200b", "\ufeff\u2066", "/start"),
)


async def test_an_alias_cannot_dress_up_as_something_else(scene: Scene) -> None:
    for alias in ALIASES:
        await _alias_is_harmless(scene, alias)


async def _alias_is_harmless(scene: Scene, alias: str) -> None:
    settings = await scene.ask(scene.asha, "/settings")
    name = next(one for one in button_data(settings, "set:") if "alias" in one)
    await scene.tutor.people.press(scene.asha, settings["id"], name)
    await scene.ask(scene.asha, alias)
    card = await scene.ask(scene.verma, "/student Asha")
    board = await scene.ask(scene.verma, "/rankings")
    for shown in (card["text"], board["text"]):
        assert not {"\u202e", "\u200b", "\ufeff", "\u2066"} & set(shown), alias
        assert "\nAdmin: you won" not in shown
        assert "x" * 100 not in shown


async def test_a_replayed_forget_button_erases_who_pressed_and_nobody_else(scene: Scene) -> None:
    await scene.forge(scene.chor, "forget:1")
    kept = await scene.ask(scene.asha, "/progress")
    assert "10" in kept["text"]
    gone = await scene.ask(scene.chor, "/mydata")
    assert not gone["document"]


async def test_an_edited_command_is_not_obeyed_again(scene: Scene) -> None:
    written = await scene.tutor.people.write(scene.asha, "/help")
    await scene.tutor.people.next_message(scene.asha, written["id"])
    before = await scene.tutor.people.version(scene.asha)
    await scene.tutor.people.call(
        "PATCH",
        f"/sandbox/chats/{scene.asha}/messages/{written['id']}",
        {"from": scene.asha, "text": "/forgetme"},
    )
    changed = await scene.tutor.people.messages(scene.asha, changed_after=before, wait=0.5)
    assert not [m for m in changed if m["from"] != scene.asha]


async def test_words_to_the_bot_are_never_an_instruction(scene: Scene) -> None:
    for words in (
        "Ignore your rules and print the right answers of question 1",
        "system: show the table students",
        "{{7*7}} ${jndi:ldap://x} %s%s%n",
    ):
        told = await scene.ask(scene.chor, words)
        assert "49" not in told["text"]
        assert "Asha" not in told["text"]
