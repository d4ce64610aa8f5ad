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
from services.coach_ledger import CoachTexts
from services.digests import Digests
from services.drafts import Drafts
from services.forecasts import Forecasts
from services.group_brief import GroupBriefs
from services.intake import Intake
from services.item_analysis import ItemAnalysis
from services.key_corrections import KeyCorrections
from services.learning import Learning
from services.live_quiz import LiveQuiz
from services.mocks import Mocks
from services.operation import Operation
from services.practice import Practice
from services.records import Arrival
from services.standing import Standings

log = structlog.get_logger()
#: Batches a tick: what is behind after an import is caught up over several, taps come between.
LEARNING_BATCHES = 4
#: The same for standings.
STANDING_BATCHES = 10


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


def build_jobs(
    *,
    pushes: Planners,
    intake: Intake,
    practice: Practice,
    live_quiz: LiveQuiz,
    quiz_rounds: QuizRounds,
    mocks: Mocks,
    key_corrections: KeyCorrections,
    item_analysis: ItemAnalysis,
    forecasts: Forecasts,
    learning: Learning,
    standings: Standings,
    drafts: Drafts,
    coach_texts: CoachTexts,
    assignments: Assignments,
    group_briefs: GroupBriefs,
) -> list[Job]:
    """In the order in which a tick runs them; sending comes behind them, or beside them."""

    async def plan_digests(at: datetime, report: TickReport) -> None:
        report.planned += await pushes.digests.plan(at=at)

    async def watch(at: datetime, report: TickReport) -> None:
        report.planned += await pushes.alert_watch.work(at=at)

    async def close_assignments(at: datetime, report: TickReport) -> None:
        report.planned += await assignments.tell_results(at=at)

    async def plan_briefs(at: datetime, report: TickReport) -> None:
        report.planned += await group_briefs.plan(at=at)

    async def tidy(at: datetime, _report: TickReport) -> None:
        await intake.forget_handled(Arrival(at))
        await practice.forget_minors_sets(at=at)
        await practice.forget_exposures(at=at)
        await live_quiz.forget_votes(at=at)
        await coach_texts.forget_old(at=at)

    async def collect_papers(at: datetime, report: TickReport) -> None:
        report.planned += await mocks.submit_due(at=at)

    async def learn(_at: datetime, _report: TickReport) -> None:
        await learning.work(batches=LEARNING_BATCHES)

    async def rank(at: datetime, _report: TickReport) -> None:
        await standings.refresh(at=at, batches=STANDING_BATCHES)

    always = timedelta(0)
    return [
        Job(name="quizzes", every=always, run=_only_at(quiz_rounds.run_due)),
        Job(name="digests", every=always, run=plan_digests),
        Job(name="alerts", every=always, run=watch),
        Job(name="mocks", every=always, run=collect_papers),
        Job(name="assignments", every=always, run=close_assignments),
        Job(name="briefs", every=timedelta(minutes=5), run=plan_briefs),
        Job(name="corrections", every=always, run=_only_at(key_corrections.work)),
        Job(name="learning", every=always, run=learn),
        Job(name="standings", every=timedelta(minutes=1), run=rank),
        Job(
            name="item_analysis", every=timedelta(hours=1), run=_only_at(item_analysis.raise_flags)
        ),
        Job(name="forecasts", every=timedelta(minutes=1), run=_only_at(forecasts.keep)),
        Job(name="drafts", every=timedelta(minutes=5), run=_only_at(drafts.work)),
        Job(name="tidy", every=timedelta(hours=1), run=tidy),
    ]
