"""The buttons under what nobody asked for: later, less often, stop, and a thumb."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.reply import Reply
from services.alert_log import AlertLog
from services.nudges import Nudges
from services.records import Arrival, Student
from services.students import Students
from views import digest as views
from views.callbacks import AlertTap, DigestTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="nudges")
    made.callback_query.register(on_manners, DigestTap.filter())
    made.callback_query.register(on_thumb, AlertTap.filter())
    return made


async def on_manners(
    _query: CallbackQuery,
    callback_data: DigestTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    nudges: Nudges,
    t: Translate,
    reply: Reply,
) -> None:
    """Works at once; a second tap on "stop" or "quiet" finds it done and says so."""
    own = student.settings
    match callback_data.action:
        case "later":
            due = await nudges.later(student, arrival)
            screen = views.later(t, f"{due:%H:%M}")
        case "less":
            screen = views.less(t, await nudges.less_often(student, arrival))
        case "stop" if own.digest_hour is not None:
            await students.change_settings(student, replace(own, digest_hour=None), arrival)
            screen = views.stopped(t)
        case "quiet" if own.wants_alerts:
            await students.change_settings(student, replace(own, wants_alerts=False), arrival)
            screen = views.quiet(t)
        case _:
            await reply.acknowledge(t.plain("setting-changed"))
            return
    await reply.send(screen)
    await reply.acknowledge()


async def on_thumb(
    _query: CallbackQuery,
    callback_data: AlertTap,
    student: Student,
    alert_log: AlertLog,
    t: Translate,
    reply: Reply,
) -> None:
    await alert_log.judge(callback_data.alert, student, is_useful=callback_data.is_useful)
    await reply.acknowledge(t.plain("alert-thanks"))
