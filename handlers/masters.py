"""Who may act for a group in its chat."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from services.errors import NotAQuizmaster
from services.live_quiz import LiveQuiz
from services.records import Student

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
