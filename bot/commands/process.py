"""`abhyas run` and `abhyas sandbox`: what keeps running."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.outcome import CannotGoOn, DatabaseOption, settings_for

if TYPE_CHECKING:
    from bot.settings import Settings


def register(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(sandbox)


def run(
    workers: Annotated[
        int,
        typer.Option(
            min=1, help="Processes; several need PostgreSQL, and WEBHOOK_URL to share updates."
        ),
    ] = 1,
    no_scheduler: Annotated[
        bool, typer.Option("--no-scheduler", help="Take updates only; push nothing.")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """Run the bot: polling, or webhook where WEBHOOK_URL is set."""
    with tempfile.TemporaryDirectory(prefix="abhyas-metrics-") as folder:
        if workers > 1:
            # The library looks at it when it is imported; a folder that was given is kept.
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", folder)
        _run(workers, no_scheduler=no_scheduler, database=database)


def _run(workers: int, *, no_scheduler: bool, database: str | None) -> None:
    from bot.logs import set_up_logs
    from bot.settings import BadSettings
    from storage.errors import StorageError
    from storage.migrate import require_current

    settings = settings_for(database)
    if workers > 1 and settings.database_url.startswith("sqlite"):
        raise CannotGoOn("several workers need PostgreSQL: set DATABASE_URL=postgresql://…")
    set_up_logs(settings.log_level)
    try:
        settings.token()
        require_current(settings.database_url)
    except (BadSettings, StorageError) as error:
        raise CannotGoOn(str(error)) from error
    if workers > 1:
        raise typer.Exit(_run_several(settings, workers, with_scheduler=not no_scheduler))
    from bot.memory import settle
    from bot.running import run_bot

    def ready() -> None:
        settle()
        print("ready", flush=True)

    _knowing_telegram(
        settings,
        run_bot(
            settings,
            with_scheduler=not no_scheduler,
            on_ready=ready,
        ),
    )


def _run_several(settings: "Settings", workers: int, *, with_scheduler: bool) -> int:
    """Imports once, prepares in a process of its own, then forks; the exit status."""
    from bot.memory import settle
    from bot.running import prepare, run_bot
    from bot.supervisor import Place, Supervisor, in_a_child, listening_socket

    def preparing() -> int:
        return _status_of(lambda: _knowing_telegram(settings, prepare(settings)))

    status = in_a_child(preparing)
    if status:
        return status
    shared = None
    if settings.webhook_url:
        try:
            shared = listening_socket(settings.webhook_host, settings.webhook_port)
        except OSError as error:
            address = f"{settings.webhook_host}:{settings.webhook_port}"
            raise CannotGoOn(f"{address} cannot be listened on: {error}") from error

    def life(place: Place, on_ready: Callable[[], None]) -> int:
        def settled() -> None:
            settle()
            on_ready()

        running = run_bot(settings, with_scheduler=with_scheduler, on_ready=settled, place=place)
        return _status_of(lambda: _knowing_telegram(settings, running))

    supervisor = Supervisor(
        life=life,
        count=workers,
        listening=shared,
        on_ready=lambda: print("ready", flush=True),
    )
    settle()
    return supervisor.run()


def _status_of(work: Callable[[], None]) -> int:
    """What a child ends with; its one clear line goes to stderr like a command's."""
    try:
        work()
    except CannotGoOn as error:
        for line in error.lines:
            print(f"abhyas: {line}", file=sys.stderr)
        return 2
    return 0


def _knowing_telegram(settings: "Settings", work: Coroutine[object, object, None]) -> None:
    """Runs the work; what Telegram refuses becomes one clear line."""
    from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
    from aiogram.utils.token import TokenValidationError

    try:
        _run_loop(work)
    except (TelegramUnauthorizedError, TokenValidationError) as error:
        raise CannotGoOn("Telegram does not know this BOT_TOKEN; copy it anew") from error
    except TelegramNetworkError as error:
        raise CannotGoOn(f"{settings.telegram_api_url} cannot be reached: {error}") from error


def _run_loop(work: Coroutine[object, object, None]) -> None:
    """On uvloop where there is one: an eighth less CPU an answer than the standard loop."""
    if sys.platform == "win32":
        asyncio.run(work)
    else:
        import uvloop

        uvloop.run(work)


def sandbox(
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 8081,
    flood_limits: Annotated[bool, typer.Option("--flood-limits")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Unknown methods and fields are errors.")
    ] = False,
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Go on from there, and save there.")
    ] = None,
) -> None:
    """Run the local Bot API server and web chat alone, for any bot."""
    from sandbox.server import running_sandbox
    from sandbox.snapshot import BadSnapshot

    async def serve() -> None:
        async with running_sandbox(
            port=port, state=state, strict=strict, flood_limits=flood_limits
        ) as running:
            print(running.address, flush=True)
            await wait_for_stop()

    try:
        asyncio.run(serve())
    except BadSnapshot as error:
        raise CannotGoOn(str(error)) from error


async def wait_for_stop() -> None:
    """Until SIGTERM or Ctrl-C."""
    import signal

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
