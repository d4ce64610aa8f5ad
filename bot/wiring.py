"""The composition root: from settings to a bot that runs. Nothing here happens at import."""

import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageMedia,
    EditMessageText,
    GetUpdates,
    Response,
    SendMessage,
    SendPhoto,
    SendPoll,
)

from bot.clock import Clock, SystemClock
from bot.intake import UpdateIntake
from bot.messenger import TelegramMessenger
from bot.middlewares.activity import Activity
from bot.middlewares.person import Person
from bot.middlewares.throttle import Throttle
from bot.quiz_voice import TelegramQuizVoice
from bot.review_wiring import build_review, review_renders
from bot.sandbox_clock import RemoteClock
from bot.settings import Settings
from content.exam_file import load_catalogue
from handlers import all_routers
from scheduler.budget import PushBudget
from scheduler.delivery import Deliveries, Render
from scheduler.jobs import Tick, build_jobs
from scheduler.quiz_rounds import QuizRounds
from services.catalogue import Catalogue
from services.digests import KIND as DIGEST
from services.digests import Digests
from services.groups import Groups
from services.intake import Intake
from services.learning import Learning
from services.live_quiz import LiveQuiz
from services.mock_review import MockReview
from services.mocks import RESULT as MOCK_RESULT
from services.mocks import Mocks
from services.outbox import Outbox
from services.practice import Practice
from services.progress import ProgressReports
from services.records import AttemptId, Delivery, Student
from services.revision import Revision
from services.standing import Standings
from services.students import Students
from services.study import Study
from services.usage import Usage
from storage.engine import Database, open_database
from views import digest as digest_views
from views import mock_result as mock_result_views
from views import progress as progress_views
from views.pictures import Pictures
from views.screen import Screen
from views.translate import translator

#: aiogram makes these types anew for each answer unless somebody holds them: a tenth of a tap.
_HELD_TYPES = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (
        AnswerCallbackQuery,
        EditMessageMedia,
        EditMessageText,
        GetUpdates,
        SendMessage,
        SendPhoto,
        SendPoll,
    )
)
#: What the handlers can use; asked of Telegram explicitly.
KINDS = ["message", "callback_query", "my_chat_member", "chat_member", "poll", "poll_answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that runs, and how to close it."""

    settings: Settings
    clock: Clock
    bot: Bot
    dispatcher: Dispatcher
    database: Database
    catalogue: Catalogue
    students: Students
    practice: Practice
    groups: Groups
    digests: Digests
    outbox: Outbox
    pictures: Pictures
    intake: UpdateIntake
    tick: Tick
    quiz_rounds: QuizRounds

    async def close(self) -> None:
        self.pictures.close()
        await self.bot.session.close()
        await self.database.close()
        if isinstance(self.clock, RemoteClock):
            await self.clock.close()


def build(settings: Settings, *, clock: Clock | None = None) -> App:
    """Wires the bot; `clock` overrides what the settings say."""
    clock = clock or _clock(settings)
    _use_font(settings)
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    bot = Bot(settings.token(), session=session)
    database = open_database(settings.database_url)
    exams = load_catalogue()
    practice, mocks = Practice(database, exams), Mocks(database, exams)
    students = Students(database, exams, default_timezone=settings.default_timezone)
    digests = Digests(database)
    pictures = Pictures()
    counted = Intake(database)
    desk = build_review(database, exams, settings)
    outbox = Outbox(database, owner=f"{socket.gethostname()}:{os.getpid()}")
    renders = {
        DIGEST: _digest_render(digests, pictures),
        MOCK_RESULT: _mock_render(MockReview(database)),
        **review_renders(desk),
    }
    messenger, budget = TelegramMessenger(bot), PushBudget(settings.push_per_second)
    deliveries = Deliveries(outbox, messenger, budget, renders)
    catalogue, groups, live_quiz = Catalogue(database), Groups(database), LiveQuiz(database)
    for_handlers = {
        "catalogue": catalogue,
        "groups": groups,
        "live_quiz": live_quiz,
        "mocks": mocks,
        "practice": practice,
        "pictures": pictures,
        "students": students,
        **_readers(database),
        **desk.for_handlers(),
    }
    dispatcher = _dispatcher(settings, Usage(database), for_handlers)
    rounds = QuizRounds(live_quiz, TelegramQuizVoice(bot, live_quiz), clock.now)
    jobs = build_jobs(
        live_quiz=live_quiz,
        quiz_rounds=rounds,
        digests=digests,
        deliveries=deliveries,
        intake=counted,
        practice=practice,
        mocks=mocks,
        key_corrections=desk.key_corrections,
        item_analysis=desk.item_analysis,
        forecasts=desk.forecasts,
        learning=Learning(database),
        standings=Standings(database, default_timezone=settings.default_timezone),
    )
    return App(
        settings=settings,
        clock=clock,
        bot=bot,
        dispatcher=dispatcher,
        database=database,
        catalogue=catalogue,
        students=students,
        practice=practice,
        groups=groups,
        digests=digests,
        outbox=outbox,
        pictures=pictures,
        intake=UpdateIntake(bot, dispatcher, clock, counted),
        tick=Tick(jobs),
        quiz_rounds=rounds,
    )


def _readers(database: Database) -> dict[str, object]:
    """Services that only show what there is."""
    return {
        "mock_review": MockReview(database),
        "progress": ProgressReports(database),
        "revision": Revision(database),
        "study": Study(database),
    }


def _use_font(settings: Settings) -> None:
    if settings.chart_font is not None:
        from views.charts.fonts import use_font

        use_font(settings.chart_font)


def _dispatcher(settings: Settings, usage: Usage, services: dict[str, object]) -> Dispatcher:
    """Routers and middlewares, with the services that handlers ask for by name."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.workflow_data |= services
    students = services["students"]
    assert isinstance(students, Students)
    dispatcher.update.outer_middleware(Person(students, Throttle(settings.throttle_per_second)))
    activity = Activity(usage)
    dispatcher.message.middleware(activity)
    dispatcher.callback_query.middleware(activity)
    dispatcher.include_routers(*all_routers())
    return dispatcher


def _clock(settings: Settings) -> Clock:
    return RemoteClock(settings.telegram_api_url) if settings.sandbox_clock else SystemClock()


def _digest_render(digests: Digests, pictures: Pictures) -> Render:
    async def render(_delivery: Delivery, student: Student, at: datetime) -> Screen | None:
        digest = await digests.fill_in(student.id, at=at)
        t = translator(student.language)
        picture = None
        if progress_views.wants_picture(digest.week) and not student.settings.text_only:
            picture = await pictures.draw(
                "trend", digest.week, language=t.language, theme=student.settings.theme
            )
        return digest_views.screen(t, digest, picture)

    return render


def _mock_render(review: MockReview) -> Render:
    async def render(delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        found = await review.result(student, AttemptId(int(delivery.payload["attempt"])))
        return mock_result_views.result(found, translator(student.language))

    return render


def ticker(app: App) -> Callable[[], Awaitable[object]]:
    """One tick at the clock's present time."""

    async def once() -> object:
        return await app.tick.run(await app.clock.now())

    return once


def quiz_ticker(app: App) -> Callable[[], Awaitable[object]]:
    """The live quizzes' steps at the clock's present time."""

    async def once() -> object:
        return await app.quiz_rounds.run_due(at=await app.clock.now())

    return once
