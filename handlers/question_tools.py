"""What stands around a question: hints, skip, bookmark, the other language, live figures, study."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotForMinors
from services.question_tools import QuestionTools
from services.records import Arrival, AttemptId, Student
from services.study import Study
from views import practice as views
from views import study as study_views
from views.callbacks import (
    BookmarkTap,
    FiguresTap,
    HintTap,
    SkipTap,
    StudyTap,
    SwitchTap,
)
from views.translate import Translate


def router() -> Router:
    made = Router(name="question_tools")
    made.callback_query.register(on_hint, HintTap.filter())
    made.callback_query.register(on_skip, SkipTap.filter())
    made.callback_query.register(on_bookmark, BookmarkTap.filter())
    made.callback_query.register(on_switch, SwitchTap.filter())
    made.callback_query.register(on_figures, FiguresTap.filter())
    made.callback_query.register(on_study, StudyTap.filter())
    made.message.register(on_explain, Command("explain"), InPrivate())
    return made


async def on_hint(
    _query: CallbackQuery,
    callback_data: HintTap,
    student: Student,
    arrival: Arrival,
    question_tools: QuestionTools,
    t: Translate,
    reply: Reply,
) -> None:
    step = await question_tools.hint(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        callback_data.hints,
        arrival,
    )
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_skip(
    _query: CallbackQuery,
    callback_data: SkipTap,
    student: Student,
    arrival: Arrival,
    question_tools: QuestionTools,
    t: Translate,
    reply: Reply,
) -> None:
    step = await question_tools.skip(
        student, AttemptId(callback_data.attempt), callback_data.position, arrival
    )
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_bookmark(
    _query: CallbackQuery,
    callback_data: BookmarkTap,
    student: Student,
    arrival: Arrival,
    question_tools: QuestionTools,
    t: Translate,
    reply: Reply,
) -> None:
    step = await question_tools.bookmark(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        arrival,
        keeps=callback_data.keeps,
    )
    key = "bookmark-kept" if callback_data.keeps else "bookmark-dropped"
    toast = t.plain(key if student.is_recorded else "error-nothing-kept")
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded), toast=toast)


async def on_switch(
    _query: CallbackQuery,
    callback_data: SwitchTap,
    student: Student,
    arrival: Arrival,
    question_tools: QuestionTools,
    t: Translate,
    reply: Reply,
) -> None:
    """The question in the other language; the screen around it stays in hers."""
    step = await question_tools.switch_language(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        "hi" if callback_data.language == "hi" else "en",
        arrival,
    )
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_figures(
    _query: CallbackQuery,
    callback_data: FiguresTap,
    student: Student,
    question_tools: QuestionTools,
    t: Translate,
    reply: Reply,
) -> None:
    """How the set goes so far, over the screen, which stays."""
    found = await question_tools.figures(
        student, AttemptId(callback_data.attempt), callback_data.position
    )
    await reply.acknowledge(views.figures_text(found, t), alert=True)


async def on_study(
    _query: CallbackQuery,
    callback_data: StudyTap,
    student: Student,
    study: Study,
    t: Translate,
    reply: Reply,
) -> None:
    page = await study.page(student, callback_data.page)
    await reply.show(study_views.screen(page, t))


async def on_explain(
    _message: Message,
    command: CommandObject,
    student: Student,
    study: Study,
    t: Translate,
    reply: Reply,
) -> None:
    """`/explain` her newest mistake, `/explain #ID` a question that she has answered."""
    if not student.is_recorded:
        raise NotForMinors
    await reply.show(study_views.explained(await study.explain(student, command.args or ""), t))
