"""Finds out who sent the update, her language, and the way back to her; drops floods."""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.middlewares.remembered import Remembered
from bot.middlewares.throttle import Throttle
from handlers.reply import Reply
from services.errors import StudentChanged
from services.records import Student
from services.students import Students, first_step
from views.callbacks import AnswerTap, NextTap
from views.translate import translator

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


#: Telegram lets twenty messages a minute into a group; what is asked beyond cannot be answered.
GROUP_PER_SECOND = 20 / 60


#: An option, or on to the next question.
IN_A_SET = re.compile(rf"(?:{AnswerTap.__prefix__}|{NextTap.__prefix__}):\d")
#: She may change at every look; so often in a row she does not.
TRIES = 3


class Person(BaseMiddleware):
    """Puts `student`, `t` and `reply` into the handler's arguments."""

    def __init__(self, students: Students, throttle: Throttle) -> None:
        self._students = students
        self._throttle = throttle
        self._remembered = Remembered()
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
        if user is None:
            data["student"] = None
            return await handler(event, data)
        if _finds_out(inner):
            student = self._remembered.of(user.id, at=data["arrival"].at)
            if student is not None:
                with suppress(StudentChanged):
                    return await handler(event, _known(data, student))
        for _ in range(TRIES - 1):
            with suppress(StudentChanged):
                return await handler(event, _known(data, await self._found(user.id)))
        return await handler(event, _known(data, await self._found(user.id)))

    async def _found(self, telegram_id: int) -> Student | None:
        student = await self._students.find(telegram_id)
        # Who is in the middle of the first run is asked its next question by whoever finds her so.
        is_ready = student is not None and first_step(student) == "ready"
        self._remembered.note(telegram_id, student if is_ready else None)
        return student


def _known(data: dict[str, Any], student: Student | None) -> dict[str, Any]:
    """What a handler is given of her: who she is, and her language."""
    data["student"] = student
    if student is not None and student.language is not None:
        data["t"] = translator(student.language)
    return data


def _finds_out(event: Message | CallbackQuery | None) -> bool:
    """Whether it is a tap whose service sees under a lock if she is as she was remembered.

    A set is mostly these: a read less for each.
    """
    if not isinstance(event, CallbackQuery) or event.message is None:
        return False
    is_private = event.message.chat.type == ChatType.PRIVATE
    return is_private and IN_A_SET.match(event.data or "") is not None


def _guess(user: Any) -> str | None:
    """A newcomer's language from her client, until she chooses."""
    code = getattr(user, "language_code", None) or ""
    return "hi" if code.startswith("hi") else None


def _is_in_group(event: CallbackQuery | Message) -> bool:
    """A command in a group's chat; taps and votes are answered without a message."""
    return isinstance(event, Message) and event.chat.type != ChatType.PRIVATE
