"""A student reports a question she has answered."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.question_reports import AWAITING_NOTE, QuestionReports
from services.records import Arrival, AttemptId, Student
from views import reports as views
from views.callbacks import ReportTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="reports")
    made.callback_query.register(on_report, ReportTap.filter(F.reason == ""))
    made.callback_query.register(on_reason, ReportTap.filter(F.reason.in_(set(views.REASONS))))
    made.message.register(on_note, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING_NOTE))
    return made


async def on_report(
    _query: CallbackQuery,
    callback_data: ReportTap,
    student: Student,
    question_reports: QuestionReports,
    t: Translate,
    reply: Reply,
) -> None:
    attempt, position = callback_data.attempt, callback_data.position
    question = await question_reports.question_of(student, AttemptId(attempt), position)
    await reply.show(views.ask_reason(t, question, attempt=attempt, position=position))


async def on_reason(
    _query: CallbackQuery,
    callback_data: ReportTap,
    student: Student,
    arrival: Arrival,
    question_reports: QuestionReports,
    t: Translate,
    reply: Reply,
) -> None:
    report = await question_reports.report(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        callback_data.reason,  # type: ignore[arg-type]  # the filter lets only reasons through
        arrival,
    )
    await reply.show(views.reported(t, report))


async def on_note(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    question_reports: QuestionReports,
    t: Translate,
    reply: Reply,
) -> None:
    """Her sentence to the report."""
    is_taken = await question_reports.add_note(student, awaited, message.text or "", arrival)
    await reply.show(views.noted(t, is_taken=is_taken))
