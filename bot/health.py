"""Whether the bot does its work, as JSON for whatever watches it."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot import metrics
from services.operation import OperationState

PATH = "/health"
State = Callable[[], Awaitable[OperationState]]


def add_health(app: web.Application, state: State) -> None:
    """200 while the scheduler ticks and nothing waits too long, else 503; figures beside it."""

    async def answer(_request: web.Request) -> web.Response:
        found = await state()
        return web.json_response(found.document(), status=200 if found.is_well else 503)

    async def figures(_request: web.Request) -> web.Response:
        body = metrics.page(await state())
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})

    app.router.add_get(PATH, answer)
    app.router.add_get(metrics.PATH, figures)


@asynccontextmanager
async def listening(
    app: web.Application, *, host: str, port: int, shared: socket.socket | None = None
) -> AsyncIterator[None]:
    """Serves an application for the length of the block; requests in work are finished.

    `shared`: a socket that other workers accept from too.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
    await runner.setup()
    site = web.TCPSite(runner, host, port) if shared is None else web.SockSite(runner, shared)
    await site.start()
    try:
        yield
    finally:
        await runner.cleanup()
