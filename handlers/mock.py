"""Mock tests: /mock, the paper under its clock, the result and the solutions."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.mock_review import MockReview
from services.mock_steps import FILTERS
from services.mocks import Mocks
from services.records import Arrival, AttemptId, Student
from services.students import Students
from views import mock as views
from views import mock_result as result_views
from views.callbacks import (
    HandInTap,
    MockAnswerTap,
    MockExamTap,
    MockGoTap,
    MockJumpTap,
    MockOfferTap,
    MockResultTap,
    MockTap,
    PaletteTap,
    SolutionTap,
)
from views.pictures import Pictures
from views.translate import Translate


def router() -> Router:
    made = Router(name="mock")
    made.message.register(on_mock, Command("mock"), InPrivate())
    made.callback_query.register(on_exam, MockExamTap.filter())
    made.callback_query.register(on_offer, MockOfferTap.filter())
    made.callback_query.register(on_answer, MockAnswerTap.filter())
    made.callback_query.register(on_go, MockGoTap.filter())
    made.callback_query.register(on_go, MockJumpTap.filter())
    made.callback_query.register(on_tool, MockTap.filter())
    made.callback_query.register(on_palette, PaletteTap.filter())
    made.callback_query.register(on_hand_in, HandInTap.filter())
    made.callback_query.register(on_result, MockResultTap.filter())
    made.callback_query.register(on_solution, SolutionTap.filter())
    return made


async def on_mock(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    """`/mock` offers her exam's papers, `/mock EXAM` another's."""
    await _offer(student, (command.args or "").strip(), arrival, mocks, students, t, reply)


async def on_exam(
    _query: CallbackQuery,
    callback_data: MockExamTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    if not callback_data.exam:
        await reply.show(views.exams(t, students.exams()))
        return
    await _offer(student, callback_data.exam, arrival, mocks, students, t, reply)


async def _offer(
    student: Student,
    exam: str,
    arrival: Arrival,
    mocks: Mocks,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    found = await mocks.offers(student, exam or None, at=arrival.at)
    if found.exam is None:
        await reply.show(views.exams(t, students.exams()))
        return
    await reply.show(views.offers(found, t))


async def on_offer(
    _query: CallbackQuery,
    callback_data: MockOfferTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    """The rules first; the clock starts with a tap of its own."""
    place = (callback_data.exam, callback_data.paper, callback_data.section)
    if not callback_data.begins:
        await reply.show(views.intro(await mocks.intro(*place), t))
        return
    step = await mocks.start(student, *place, arrival)
    await reply.show(views.step_screen(step, t))


async def on_answer(
    _query: CallbackQuery,
    callback_data: MockAnswerTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    step = await mocks.choose(
        student,
        AttemptId(callback_data.attempt),
        callback_data.position,
        callback_data.option,
        arrival,
    )
    await reply.show(views.step_screen(step, t))


async def on_go(
    _query: CallbackQuery,
    callback_data: MockGoTap | MockJumpTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    step = await mocks.show(
        student, AttemptId(callback_data.attempt), callback_data.position, arrival
    )
    await reply.show(views.step_screen(step, t))


async def on_tool(
    _query: CallbackQuery,
    callback_data: MockTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    place = (student, AttemptId(callback_data.attempt), callback_data.position)
    match callback_data.action:
        case "clear":
            step = await mocks.choose(*place, None, arrival)
        case "mark" | "unmark" as action:
            step = await mocks.mark(*place, arrival, is_marked=action == "mark")
        case language:
            step = await mocks.switch_language(*place, "hi" if language == "hi" else "en", arrival)
    await reply.show(views.step_screen(step, t))


async def on_palette(
    _query: CallbackQuery,
    callback_data: PaletteTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    step = await mocks.palette(
        student, AttemptId(callback_data.attempt), callback_data.page, arrival
    )
    await reply.show(views.step_screen(step, t))


async def on_hand_in(
    _query: CallbackQuery,
    callback_data: HandInTap,
    student: Student,
    arrival: Arrival,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    act = mocks.hand_in if callback_data.sure else mocks.ask_submit
    step = await act(student, AttemptId(callback_data.attempt), arrival)
    await reply.show(views.step_screen(step, t))


async def on_result(
    _query: CallbackQuery,
    callback_data: MockResultTap,
    student: Student,
    mock_review: MockReview,
    pictures: Pictures,
    t: Translate,
    reply: Reply,
) -> None:
    """The result in place, or a card as a message of its own, to forward."""
    found = await mock_review.result(student, AttemptId(callback_data.attempt))
    if callback_data.is_card:
        await reply.acknowledge()
        picture = None
        if not student.settings.text_only:
            picture = await pictures.draw(
                "result",
                result_views.figures(found),
                language=t.language,
                theme=student.settings.theme,
            )
        await reply.send(result_views.card(found, t, picture))
        return
    await reply.show(result_views.result(found, t))


async def on_solution(
    _query: CallbackQuery,
    callback_data: SolutionTap,
    student: Student,
    mock_review: MockReview,
    t: Translate,
    reply: Reply,
) -> None:
    wanted = next((one for one in FILTERS if one == callback_data.wanted), FILTERS[0])
    found = await mock_review.solution(
        student, AttemptId(callback_data.attempt), wanted, callback_data.index
    )
    await reply.show(result_views.solution(found, t))
