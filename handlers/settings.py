"""The settings table and erasure."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.records import Arrival, Student
from services.setting_lines import BY_NAME
from services.students import Students
from views import settings as views
from views.callbacks import ChoiceTap, ForgetTap, MenuTap, SettingTap
from views.screen import Screen
from views.translate import Translate

AWAITING_SETTING = "setting:"
#: Lines whose own screen stays open after a tap.
STAYING = frozenset({"study_minutes"})


def router() -> Router:
    made = Router(name="settings")
    made.message.register(on_settings, Command("settings"), InPrivate())
    made.callback_query.register(on_settings, MenuTap.filter(F.screen == "settings"))
    made.callback_query.register(on_line, SettingTap.filter(F.name.in_(BY_NAME)))
    made.callback_query.register(on_choice, ChoiceTap.filter(F.name.in_(BY_NAME)))
    made.message.register(on_forget, Command("forgetme"), InPrivate())
    made.callback_query.register(on_forget, MenuTap.filter(F.screen == "forget"))
    made.callback_query.register(on_forget_tap, ForgetTap.filter())
    made.message.register(on_text, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING_SETTING))
    return made


async def on_settings(
    _event: Message | CallbackQuery,
    student: Student,
    arrival: Arrival,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    if student.awaiting:
        await students.await_text(student, None, arrival)
    await reply.show(_table(t, student, students))


def _table(t: Translate, student: Student, students: Students) -> Screen:
    return views.table(
        t, student, students.exam_of(student), hidden=students.hidden_settings(student)
    )


async def on_line(
    _query: CallbackQuery,
    callback_data: SettingTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    """Opens a line; where a text is taken, her next message will be it."""
    takes_text = BY_NAME[callback_data.name].example is not None
    awaited = AWAITING_SETTING + callback_data.name if takes_text else None
    if student.awaiting != awaited:
        student = await students.await_text(student, awaited, arrival)
    await reply.show(views.line(t, student, callback_data.name, students.exam_of(student)))


async def on_choice(
    _query: CallbackQuery,
    callback_data: ChoiceTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    chosen = BY_NAME[callback_data.name].apply(student.settings, callback_data.value)
    student = await students.change_settings(student, chosen, arrival)
    exam = students.exam_of(student)
    if callback_data.name in STAYING:
        await reply.show(views.line(t, student, callback_data.name, exam))
        return
    await reply.show(_table(t, student, students), toast=t.plain("setting-changed"))


async def on_text(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    """The text that a line asked for."""
    chosen = BY_NAME[awaited].apply(student.settings, message.text or "")
    student = await students.change_settings(student, chosen, arrival)
    student = await students.await_text(student, None, arrival)
    await reply.show(_table(t, student, students))


async def on_forget(_event: Message | CallbackQuery, t: Translate, reply: Reply) -> None:
    await reply.show(views.forget(t))


async def on_forget_tap(
    _query: CallbackQuery,
    callback_data: ForgetTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    if callback_data.sure:
        await students.forget(student, arrival)
    await reply.show(views.forgotten(t, erased=callback_data.sure))
