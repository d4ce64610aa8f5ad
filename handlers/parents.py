"""A student under 18 asks her parent, and the parent answers; neither needs to be known before."""

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import ParentLinkGone
from services.parents import Parents
from services.records import Arrival, Student
from views import parents as views
from views.callbacks import MenuTap, ParentTap
from views.translate import Translate

PREFIX = "p_"


def router() -> Router:
    made = Router(name="parents")
    follows = CommandStart(deep_link=True, magic=F.args.startswith(PREFIX))
    made.message.register(on_link, follows, InPrivate())
    made.callback_query.register(on_answer, ParentTap.filter(), InPrivate())
    made.callback_query.register(on_ask, MenuTap.filter(F.screen == "parent"), InPrivate())
    return made


async def on_link(
    message: Message, command: CommandObject, arrival: Arrival, parents: Parents, reply: Reply
) -> None:
    assert message.from_user is not None
    code = (command.args or "").removeprefix(PREFIX)
    try:
        found = await parents.look(code, message.from_user.id, at=arrival.at)
    except ParentLinkGone:
        await reply.show(views.gone())
        return
    await reply.show(views.shown(found))


async def on_answer(
    query: CallbackQuery,
    callback_data: ParentTap,
    arrival: Arrival,
    parents: Parents,
    reply: Reply,
) -> None:
    who, code = query.from_user.id, callback_data.code
    try:
        if callback_data.action == "agree":
            await reply.show(views.shown(await parents.agree(code, who, arrival)))
        elif callback_data.action == "withdraw":
            await reply.show(views.shown(await parents.withdraw(code, who, arrival)))
        else:
            await reply.show(views.declined())
    except ParentLinkGone:
        await reply.show(views.gone())


async def on_ask(
    _query: CallbackQuery,
    student: Student,
    arrival: Arrival,
    parents: Parents,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    """The link that she passes on; as a message of its own, to be forwarded."""
    await reply.acknowledge()
    await reply.send(views.link(t, await parents.ask(student, arrival), username=bot_username))
