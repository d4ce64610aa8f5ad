"""Runs the bot: takes updates, ticks, stops gracefully."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial

import structlog
from aiogram.types import BotCommand
from aiohttp import web

from bot.health import add_health, listening
from bot.polling import Polling
from bot.settings import Settings
from bot.supervisor import Place
from bot.webhook import PATH, Webhook
from bot.wiring import KINDS, App, build, delivery_ticker, quiz_ticker, ticker
from scheduler.metronome import Metronome
from services.operation import OperationState
from services.upkeep import Upkeep
from views.commands import command_list
from views.pictures import Pictures

log = structlog.get_logger()
#: How often live quizzes are looked at.
QUIZ_SECONDS = 0.5
#: How often the outbox is looked at, at least.
SEND_SECONDS = 5.0


async def run_bot(
    settings: Settings,
    *,
    with_scheduler: bool = True,
    on_ready: Callable[[], None],
    stopping: asyncio.Event | None = None,
    pictures: Pictures | None = None,
    place: Place | None = None,
) -> None:
    """Runs until SIGTERM, SIGINT or `stopping`; what is in work is finished.

    `place`: one of several workers, for whom everything was prepared.
    """
    app = build(settings, pictures=pictures, workers=1 if place is None else place.count)
    metronome = Metronome(ticker(app), seconds=settings.tick_seconds)
    # Of their own: an hour of digests must hold up neither a mock test's end nor a class that
    # waits for its question.
    sending = Metronome(delivery_ticker(app), seconds=min(SEND_SECONDS, settings.tick_seconds))
    quizzes = Metronome(quiz_ticker(app), seconds=QUIZ_SECONDS)
    stop = stopping or asyncio.Event()
    try:
        if place is None:
            await _prepared(app)
        app.dispatcher["bot_username"] = (await app.bot.get_me()).username or ""
        receiver = _receiver(app, on_ready, place)
        if with_scheduler:
            metronome.start()
            sending.start()
            quizzes.start()
        with _signals(stop):
            async with _health(app):
                watched = [metronome, sending] if with_scheduler else []
                await _until_stopped(app, receiver, stop, watched)
    finally:
        await quizzes.stop()
        app.deliveries.stop()
        await sending.stop()
        await metronome.stop()
        await app.close()


async def prepare(settings: Settings) -> None:
    """What is done once before several workers begin."""
    app = build(settings)
    try:
        await _prepared(app)
    finally:
        await app.close()


async def _prepared(app: App) -> None:
    zone = app.settings.default_timezone
    await Upkeep(app.database, default_timezone=zone).rebuild_if_outdated()
    await app.catalogue.load_content(at=await app.clock.now())
    await _introduce(app)


class Idle:
    """A worker that takes no updates: where they are polled, the first one does."""

    def __init__(self, on_ready: Callable[[], None]) -> None:
        self._on_ready = on_ready
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        self._on_ready()
        await self._stopping.wait()


Receiver = Polling | Webhook | Idle


async def _until_stopped(
    app: App, receiver: Receiver, stop: asyncio.Event, watched: Sequence[Metronome]
) -> None:
    async def watch() -> None:
        await stop.wait()
        receiver.stop()

    async with asyncio.TaskGroup() as tasks:
        watchers = [tasks.create_task(watch())]
        watchers += [tasks.create_task(one.watch()) for one in watched]
        if watched:
            watchers.append(tasks.create_task(app.leadership.keep()))
        await receiver.run()
        for watcher in watchers:
            watcher.cancel()


def _receiver(app: App, on_ready: Callable[[], None], place: Place | None) -> Receiver:
    settings = app.settings
    if place is not None and not place.receives:
        return Idle(on_ready)
    if not settings.webhook_url:
        return Polling(
            app.bot, app.intake, timeout=settings.poll_timeout, kinds=KINDS, on_ready=on_ready
        )
    assert settings.webhook_secret is not None, "the settings insist on it"
    return Webhook(
        app.bot,
        app.intake,
        url=settings.webhook_url.rstrip("/") + PATH,
        secret=settings.webhook_secret.get_secret_value(),
        host=settings.webhook_host,
        port=settings.webhook_port,
        shared=None if place is None else place.listening,
        kinds=KINDS,
        on_ready=on_ready,
        state=partial(_state, app),
    )


async def _state(app: App) -> OperationState:
    return await app.operation.state(at=await app.clock.now())


@contextlib.asynccontextmanager
async def _health(app: App) -> AsyncIterator[None]:
    """A port of its own for the health check, where one is set; a webhook has it on its own."""
    port = app.settings.health_port
    if port is None or app.settings.webhook_url:
        yield
        return
    pages = web.Application()
    add_health(pages, partial(_state, app))
    async with listening(pages, host=app.settings.webhook_host, port=port):
        yield


async def _introduce(app: App) -> None:
    """The menu of commands in both languages, and where updates come from."""
    for language in ("en", "hi"):
        commands = [BotCommand(command=c, description=d) for c, d in command_list(language)]
        await app.bot.set_my_commands(commands, language_code="hi" if language == "hi" else None)
    if not app.settings.webhook_url:
        await app.bot.delete_webhook()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    installed = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)
            installed.append(number)
    try:
        yield
    finally:
        for number in installed:
            loop.remove_signal_handler(number)
