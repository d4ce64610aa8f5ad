"""/rankings: a group's board, in its chat or for its teacher in private; a member's own place."""

from dataclasses import dataclass

from aiogram import Bot, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.group_access import group_of, require_master
from handlers.reply import Reply, send_screen
from services.catalogue import Catalogue
from services.errors import GroupGone, NoGroup, NotAQuizmaster, NotForMinors, OnlyForAdults
from services.exam_boards import ExamBoards
from services.group_boards import DIMENSIONS, WINDOWS, Dimension, GroupBoards
from services.groups import Groups
from services.live_quiz import LiveQuiz
from services.records import Arrival, Group, GroupId, Student
from views import exam_board as exam_views
from views import rankings as views
from views.callbacks import BoardTap
from views.pictures import Pictures
from views.screen import Screen
from views.translate import Translate


def router() -> Router:
    made = Router(name="rankings")
    made.message.register(on_rankings, Command("rankings"))
    made.callback_query.register(on_page, BoardTap.filter())
    return made


#: What asks for the board of her exam instead of a group's.
OF_EXAM = frozenset({"exam", "परीक्षा"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command's words ask for."""

    dimension: Dimension
    days: int
    text_only: bool
    words: str


def _asked(args: str) -> _Asked:
    """`[dimension] [7|30|90] [subject] [text]`, in any order; or `exam`."""
    dimension, days, text_only, words = DIMENSIONS[0], 30, False, []
    for word in args.split():
        if word.casefold() in DIMENSIONS:
            dimension = next(one for one in DIMENSIONS if one == word.casefold())
        elif word.isdecimal() and int(word) in WINDOWS:
            days = int(word)
        elif word.casefold() == "text":
            text_only = True
        else:
            words.append(word)
    return _Asked(dimension, days, text_only, " ".join(words))


async def on_rankings(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    groups: Groups,
    group_boards: GroupBoards,
    exam_boards: ExamBoards,
    live_quiz: LiveQuiz,
    catalogue: Catalogue,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """The whole board for who may see it; a member sees her own place, never in the open."""
    asked = _asked(command.args or "")
    if student is not None and asked.words.casefold() in OF_EXAM:
        if not student.is_recorded:
            raise NotForMinors
        if student.is_minor:
            raise OnlyForAdults
        of_exam = exam_views.board(
            await exam_boards.of(student),
            t,
            text_only=asked.text_only or student.settings.text_only,
        )
        await _privately(message, student, of_exam, bot, t, reply)
        return
    subject = (await catalogue.topic_menu()).named(asked.words) if asked.words else None
    key = subject.key if subject else asked.words or None
    name = subject.name(t.language) if subject else asked.words
    try:
        group = await group_of(message, student, groups, live_quiz, bot)
    except (NoGroup, NotAQuizmaster):
        seat = None if student is None else await _seat(message, student, groups)
        if seat is None or student is None:
            raise
        place = await group_boards.own_place(
            student, seat, asked.dimension, days=asked.days, subject=key, at=arrival.at
        )
        await _privately(message, student, views.own_place(place, t, subject=name), bot, t, reply)
        return
    found = await group_boards.board(
        group, asked.dimension, days=asked.days, subject=key, at=arrival.at
    )
    await reply.send(views.board(found, t, subject=name, text_only=asked.text_only))


async def _seat(message: Message, student: Student, groups: Groups) -> Group | None:
    """The group she sits in that this chat is, or in private her first."""
    seats = [group for group, _ in (await groups.mine(student)).joined]
    if message.chat.type == "private":
        return seats[0] if seats else None
    linked = await groups.of_chat(message.chat.id)
    return next((one for one in seats if linked is not None and one.id == linked.id), None)


async def _privately(
    message: Message, student: Student, screen: Screen, bot: Bot, t: Translate, reply: Reply
) -> None:
    if message.chat.type == "private" or student.telegram_id is None:
        await reply.send(screen)
        return
    try:
        await send_screen(bot, student.telegram_id, screen)
    except TelegramForbiddenError:
        await reply.send(Screen(html=t("first-start")))
        return
    await reply.send(Screen(html=t("rankings-in-private")))


async def on_page(
    query: CallbackQuery,
    callback_data: BoardTap,
    arrival: Arrival,
    groups: Groups,
    group_boards: GroupBoards,
    live_quiz: LiveQuiz,
    pictures: Pictures,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """Turns the page for who may see the board: in its chat, or its teacher in private."""
    group = await _board_of(query, callback_data, groups, live_quiz, bot, student)
    dimension = next((one for one in DIMENSIONS if one == callback_data.wanted), DIMENSIONS[0])
    days = callback_data.days if callback_data.days in WINDOWS else 30
    found = await group_boards.board(group, dimension, days=days, subject=None, at=arrival.at)
    if callback_data.page != views.PICTURE:
        await reply.show(views.board(found, t, page=callback_data.page))
        return
    await reply.acknowledge()
    is_private = query.message is None or query.message.chat.type == "private"
    theme = student.settings.theme if student and is_private else "light"
    content = await pictures.draw("board", found, language=t.language, theme=theme)
    await reply.show(views.picture(found, t, content))


async def _board_of(
    query: CallbackQuery,
    tap: BoardTap,
    groups: Groups,
    live_quiz: LiveQuiz,
    bot: Bot,
    student: Student | None,
) -> Group:
    message = query.message
    if message is None or message.chat.type == "private":
        if student is None:
            raise GroupGone
        return await groups.of_teacher(student, GroupId(tap.group))
    await require_master(bot, live_quiz, student, message.chat.id, query.from_user.id)
    linked = await groups.of_chat(message.chat.id)
    if linked is None or linked.id != tap.group:
        raise GroupGone
    return linked
