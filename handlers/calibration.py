"""`/calibration`: what the forecasts were worth, for admins."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.forecasts import Forecasts
from services.records import Arrival, Student
from views import calibration as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="calibration")
    made.message.register(on_calibration, Command("calibration"), InPrivate())
    return made


async def on_calibration(
    _message: Message,
    student: Student,
    arrival: Arrival,
    forecasts: Forecasts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await forecasts.calibration(student, at=arrival.at)
    await reply.show(views.calibration(t, found))
