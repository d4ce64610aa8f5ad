"""The admins' desk in chat: queues, decisions, rewording."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.errors import QuestionGone
from services.item_analysis import ItemAnalysis
from services.question_review import QuestionReview, ReviewCard
from services.records import Arrival, QuestionId, Student
from services.students import Students
from views import review as views
from views.callbacks import ReviewTap
from views.screen import Screen
from views.translate import Translate

AWAITING_WORDS = "words:"
QUEUES = frozenset({"next_reported", "next_flagged", "next_waiting"})
DECISIONS = frozenset({"decline", "key", "both", "drop", "accept", "refuse"})
QUESTIONS = frozenset({"ask_key", "ask_both", "ask_drop", "ask_edit"})


def router() -> Router:
    made = Router(name="review")
    made.message.register(on_questions, Command("questions"), InPrivate())
    made.callback_query.register(on_desk, ReviewTap.filter(F.action == "desk"))
    made.callback_query.register(on_queue, ReviewTap.filter(F.action.in_(QUEUES)))
    made.callback_query.register(on_show, ReviewTap.filter(F.action == "show"))
    made.callback_query.register(on_ask, ReviewTap.filter(F.action.in_(QUESTIONS)))
    made.callback_query.register(on_decision, ReviewTap.filter(F.action.in_(DECISIONS)))
    made.callback_query.register(on_edit, ReviewTap.filter(F.action == "edit"))
    made.message.register(on_words, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING_WORDS))
    return made


async def on_questions(
    _message: Message,
    command: CommandObject,
    student: Student,
    question_review: QuestionReview,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    """`/questions` shows what waits, `/questions #ID` one question."""
    wanted = (command.args or "").strip()
    if not wanted:
        await reply.show(views.desk(t, await question_review.counts(student)))
        return
    card = await question_review.card_of_key(student, wanted)
    await reply.show(await _card(card, item_analysis, t))


async def on_desk(
    _query: CallbackQuery,
    student: Student,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(views.desk(t, await question_review.counts(student)))


async def on_queue(
    _query: CallbackQuery,
    callback_data: ReviewTap,
    student: Student,
    question_review: QuestionReview,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    """The next question of a queue; the desk once it is empty."""
    take = {
        "next_reported": question_review.next_reported,
        "next_flagged": question_review.next_flagged,
        "next_waiting": question_review.next_waiting,
    }[callback_data.action]
    card = await take(student)
    if card is None:
        await reply.show(views.desk(t, await question_review.counts(student)))
        return
    await reply.show(await _card(card, item_analysis, t))


async def on_show(
    _query: CallbackQuery,
    callback_data: ReviewTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    question_review: QuestionReview,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    if student.awaiting:
        await students.await_text(student, None, arrival)
    card = await question_review.card(student, QuestionId(callback_data.question))
    await reply.show(await _card(card, item_analysis, t))


async def on_ask(
    _query: CallbackQuery,
    callback_data: ReviewTap,
    student: Student,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    """Asks which option, which field, or whether she is sure."""
    card = await question_review.card(student, QuestionId(callback_data.question))
    match callback_data.action:
        case "ask_drop":
            screen = views.ask_drop(t, card)
        case "ask_edit":
            screen = views.ask_field(t, card)
        case action:
            screen = views.ask_letter(t, card, action.removeprefix("ask_"))
    await reply.show(screen)


async def on_decision(
    _query: CallbackQuery,
    callback_data: ReviewTap,
    student: Student,
    arrival: Arrival,
    question_review: QuestionReview,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    question, letters = QuestionId(callback_data.question), callback_data.letters
    match callback_data.action:
        case "accept" | "refuse" as action:
            accepted = action == "accept"
            card = await question_review.accept(student, question, arrival, accepted=accepted)
        case "decline":
            card = await question_review.decline_reports(student, question, arrival)
        case "key":
            card = await question_review.correct(student, question, "new_key", letters, arrival)
        case "both":
            card = await question_review.correct(student, question, "accept_both", letters, arrival)
        case _:
            card = await question_review.correct(student, question, "drop", "", arrival)
    is_new_key = callback_data.action in {"key", "both"}
    lead = t("review-done-key" if is_new_key else "review-done")
    await reply.show(await _card(card, item_analysis, t, lead=lead))


async def on_edit(
    _query: CallbackQuery,
    callback_data: ReviewTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    question_review: QuestionReview,
    t: Translate,
    reply: Reply,
) -> None:
    """Her next message will be the new words."""
    card = await question_review.card(student, QuestionId(callback_data.question))
    field, _, language = callback_data.letters.partition(".")
    screen = views.ask_words(t, card, field, language)
    awaited = f"{AWAITING_WORDS}{callback_data.question}:{field}:{language}"
    await students.await_text(student, awaited, arrival)
    await reply.show(screen)


async def on_words(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    question_review: QuestionReview,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    question, _, place = awaited.partition(":")
    field, _, language = place.partition(":")
    if not question.isdecimal():
        raise QuestionGone
    card = await question_review.edit(
        student,
        QuestionId(int(question)),
        field,  # type: ignore[arg-type]  # we put it there ourselves
        "hi" if language == "hi" else "en",
        message.text or "",
        arrival,
    )
    await reply.show(await _card(card, item_analysis, t, lead=t("review-done")))


async def _card(
    card: ReviewCard, item_analysis: ItemAnalysis, t: Translate, *, lead: str = ""
) -> Screen:
    statistics = await item_analysis.of_question(card.question.id)
    return views.card(t, card, statistics, lead=lead)
