"""/rankings: a group's board, in its chat or for its teacher in private."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.group_access import group_of
from handlers.reply import Reply
from services.catalogue import Catalogue
from services.group_boards import DIMENSIONS, WINDOWS, GroupBoards
from services.groups import Groups
from services.live_quiz import LiveQuiz
from services.records import Arrival, Student
from views import rankings as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="rankings")
    made.message.register(on_rankings, Command("rankings"))
    return made


async def on_rankings(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    groups: Groups,
    group_boards: GroupBoards,
    live_quiz: LiveQuiz,
    catalogue: Catalogue,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """`/rankings [dimension] [7|30|90] [subject] [text]`, in any order; in private, of her first group."""
    group = await group_of(message, student, groups, live_quiz, bot)
    dimension, days, text_only, words = DIMENSIONS[0], 30, False, []
    for word in (command.args or "").split():
        if word.casefold() in DIMENSIONS:
            dimension = next(one for one in DIMENSIONS if one == word.casefold())
        elif word.isdigit() and int(word) in WINDOWS:
            days = int(word)
        elif word.casefold() == "text":
            text_only = True
        else:
            words.append(word)
    wanted = " ".join(words)
    subject = (await catalogue.topic_menu()).named(wanted) if wanted else None
    found = await group_boards.board(
        group,
        dimension,
        days=days,
        subject=subject.key if subject else wanted or None,
        at=arrival.at,
    )
    name = subject.name(t.language) if subject else wanted
    await reply.send(views.board(found, t, subject=name, text_only=text_only))
