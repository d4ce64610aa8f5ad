"""Notes which screens are used, for adults who switched that on, after the reply went out."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from services.errors import StudentChanged, Unwilling
from services.records import Student
from services.usage import Usage

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Activity(BaseMiddleware):
    def __init__(self, usage: Usage) -> None:
        self._usage = usage

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        student: Student | None = data.get("student")
        if student is None or not (student.is_profiled and student.settings.usage_statistics):
            return await handler(event, data)
        error_key: str | None = None
        try:
            return await handler(event, data)
        except Unwilling as error:
            error_key = error.key
            raise
        except StudentChanged:
            # It is handled again, with her as she is now.
            student = None
            raise
        finally:
            if student is not None:
                await self._note(student, data, error_key)

    async def _note(self, student: Student, data: dict[str, Any], error_key: str | None) -> None:
        callback = data["handler"].callback
        await self._usage.note(
            student,
            at=data["arrival"].at,
            screen=callback.__name__,
            feature=callback.__module__.rsplit(".", 1)[-1],
            error_key=error_key,
            client_language=getattr(data.get("event_from_user"), "language_code", None),
        )
