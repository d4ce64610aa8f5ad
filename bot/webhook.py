"""Listens for Telegram's webhook: answers 200 only when an update is done with."""

import asyncio
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress

import structlog
from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError
from pydantic_core import from_json

from bot.health import State, add_health, listening
from bot.intake import UpdateIntake
from handlers.errand import Errand

log = structlog.get_logger()
PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1024 * 1024
#: Telegram's identifiers have 52 significant bits; update_id is smaller still.
LARGEST_ID = 2**52
CONNECTIONS = 40
#: Of a message that carries a tapped button.
UNREAD = ("entities", "caption_entities", "reply_markup")
#: A worker with so many updates in work gives the connection back that brought the next one.
BUSY = 4


class Webhook:
    def __init__(
        self,
        bot: Bot,
        intake: UpdateIntake,
        *,
        url: str,
        secret: str,
        host: str,
        port: int,
        shared: socket.socket | None,
        kinds: list[str],
        on_ready: Callable[[], None],
        state: State,
    ) -> None:
        self._state = state
        self._bot = bot
        self._intake = intake
        self._url = url
        self._secret = secret
        self._host, self._port, self._shared = host, port, shared
        self._kinds = kinds
        self._on_ready = on_ready
        self._stopping = asyncio.Event()
        self._in_work = 0

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        """Serves until stopped; requests in work are finished first."""
        async with listening(
            self._application(), host=self._host, port=self._port, shared=self._shared
        ):
            await self._bot.set_webhook(
                self._url,
                secret_token=self._secret,
                max_connections=CONNECTIONS,
                allowed_updates=self._kinds,
            )
            self._on_ready()
            await self._stopping.wait()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(PATH, self._receive)
        add_health(app, self._state)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not secrets.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=401)
        try:
            update = _read(await request.read(), self._bot)
        except ValidationError as error:
            # A redelivery would not read any better. What stood there may be somebody's words.
            log.warning("unreadable update", action="update_unreadable", places=_places(error))
            return web.Response()
        except ValueError:
            log.warning("unreadable update", action="update_unreadable", places="no JSON")
            return web.Response()
        if not 0 <= update.update_id < LARGEST_ID:
            log.warning("unreadable update", action="update_unreadable", places="update_id")
            return web.Response()
        return await self._taken(update)

    async def _taken(self, update: Update) -> web.Response:
        """The answer once an update is done with.

        Connections stay with the worker that accepted them, so one may have most of the work.
        Where it closes one after the answer, the next is accepted by whoever is free.
        """
        errand = Errand()
        self._in_work += 1
        try:
            await self._intake.take(update, errand=errand)
        finally:
            self._in_work -= 1
        call = errand.call()
        answer = web.Response() if call is None else web.json_response(call)
        if self._shared is not None and self._in_work >= BUSY:
            answer.force_close()
        return answer


def _read(body: bytes, bot: Bot) -> Update:
    """What Telegram sent; raises ValueError where that is no JSON or no update.

    A tap brings its whole message along, which we wrote: each of its buttons and bold words would
    become an object that nobody looks at, a thirtieth of what a tap costs.
    """
    sent = from_json(body)
    with suppress(AttributeError, KeyError, TypeError):
        tapped = sent["callback_query"]["message"]
        for name in UNREAD:
            tapped.pop(name, None)
    return Update.model_validate(sent, context={"bot": bot})


def _places(error: ValidationError) -> str:
    """Where an update could not be read and why, without its content."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(
        f"{'.'.join(str(part) for part in one['loc'])}: {one['type']}" for one in found
    )
