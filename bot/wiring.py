"""The composition root: from settings to a bot that runs. Nothing here happens at import."""

import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from aiogram import Bot, Dispatcher
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
from bot.coach_wiring import CoachDesk, build_coach
from bot.intake import UpdateIntake
from bot.messenger import TelegramMessenger
from bot.middlewares.activity import Activity
from bot.middlewares.person import Person
from bot.middlewares.throttle import Throttle
from bot.practice_wiring import PracticeDesk, build_practice, practice_renders
from bot.push_wiring import PushDesk, build_pushes, grievance_renders, push_renders
from bot.review_wiring import ReviewDesk, build_review, review_renders
from bot.sandbox_clock import RemoteClock
from bot.session import TelegramSession
from bot.settings import Settings
from bot.shared import Shared, SharedBudget, Turns
from bot.teaching_wiring import TeachingDesk, build_teaching, teaching_renders
from bot.uploads import ReusedUploads
from content.exam_file import load_catalogue
from content.exams import ExamCatalogue
from handlers import all_routers
from scheduler.budget import Budget, PushBudget
from scheduler.delivery import Deliveries, Render
from scheduler.jobs import Job, Tick, Workers, build_jobs, delivery_job
from scheduler.quiz_rounds import QuizRounds
from services.catalogue import Catalogue
from services.coaching import Coaching
from services.dashboard import Dashboards
from services.digests import Digests
from services.erasing import Erasing, RetainedRecords, Retention
from services.exam_boards import ExamBoards
from services.group_boards import GroupBoards
from services.group_members import GroupMembers
from services.group_watch import GroupWatch
from services.groups import Groups
from services.inactivity import Inactivity
from services.intake import Intake
from services.learning import Learning
from services.my_data import MyData
from services.operation import Operation
from services.outbox import Outbox
from services.parents import Parents
from services.progress import ProgressReports
from services.standing import Standings
from services.students import Students
from services.study_plans import StudyPlans
from services.usage import Usage
from storage.engine import Database, open_database
from storage.leadership import AlwaysLeader, PostgresLeadership
from views.charts.workers import painters
from views.pictures import WORKERS, Pictures

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
    digests: Digests
    outbox: Outbox
    pictures: Pictures
    intake: UpdateIntake
    operation: Operation
    #: Everything that is planned and worked off; sending has a tick of its own.
    tick: Tick
    delivery: Tick
    deliveries: Deliveries
    quiz_rounds: QuizRounds
    coach: CoachDesk
    shared: Shared | None
    leadership: PostgresLeadership | AlwaysLeader

    async def close(self) -> None:
        self.pictures.close()
        await self.coach.close()
        if self.shared is not None:
            await self.shared.close()
        await self.bot.session.close()
        await self.database.close()
        if isinstance(self.clock, RemoteClock):
            await self.clock.close()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    pictures: Pictures | None = None,
    workers: int = 1,
) -> App:
    """Wires the bot, or one of several workers; `clock` and `pictures` override the settings."""
    clock, shared = clock or _clock(settings), _shared(settings)
    pictures = pictures or _pictures(settings, workers)
    bot, database, exams = _bot(settings), open_database(settings.database_url), load_catalogue()
    practice = build_practice(database, exams, bot, clock, pictures)
    coach = build_coach(database, exams, settings)
    counted, operation = Intake(database), _operation(database, settings)
    zone, admins = settings.default_timezone, settings.admins
    pushes = build_pushes(database, pictures, default_timezone=zone, admins=admins)
    desk = build_review(database, exams, settings)
    teaching = build_teaching(database, exams, default_timezone=zone)
    outbox = Outbox(database, owner=f"{socket.gethostname()}:{os.getpid()}")
    renders = {**_renders(pushes, practice, desk), **teaching_renders(teaching)}
    budget = _budget(settings, shared, workers)
    deliveries = Deliveries(outbox, TelegramMessenger(bot), budget, renders)
    turns = None if shared is None else Turns(shared)
    catalogue, groups = Catalogue(database), Groups(database, institution=settings.institution)
    for_handlers = {
        "catalogue": catalogue,
        "groups": groups,
        "operation": operation,
        "pictures": pictures,
        "parents": Parents(database, _erasing(settings)),
        "students": _students(database, exams, settings),
        "drafts": coach.drafts,
        **_boards(database, exams, settings, coach),
    }
    for one in (practice, desk, pushes, teaching):
        for_handlers |= one.for_handlers()
    dispatcher = _dispatcher(settings, Usage(database), for_handlers)
    jobs = _jobs(
        database, settings, pushes, practice, desk, coach=coach, teaching=teaching, intake=counted
    )
    return App(
        settings=settings,
        clock=clock,
        bot=bot,
        dispatcher=dispatcher,
        database=database,
        catalogue=catalogue,
        digests=pushes.digests,
        outbox=outbox,
        pictures=pictures,
        intake=UpdateIntake(bot, dispatcher, clock, counted, turns),
        shared=shared,
        leadership=leadership_of(settings, workers),
        operation=operation,
        tick=Tick(jobs, operation),
        deliveries=deliveries,
        delivery=Tick([delivery_job(deliveries)]),
        quiz_rounds=practice.quiz_rounds,
        coach=coach,
    )


def _jobs(
    database: Database,
    settings: Settings,
    pushes: PushDesk,
    practice: PracticeDesk,
    desk: ReviewDesk,
    *,
    coach: CoachDesk,
    teaching: TeachingDesk,
    intake: Intake,
) -> list[Job]:
    return build_jobs(
        Workers(
            live_quiz=practice.live_quiz,
            quiz_rounds=practice.quiz_rounds,
            pushes=pushes,
            intake=intake,
            practice=practice.practice,
            mocks=practice.mocks,
            key_corrections=desk.key_corrections,
            item_analysis=desk.item_analysis,
            forecasts=desk.forecasts,
            learning=Learning(database),
            standings=Standings(database, default_timezone=settings.default_timezone),
            drafts=coach.drafts,
            coach_texts=coach.texts,
            inactivity=Inactivity(
                database, days=settings.inactive_days, erasing=_erasing(settings)
            ),
            assignments=teaching.assignments,
            group_briefs=teaching.group_briefs,
            class_lists=teaching.class_lists,
            own_drafts=teaching.own_drafts,
            parents=Parents(database),
            retained=RetainedRecords(database),
        )
    )


def _students(database: Database, exams: ExamCatalogue, settings: Settings) -> Students:
    return Students(
        database,
        exams,
        default_timezone=settings.default_timezone,
        has_model=settings.has_model,
        erasing=_erasing(settings),
    )


def _erasing(settings: Settings) -> Erasing:
    if not settings.retention_days:
        return Erasing()
    return Erasing(Retention(settings.retention_days, settings.retention()))


def _operation(database: Database, settings: Settings) -> Operation:
    return Operation(database, admins=settings.admins, timezone=settings.default_timezone)


def _renders(pushes: PushDesk, practice: PracticeDesk, desk: ReviewDesk) -> dict[str, Render]:
    """Words for every kind of message."""
    return {
        **push_renders(pushes),
        **grievance_renders(pushes),
        **practice_renders(practice),
        **review_renders(desk),
    }


def _shared(settings: Settings) -> Shared | None:
    """Nothing is asked of Redis before the first need."""
    if settings.redis_url is None or not settings.redis_url.get_secret_value():
        return None
    # Two bots on one Redis keep apart by the bot's number, which is no secret.
    prefix = f"abhyas:{settings.token().split(':')[0]}"
    return Shared(settings.redis_url.get_secret_value(), prefix=prefix)


def _budget(settings: Settings, shared: Shared | None, workers: int) -> Budget:
    """Everybody's together where Redis is set, else a worker's own share."""
    if shared is not None:
        return SharedBudget(shared, per_second=settings.push_per_second, workers=workers)
    return PushBudget(settings.push_per_second / workers)


def leadership_of(settings: Settings, workers: int) -> PostgresLeadership | AlwaysLeader:
    """Who plans: one of several workers, or the only one."""
    return AlwaysLeader() if workers == 1 else PostgresLeadership(settings.database_url)


def _boards(
    database: Database, exams: ExamCatalogue, settings: Settings, coach: CoachDesk
) -> dict[str, object]:
    """What shows a student or a group how she and it stand."""
    zone = settings.default_timezone
    return {
        "progress": ProgressReports(database),
        "dashboards": Dashboards(database, default_timezone=zone),
        "group_boards": GroupBoards(database, default_timezone=zone),
        "exam_boards": ExamBoards(database, exams),
        "my_data": MyData(database),
        "coaching": Coaching(
            database, coach.coach, default_timezone=zone, has_model=settings.has_model
        ),
        "study_plans": StudyPlans(database, default_timezone=zone),
        "group_members": GroupMembers(database, default_timezone=zone),
        "group_watch": GroupWatch(database, default_timezone=zone),
    }


def _bot(settings: Settings) -> Bot:
    session = TelegramSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    session.middleware(ReusedUploads())
    return Bot(settings.token(), session=session)


def _pictures(settings: Settings, workers: int) -> Pictures:
    """Laid out here with the operator's font, and painted with it by processes of their own."""
    count = WORKERS if workers == 1 else 1
    if settings.chart_font is None:
        return Pictures(partial(painters, count))
    from views.charts.fonts import use_font

    use_font(settings.chart_font)
    return Pictures(partial(painters, count, font=settings.chart_font))


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


def ticker(app: App) -> Callable[[], Awaitable[object]]:
    """One tick at the clock's present time."""

    async def once() -> object:
        if not app.leadership.is_leader:
            return None
        return await app.tick.run(await app.clock.now())

    return once


def delivery_ticker(app: App) -> Callable[[], Awaitable[object]]:
    """Everything that is due to be sent at the clock's present time."""

    async def once() -> object:
        return await app.delivery.run(await app.clock.now())

    return once


def quiz_ticker(app: App) -> Callable[[], Awaitable[object]]:
    """The live quizzes' steps at the clock's present time."""

    async def once() -> object:
        if not app.leadership.is_leader:
            return None
        return await app.quiz_rounds.run_due(at=await app.clock.now())

    return once
