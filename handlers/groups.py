"""Groups: made and joined in private, linked in the group's own chat."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotForMinors, OnlyForAdults
from services.groups import Groups
from services.records import Arrival, GroupId, Student
from views import groups as views
from views.callbacks import GroupTap, JoinTap, MenuTap
from views.screen import Screen
from views.translate import Translate

#: What an invitation's code carries before it in a link.
JOIN = "g_"


def router() -> Router:
    made = Router(name="groups")
    made.message.register(on_group, Command("group"), InPrivate())
    made.message.register(on_group_in_chat, Command("group"))
    made.message.register(on_code, Command("join"), InPrivate())
    made.message.register(on_moved, F.migrate_to_chat_id)
    made.callback_query.register(on_groups, MenuTap.filter(F.screen == "groups"))
    made.callback_query.register(on_link, GroupTap.filter(F.action == "link"))
    made.callback_query.register(on_join, JoinTap.filter())
    made.callback_query.register(on_share, GroupTap.filter(F.action.in_({"share", "hide"})))
    made.callback_query.register(on_leave, GroupTap.filter(F.action == "leave"))
    made.callback_query.register(on_card, GroupTap.filter(F.action.in_({"card", "seat"})))
    made.callback_query.register(on_decline, GroupTap.filter(F.action == "decline"))
    return made


async def on_group(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    """`/group NAME` makes one, `/group` lists hers."""
    if not student.is_recorded:
        raise NotForMinors
    if student.is_minor:
        raise OnlyForAdults
    title = (command.args or "").strip()
    if not title:
        await reply.show(views.overview(t, await groups.mine(student)))
        return
    made = await groups.make(student, title, arrival)
    await reply.show(views.made(t, made, username=bot_username))


async def on_groups(
    _query: CallbackQuery, student: Student, groups: Groups, t: Translate, reply: Reply
) -> None:
    if not student.is_recorded:
        raise NotForMinors
    await reply.show(views.overview(t, await groups.mine(student)))


async def on_group_in_chat(
    message: Message,
    groups: Groups,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """Says which group this chat is, or asks its teacher."""
    linked = await groups.of_chat(message.chat.id)
    if linked is not None:
        await reply.show(views.linked(t, linked, already=True))
    elif student is None:
        await reply.show(Screen(html=t("first-start")))
    else:
        await reply.show(views.link_choice(t, await groups.mine(student)))


async def on_link(
    _query: CallbackQuery,
    callback_data: GroupTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.link_chat(student, GroupId(callback_data.group), reply.chat_id, arrival)
    await reply.show(views.linked(t, group, already=False))


async def on_code(
    _message: Message,
    command: CommandObject,
    student: Student,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    """`/join CODE`, for who cannot follow the link: the same notice and the same tap."""
    code = (command.args or "").strip().rsplit("=", 1)[-1].removeprefix(JOIN)
    if not code:
        await reply.show(Screen(html=t("group-code-ask")))
        return
    if not groups.may_join(student):
        raise NotForMinors
    group = await groups.by_code(student, code)
    school = groups.institution if student.is_minor and not student.is_recorded else None
    await reply.show(views.notice(t, group, code, school=school))


async def on_join(
    query: CallbackQuery,
    callback_data: JoinTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.join(
        student, callback_data.code, arrival, first_name=query.from_user.first_name
    )
    shares = {one.id: shared for one, shared in (await groups.mine(student)).joined}
    await reply.show(views.seat(t, group, shares=shares.get(group.id, False)))


async def on_share(
    _query: CallbackQuery,
    callback_data: GroupTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    shares = callback_data.action == "share"
    group = await groups.share(
        student, GroupId(callback_data.group), shares=shares, arrival=arrival
    )
    await reply.show(views.seat(t, group, shares=shares))


async def on_leave(
    _query: CallbackQuery,
    callback_data: GroupTap,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    group = await groups.leave(student, GroupId(callback_data.group), arrival)
    await reply.show(views.left(t, group))


async def on_card(
    _query: CallbackQuery,
    callback_data: GroupTap,
    student: Student,
    groups: Groups,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    """Her own group's card, or her seat in somebody else's."""
    for group, shares in (await groups.mine(student)).joined:
        if callback_data.action == "seat" and group.id == callback_data.group:
            await reply.show(views.seat(t, group, shares=shares))
            return
    card = await groups.card(student, GroupId(callback_data.group))
    await reply.show(views.card(t, card, username=bot_username))


async def on_decline(_query: CallbackQuery, t: Translate, reply: Reply) -> None:
    await reply.show(Screen(html=t("group-declined")))


async def on_moved(message: Message, groups: Groups, arrival: Arrival) -> None:
    """Telegram gave the group's chat a new id."""
    assert message.migrate_to_chat_id is not None
    await groups.move_chat(message.chat.id, message.migrate_to_chat_id, arrival)
