"""Buttons pressed in a group's chat: only those that belong there do anything."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.filters import InPrivate
from handlers.reply import Reply
from views.callbacks import GroupTap
from views.translate import Translate


def router() -> Router:
    """Comes behind the quiz and the boards, which live in groups, and before everything private."""
    made = Router(name="open_chat")
    belongs_here = GroupTap.filter(F.action == "link")
    made.callback_query.register(on_private_only, ~InPrivate(), ~belongs_here)
    return made


async def on_private_only(_query: CallbackQuery, t: Translate, reply: Reply) -> None:
    """Somebody's private screen, forwarded or forged into a group."""
    await reply.acknowledge(t.plain("only-in-private"), alert=True)
