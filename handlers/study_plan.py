"""`/plan`: what to study on which day, and what of it is done."""

from contextlib import suppress
from datetime import date

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotForMinors
from services.records import Arrival, Student
from services.study_plans import StudyPlans
from views import study_plan as views
from views.callbacks import PanelTap, PlanTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="study_plan")
    made.message.register(on_plan, Command("plan"), InPrivate())
    made.callback_query.register(on_plan, PanelTap.filter(F.panel == "plan"))
    made.callback_query.register(on_tick, PlanTap.filter())
    return made


async def on_plan(
    _event: Message | CallbackQuery,
    student: Student,
    arrival: Arrival,
    study_plans: StudyPlans,
    t: Translate,
    reply: Reply,
    command: CommandObject | None = None,
) -> None:
    """`/plan [text]`."""
    if not student.is_recorded:
        raise NotForMinors
    found = await study_plans.week(student, arrival)
    text_only = student.settings.text_only or (
        command is not None and "text" in (command.args or "").casefold().split()
    )
    await reply.show(views.week(t, found, text_only=text_only))


async def on_tick(
    _query: CallbackQuery,
    callback_data: PlanTap,
    student: Student,
    arrival: Arrival,
    study_plans: StudyPlans,
    t: Translate,
    reply: Reply,
) -> None:
    """Done, or not done after all; a tap on an old day shows the plan as it is."""
    if not student.is_recorded:
        raise NotForMinors
    day = date.min
    with suppress(ValueError):
        day = date.fromisoformat(callback_data.day)
    found = await study_plans.tick(
        student,
        day,
        callback_data.position,
        is_done=callback_data.is_done,
        arrival=arrival,
    )
    await reply.show(views.week(t, found, text_only=student.settings.text_only))
