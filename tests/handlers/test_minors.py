"""Under 18: nothing is kept without a parent or a school; with them results, and no more."""

import asyncio
from typing import Any

from sqlalchemy import func, select

from bot.settings import GivenSettings
from storage.engine import Transaction, open_database
from storage.tables import abilities, answers, parental_consents, standings, students
from tests.handlers.test_assignments import set_mixed, told
from tests.support.client import button_data
from tests.support.tutor import Tutor, running_tutor


async def minor(tutor: Tutor, name: str = "Chhotu") -> tuple[int, Any]:
    who = await tutor.people.person(name)
    screen = await tutor.people.ask(who, "/start")
    screen = await tutor.tap(who, screen, "lang:en")
    return who, await tutor.tap(who, screen, "age:minor")


async def link_of(tutor: Tutor, who: int, welcome: Any) -> str:
    last = (await tutor.people.messages(who))[-1]["id"]
    await tutor.people.press(who, welcome["id"], button_data(welcome, "menu:parent")[0])
    sent = await tutor.people.next_message(who, last)
    code: str = sent["text"].split("start=")[1].split()[0]
    return code


async def agreed(tutor: Tutor, who: int, welcome: Any) -> tuple[int, Any]:
    """Her mother, and what she sees after her yes."""
    code = await link_of(tutor, who, welcome)
    mother = await tutor.people.person("Mother")
    asked = await tutor.people.ask(mother, f"/start {code}")
    assert "parent or legal guardian" in asked["text"]
    assert "अभिभावक" in asked["text"]
    given = await tutor.tap(mother, asked, button_data(asked, "par:agree")[0])
    assert "You agreed that the results are kept" in given["text"]
    return mother, given


async def enrolled(tutor: Tutor, who: int) -> Any:
    """She hears of it, and chooses her exam; the first question."""
    told: Any = None
    for _ in range(40):
        told = (await tutor.people.messages(who))[-1]
        if "Your parent agreed" in told["text"]:
            break
        await asyncio.sleep(0.2)
    exams = await tutor.tap(who, told, button_data(told, "menu:exam")[0])
    chosen = await tutor.tap(who, exams, button_data(exams, "exam:")[0])
    return (await tutor.people.messages(who, after=chosen["id"], wait=5))[-1]


async def counted(database_url: str) -> dict[str, int]:
    database = open_database(database_url)

    def work(tx: Transaction) -> dict[str, int]:
        return {
            table.name: tx.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (answers, abilities, standings, parental_consents, students)
        }

    found = await database.read(work)
    await database.close()
    return found


async def test_with_a_parents_yes_results_are_kept_and_nothing_else(
    tutor: Tutor, database_url: str
) -> None:
    chhotu, welcome = await minor(tutor)
    mother, _ = await agreed(tutor, chhotu, welcome)
    summary = await tutor.answer_set(chhotu, await enrolled(tutor, chhotu))
    assert "10" in summary["text"]
    found = await counted(database_url)
    assert found["answers"] == 10
    assert found["standings"] == 0, "nobody under 18 is put beside others"
    progress = await tutor.people.ask(chhotu, "/progress")
    assert "10" in progress["text"]
    settings = await tutor.people.ask(chhotu, "/settings")
    for word in ("Daily digest", "Usage statistics", "exam's board", "Language model"):
        assert word not in settings["text"]
    privacy = await tutor.people.ask(chhotu, "/privacy")
    assert "reminders" not in str(button_data(privacy, ""))
    assert "18 and older" in (await tutor.people.ask(chhotu, "/group My class"))["text"]
    last = (await tutor.people.messages(chhotu))[-1]["id"]
    await tutor.people.advance(2 * 86_400)
    await asyncio.sleep(1.5)
    assert (await tutor.people.messages(chhotu))[-1]["id"] == last, "nobody reminds her"
    assert mother != chhotu


async def test_a_parent_takes_the_yes_back_and_everything_is_gone(
    tutor: Tutor, database_url: str
) -> None:
    chhotu, welcome = await minor(tutor)
    mother, given = await agreed(tutor, chhotu, welcome)
    await tutor.answer_set(chhotu, await enrolled(tutor, chhotu))
    erased = await tutor.tap(mother, given, button_data(given, "par:withdraw")[0])
    assert "Everything that was kept is erased" in erased["text"]
    found = await counted(database_url)
    assert found == dict.fromkeys(found, 0)
    again = await tutor.people.ask(chhotu, "/start")
    assert button_data(again, "lang:"), "she begins anew"


async def test_nobody_but_another_grown_up_can_agree(tutor: Tutor, database_url: str) -> None:
    chhotu, welcome = await minor(tutor)
    code = await link_of(tutor, chhotu, welcome)
    own = await tutor.people.ask(chhotu, f"/start {code}")
    assert "not for you" in own["text"]
    friend, page = await minor(tutor, "Friend")
    assert "not for you" in (await tutor.people.ask(friend, f"/start {code}"))["text"]
    await tutor.people.forge(friend, page["id"], f"par:agree:{code.removeprefix('p_')}")
    assert (await counted(database_url))["answers"] == 0
    mother = await tutor.people.person("Mother")
    asked = await tutor.people.ask(mother, f"/start {code}")
    no = await tutor.tap(mother, asked, button_data(asked, "par:decline")[0])
    assert "nothing is kept" in no["text"]
    await tutor.people.advance(8 * 86_400)
    late = await tutor.people.ask(mother, f"/start {code}")
    assert "not good any more" in late["text"]
    await tutor.answer_set(chhotu, await tutor.start_set(chhotu))
    assert (await counted(database_url))["answers"] == 0


async def test_a_stranger_with_the_link_cannot_take_another_parents_yes_back(
    tutor: Tutor, database_url: str
) -> None:
    chhotu, welcome = await minor(tutor)
    mother, given = await agreed(tutor, chhotu, welcome)
    withdraw = button_data(given, "par:withdraw")[0]
    stranger = await tutor.adult("Chor")
    page = await tutor.people.ask(stranger, "/help")
    await tutor.people.forge(stranger, page["id"], withdraw)
    assert (await counted(database_url))["parental_consents"] == 1
    seen = await tutor.people.ask(stranger, f"/start p_{withdraw.split(':')[-1]}")
    assert "not for you" in seen["text"]
    assert mother != stranger


async def test_without_a_school_no_class_takes_her_and_with_one_it_does(
    database_url: str,
) -> None:
    async with running_tutor(database_url, institution="Vidya Mandir") as tutor:
        verma = await tutor.adult("Verma")
        made = await tutor.people.ask(verma, "/group RAS batch")
        code = made["text"].split("start=")[1].split()[0]
        chhotu = await tutor.people.person("Chhotu")
        screen = await tutor.people.ask(chhotu, f"/start {code}")
        screen = await tutor.tap(chhotu, screen, "lang:en")
        notice = await tutor.tap(chhotu, screen, "age:minor")
        assert "Vidya Mandir declares" in notice["text"]
        seat = await tutor.tap(chhotu, notice, button_data(notice, "grp:join")[0])
        assert "You sit in" in seat["text"]
        await tutor.tap(chhotu, seat, button_data(seat, "grp:share")[0])
        await tutor.answer_set(chhotu, await tutor.start_set(chhotu))
        assert (await counted(database_url))["answers"] == 10
        student = await tutor.people.ask(verma, "/student Chhotu")
        assert "Chhotu" in student["text"], "her teacher sees results that she shares"
        board = await tutor.people.ask(verma, "/rankings")
        assert "Chhotu" not in board["text"]
        set_ = await set_mixed(tutor, verma)
        notice = (await told(tutor, chhotu, "A mix of everything"))[0]
        work = await tutor.tap(chhotu, notice, button_data(notice, "next:work")[0])
        await tutor.answer_set(chhotu, work)
        done = await tutor.tap(verma, set_, button_data(set_, "asgn:board")[0])
        assert "Chhotu" in done["text"], "her teacher sees how she did"
        assert "1. Chhotu" not in done["text"], "and no place of hers"
        before = await tutor.people.version(verma)
        await tutor.people.advance(40 * 86_400)
        # What comes by itself after such a time is not to be taken for the answer.
        assert await tutor.people.messages(verma, changed_after=before, wait=15)
        calls = await tutor.people.ask(verma, "/atrisk")
        assert "Chhotu" not in calls["text"], "nobody under 18 is watched"


async def test_without_a_school_the_invitation_is_no_way_in(tutor: Tutor) -> None:
    assert GivenSettings(bot_token="1:x").institution is None
    verma = await tutor.adult("Verma")
    made = await tutor.people.ask(verma, "/group RAS batch")
    code = made["text"].split("start=")[1].split()[0]
    chhotu = await tutor.people.person("Chhotu")
    screen = await tutor.people.ask(chhotu, f"/start {code}")
    screen = await tutor.tap(chhotu, screen, "lang:en")
    refused = await tutor.tap(chhotu, screen, "age:minor")
    assert not button_data(refused, "grp:join")
