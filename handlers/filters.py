"""Conditions that route an update."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from services.records import Student
from services.students import first_step


class InPrivate(Filter):
    """In the private chat with the bot."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event.message if isinstance(event, CallbackQuery) else event
        return message is not None and message.chat.type == ChatType.PRIVATE


class NotReady(Filter):
    """Somebody new, or in the middle of the first run."""

    async def __call__(
        self, event: Message | CallbackQuery, student: Student | None = None
    ) -> bool:
        return student is None or first_step(student) != "ready"


class Awaited(Filter):
    """The text that was asked for: `student.awaiting` begins with this."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    async def __call__(
        self, event: Message, student: Student | None = None
    ) -> bool | dict[str, str]:
        awaiting = student.awaiting if student else None
        if not awaiting or not awaiting.startswith(self._prefix) or not event.text:
            return False
        return {"awaited": awaiting.removeprefix(self._prefix)}


class AwaitedFile(Filter):
    """The file that was asked for: `student.awaiting` begins with this."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    async def __call__(
        self, event: Message, student: Student | None = None
    ) -> bool | dict[str, str]:
        awaiting = student.awaiting if student else None
        if not awaiting or not awaiting.startswith(self._prefix) or event.document is None:
            return False
        return {"awaited": awaiting.removeprefix(self._prefix)}
