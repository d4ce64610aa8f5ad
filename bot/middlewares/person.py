"""Finds out who sent the update, her language, and the way back to her; drops floods."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.middlewares.throttle import Throttle
from handlers.reply import Reply
from services.students import Students
from views.translate import translator

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


#: Telegram lets twenty messages a minute into a group; what is asked beyond cannot be answered.
GROUP_PER_SECOND = 20 / 60


class Person(BaseMiddleware):
    """Puts `student`, `t` and `reply` into the handler's arguments."""

    def __init__(self, students: Students, throttle: Throttle) -> None:
        self._students = students
        self._throttle = throttle
        #: Members of one chat together: what they ask for is said there, and Telegram counts it.
        self._chats = Throttle(GROUP_PER_SECOND)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        inner = event.callback_query or event.message
        user = data.get("event_from_user")
        # Before the database is asked: an outage is told to somebody, in some language.
        data["t"] = t = translator(_guess(user))
        if isinstance(inner, CallbackQuery | Message):
            bot: Bot = data["bot"]
            data["reply"] = reply = Reply(bot, inner, data.get("errand"))
            if user is not None and not self._throttle.admits(user.id, data["arrival"].at):
                await reply.acknowledge(t.plain("error-too-fast"))
                return None
            if _is_in_group(inner) and not self._chats.admits(reply.chat_id, data["arrival"].at):
                return None
        student = None if user is None else await self._students.find(user.id)
        data["student"] = student
        if student is not None and student.language is not None:
            data["t"] = translator(student.language)
        return await handler(event, data)


def _guess(user: Any) -> str | None:
    """A newcomer's language from her client, until she chooses."""
    code = getattr(user, "language_code", None) or ""
    return "hi" if code.startswith("hi") else None


def _is_in_group(event: CallbackQuery | Message) -> bool:
    """A command in a group's chat; taps and votes are answered without a message."""
    return isinstance(event, Message) and event.chat.type != ChatType.PRIVATE
