"""/atrisk, /weak, /hardest: what a teacher asks about a group."""

from aiogram import Bot, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.group_access import group_of
from handlers.reply import Reply, send_screen
from services.group_boards import WINDOWS
from services.group_watch import GroupWatch
from services.groups import Groups
from services.live_quiz import LiveQuiz
from services.records import Arrival, Language, Student
from views import group_watch as views
from views.screen import Screen
from views.translate import Translate

USUAL_DAYS = 30


def router() -> Router:
    made = Router(name="group_watch")
    made.message.register(on_at_risk, Command("atrisk"))
    made.message.register(on_weak, Command("weak"))
    made.message.register(on_hardest, Command("hardest"))
    return made


async def on_at_risk(
    message: Message,
    arrival: Arrival,
    groups: Groups,
    group_watch: GroupWatch,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """Names of people in trouble never stand in the open: from a chat they go to who asked."""
    group = await group_of(message, student, groups, live_quiz, bot)
    found = await group_watch.at_risk(group, at=arrival.at)
    odd = await group_watch.to_ask_about(group, at=arrival.at)
    screen = views.at_risk(group, found, odd, t)
    if message.chat.type == "private" or student is None or student.telegram_id is None:
        await reply.send(screen if message.chat.type == "private" else _in_private(t))
        return
    try:
        await send_screen(bot, student.telegram_id, screen)
    except TelegramForbiddenError:
        await reply.send(Screen(html=t("first-start")))
        return
    await reply.send(_in_private(t))


def _in_private(t: Translate) -> Screen:
    return Screen(html=t("atrisk-in-private"))


async def on_weak(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    groups: Groups,
    group_watch: GroupWatch,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """`/weak [7|30|90] [text]`."""
    group = await group_of(message, student, groups, live_quiz, bot)
    days = _days(command)
    found = await group_watch.weak(group, days=days, at=arrival.at)
    text_only = "text" in (command.args or "").casefold().split()
    await reply.send(views.weak(group, found, t, days=days, text_only=text_only))


async def on_hardest(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    groups: Groups,
    group_watch: GroupWatch,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """`/hardest [7|30|90]`."""
    group = await group_of(message, student, groups, live_quiz, bot)
    days = _days(command)
    language: Language = "hi" if t.language == "hi" else "en"
    found = await group_watch.hardest(group, language, days=days, at=arrival.at)
    await reply.send(views.hardest(group, found, t, days=days))


def _days(command: CommandObject) -> int:
    word = (command.args or "").strip()
    return int(word) if word.isdecimal() and int(word) in WINDOWS else USUAL_DAYS
