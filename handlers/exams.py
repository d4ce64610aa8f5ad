"""The exam's card, and what admins confirm of it."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.exam_patterns import AWAITING_TARGET, ExamPatterns
from services.records import Arrival, Student
from services.students import Students
from views import exams as views
from views.callbacks import ExamCardTap, MenuTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="exams")
    made.message.register(on_exam, Command("exam"), InPrivate())
    made.callback_query.register(on_exam, MenuTap.filter(F.screen == "exam_card"))
    made.callback_query.register(on_list, ExamCardTap.filter(F.action == "list"))
    made.callback_query.register(on_card, ExamCardTap.filter(F.action == "show"))
    made.callback_query.register(
        on_confirm, ExamCardTap.filter(F.action.in_({"confirm", "unconfirm"}))
    )
    made.callback_query.register(on_target, ExamCardTap.filter(F.action == "target"))
    made.message.register(
        on_target_text, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING_TARGET)
    )
    return made


async def on_exam(
    _event: Message | CallbackQuery,
    student: Student,
    exam_patterns: ExamPatterns,
    t: Translate,
    reply: Reply,
) -> None:
    """`/exam`: hers, or the list while she has chosen none."""
    if student.settings.exam is None:
        await reply.show(views.chooser(t, exam_patterns.exams))
        return
    card = await exam_patterns.card(student, student.settings.exam)
    await reply.show(views.card(t, card))


async def on_list(
    _query: CallbackQuery, exam_patterns: ExamPatterns, t: Translate, reply: Reply
) -> None:
    await reply.show(views.chooser(t, exam_patterns.exams))


async def on_card(
    _query: CallbackQuery,
    callback_data: ExamCardTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    exam_patterns: ExamPatterns,
    t: Translate,
    reply: Reply,
) -> None:
    if student.awaiting:
        await students.await_text(student, None, arrival)
    await reply.show(views.card(t, await exam_patterns.card(student, callback_data.exam)))


async def on_confirm(
    _query: CallbackQuery,
    callback_data: ExamCardTap,
    student: Student,
    arrival: Arrival,
    exam_patterns: ExamPatterns,
    t: Translate,
    reply: Reply,
) -> None:
    card = await exam_patterns.confirm(
        student, callback_data.exam, arrival, confirmed=callback_data.action == "confirm"
    )
    await reply.show(views.card(t, card))


async def on_target(
    _query: CallbackQuery,
    callback_data: ExamCardTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    exam_patterns: ExamPatterns,
    t: Translate,
    reply: Reply,
) -> None:
    """Her next message will be the target."""
    card = await exam_patterns.card(student, callback_data.exam)
    await students.await_text(student, AWAITING_TARGET + card.exam.id, arrival)
    await reply.show(views.ask_target(t, card))


async def on_target_text(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    exam_patterns: ExamPatterns,
    t: Translate,
    reply: Reply,
) -> None:
    card = await exam_patterns.set_target(student, awaited, message.text or "", arrival)
    await reply.show(views.card(t, card))
