"""`abhyas run` and `abhyas sandbox`: what keeps running."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.outcome import CannotGoOn, DatabaseOption, settings_for


def register(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(sandbox)


def run(
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that take updates; one until Redis comes.")
    ] = 1,
    no_scheduler: Annotated[
        bool, typer.Option("--no-scheduler", help="Take updates only; push nothing.")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """Run the bot: polling, or webhook where WEBHOOK_URL is set."""
    from bot.logs import set_up_logs
    from bot.settings import BadSettings
    from storage.errors import StorageError
    from storage.migrate import require_current

    if workers > 1:
        raise CannotGoOn("several workers are not built yet; leave --workers at 1")
    settings = settings_for(database)
    set_up_logs(settings.log_level)
    try:
        settings.token()
        require_current(settings.database_url)
    except (BadSettings, StorageError) as error:
        raise CannotGoOn(str(error)) from error
    _run(settings, with_scheduler=not no_scheduler)


def _run(settings: object, *, with_scheduler: bool) -> None:
    from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
    from aiogram.utils.token import TokenValidationError

    from bot.running import run_bot
    from bot.settings import Settings

    assert isinstance(settings, Settings)
    try:
        asyncio.run(
            run_bot(
                settings,
                with_scheduler=with_scheduler,
                on_ready=lambda: print("ready", flush=True),
            )
        )
    except (TelegramUnauthorizedError, TokenValidationError) as error:
        raise CannotGoOn("Telegram does not know this BOT_TOKEN; copy it anew") from error
    except TelegramNetworkError as error:
        raise CannotGoOn(f"{settings.telegram_api_url} cannot be reached: {error}") from error


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
