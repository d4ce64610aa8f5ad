"""Every answer and update of the sandbox passes aiogram's models without one unknown field."""

import io
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputRichMessage,
    Update,
)
from PIL import Image
from pydantic import BaseModel

from tests.support.client import TOKEN, People, sandbox_with_people

RICH = """<h2>Ranking</h2><p>Hello <b>आशा</b></p>
<table bordered><tr><th>Rank</th><th align="right">Score</th></tr><tr><td>1</td><td>72</td></tr></table>
<details><summary>More</summary><ul><li>one</li><li>two</li></ul></details><hr><footer>end</footer>"""


def unknown_fields(value: object, place: str = "") -> Iterator[str]:
    """Where a parsed answer holds what the models do not know."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{place}.{name}"
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from unknown_fields(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from unknown_fields(item, f"{place}[]")


@pytest.fixture
async def people() -> AsyncIterator[People]:
    async with sandbox_with_people() as (_, people):
        yield people


@pytest.fixture
async def bot(people: People) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(people.address))
    bot = Bot(TOKEN, session=session)
    yield bot
    await session.close()


def picture() -> BufferedInputFile:
    out = io.BytesIO()
    Image.new("RGB", (900, 900), "white").save(out, "PNG")
    return BufferedInputFile(out.getvalue(), "chart.png")


async def test_every_answer_is_known_to_the_models(people: People, bot: Bot) -> None:
    asha = await people.person("Asha", last_name="Sharma", username="asha", language_code="hi")
    group = await people.group("Class", [asha], [asha])
    await people.write(asha, "/start hello@example.org https://example.org #tag @someone")
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Tap", callback_data="tap")]]
    )
    text = await bot.send_message(asha, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard)
    photo = await bot.send_photo(asha, picture(), caption="c")
    rich = await bot.send_rich_message(asha, InputRichMessage(html=RICH))
    answers = [
        await bot.get_me(),
        text,
        photo,
        rich,
        await bot.edit_message_text("y", chat_id=asha, message_id=text.message_id),
        await bot.edit_message_text(
            chat_id=asha, message_id=rich.message_id, rich_message=InputRichMessage(html="<p>z</p>")
        ),
        await bot.send_document(asha, BufferedInputFile(b"x", "x.txt")),
        await bot.send_media_group(
            asha, [InputMediaPhoto(media=picture()), InputMediaPhoto(media=picture())]
        ),
        await bot.send_poll(asha, "Q?", ["a", "b"], type="quiz", correct_option_ids=[1]),
        await bot.get_chat(asha),
        await bot.get_chat(group),
        await bot.get_chat_member(group, asha),
        await bot.get_chat_member(group, bot.id),
        await bot.get_chat_administrators(group),
        await bot.get_file(photo.photo[-1].file_id if photo.photo else ""),
        await bot.get_webhook_info(),
        await bot.get_my_name(),
        await bot.get_chat_menu_button(),
        await bot.send_message(
            group,
            "only you",
            ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=asha),
        ),
    ]
    assert list(unknown_fields(answers)) == []
    assert isinstance(text.entities, list)
    assert text.entities[0].type == "bold"


async def test_every_update_is_known_to_the_models(people: People, bot: Bot) -> None:
    await bot.get_me()
    asha = await people.person("Asha")
    bhanu = await people.person("Bhanu")
    group = await people.group("Class", [asha], [asha])
    await people.call("POST", f"/sandbox/chats/{group}/members", {"add": [bhanu], "remove": []})
    written = await people.write(asha, "/start")
    body = {"text": "/help"}
    await people.call("PATCH", f"/sandbox/chats/{asha}/messages/{written['id']}", body)
    sent = await bot.send_poll(group, "Q?", ["a", "b"], is_anonymous=False)
    assert sent.poll is not None
    vote = {"from": asha, "option_ids": [1]}
    await people.call("POST", f"/sandbox/polls/{sent.poll.id}/answer", vote)
    await people.call("POST", f"/sandbox/people/{asha}/block")
    kinds = ["message", "edited_message", "poll", "poll_answer", "my_chat_member", "chat_member"]
    updates = await bot.get_updates(allowed_updates=kinds)

    assert list(unknown_fields(updates)) == []
    assert {update.event_type for update in updates} >= set(kinds) - {"chat_member"}
    assert json.loads(updates[0].model_dump_json(exclude_none=True))["update_id"]
    assert isinstance(updates[0], Update)


async def test_an_ephemeral_message_is_seen_by_one_person_only(people: People, bot: Bot) -> None:
    asha, chitra = await people.person("Asha"), await people.person("Chitra")
    await bot.get_me()
    group = await people.group("Class", [asha, chitra], [asha])
    parameters = EphemeralMessageParameters(receiver_user_id=asha)
    sent = await bot.send_message(group, "Your rank: 3", ephemeral_message_parameters=parameters)

    mine: list[Any] = await people.messages(group, viewer=asha)
    hers: list[Any] = await people.messages(group, viewer=chitra)

    assert mine[-1]["text"] == "Your rank: 3"
    assert mine[-1]["id"] == f"e{sent.ephemeral_message_id}"
    assert sent.message_id == 0
    assert all(message["text"] != "Your rank: 3" for message in hers)


async def test_a_rich_message_has_blocks_and_a_plain_form(people: People, bot: Bot) -> None:
    asha = await people.person("Asha")
    await people.call("GET", "/sandbox/health")
    await bot.get_me()
    await people.write(asha, "/start")
    await bot.send_rich_message(asha, InputRichMessage(html=RICH))

    seen = (await people.messages(asha))[-1]

    assert [block["type"] for block in seen["rich"]] == [
        *("heading", "paragraph", "table", "details", "divider", "footer"),
    ]
    assert "1 | 72" in seen["text"]
    with pytest.raises(TelegramBadRequest, match="unsupported tag"):
        await bot.send_rich_message(asha, InputRichMessage(html="<script>x</script>"))


async def test_a_strange_host_is_refused(people: People) -> None:
    import aiohttp

    async with aiohttp.ClientSession() as session:
        headers = {"Host": "evil.example"}
        async with session.get(f"{people.address}/sandbox/health", headers=headers) as response:
            assert response.status == 403
        headers = {"Origin": "http://evil.example"}
        async with session.get(f"{people.address}/sandbox/health", headers=headers) as response:
            assert response.status == 403


async def test_strictness_names_what_it_does_not_know(people: People, bot: Bot) -> None:
    await bot.get_me()
    base = f"/bot{TOKEN}"
    unknown = await people.call("GET", f"{base}/sendTelepathy", status=404)
    assert "sendTelepathy" in unknown["description"]
    field = await people.call("GET", f"{base}/getMe?mood=1", status=400)
    assert "mood" in field["description"]
