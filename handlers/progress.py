"""Where she stands."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotForMinors
from services.progress import ProgressReports
from services.records import Arrival, Student
from views import progress as views
from views.callbacks import MenuTap, ProgressTap
from views.pictures import Pictures
from views.screen import Screen
from views.translate import Translate

USUAL_DAYS = 30


def router() -> Router:
    made = Router(name="progress")
    made.message.register(on_progress, Command("progress"), InPrivate())
    made.callback_query.register(on_progress, MenuTap.filter(F.screen == "progress"))
    made.callback_query.register(on_window, ProgressTap.filter())
    return made


async def on_progress(
    _event: Message | CallbackQuery,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(await _screen(student, USUAL_DAYS, arrival, progress, pictures, t))


async def on_window(
    _query: CallbackQuery,
    callback_data: ProgressTap,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    days = callback_data.days if callback_data.days in views.WINDOWS else USUAL_DAYS
    if callback_data.text:
        found = await progress.of(student, days=days, at=arrival.at)
        await reply.show(views.in_words(t, found))
        return
    await reply.show(await _screen(student, days, arrival, progress, pictures, t))


async def _screen(
    student: Student,
    days: int,
    arrival: Arrival,
    progress: ProgressReports,
    pictures: Pictures,
    t: Translate,
) -> Screen:
    """Figures with their picture, or in words where she prefers that or there is too little."""
    if not student.is_recorded:
        raise NotForMinors
    found = await progress.of(student, days=days, at=arrival.at)
    if student.settings.text_only and views.wants_picture(found):
        return views.in_words(t, found)
    picture = None
    if views.wants_picture(found):
        picture = await pictures.draw(
            "trend", found, language=t.language, theme=student.settings.theme
        )
    return views.screen(t, found, picture)
