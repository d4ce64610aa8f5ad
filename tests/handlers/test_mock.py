"""A student sits a mock test under the exam's clock."""

import asyncio
from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from content.bank import load_bank
from tests.support.client import button_data
from tests.support.databases import sqlite_clone
from tests.support.tutor import Tutor, running_tutor

BANK = {question.id: question for question in load_bank()}


@pytest.fixture
async def tutor(stocked_file: Path, tmp_path: Path) -> AsyncIterator[Tutor]:
    """On SQLite: the services beneath, and whole evenings under load, run on both databases."""
    async with running_tutor(sqlite_clone(stocked_file, tmp_path)) as running:
        yield running


def known(screen: Any) -> Any:
    return BANK[screen["text"].splitlines()[-1].removeprefix("#")]


async def begin(tutor: Tutor, who: int, *, exam: str = "jail_prahari") -> Any:
    """The first question of the first paper that can be sat."""
    menu = await tutor.people.ask(who, f"/mock {exam}")
    rules = await tutor.tap(who, menu, button_data(menu, "next:mock")[0])
    return await tutor.tap(who, rules, button_data(rules, "next:mock")[0])


def option(screen: Any, letter: str) -> str:
    return next(one for one in button_data(screen, "ans:") if one.endswith(f".{letter}"))


async def choose(tutor: Tutor, who: int, screen: Any, letter: str) -> Any:
    return await tutor.tap(who, screen, option(screen, letter))


async def onward(tutor: Tutor, who: int, screen: Any) -> Any:
    return await tutor.tap(who, screen, button_data(screen, "next:")[0])


async def test_a_paper_is_sat_changed_and_handed_in(tutor: Tutor) -> None:
    """Reasoning of Jail Prahari: 45 questions of 4 marks, wrong −1, E 0, blank −1."""
    asha = await tutor.adult()
    screen = await begin(tutor, asha)
    assert screen["text"].startswith("1/45 · ")
    assert [b["text"] for b in screen["buttons"][0]] == list("ABCDE")
    expected = Fraction(0)
    for number in range(1, 46):
        assert screen["text"].startswith(f"{number}/45")
        right = known(screen).right
        wrong = "B" if right == "A" else "A"
        letter = (right, wrong, "E", "")[number % 4] if number <= 40 else right
        if letter:
            screen = await choose(tutor, asha, screen, letter)
            assert f"{letter} ✓" in str(screen["buttons"])
        expected += {right: Fraction(4), wrong: Fraction(-1), "E": Fraction(0), "": Fraction(-1)}[
            letter
        ]
        screen = await onward(tutor, asha, screen)
    assert "Hand in?" in screen["text"]
    assert "Left blank: 10" in screen["text"]
    assert "is disqualified" in screen["text"]
    # She goes back: six of the blanks become E.
    palette = await tutor.tap(asha, screen, button_data(screen, "pal:")[0])
    for number in range(3, 24, 4):
        for earlier in (one for one in button_data(palette, "pal:") if one.endswith(":0")):
            palette = await tutor.tap(asha, palette, earlier)
        at = await tutor.tap(
            asha, palette, next(b for b in button_data(palette, "go:") if b.endswith(f":{number}"))
        )
        at = await choose(tutor, asha, at, "E")
        expected += 1
        palette = await tutor.tap(asha, at, button_data(at, "pal:")[0])
    screen = await tutor.tap(asha, palette, button_data(palette, "next:done")[0])
    assert "Left blank: 4" in screen["text"]
    assert "disqualified" not in screen["text"]
    result = await onward(tutor, asha, screen)
    assert f"{expected} of 180 marks" in result["text"].replace("\N{MINUS SIGN}", "-")
    assert "20 of" not in result["text"]
    again = await tutor.tap(asha, result, button_data(result, "mres:")[0])
    assert "Practised with Abhyas" in again["text"]
    assert again["photo"]


async def test_the_clock_is_hard_and_hands_in_by_itself(tutor: Tutor) -> None:
    asha = await tutor.adult()
    screen = await begin(tutor, asha)
    screen = await choose(tutor, asha, screen, known(screen).right)
    await tutor.people.advance(54 * 60 - 60)
    late = await onward(tutor, asha, screen)
    assert late["text"].startswith("2/45")
    await tutor.people.advance(61)
    told = await tutor.people.next_message(asha, late["id"])
    assert "Time was up" in told["text"]
    assert "Disqualified" in told["text"]
    tapped = await tutor.tap(asha, late, option(late, "A"))
    assert "Right: 1 · wrong: 0" in tapped["text"]
    assert "44" in tapped["text"]


async def test_nothing_else_happens_while_the_clock_runs(tutor: Tutor) -> None:
    asha = await tutor.adult()
    screen = await begin(tutor, asha)
    for command in ("/practice Physics", "/stop", "/mock"):
        said = await tutor.people.ask(asha, command)
        assert "is running" in said["text"], command
        back = await tutor.tap(asha, said, button_data(said, "next:")[0])
        assert known(back).id == known(screen).id


async def test_two_taps_at_once_hand_in_once_and_the_result_stays(tutor: Tutor) -> None:
    asha = await tutor.adult()
    screen = await begin(tutor, asha)
    screen = await choose(tutor, asha, screen, known(screen).right)
    screen = await tutor.tap(asha, screen, button_data(screen, "pal:")[0])
    asked = await tutor.tap(asha, screen, button_data(screen, "next:done")[0])
    sure = button_data(asked, "next:done")[0]
    await asyncio.gather(
        *(tutor.people.press(asha, asked["id"], sure, settle=False) for _ in range(2))
    )
    results = {(await tutor.again(asha, asked))["text"] for _ in range(2)}
    assert len(results) == 1
    assert "Right: 1" in results.pop()


async def test_every_solution_can_be_read_afterwards(tutor: Tutor) -> None:
    asha = await tutor.adult(language="hi")
    screen = await begin(tutor, asha)
    right = known(screen).right
    screen = await choose(tutor, asha, screen, "B" if right == "A" else "A")
    screen = await tutor.tap(asha, screen, button_data(screen, "mock:mark")[0])
    question = known(screen)
    screen = await tutor.tap(asha, screen, button_data(screen, "pal:")[0])
    asked = await tutor.tap(asha, screen, button_data(screen, "next:done")[0])
    result = await onward(tutor, asha, asked)
    solved = await tutor.tap(asha, result, button_data(result, "sol:")[0])
    assert question.texts["hi"].explanation in solved["text"]
    assert f"✅ {question.right}." in solved["text"]
    for wanted, words in (("marked", question.id), ("left", "44 में से 1"), ("right", "कुछ नहीं")):
        tap = next(b for b in button_data(solved, "sol:") if f":{wanted}:" in b)
        solved = await tutor.tap(asha, solved, tap)
        assert words in solved["text"]


async def test_a_paper_that_the_bank_cannot_fill_says_what_is_missing(tutor: Tutor) -> None:
    asha = await tutor.adult()
    menu = await tutor.people.ask(asha, "/mock lecturer_p1")
    assert "of 75 questions are still missing" in menu["text"]
    assert not any(".p1.." in one for one in button_data(menu, "next:mock"))


async def test_the_same_paper_is_sat_by_the_next_student_and_ranked(tutor: Tutor) -> None:
    asha, bhanu = await tutor.adult("Asha"), await tutor.adult("Bhanu")
    hers, his = await begin(tutor, asha), await begin(tutor, bhanu)
    assert known(hers).id == known(his).id
    hers = await tutor.tap(asha, hers, button_data(hers, "pal:")[0])
    hers = await tutor.tap(asha, hers, button_data(hers, "next:done")[0])
    await onward(tutor, asha, hers)
    second = await begin(tutor, asha)
    assert second["text"].startswith("1/45")
