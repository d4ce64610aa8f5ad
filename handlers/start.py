"""The first run, the language, the exam."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate, NotReady
from handlers.groups import JOIN
from handlers.reply import Reply
from services.errors import NotForMinors, OnlyForAdults
from services.exam_patterns import ExamCard, ExamPatterns
from services.groups import Groups
from services.practice import Practice
from services.practice_steps import Wish
from services.records import Arrival, Student
from services.students import FirstStep, Students, first_step
from views import groups as group_views
from views import settings as settings_views
from views import start as views
from views.callbacks import AgeTap, ConsentTap, ExamTap, LanguageTap, MenuTap
from views.practice import step_screen
from views.translate import Translate, translator

TEACH = "t_"
AWAITING_JOIN, AWAITING_TEACH = "join:", "teach:"
#: Ten questions that say most about her.
FIRST_SET = Wish(source="diagnostic")


def router() -> Router:
    made = Router(name="start")
    made.message.register(on_start, CommandStart(), InPrivate())
    made.callback_query.register(on_language, LanguageTap.filter())
    made.callback_query.register(on_age, AgeTap.filter())
    made.callback_query.register(on_consent, ConsentTap.filter())
    made.callback_query.register(on_exam, ExamTap.filter())
    made.message.register(on_not_ready, InPrivate(), NotReady())
    made.callback_query.register(on_not_ready, InPrivate(), NotReady())
    made.message.register(on_language_command, Command("language"), InPrivate())
    made.callback_query.register(on_language_menu, MenuTap.filter(F.screen == "language"))
    made.callback_query.register(on_exam_menu, MenuTap.filter(F.screen == "exam"))
    return made


async def on_start(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
) -> None:
    assert message.from_user is not None
    student = await students.meet(message.from_user.id, arrival)
    code = (command.args or "").strip()
    if code.startswith(JOIN):
        student = await students.await_text(
            student, AWAITING_JOIN + code.removeprefix(JOIN), arrival
        )
    if code.startswith(TEACH):
        student = await students.await_text(
            student, AWAITING_TEACH + code.removeprefix(TEACH), arrival
        )
    await show_step(
        student, message.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )


async def show_step(
    student: Student,
    first_name: str,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
    arrival: Arrival,
) -> None:
    """The next first-run question; then the invitation she came by, or a welcome."""
    t = translator(student.language)
    step = first_step(student)
    if step == "ready" and (student.awaiting or "").startswith(AWAITING_JOIN):
        code = (student.awaiting or "").removeprefix(AWAITING_JOIN)
        await students.await_text(student, None, arrival)
        if not groups.may_join(student):
            raise NotForMinors
        group = await groups.by_code(student, code)
        school = groups.institution if student.is_minor and not student.is_recorded else None
        await reply.show(group_views.notice(t, group, code, school=school))
        return
    if step == "ready" and (student.awaiting or "").startswith(AWAITING_TEACH):
        code = (student.awaiting or "").removeprefix(AWAITING_TEACH)
        await students.await_text(student, None, arrival)
        if not student.is_recorded:
            raise NotForMinors
        if student.is_minor:
            raise OnlyForAdults
        await reply.show(
            group_views.teaches_now(t, await groups.become_teacher(student, code, arrival))
        )
        return
    await reply.show(
        views.first_run(
            step,
            t,
            name=student.shown_name if student.is_recorded else first_name,
            exams=students.exams(),
            card=await _card(student, step, exam_patterns),
            is_recorded=student.is_recorded,
            is_minor=student.is_minor,
        )
    )


async def _card(student: Student, step: FirstStep, exam_patterns: ExamPatterns) -> ExamCard | None:
    """Her exam's card for the welcome."""
    if step != "ready" or student.settings.exam is None:
        return None
    return await exam_patterns.card(student, student.settings.exam)


async def _known(
    query: CallbackQuery, student: Student | None, students: Students, arrival: Arrival
) -> Student:
    """A tap on an old first-run button may come from somebody who was forgotten since."""
    return student or await students.meet(query.from_user.id, arrival)


async def on_language(
    query: CallbackQuery,
    callback_data: LanguageTap,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
    student: Student | None = None,
) -> None:
    known = await _known(query, student, students, arrival)
    was_ready = first_step(known) == "ready"
    chosen = await students.choose_language(
        known, "hi" if callback_data.language == "hi" else "en", arrival
    )
    if was_ready:
        t = translator(chosen.language)
        table = settings_views.table(
            t, chosen, students.exam_of(chosen), hidden=students.hidden_settings(chosen)
        )
        await reply.show(table, toast=t.plain("language-changed"))
        return
    await show_step(
        chosen, query.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )


async def on_age(
    query: CallbackQuery,
    callback_data: AgeTap,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
    student: Student | None = None,
) -> None:
    known = await _known(query, student, students, arrival)
    band = "minor" if callback_data.band == "minor" else "adult"
    told = await students.say_age(known, band, arrival)  # type: ignore[arg-type]
    await show_step(
        told, query.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )


async def on_consent(
    query: CallbackQuery,
    callback_data: ConsentTap,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
    student: Student | None = None,
) -> None:
    known = await _known(query, student, students, arrival)
    if known.keeps_answers is None:
        known = await students.decide_keeping(
            known,
            agrees=callback_data.agrees,
            first_name=query.from_user.first_name,
            arrival=arrival,
        )
    await show_step(
        known, query.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )


async def on_exam(
    query: CallbackQuery,
    callback_data: ExamTap,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    practice: Practice,
    reply: Reply,
    student: Student | None = None,
) -> None:
    known = await _known(query, student, students, arrival)
    if first_step(known) not in {"exam", "ready"}:
        await show_step(
            known, query.from_user.first_name, students, groups, exam_patterns, reply, arrival
        )
        return
    was_ready = known.is_onboarded
    exam = None if callback_data.exam == "none" else callback_data.exam
    chosen = await students.choose_exam(known, exam, arrival, first_name=query.from_user.first_name)
    if was_ready:
        t = translator(chosen.language)
        await reply.show(settings_views.table(t, chosen, students.exam_of(chosen)))
        return
    await show_step(
        chosen, query.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )
    if not (chosen.awaiting or "").startswith(AWAITING_JOIN):
        await _first_questions(chosen, practice, arrival, reply)


async def _first_questions(
    student: Student, practice: Practice, arrival: Arrival, reply: Reply
) -> None:
    """Straight on to the first question: every tap before it loses somebody."""
    # The tap is noted already; that a set is under way keeps a second one from starting.
    step = await practice.start(student, FIRST_SET, Arrival(arrival.at))
    await reply.send(step_screen(step, translator(student.language)))


async def on_not_ready(
    event: Message | CallbackQuery,
    arrival: Arrival,
    students: Students,
    groups: Groups,
    exam_patterns: ExamPatterns,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """Whatever she sent: first things first."""
    assert event.from_user is not None
    known = student or await students.meet(event.from_user.id, arrival)
    await show_step(
        known, event.from_user.first_name, students, groups, exam_patterns, reply, arrival
    )


async def on_language_command(_message: Message, t: Translate, reply: Reply) -> None:
    await reply.show(settings_views.language(t))


async def on_language_menu(_query: CallbackQuery, t: Translate, reply: Reply) -> None:
    await reply.show(settings_views.language(t))


async def on_exam_menu(
    _query: CallbackQuery, t: Translate, students: Students, reply: Reply
) -> None:
    await reply.show(views.exam(t, students.exams()))
