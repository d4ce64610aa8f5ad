"""Where she stands."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.dashboard import Dashboards
from services.errors import NotForMinors
from services.progress import ProgressReports
from services.records import Arrival, Student
from views import dashboard
from views import progress as views
from views.callbacks import MenuTap, PanelTap, ProgressTap
from views.overview import overview
from views.pictures import OF_REPORT, Figures, Pictures
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
    t: Translate,
    reply: Reply,
    command: CommandObject | None = None,
) -> None:
    """`/progress [text]`."""
    tap = ProgressTap(days=USUAL_DAYS, text=_wants_text(command))
    await on_window(_event, tap, student, arrival, progress, dashboards, t, reply)


def _wants_text(command: CommandObject | None) -> bool:
    return command is not None and "text" in (command.args or "").casefold().split()


async def on_window(
    _event: Message | CallbackQuery | None,
    callback_data: ProgressTap,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    t: Translate,
    reply: Reply,
) -> None:
    """The overview over so many days, in plain lines where she prefers them."""
    if not student.is_recorded:
        raise NotForMinors
    days = callback_data.days if callback_data.days in views.WINDOWS else USUAL_DAYS
    found = await progress.of(student, days=days, at=arrival.at)
    board = await dashboards.of(student, days=days, at=arrival.at)
    text_only = callback_data.text or student.settings.text_only
    await reply.show(overview(t, found, board, text_only=text_only))


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
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    progress: ProgressReports,
    dashboards: Dashboards,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    """`/compare [text]`: where she stands among those who began about when she did."""
    tap = PanelTap(panel="peers", days=USUAL_DAYS, text=_wants_text(command))
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
    if name not in views.PANELS:
        await on_window(
            None,
            ProgressTap(days=days, text=False),
            student,
            arrival,
            progress,
            dashboards,
            t,
            reply,
        )
        return
    in_words = wanted.text or student.settings.text_only

    async def draw(figures: Figures) -> bytes | None:
        if in_words:
            return None
        return await pictures.draw(name, figures, language=t.language, theme=student.settings.theme)

    if name in dashboard.PANELS:
        board = await dashboards.of(student, days=days, at=arrival.at)
        picture = await draw(board) if name in OF_REPORT else None
        await reply.show(views.panel(t, name, board, picture))
        return
    found = await progress.of(student, days=days, at=arrival.at)
    picture = await draw(found) if views.wants_picture(found) else None
    await reply.show(views.sums_panel(t, name, found, picture))
