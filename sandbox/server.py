"""The sandbox as an HTTP server on loopback: bot's side, people's side, web chat."""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import botapi, peopleside
from sandbox.faults import FloodLimits
from sandbox.hub import Hub
from sandbox.methods.polls import close_due_polls
from sandbox.snapshot import load_world, save_world
from sandbox.telegram import Telegram
from sandbox.webhook import WebhookPusher

LARGEST_REQUEST = 60 * 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses other hosts' names and other sites' pages: a browser must not be turned on us."""
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    if host not in LOOPBACK or (origin and urlsplit(origin).hostname not in LOOPBACK):
        return web.json_response({"error": "the sandbox serves this machine only"}, status=403)
    return await handler(request)


@contextlib.asynccontextmanager
async def running_sandbox(
    *,
    port: int = 0,
    state: Path | None = None,
    strict: bool = False,
    flood_limits: bool = False,
) -> AsyncIterator["RunningSandbox"]:
    """A sandbox while the block runs; `port` 0 takes a free one, a taken one the next free."""
    with contextlib.ExitStack() as stack:
        if state is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-")))
        else:
            folder = state.with_suffix(state.suffix + ".files")
        world = load_world(state) if state is not None else None
        hub = Hub(
            Telegram.new(folder, world=world, strict=strict),
            floods=FloodLimits() if flood_limits else None,
        )
        runner = web.AppRunner(make_app(hub), access_log=None, shutdown_timeout=1)
        await runner.setup()
        taken = await _listen(runner, port)
        try:
            async with asyncio.TaskGroup() as background:
                tasks = [
                    background.create_task(WebhookPusher(hub).run()),
                    background.create_task(_keep_time(hub)),
                    background.create_task(_keep_state(hub, state)),
                ]
                try:
                    yield RunningSandbox(hub, taken)
                finally:
                    for task in tasks:
                        task.cancel()
        finally:
            await runner.cleanup()
            if state is not None:
                save_world(hub.tg.world, state)


class RunningSandbox:
    def __init__(self, hub: Hub, port: int) -> None:
        self.hub = hub
        self.port = port
        self.address = f"http://127.0.0.1:{port}"


async def _listen(runner: web.AppRunner, port: int) -> int:
    """Binds the port or the next free one; which one it was."""
    for candidate in range(port, port + 50) if port else [0]:
        site = web.TCPSite(runner, "127.0.0.1", candidate, reuse_address=True)
        try:
            await site.start()
        except OSError:
            await site.stop()
            continue
        return int(runner.addresses[-1][1])
    raise OSError(f"no free port from {port} on")


def make_app(hub: Hub) -> web.Application:
    app = web.Application(middlewares=[only_from_here], client_max_size=LARGEST_REQUEST)
    app[botapi.HUB] = hub
    app.add_routes([*botapi.routes(), *peopleside.routes(), web.get("/", _page)])
    app.add_routes([web.get("/web/{name:[a-z.]+}", _asset)])
    return app


TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}


def _web_file(name: str) -> web.Response:
    file = files("sandbox") / "web" / name
    kind = TYPES.get(name.rsplit(".", 1)[-1])
    if kind is None or not file.is_file():
        raise web.HTTPNotFound
    policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
    return web.Response(
        text=file.read_text("utf-8"),
        content_type=kind,
        headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"},
    )


async def _page(_request: web.Request) -> web.Response:
    return _web_file("index.html")


async def _asset(request: web.Request) -> web.Response:
    return _web_file(request.match_info["name"])


async def _keep_time(hub: Hub) -> None:
    """Closes polls when their time has come."""
    while True:
        await asyncio.sleep(0.25)
        close_due_polls(hub.tg)


async def _keep_state(hub: Hub, state: Path | None) -> None:
    """Writes the state down whenever it has changed, a moment later."""
    saved = json.dumps(None)
    while state is not None:
        await asyncio.sleep(2)
        current = (
            f"{hub.tg.world.version}:{hub.tg.world.next_update_id}:{len(hub.tg.world.pending)}"
        )
        if current != saved:
            save_world(hub.tg.world, state)
            saved = current
    await asyncio.Event().wait()
