"""`/assign`: work set to a group by its teacher in private, and done by its members."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.assignment_making import AssignmentMaking, Wanted
from services.assignments import Assignments
from services.catalogue import Catalogue
from services.errors import NoGroup, UnknownTopic
from services.groups import Groups
from services.mocks import Mocks
from services.practice import Practice
from services.practice_steps import QuestionShown, Wish
from services.records import Arrival, GroupId, Student, TopicId
from views import assignments as views
from views import mock as mock_views
from views import practice as practice_views
from views.callbacks import AssignTap, WorkTap
from views.translate import Translate

KINDS = ("topic", "weak", "mixed", "paper", "own")


def router() -> Router:
    made = Router(name="assignments")
    made.message.register(on_assign, Command("assign"), InPrivate())
    made.callback_query.register(on_list, AssignTap.filter(F.action == "list"))
    made.callback_query.register(on_group, AssignTap.filter(F.action == "group"))
    made.callback_query.register(on_when, AssignTap.filter(F.action == "when"))
    made.callback_query.register(on_go, AssignTap.filter(F.action == "go"))
    made.callback_query.register(on_board, AssignTap.filter(F.action == "board"))
    made.callback_query.register(on_cancel, AssignTap.filter(F.action == "cancel"))
    made.callback_query.register(on_work, WorkTap.filter())
    return made


async def on_assign(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    assignments: Assignments,
    assignment_making: AssignmentMaking,
    catalogue: Catalogue,
    t: Translate,
    reply: Reply,
) -> None:
    """`/assign` lists and offers; `/assign TOPIC` goes straight to the preview for her first group."""
    mine = await groups.mine(student)
    if not mine.owned:
        raise NoGroup
    wanted = (command.args or "").strip()
    if not wanted:
        listed = await assignments.listed(student, at=arrival.at)
        await reply.show(views.groups(t, mine.owned, listed))
        return
    topic = (await catalogue.topic_menu()).topic(wanted)
    if topic is None:
        raise UnknownTopic
    first = mine.owned[0]
    plan = Wanted(group=first.id, kind="topic", topic=topic.id)
    found = await assignment_making.preview(student, plan, at=arrival.at)
    await reply.show(views.preview(t, found, first.members))


async def on_list(
    _query: CallbackQuery,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    assignments: Assignments,
    t: Translate,
    reply: Reply,
) -> None:
    mine = await groups.mine(student)
    listed = await assignments.listed(student, at=arrival.at)
    await reply.show(views.groups(t, mine.owned, listed))


async def on_group(
    _query: CallbackQuery,
    callback_data: AssignTap,
    student: Student,
    arrival: Arrival,
    assignment_making: AssignmentMaking,
    t: Translate,
    reply: Reply,
) -> None:
    found = await assignment_making.choices(student, GroupId(callback_data.group), at=arrival.at)
    await reply.show(views.choices(t, found))


def _wanted(tap: AssignTap) -> Wanted:
    kind = next((one for one in KINDS if one == tap.kind), "mixed")
    return Wanted(
        group=GroupId(tap.group),
        kind=kind,  # type: ignore[arg-type]  # one of the five
        topic=TopicId(tap.of) if kind == "topic" else None,
        part=tap.of if kind == "paper" else 0,
        count=tap.count,
        days=tap.days,
        opens=tap.opens,
        takes_late=tap.late,
    )


async def on_when(
    _query: CallbackQuery,
    callback_data: AssignTap,
    student: Student,
    arrival: Arrival,
    assignment_making: AssignmentMaking,
    t: Translate,
    reply: Reply,
) -> None:
    found = await assignment_making.preview(student, _wanted(callback_data), at=arrival.at)
    await reply.show(views.preview(t, found, found.group.members))


async def on_go(
    _query: CallbackQuery,
    callback_data: AssignTap,
    student: Student,
    arrival: Arrival,
    assignment_making: AssignmentMaking,
    t: Translate,
    reply: Reply,
) -> None:
    found = await assignment_making.make(student, _wanted(callback_data), arrival)
    await reply.show(views.board(t, found, lead=t("assign-made", members=found.members)))


async def on_board(
    _query: CallbackQuery,
    callback_data: AssignTap,
    student: Student,
    arrival: Arrival,
    assignments: Assignments,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(
        views.board(t, await assignments.board(student, callback_data.of, at=arrival.at))
    )


async def on_cancel(
    _query: CallbackQuery,
    callback_data: AssignTap,
    student: Student,
    arrival: Arrival,
    assignments: Assignments,
    t: Translate,
    reply: Reply,
) -> None:
    group = await assignments.cancel(student, callback_data.of, arrival)
    await reply.show(views.cancelled(t, group))


async def on_work(
    _query: CallbackQuery,
    callback_data: WorkTap,
    student: Student,
    arrival: Arrival,
    assignments: Assignments,
    practice: Practice,
    mocks: Mocks,
    t: Translate,
    reply: Reply,
) -> None:
    """A member begins, goes on, or sees what came of it."""
    if await assignments.is_paper(student, callback_data.assignment):
        sat = await mocks.start_assigned(student, callback_data.assignment, arrival)
        await reply.show(mock_views.step_screen(sat, t))
        return
    wish = Wish(source="assignment", of=callback_data.assignment)
    step = await practice.start(student, wish, arrival)
    took = await reply.show(practice_views.step_screen(step, t, is_kept=student.is_recorded))
    if isinstance(step, QuestionShown):
        await practice.reached_late(step, arrival, seconds=took)
