"""Drafted explanations and hints: read by an admin, kept or thrown away."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.reply import Reply
from services.drafts import Drafts
from services.question_review import QuestionReview
from services.records import Arrival, Student
from views import drafts as views
from views import review as review_views
from views.callbacks import DraftTap, ReviewTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="drafts")
    made.callback_query.register(on_next, ReviewTap.filter(F.action == "next_drafted"))
    made.callback_query.register(on_decision, DraftTap.filter())
    return made


async def on_next(
    _query: CallbackQuery,
    student: Student,
    drafts: Drafts,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    await _show_next(student, drafts, question_review, t, reply)


async def on_decision(
    _query: CallbackQuery,
    callback_data: DraftTap,
    student: Student,
    arrival: Arrival,
    drafts: Drafts,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    """Keeps or throws away, and shows the next one."""
    await drafts.decide(student, callback_data.draft, arrival, is_good=callback_data.is_good)
    await _show_next(student, drafts, question_review, t, reply)


async def _show_next(
    student: Student,
    drafts: Drafts,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    found = await drafts.next_waiting(student)
    if found is None:
        await reply.show(review_views.desk(t, await question_review.counts(student)))
        return
    await reply.show(views.card(t, found))
