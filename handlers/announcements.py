"""`/announce`: a teacher's words to a whole group, previewed in private."""

from typing import Literal

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import Awaited, InPrivate
from handlers.reply import Reply
from services.announcements import AWAITING, Announcements
from services.errors import AnnouncementGone, NoGroup
from services.groups import Groups
from services.records import Arrival, GroupId, Student
from services.students import Students
from views import announcements as views
from views.callbacks import AnnounceTap
from views.translate import Translate


def router() -> Router:
    made = Router(name="announcements")
    made.message.register(on_announce, Command("announce"), InPrivate())
    made.message.register(on_text, InPrivate(), ~F.text.startswith("/"), Awaited(AWAITING))
    made.callback_query.register(on_group, AnnounceTap.filter(F.action == "group"))
    made.callback_query.register(on_send, AnnounceTap.filter(F.action.in_({"now", "morning"})))
    made.callback_query.register(on_cancel, AnnounceTap.filter(F.action == "cancel"))
    return made


async def on_announce(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    students: Students,
    announcements: Announcements,
    t: Translate,
    reply: Reply,
) -> None:
    """`/announce TEXT` to her only group; with several, or without a text, it asks."""
    mine = await groups.mine(student)
    if not mine.owned:
        raise NoGroup
    text = (command.args or "").strip()
    if len(mine.owned) > 1:
        await reply.show(views.ask_group(t, mine.owned))
        return
    only = mine.owned[0]
    if text:
        await reply.show(views.card(t, await announcements.draft(student, only.id, text, arrival)))
        return
    await students.await_text(student, f"{AWAITING}{only.id}", arrival)
    await reply.show(views.ask_text(t, only))


async def on_group(
    _query: CallbackQuery,
    callback_data: AnnounceTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    students: Students,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.of_teacher(student, GroupId(callback_data.of))
    await students.await_text(student, f"{AWAITING}{group.id}", arrival)
    await reply.show(views.ask_text(t, group))


async def on_text(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    announcements: Announcements,
    t: Translate,
    reply: Reply,
) -> None:
    """Her words; nothing is sent yet."""
    if not awaited.isdecimal():
        raise AnnouncementGone
    found = await announcements.draft(student, GroupId(int(awaited)), message.text or "", arrival)
    await reply.show(views.card(t, found))


async def on_send(
    _query: CallbackQuery,
    callback_data: AnnounceTap,
    student: Student,
    arrival: Arrival,
    announcements: Announcements,
    t: Translate,
    reply: Reply,
) -> None:
    when: Literal["now", "morning"] = "now" if callback_data.action == "now" else "morning"
    await reply.show(
        views.card(t, await announcements.send(student, callback_data.of, when, arrival))
    )


async def on_cancel(
    _query: CallbackQuery,
    callback_data: AnnounceTap,
    student: Student,
    arrival: Arrival,
    announcements: Announcements,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(views.card(t, await announcements.cancel(student, callback_data.of, arrival)))
