"""Who may act for a group in its chat, and which group that is."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message

from services.errors import NoGroup, NotAQuizmaster, UnknownMember
from services.groups import Groups
from services.live_quiz import LiveQuiz
from services.records import Group, Student

MASTERS = {"creator", "administrator"}


async def require_master(
    bot: Bot, live_quiz: LiveQuiz, student: Student | None, chat_id: int, user_id: int
) -> None:
    """The owner of the group that the chat is linked to, or an admin of the chat."""
    if await live_quiz.may_start(student, chat_id):
        return
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramAPIError as error:
        raise NotAQuizmaster from error
    if member.status not in MASTERS:
        raise NotAQuizmaster


def named_group(owned: Sequence[Group], named: str) -> Group:
    """The teacher's group by key or title, her first where none is named; raises NoGroup, and
    UnknownMember with her groups' titles."""
    if not owned:
        raise NoGroup
    wanted = " ".join(named.casefold().split())
    for group in owned:
        if not wanted or wanted in {group.key.casefold(), group.title.casefold()}:
            return group
    raise UnknownMember(names=", ".join(group.title for group in owned))


async def group_of(
    message: Message, student: Student | None, groups: Groups, live_quiz: LiveQuiz, bot: Bot
) -> Group:
    """The chat's group for its teacher or an admin; in private, the teacher's own."""
    if message.chat.type == "private":
        mine = await groups.mine(student) if student is not None else None
        if mine is None or not mine.owned:
            raise NoGroup
        return mine.owned[0]
    assert message.from_user is not None
    await require_master(bot, live_quiz, student, message.chat.id, message.from_user.id)
    group = await groups.of_chat(message.chat.id)
    if group is None:
        raise NoGroup
    return group
