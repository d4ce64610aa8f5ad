"""What an owner does about a group: its invitation, its teachers, its end."""

import io

import segno
from aiogram import Bot, F, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from handlers.reply import HTML, Reply, patiently
from services.groups import Groups
from services.records import Arrival, GroupId, Student, StudentId
from views import groups as views
from views.callbacks import TeacherTap
from views.translate import Translate

#: Pixels of one module: large enough for a projector.
QR_SCALE, QR_BORDER = 12, 4


def router() -> Router:
    made = Router(name="group_teachers")
    made.callback_query.register(on_qr, TeacherTap.filter(F.action == "qr"))
    made.callback_query.register(on_renew, TeacherTap.filter(F.action == "renew"))
    made.callback_query.register(on_invite, TeacherTap.filter(F.action == "invite"))
    made.callback_query.register(on_dismiss, TeacherTap.filter(F.action == "dismiss"))
    made.callback_query.register(on_transfer, TeacherTap.filter(F.action == "transfer"))
    made.callback_query.register(on_ask, TeacherTap.filter(F.action == "ask"))
    made.callback_query.register(on_archive, TeacherTap.filter(F.action == "archive"))
    return made


async def on_qr(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    groups: Groups,
    bot: Bot,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    """The invitation as a picture, for the wall of the classroom."""
    await reply.acknowledge()
    group = await groups.of_teacher(student, GroupId(callback_data.group))
    content = io.BytesIO()
    link = views.invitation(bot_username, group)
    segno.make(link, error="m").save(content, kind="png", scale=QR_SCALE, border=QR_BORDER)
    caption = t("group-qr", title=group.title, link=link)
    await patiently(
        lambda: bot.send_photo(
            reply.chat_id,
            BufferedInputFile(content.getvalue(), "invitation.png"),
            caption=caption,
            parse_mode=HTML,
        )
    )


async def on_renew(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    await groups.renew_code(student, GroupId(callback_data.group), arrival)
    await _show(callback_data, student, groups, bot_username, t, reply)


async def on_invite(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.invite_teacher(student, GroupId(callback_data.group), arrival)
    await reply.show(views.teacher_invitation(t, group, username=bot_username))


async def on_dismiss(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.dismiss(
        student, GroupId(callback_data.group), StudentId(callback_data.teacher), arrival
    )
    await reply.show(views.teacher_gone(t, group))


async def on_transfer(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    await groups.transfer(
        student, GroupId(callback_data.group), StudentId(callback_data.teacher), arrival
    )
    await _show(callback_data, student, groups, bot_username, t, reply)


async def on_ask(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    """Asks once more before a group is put away."""
    group = await groups.of_teacher(student, GroupId(callback_data.group))
    await reply.show(views.ask_archive(t, group))


async def on_archive(
    _query: CallbackQuery,
    callback_data: TeacherTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.archive(student, GroupId(callback_data.group), arrival)
    await reply.show(views.archived(t, group))


async def _show(
    tap: TeacherTap,
    student: Student,
    groups: Groups,
    username: str,
    t: Translate,
    reply: Reply,
) -> None:
    card = await groups.card(student, GroupId(tap.group))
    await reply.show(views.card(t, card, username=username))
