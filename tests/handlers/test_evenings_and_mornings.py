"""Progress in the evening, the digest in the morning, settings in between."""

import asyncio
import io
from collections.abc import Callable
from typing import Any

import aiohttp
from PIL import Image

from services.answer_log import AnswerLog
from storage.engine import open_database
from tests.support.client import button_data
from tests.support.tutor import Tutor

Abhyas = Callable[..., tuple[int, str, str]]


async def picture_of(tutor: Tutor, message: Any) -> Image.Image:
    async with (
        aiohttp.ClientSession() as session,
        session.get(tutor.people.address + message["photo"]) as response,
    ):
        assert response.status == 200
        return Image.open(io.BytesIO(await response.read()))


async def test_progress_says_what_is_missing_before_it_draws(tutor: Tutor) -> None:
    asha = await tutor.adult()
    empty = await tutor.people.ask(asha, "/progress")
    assert "after 5 answers" in empty["text"]
    assert empty["photo"] is None
    question = await tutor.start_set(asha)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    assert marked
    few = await tutor.people.ask(asha, "/progress")
    assert "After 4 more" in few["text"]


async def test_progress_is_one_page_with_folded_parts_and_a_picture_a_tap_away(
    tutor: Tutor,
) -> None:
    asha = await tutor.adult(language="hi")
    await tutor.answer_set(asha, await tutor.start_set(asha))
    progress = await tutor.people.ask(asha, "/progress")
    assert "आपके पिछले 30 दिन" in progress["text"]
    assert [block["type"] for block in progress["rich"]][:3] == ["heading", "table", "list"]
    assert [b["type"] for b in progress["rich"]].count("details") == 3
    week = await tutor.tap(asha, progress, "prog:7:0")
    assert week["id"] == progress["id"]
    assert "आपके पिछले 7 दिन" in week["text"]
    words = await tutor.tap(asha, week, "prog:7:1")
    assert words["id"] == progress["id"]
    assert not words["rich"]
    assert "10 उत्तर" in words["text"]
    trend = await tutor.tap(asha, words, "pan:trend:7:0")
    assert trend["id"] == progress["id"], "text becomes a picture in place"
    assert (await picture_of(tutor, trend)).size == (1080, 1080)
    back = await tutor.tap(asha, trend, "prog:7:0")
    assert back["id"] > progress["id"], "a picture cannot become text"


async def test_progress_in_plain_words_by_command(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    for command in ("/progress text", "/compare TEXT"):
        said = await tutor.people.ask(asha, command)
        assert not said["rich"]
        assert not said["photo"]


async def test_a_chat_that_takes_no_rich_messages_gets_the_same_in_lines(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    await tutor.people.fault(method="sendRichMessage", status=400, times=1)
    plain = await tutor.people.ask(asha, "/progress")
    assert not plain["rich"]
    assert "10 answers" in plain["text"]
    await tutor.people.fault(method="editMessageText", status=400, times=1)
    week = await tutor.tap(asha, plain, "prog:7:0")
    assert week["id"] == plain["id"]
    assert "last 7 days" in week["text"]


async def test_who_prefers_words_gets_no_picture(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    settings = await tutor.people.ask(asha, "/settings")
    line = await tutor.tap(asha, settings, "set:text_only")
    await tutor.tap(asha, line, "pick:text_only:on")
    progress = await tutor.people.ask(asha, "/progress")
    assert progress["photo"] is None
    assert "10 answers" in progress["text"]


async def test_every_setting_opens_and_its_choices_are_stored(tutor: Tutor) -> None:
    asha = await tutor.adult()
    table = await tutor.people.ask(asha, "/settings")
    for tap in button_data(table, "set:"):
        screen = await tutor.tap(asha, table, tap)
        choices = button_data(screen, "pick:")
        if choices:
            screen = await tutor.tap(asha, screen, choices[0])
        table = await tutor.people.ask(asha, "/settings")
    assert "5:00" in table["text"]


async def test_an_alias_and_a_date_are_taken_as_text(tutor: Tutor) -> None:
    asha = await tutor.adult()
    table = await tutor.people.ask(asha, "/settings")
    await tutor.tap(asha, table, "set:alias")
    changed = await tutor.people.ask(asha, "<b>=1+1")
    assert "<b>=1+1" in changed["text"]
    line = await tutor.tap(asha, changed, "set:exam_on")
    assert line
    wrong = await tutor.people.ask(asha, "next week")
    assert "25-01-2027" in wrong["text"]
    right = await tutor.people.ask(asha, "25.01.2027")
    assert "2027-01-25" in right["text"]


async def test_the_digest_comes_once_at_her_hour(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    last = (await tutor.people.messages(asha))[-1]["id"]
    now = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    ist = now + 5.5 * 3600
    until_seven = (7 * 3600 + 5 - ist) % 86_400
    await tutor.people.advance(until_seven)
    digest = await tutor.people.next_message(asha, last)
    assert "Good morning, Asha" in digest["text"]
    assert digest["photo"]
    await tutor.people.advance(3600)
    await asyncio.sleep(1)
    assert (await tutor.people.messages(asha))[-1]["id"] == digest["id"]
    stopped = await tutor.people.press(asha, digest["id"], "dig:stop")
    assert "off" in stopped["messages"][-1]["text"]
    last = (await tutor.people.messages(asha))[-1]["id"]
    await tutor.people.press(asha, digest["id"], "dig:stop")
    await tutor.people.advance(86_400)
    await asyncio.sleep(1)
    assert (await tutor.people.messages(asha))[-1]["id"] == last, "said once, and no digest more"


async def test_a_blocked_bot_sends_no_digest_and_is_let_back_in(
    tutor: Tutor, database_url: str
) -> None:
    asha = await tutor.adult()
    await tutor.people.call("POST", f"/sandbox/people/{asha}/block")
    await tutor.people.advance(86_400)
    await asyncio.sleep(1)
    calls = [c for c in await tutor.people.log() if c["method"] == "sendMessage"]
    assert all(call["ok"] for call in calls), "nobody wrote to her while she blocked the bot"
    await tutor.people.call("POST", f"/sandbox/people/{asha}/unblock")
    hello = await tutor.people.ask(asha, "/start")
    assert "Welcome" in hello["text"]


async def test_a_class_is_made_joined_and_linked(tutor: Tutor) -> None:
    verma = await tutor.adult("Verma")
    made = await tutor.people.ask(verma, "/group RAS <morning> batch")
    assert "RAS <morning> batch" in made["text"]
    code = made["text"].split("start=")[1].split()[0]

    asha = await tutor.people.person("Asha")
    first = await tutor.people.ask(asha, f"/start {code}")
    notice = await tutor.pass_first_run(asha, first)
    assert "Join RAS <morning> batch?" in notice["text"]
    seat = await tutor.tap(asha, notice, button_data(notice, "grp:join")[0])
    assert "Results shared with the teacher: no" in seat["text"]
    shared = await tutor.tap(asha, seat, button_data(seat, "grp:share")[0])
    assert "yes" in shared["text"]

    chat = await tutor.people.group("Class chat", [verma, asha], [verma])
    ask = await tutor.people.ask(chat, "/group", sender=verma)
    strangers = await tutor.people.person("Chitra")
    await tutor.people.call(
        "POST", f"/sandbox/chats/{chat}/members", {"add": [strangers], "remove": []}
    )
    refused = await tutor.people.press(
        chat, ask["id"], button_data(ask, "grp:link")[0], sender=asha
    )
    assert "Only the group's owner" in refused["answer"]["text"]
    linked = await tutor.people.press(
        chat, ask["id"], button_data(ask, "grp:link")[0], sender=verma
    )
    assert "is now" in linked["messages"][-1]["text"]


async def test_an_edit_that_telegram_fails_is_made_again(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    await tutor.people.fault(method="editMessageText", status=502, times=2)
    before = await tutor.people.version(asha)
    tap = button_data(question, "ans:")[0]
    await tutor.people.press(asha, question["id"], tap, settle=False)
    marked = (await tutor.people.messages(asha, changed_after=before, wait=10))[-1]
    assert button_data(marked, "next:")


async def test_what_was_answered_stands_in_the_log(
    tutor: Tutor, database_url: str, tmp_path: Any
) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    database = open_database(database_url)
    path = tmp_path / "log.csv"
    count = await AnswerLog(database, default_timezone="Asia/Kolkata").give_out(path)
    await database.close()
    assert count == 10
    first = path.read_text("utf-8").splitlines()[1]
    assert first.startswith(f"{asha},")


async def test_every_panel_opens_as_a_picture_and_in_words(tutor: Tutor) -> None:
    asha = await tutor.adult(language="hi")
    await tutor.answer_set(asha, await tutor.start_set(asha))
    shown = await tutor.people.ask(asha, "/progress")
    assert "तैयारी" in shown["text"]
    for name in (
        "trend",
        "topics",
        "difficulty",
        "readiness",
        "peers",
        "activity",
        "memory",
        "pace",
    ):
        tap = next(one for one in button_data(shown, "pan:") if f":{name}:" in one)
        shown = await tutor.tap(asha, shown, tap)
        assert shown["photo"]
        words = next(one for one in button_data(shown, "pan:") if one.endswith(":30:1"))
        said = await tutor.tap(asha, shown, words)
        assert not said["photo"]
        assert said["text"]
    plan = await tutor.tap(asha, shown, "pan:plan:30:0")
    assert "आपकी योजना" in plan["text"]
    alone = await tutor.people.ask(asha, "/compare")
    assert "20 विद्यार्थी" in alone["text"]
