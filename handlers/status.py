"""`/status`: how the bot does, for admins."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.operation import Operation
from services.records import Arrival, Student
from views import status as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="status")
    made.message.register(on_status, Command("status"), InPrivate())
    return made


async def on_status(
    _message: Message,
    student: Student,
    arrival: Arrival,
    operation: Operation,
    t: Translate,
    reply: Reply,
) -> None:
    found = await operation.status(student, at=arrival.at)
    await reply.show(views.status(t, found))
