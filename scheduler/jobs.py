"""What happens by itself: a table of jobs, each a coroutine that is told the time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from scheduler.delivery import Deliveries
from scheduler.quiz_rounds import QuizRounds
from scheduler.tick_report import TickReport
from services.alert_watch import AlertWatch
from services.assignments import Assignments
from services.class_lists import ClassLists
from services.coach_ledger import CoachTexts
from services.digests import Digests
from services.drafts import Drafts
from services.erasing import RetainedRecords
from services.forecasts import Forecasts
from services.group_brief import GroupBriefs
from services.inactivity import Inactivity
from services.intake import Intake
from services.item_analysis import ItemAnalysis
from services.key_corrections import KeyCorrections
from services.learning import Learning
from services.live_quiz import LiveQuiz
from services.mocks import Mocks
from services.operation import Operation
from services.own_drafts import OwnDrafts
from services.parents import Parents
from services.practice import Practice
from services.records import Arrival
from services.standing import Standings

log = structlog.get_logger()
#: Batches a tick: what is behind after an import is caught up over several, taps come between.
LEARNING_BATCHES = 4
#: Standings are filled for so long each minute; the rest waits for the next, or is computed when
#: somebody asks.
STANDING_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do at most every `every`."""

    name: str
    every: timedelta
    run: Callable[[datetime, TickReport], Awaitable[None]]


class Tick:
    """Everything that is due, once."""

    def __init__(self, jobs: list[Job], operation: Operation | None = None) -> None:
        self._jobs = jobs
        self._operation = operation
        self._ran_at: dict[str, datetime] = {}

    async def run(self, at: datetime) -> TickReport:
        """Runs each job whose time has come; one that fails keeps the others from nothing."""
        report = TickReport()
        for job in self._jobs:
            last = self._ran_at.get(job.name)
            if last is None or at - last >= job.every:
                try:
                    await job.run(at, report)
                except Exception:
                    log.exception("job failed", action="job_failed", job=job.name)
                    report.broken.append(job.name)
                self._ran_at[job.name] = at
        if self._operation is not None:
            await self._operation.note_tick(at=at)
        return report


class _At(Protocol):
    async def __call__(self, *, at: datetime) -> object: ...


def _only_at(work: _At) -> Callable[[datetime, TickReport], Awaitable[None]]:
    """A job that reports nothing."""

    async def run(at: datetime, _report: TickReport) -> None:
        await work(at=at)

    return run


class Planners(Protocol):
    """What plans messages that nobody asked for."""

    @property
    def digests(self) -> Digests: ...
    @property
    def alert_watch(self) -> AlertWatch: ...


def delivery_job(deliveries: Deliveries) -> Job:
    """Sending is a job of its own: a long morning of digests must not hold up the others."""

    async def deliver(at: datetime, report: TickReport) -> None:
        await deliveries.send_due(at=at, report=report)

    return Job(name="delivery", every=timedelta(0), run=deliver)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """The services whose work falls due by itself."""

    pushes: Planners
    intake: Intake
    practice: Practice
    live_quiz: LiveQuiz
    quiz_rounds: QuizRounds
    mocks: Mocks
    key_corrections: KeyCorrections
    item_analysis: ItemAnalysis
    forecasts: Forecasts
    learning: Learning
    standings: Standings
    drafts: Drafts
    coach_texts: CoachTexts
    inactivity: Inactivity
    assignments: Assignments
    group_briefs: GroupBriefs
    class_lists: ClassLists
    own_drafts: OwnDrafts
    parents: Parents
    retained: RetainedRecords


def build_jobs(own: Workers) -> list[Job]:
    """In the order in which a tick runs them; sending comes behind them, or beside them."""
    return [*_telling(own), *_keeping(own)]


def _telling(own: Workers) -> list[Job]:
    """What leads to messages."""

    async def plan_digests(at: datetime, report: TickReport) -> None:
        report.planned += await own.pushes.digests.plan(at=at)

    async def watch(at: datetime, report: TickReport) -> None:
        report.planned += await own.pushes.alert_watch.work(at=at)

    async def collect_papers(at: datetime, report: TickReport) -> None:
        report.planned += await own.mocks.submit_due(at=at)

    async def close_assignments(at: datetime, report: TickReport) -> None:
        report.planned += await own.assignments.tell_results(at=at)

    async def plan_briefs(at: datetime, report: TickReport) -> None:
        report.planned += await own.group_briefs.plan(at=at)

    async def warn_inactive(at: datetime, report: TickReport) -> None:
        report.planned += await own.inactivity.work(at=at)

    always, minutes = timedelta(0), timedelta(minutes=5)
    return [
        Job(name="quizzes", every=always, run=_only_at(own.quiz_rounds.run_due)),
        Job(name="digests", every=always, run=plan_digests),
        Job(name="alerts", every=always, run=watch),
        Job(name="mocks", every=always, run=collect_papers),
        Job(name="assignments", every=always, run=close_assignments),
        Job(name="briefs", every=minutes, run=plan_briefs),
        Job(name="inactivity", every=timedelta(hours=6), run=warn_inactive),
    ]


def _keeping(own: Workers) -> list[Job]:
    """What keeps figures and tables in order."""

    async def tidy(at: datetime, _report: TickReport) -> None:
        await own.intake.forget_handled(Arrival(at))
        await own.practice.forget_minors_sets(at=at)
        await own.practice.forget_exposures(at=at)
        await own.live_quiz.forget_votes(at=at)
        await own.coach_texts.forget_old(at=at)
        await own.class_lists.forget_free(at=at)
        await own.own_drafts.forget_drafts(at=at)
        await own.parents.forget_unanswered(at=at)
        await own.retained.purge(at=at)

    async def learn(_at: datetime, _report: TickReport) -> None:
        await own.learning.work(batches=LEARNING_BATCHES)

    async def rank(at: datetime, _report: TickReport) -> None:
        await own.standings.refresh(at=at, seconds=STANDING_SECONDS)

    always, minute, hour = timedelta(0), timedelta(minutes=1), timedelta(hours=1)
    return [
        Job(name="corrections", every=always, run=_only_at(own.key_corrections.work)),
        Job(name="learning", every=always, run=learn),
        Job(name="standings", every=minute, run=rank),
        Job(name="item_analysis", every=hour, run=_only_at(own.item_analysis.raise_flags)),
        Job(name="forecasts", every=minute, run=_only_at(own.forecasts.keep)),
        Job(name="drafts", every=5 * minute, run=_only_at(own.drafts.work)),
        Job(name="tidy", every=hour, run=tidy),
    ]
