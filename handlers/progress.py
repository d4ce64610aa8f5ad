"""Where she stands."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.dashboard import Dashboards
from services.errors import NotForMinors
from services.progress import ProgressReports
from services.records import Arrival, Student
from views import progress as views
from views.callbacks import MenuTap, PanelTap, ProgressTap
from views.pictures import OF_REPORT, Figures, Pictures
from views.screen import Screen
from views.translate import Translate

USUAL_DAYS = 30


def router() -> Router:
    made = Router(name="progress")
    made.message.register(on_progress, Command("progress"), InPrivate())
    made.message.register(on_compare, Command("compare"), InPrivate())
    made.callback_query.register(on_progress, MenuTap.filter(F.screen == "progress"))
    made.callback_query.register(on_window, ProgressTap.filter())
    made.callback_query.register(on_panel, PanelTap.filter())
    return made


async def on_progress(
    _event: Message | CallbackQuery,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(await _screen(student, USUAL_DAYS, arrival, progress, dashboards, pictures, t))


async def on_window(
    _query: CallbackQuery,
    callback_data: ProgressTap,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    days = callback_data.days if callback_data.days in views.WINDOWS else USUAL_DAYS
    if callback_data.text:
        found = await progress.of(student, days=days, at=arrival.at)
        board = await dashboards.of(student, days=days, at=arrival.at)
        await reply.show(views.in_words(t, found, board))
        return
    await reply.show(await _screen(student, days, arrival, progress, dashboards, pictures, t))


async def _screen(
    student: Student,
    days: int,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
) -> Screen:
    """Figures with their picture, or in words where she prefers that or there is too little."""
    if not student.is_recorded:
        raise NotForMinors
    found = await progress.of(student, days=days, at=arrival.at)
    if not views.wants_picture(found):
        return views.screen(t, found, None)
    board = await dashboards.of(student, days=days, at=arrival.at)
    if student.settings.text_only:
        return views.in_words(t, found, board)
    picture = await pictures.draw("trend", found, language=t.language, theme=student.settings.theme)
    return views.screen(t, found, picture, board)


async def on_panel(
    _query: CallbackQuery,
    callback_data: PanelTap,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    """Another panel, or another window of it."""
    await _show_panel(callback_data, student, arrival, progress, dashboards, pictures, t, reply)


async def on_compare(
    _message: Message,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    """Where she stands among those who began about when she did."""
    tap = PanelTap(panel="peers", days=USUAL_DAYS, text=False)
    await _show_panel(tap, student, arrival, progress, dashboards, pictures, t, reply)


async def _show_panel(
    wanted: PanelTap,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    if not student.is_recorded:
        raise NotForMinors
    days = wanted.days if wanted.days in views.WINDOWS else USUAL_DAYS
    name = wanted.panel
    if name not in views.PANELS or name == "trend":
        await reply.show(await _screen(student, days, arrival, progress, dashboards, pictures, t))
        return
    in_words = wanted.text or student.settings.text_only

    async def draw(figures: Figures) -> bytes | None:
        if in_words:
            return None
        return await pictures.draw(name, figures, language=t.language, theme=student.settings.theme)

    if name in OF_REPORT:
        board = await dashboards.of(student, days=days, at=arrival.at)
        await reply.show(views.panel(t, name, board, await draw(board)))
        return
    found = await progress.of(student, days=days, at=arrival.at)
    await reply.show(views.sums_panel(t, name, found, await draw(found)))
