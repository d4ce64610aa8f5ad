"""`/coach`: feedback on the last month, and readiness in words; a week of the plan in words."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.coaching import Coaching
from services.errors import NotForMinors
from services.records import Arrival, Student
from services.study_plans import StudyPlans
from views import coach as views
from views.callbacks import PanelTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="coach")
    made.message.register(on_coach, Command("coach"), InPrivate())
    made.callback_query.register(on_week, PanelTap.filter(F.panel == "week"))
    return made


async def on_coach(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    coaching: Coaching,
    t: Translate,
    reply: Reply,
) -> None:
    """`/coach [text]`."""
    if not student.is_recorded:
        raise NotForMinors
    if coaching.asks_model(student):
        await reply.think()
    found = await coaching.of(student, at=arrival.at)
    text_only = student.settings.text_only or "text" in (command.args or "").casefold().split()
    await reply.show(views.advice(t, found, text_only=text_only))


async def on_week(
    _query: CallbackQuery,
    callback_data: PanelTap,
    student: Student,
    arrival: Arrival,
    coaching: Coaching,
    study_plans: StudyPlans,
    t: Translate,
    reply: Reply,
) -> None:
    """The words below the plan: a message of its own, so that the table stays."""
    if not student.is_recorded:
        raise NotForMinors
    await reply.acknowledge()
    if coaching.asks_model(student):
        await reply.think()
    plan = await study_plans.week(student, arrival)
    found = await coaching.week(student, plan, at=arrival.at)
    text_only = student.settings.text_only or callback_data.text
    await reply.send(views.week(t, found, text_only=text_only))
