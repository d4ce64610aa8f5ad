"""Practice sets in the private chat."""

from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate, NotReady
from handlers.reply import Reply
from services.assignments import Assignments
from services.catalogue import Catalogue
from services.practice import Practice
from services.practice_steps import QuestionShown, Step, Wish
from services.records import Arrival, AttemptId, Student
from services.students import Students
from views import assignments as assignment_views
from views import practice as views
from views.callbacks import (
    AnswerTap,
    ConfidenceTap,
    MenuTap,
    NextTap,
    PauseTap,
    SetTap,
    SubjectTap,
)
from views.screen import Screen
from views.translate import Translate


def taps() -> Router:
    """An option, and on: most updates are one of these, so this is asked first."""
    made = Router(name="set_taps")
    made.callback_query.filter(InPrivate(), ~NotReady())
    made.callback_query.register(on_answer, AnswerTap.filter())
    made.callback_query.register(on_next, NextTap.filter())
    return made


def router() -> Router:
    """Only what comes from a private chat; somebody's screen in a group is left to `open_chat`."""
    made = Router(name="practice")
    made.message.filter(InPrivate())
    made.callback_query.filter(InPrivate())
    made.message.register(on_practice, Command("practice"))
    made.message.register(on_stop, Command("stop"))
    made.callback_query.register(on_menu, MenuTap.filter(F.screen == "practice"))
    made.callback_query.register(on_subject, SubjectTap.filter())
    made.callback_query.register(on_set, SetTap.filter())
    made.callback_query.register(on_confidence, ConfidenceTap.filter())
    made.callback_query.register(on_pause, PauseTap.filter())
    return made


async def on_practice(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    assignments: Assignments,
    catalogue: Catalogue,
    t: Translate,
    reply: Reply,
) -> None:
    """`/practice` offers a mix or what is under way; `/practice TOPIC` starts at once."""
    wanted = (command.args or "").strip()
    if not wanted:
        await reply.show(await _overview(student, practice, assignments, arrival.at, t))
        return
    menu = await catalogue.topic_menu()
    topic = menu.topic(wanted)
    if topic is None:
        lead = t("topic-unknown", topic=wanted[:100])
        chooser = views.subjects(menu, t)
        await reply.show(Screen(html=lead, keyboard=chooser.keyboard))
        return
    step = await practice.start(student, Wish(source="topic", of=topic.id), arrival)
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def _overview(
    student: Student, practice: Practice, assignments: Assignments, at: datetime, t: Translate
) -> Screen:
    """What waits: a set under way, else what her teachers have set, and the rest."""
    waiting = await practice.open_attempt(student)
    if waiting is not None:
        return views.under_way(waiting, t)
    to_do = await assignments.of_member(student, at=at) if student.is_recorded else []
    screen = views.menu(t)
    return replace(screen, keyboard=(*assignment_views.to_do(t, to_do), *screen.keyboard))


async def on_menu(
    _query: CallbackQuery,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    assignments: Assignments,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(await _overview(student, practice, assignments, arrival.at, t))


async def on_subject(
    _query: CallbackQuery,
    callback_data: SubjectTap,
    catalogue: Catalogue,
    t: Translate,
    reply: Reply,
) -> None:
    menu = await catalogue.topic_menu()
    await reply.show(views.topics(menu, callback_data.index, t))


async def on_set(
    _query: CallbackQuery,
    callback_data: SetTap,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    wish = views.wish_of(callback_data)
    begin = practice.start_anew if callback_data.anew else practice.start
    step = await begin(student, wish, arrival)
    await _show(step, student, arrival, practice, t, reply)


async def _show(
    step: Step,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    """Shows a step; a question that came late starts its time late."""
    took = await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))
    if isinstance(step, QuestionShown):
        await practice.reached_late(step, arrival, seconds=took)


async def on_answer(
    _query: CallbackQuery,
    callback_data: AnswerTap,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    step = await practice.answer(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        callback_data.option,
        arrival,
    )
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_confidence(
    _query: CallbackQuery,
    callback_data: ConfidenceTap,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    """She said how sure she is: now it is judged."""
    step = await practice.answer(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        callback_data.option,
        arrival,
        confidence=callback_data.confidence,
    )
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_next(
    _query: CallbackQuery,
    callback_data: NextTap,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    step = await practice.go_on(
        student, AttemptId(callback_data.attempt), callback_data.position, arrival
    )
    if student.awaiting:
        # She went on: what she writes from now on is no sentence to her report.
        await students.await_text(student, None, arrival)
    await _show(step, student, arrival, practice, t, reply)


async def on_pause(
    _query: CallbackQuery,
    callback_data: PauseTap,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    step = await practice.pause(student, AttemptId(callback_data.attempt), arrival)
    await reply.show(views.step_screen(step, t, is_kept=student.is_recorded))


async def on_stop(
    _message: Message,
    student: Student,
    arrival: Arrival,
    practice: Practice,
    t: Translate,
    reply: Reply,
) -> None:
    finished = await practice.stop(student, arrival)
    if finished is None:
        await reply.show(Screen(html=t("nothing-to-stop")))
        return
    await reply.show(views.step_screen(finished, t, is_kept=student.is_recorded))
