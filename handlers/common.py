"""Help, who comes and goes, and whatever nobody else understood."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.records import Arrival
from services.students import Students
from views import practice as practice_views
from views import start as views
from views.screen import Screen
from views.translate import Translate


def router() -> Router:
    made = Router(name="common")
    made.message.register(on_help, Command("help"))
    made.my_chat_member.register(on_status, F.chat.type == "private")
    made.message.register(on_unknown, InPrivate())
    made.callback_query.register(on_stale)
    return made


async def on_help(_message: Message, t: Translate, reply: Reply) -> None:
    await reply.show(views.help_page(t))


async def on_status(event: ChatMemberUpdated, students: Students, arrival: Arrival) -> None:
    """She blocked the bot, or let it back in."""
    reachable = event.new_chat_member.status == "member"
    await students.mark_reachable(event.from_user.id, is_reachable=reachable, arrival=arrival)


async def on_unknown(_message: Message, t: Translate, reply: Reply) -> None:
    await reply.show(Screen(html=t("unknown-text")))


async def on_stale(_query: CallbackQuery, t: Translate, reply: Reply) -> None:
    """A button of another time gets a fresh screen."""
    await reply.show(practice_views.menu(t), toast=t.plain("stale-button"))
