"""`/coach`: feedback on the last month, and readiness in words."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.coaching import Coaching
from services.errors import NotForMinors
from services.records import Arrival, Student
from views import coach as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="coach")
    made.message.register(on_coach, Command("coach"), InPrivate())
    return made


async def on_coach(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    coaching: Coaching,
    t: Translate,
    reply: Reply,
) -> None:
    """`/coach [text]`."""
    if not student.is_recorded:
        raise NotForMinors
    found = await coaching.of(student, at=arrival.at)
    text_only = student.settings.text_only or "text" in (command.args or "").casefold().split()
    await reply.show(views.advice(t, found, text_only=text_only))
