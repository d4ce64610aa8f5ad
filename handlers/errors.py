"""The one place where an error becomes words."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from handlers.reply import Reply
from services.errors import AttemptGone, Unwilling
from services.outage import DatabaseUnavailable, OutOfRange
from views import practice as practice_views
from views.file_reasons import reason_text
from views.screen import Screen
from views.translate import Translate


def router() -> Router:
    made = Router(name="errors")
    made.errors.register(on_unwilling, ExceptionTypeFilter(Unwilling))
    made.errors.register(on_forged, ExceptionTypeFilter(OutOfRange))
    made.errors.register(on_outage, ExceptionTypeFilter(DatabaseUnavailable))
    return made


async def on_unwilling(event: ErrorEvent, t: Translate, reply: Reply | None = None) -> None:
    error = event.exception
    assert isinstance(error, Unwilling)
    if reply is None:
        return
    arguments = dict(error.arguments)
    if "reason" in arguments:
        arguments["reason"] = reason_text(t, str(arguments["reason"]))
    text = t.plain(error.key, **arguments)
    if isinstance(error, AttemptGone):
        await reply.show(practice_views.menu(t, lead=t(error.key)), toast=text)
    elif event.update.callback_query is not None:
        await reply.acknowledge(text, alert=True)
    else:
        await reply.show(Screen(html=t(error.key, **arguments)))


async def on_forged(event: ErrorEvent, t: Translate, reply: Reply | None = None) -> None:
    """A number or a text that no button or keyboard of ours makes: treated like an old button."""
    if reply is None:
        return
    if event.update.callback_query is not None:
        await reply.show(practice_views.menu(t), toast=t.plain("stale-button"))
    else:
        await reply.show(Screen(html=t("unknown-text")))


async def on_outage(_event: ErrorEvent, t: Translate, reply: Reply | None = None) -> None:
    """Nothing was stored, and she is told so."""
    if reply is None:
        return
    await reply.acknowledge(t.plain("error-unavailable"), alert=True)
    await reply.send(Screen(html=t("error-unavailable")))
