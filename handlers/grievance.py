"""`/grievance`: what somebody wants put right, and the operators' answers."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.grievances import AWAITING, Grievances
from services.records import Arrival, Student
from services.students import Students
from views import grievance as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="grievance")
    made.message.register(on_grievance, Command("grievance"), InPrivate())
    made.message.register(on_text, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING))
    return made


async def on_grievance(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    grievances: Grievances,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    """`/grievance [text]`; for operators `/grievance G-00012 answer`."""
    words = (command.args or "").strip()
    if not words:
        await students.await_text(student, AWAITING, arrival)
        await reply.show(views.ask(t))
        return
    if grievances.is_answer(student, words):
        await reply.show(views.sent(t, await grievances.answer(student, words, arrival)))
        return
    await reply.show(views.raised(t, await grievances.raise_one(student, words, arrival)))


async def on_text(
    message: Message,
    student: Student,
    arrival: Arrival,
    grievances: Grievances,
    t: Translate,
    reply: Reply,
) -> None:
    """The text that was asked for."""
    found = await grievances.raise_one(student, message.text or "", arrival)
    await reply.show(views.raised(t, found))
