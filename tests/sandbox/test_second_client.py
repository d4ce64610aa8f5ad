"""The sandbox as python-telegram-bot, a client nobody here wrote, sees it."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import telegram
from PIL import Image
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)
from telegram.request import HTTPXRequest

from tests.support.client import TOKEN, People, sandbox_with_people

Context = ContextTypes.DEFAULT_TYPE
Bot = Application[Any, Any, Any, Any, Any, Any]


def picture(width: int = 400, height: int = 300) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def build(people: People, token: str = TOKEN) -> Bot:
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{people.address}/bot")
        .base_file_url(f"{people.address}/file/bot")
        .build()
    )


@contextlib.asynccontextmanager
async def polling(app: Bot) -> AsyncIterator[Bot]:
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(
            poll_interval=0, timeout=2, allowed_updates=Update.ALL_TYPES
        )
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


@pytest.fixture
async def people() -> AsyncIterator[People]:
    async with sandbox_with_people() as (_, people):
        yield people


@pytest.fixture
async def app(people: People) -> AsyncIterator[Bot]:
    made = build(people)
    async with made:
        yield made


@pytest.fixture
async def asha(people: People, app: Bot) -> int:
    """Asha, who has started the bot."""
    asha = await people.person("Asha", username="asha", language_code="hi")
    await people.write(asha, "/start")
    return asha


async def test_a_polling_bot_echoes_and_edits(people: People) -> None:
    app = build(people)

    async def start(update: Update, _: Context) -> None:
        assert update.message is not None
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Tap", callback_data="tap:1")]])
        await update.message.reply_html("<b>Hi</b> <i>नमस्ते</i>", reply_markup=keyboard)

    async def tap(update: Update, _: Context) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Thanks", show_alert=True)
        await update.callback_query.edit_message_text(f"You chose {update.callback_query.data}")

    async def echo(update: Update, _: Context) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tap))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    async with polling(app):
        asha = await people.person("Asha")
        hello = await people.ask(asha, "/start")
        assert hello["text"] == "Hi नमस्ते"
        assert hello["html"] == "<b>Hi</b> <i>नमस्ते</i>"

        pressed = await people.press(asha, hello["id"], "Tap")
        assert pressed["answer"] == {"text": "Thanks", "show_alert": True}
        assert pressed["messages"][0]["text"] == "You chose tap:1"
        assert pressed["messages"][0]["edited"]

        assert (await people.ask(asha, "hello"))["text"] == "hello"


async def test_a_webhook_bot_is_called_with_its_secret(people: People) -> None:
    app = build(people)
    got: list[str] = []

    async def echo(update: Update, _: Context) -> None:
        assert update.message is not None
        got.append(update.message.text or "")
        await update.message.reply_text("got it")

    app.add_handler(MessageHandler(filters.ALL, echo))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_webhook(
            listen="127.0.0.1",
            port=0,
            url_path="hook",
            webhook_url="http://127.0.0.1:1/hook",
            secret_token="s3cret",
        )
        server = app.updater._Updater__httpd if hasattr(app.updater, "_Updater__httpd") else None
        sockets = getattr(getattr(app.updater, "_httpd", server), "_http_server", None)
        port = next(iter(sockets._sockets.values())).getsockname()[1]
        await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")
        info = await app.bot.get_webhook_info()
        assert info.url.endswith("/hook")

        asha = await people.person("Asha")
        assert (await people.ask(asha, "one"))["text"] == "got it"
        await app.updater.stop()
        await app.stop()
    assert got == ["one"]


async def test_errors_come_back_as_its_classes(people: People, app: Bot, asha: int) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await app.bot.send_message(1, "x")
    with pytest.raises(BadRequest, match="Message is too long"):
        await app.bot.send_message(asha, "x" * 4097)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await app.bot.send_message(asha, "")
    with pytest.raises(BadRequest, match="unsupported start tag"):
        await app.bot.send_message(asha, "<x>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"can.t find end tag"):
        await app.bot.send_message(asha, "<b>x", parse_mode="HTML")
    with pytest.raises(BadRequest, match="reserved and must be escaped"):
        await app.bot.send_message(asha, "a.b", parse_mode="MarkdownV2")
    data = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="क" * 22)]])
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await app.bot.send_message(asha, "x", reply_markup=data)
    with pytest.raises(BadRequest, match="Query is too old"):
        await app.bot.answer_callback_query("123")
    sent = await app.bot.send_message(asha, "same")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("same")
    await people.fault(method="sendMessage", status=429, retry_after=3, times=1)
    with pytest.raises(RetryAfter):
        await app.bot.send_message(asha, "x")
    bhanu = await people.person("Bhanu")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await app.bot.send_message(bhanu, "x")


async def test_a_wrong_token_is_refused(people: People, app: Bot) -> None:
    # The library leaves its connections open when a token is refused; so they are ours here.
    requests = [HTTPXRequest(), HTTPXRequest()]
    other = telegram.Bot(
        "42:OTHER",
        base_url=f"{people.address}/bot",
        get_updates_request=requests[0],
        request=requests[1],
    )
    with pytest.raises(InvalidToken):
        await other.initialize()
    for request in requests:
        await request.shutdown()


async def test_a_blocked_bot_is_refused_and_told(people: People) -> None:
    app = build(people)
    seen: list[str] = []

    async def status(update: Update, _: Context) -> None:
        assert update.my_chat_member is not None
        seen.append(update.my_chat_member.new_chat_member.status)

    app.add_handler(ChatMemberHandler(status, ChatMemberHandler.MY_CHAT_MEMBER))
    async with polling(app):
        asha = await people.person("Asha")
        await people.write(asha, "/start")
        await people.call("POST", f"/sandbox/people/{asha}/block")
        with pytest.raises(Forbidden, match="blocked by the user"):
            await app.bot.send_message(asha, "x")
        await people.call("POST", f"/sandbox/people/{asha}/unblock")
        await app.bot.send_message(asha, "x")
        async with asyncio.timeout(10):
            while len(seen) < 2:
                await asyncio.sleep(0.05)
        await people.call("POST", f"/sandbox/people/{asha}/deactivate")
        with pytest.raises(Forbidden, match="deactivated"):
            await app.bot.send_message(asha, "x")
    assert seen == ["kicked", "member"]


async def test_photos_albums_and_documents_come_back(
    people: People, app: Bot, asha: int, tmp_path: Path
) -> None:
    sent = await app.bot.send_photo(asha, picture(), caption="<b>चार्ट</b>", parse_mode="HTML")
    assert sent.caption == "चार्ट"
    assert (sent.photo[-1].width, sent.photo[-1].height) == (400, 300)
    file = await sent.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == picture()

    again = await app.bot.send_photo(asha, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id

    document = await app.bot.send_document(asha, b"a,b\n", filename="answers.csv")
    assert document.document is not None
    assert document.document.file_name == "answers.csv"
    assert document.document.mime_type == "text/csv"

    album = await app.bot.send_media_group(
        asha, [InputMediaPhoto(picture(50, 50)), InputMediaPhoto(picture(60, 60))]
    )
    assert album[0].media_group_id == album[1].media_group_id

    edited = await sent.edit_media(InputMediaPhoto(picture(500, 500), caption="new"))
    assert not isinstance(edited, bool)
    assert edited.photo[-1].width == 500
    with pytest.raises(BadRequest):
        await app.bot.send_photo(asha, picture(9000, 10))
    seen = await people.messages(asha)
    assert seen[1]["photo"].startswith("/sandbox/files/")


async def test_a_quiz_counts_votes_and_hides_its_answer(people: People) -> None:
    app = build(people)
    answers: list[tuple[int, ...]] = []

    async def voted(update: Update, _: Context) -> None:
        assert update.poll_answer is not None
        answers.append(tuple(update.poll_answer.option_ids))

    app.add_handler(PollAnswerHandler(voted))
    async with polling(app):
        asha = await people.person("Asha")
        bhanu = await people.person("Bhanu")
        group = await people.group("Class", [asha, bhanu], [asha])
        sent = await app.bot.send_poll(
            group,
            "2 + 2 < 5?",
            ["Yes", "No"],
            type="quiz",
            correct_option_ids=[0],
            is_anonymous=False,
        )
        assert sent.poll is not None
        poll_id = sent.poll.id
        await people.call(
            "POST", f"/sandbox/polls/{poll_id}/answer", {"from": asha, "option_ids": [0]}
        )
        again = {"from": asha, "option_ids": [1]}
        await people.call("POST", f"/sandbox/polls/{poll_id}/answer", again, status=409)
        seen = await people.messages(group, viewer=bhanu)
        assert "correct_option_ids" not in seen[-1]["poll"]
        assert seen[-1]["poll"]["options"][0] == {"text": "Yes", "votes": 1}
        stopped = await app.bot.stop_poll(group, sent.message_id)
        assert stopped.is_closed
        assert stopped.correct_option_ids == (0,)
        async with asyncio.timeout(10):
            while not answers:
                await asyncio.sleep(0.05)
    assert answers == [(0,)]


async def test_a_poll_closes_at_its_own_time(people: People, app: Bot, asha: int) -> None:
    await app.bot.send_poll(asha, "Soon?", ["Yes", "No"], open_period=600)
    await people.advance(599)
    assert not (await people.messages(asha))[-1]["poll"]["closed"]
    await people.advance(1)
    assert (await people.messages(asha))[-1]["poll"]["closed"]


async def test_a_group_keeps_privacy_and_can_become_a_supergroup(people: People) -> None:
    app = build(people)
    heard: list[str] = []

    async def hear(update: Update, _: Context) -> None:
        if update.message is not None and update.message.text:
            heard.append(update.message.text)

    app.add_handler(MessageHandler(filters.ALL, hear))
    async with polling(app):
        asha = await people.person("Asha")
        group = await people.group("Class", [asha], [asha])
        await people.write(group, "just talk", sender=asha)
        await people.write(group, "/rank@other_bot", sender=asha)
        await people.write(group, "/rank", sender=asha)
        members = await app.bot.get_chat_administrators(group)
        assert [member.user.id for member in members] == [asha]
        assert members[0].status == "creator"
        new = (await people.call("POST", f"/sandbox/chats/{group}/migrate"))["id"]
        with pytest.raises(ChatMigrated) as caught:
            await app.bot.send_message(group, "x")
        assert caught.value.new_chat_id == new
        await app.bot.send_message(new, "here now")
        async with asyncio.timeout(10):
            while not heard:
                await asyncio.sleep(0.05)
    assert heard == ["/rank"]


async def test_commands_texts_keyboards_and_replies(people: People, app: Bot, asha: int) -> None:
    await app.bot.set_my_commands([BotCommand("start", "Begin")], language_code="hi")
    assert (await app.bot.get_my_commands(language_code="hi"))[0].description == "Begin"
    await app.bot.set_my_description("A tutor")
    assert (await app.bot.get_my_description()).description == "A tutor"
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Yes"), "No"]])
    sent = await app.bot.send_message(asha, "Choose", reply_markup=keyboard)
    reply = await app.bot.send_message(
        asha, "to that", reply_parameters=ReplyParameters(sent.message_id)
    )
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "Choose"
    assert await app.bot.send_chat_action(asha, "typing")
    assert await app.bot.set_message_reaction(asha, sent.message_id, "👍")
    assert await app.bot.delete_message(asha, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await app.bot.delete_message(asha, sent.message_id)
    chat = await app.bot.get_chat(asha)
    assert chat.username == "asha"


async def test_a_dropped_connection_may_have_had_its_effect(
    people: People, app: Bot, asha: int
) -> None:
    from telegram.error import NetworkError

    await people.fault(method="sendMessage", drop=True, after_effect=True, times=1)
    with pytest.raises((NetworkError, TimedOut)):
        await app.bot.send_message(asha, "perhaps")
    assert (await people.messages(asha))[-1]["text"] == "perhaps"


async def test_unconfirmed_updates_come_again_after_a_crash(people: People, app: Bot) -> None:
    asha = await people.person("Asha")
    await people.write(asha, "one")
    first = await app.bot.get_updates(timeout=1)
    again = await app.bot.get_updates(timeout=1)
    assert [u.update_id for u in first] == [u.update_id for u in again]
    assert not await app.bot.get_updates(offset=first[-1].update_id + 1, timeout=0)
