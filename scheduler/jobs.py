"""What happens by itself: a table of jobs, each a coroutine that is told the time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.delivery import Deliveries, TickReport
from services.digests import Digests
from services.forecasts import Forecasts
from services.intake import Intake
from services.item_analysis import ItemAnalysis
from services.key_corrections import KeyCorrections
from services.learning import Learning
from services.mocks import Mocks
from services.practice import Practice
from services.records import Arrival
from services.standing import Standings

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

    def __init__(self, jobs: list[Job]) -> None:
        self._jobs = jobs
        self._ran_at: dict[str, datetime] = {}

    async def run(self, at: datetime) -> TickReport:
        report = TickReport()
        for job in self._jobs:
            last = self._ran_at.get(job.name)
            if last is None or at - last >= job.every:
                await job.run(at, report)
                self._ran_at[job.name] = at
        return report


def build_jobs(
    *,
    digests: Digests,
    deliveries: Deliveries,
    intake: Intake,
    practice: Practice,
    mocks: Mocks,
    key_corrections: KeyCorrections,
    item_analysis: ItemAnalysis,
    forecasts: Forecasts,
    learning: Learning,
    standings: Standings,
) -> list[Job]:
    """In the order in which a tick runs them."""

    async def plan_digests(at: datetime, report: TickReport) -> None:
        report.planned += await digests.plan(at=at)

    async def deliver(at: datetime, report: TickReport) -> None:
        await deliveries.send_due(at=at, report=report)

    async def tidy(at: datetime, _report: TickReport) -> None:
        await intake.forget_handled(Arrival(at))
        await practice.forget_minors_sets(at=at)

    async def collect_papers(at: datetime, report: TickReport) -> None:
        report.planned += await mocks.submit_due(at=at)

    async def judge_anew(at: datetime, _report: TickReport) -> None:
        await key_corrections.work(at=at)

    async def analyse_items(at: datetime, _report: TickReport) -> None:
        await item_analysis.raise_flags(at=at)

    async def learn(_at: datetime, _report: TickReport) -> None:
        await learning.work(batches=LEARNING_BATCHES)

    async def rank(at: datetime, _report: TickReport) -> None:
        await standings.refresh(at=at, batches=STANDING_BATCHES)

    async def foresee(at: datetime, _report: TickReport) -> None:
        await forecasts.keep(at=at)

    always = timedelta(0)
    return [
        Job(name="digests", every=always, run=plan_digests),
        Job(name="mocks", every=always, run=collect_papers),
        Job(name="corrections", every=always, run=judge_anew),
        Job(name="learning", every=always, run=learn),
        Job(name="standings", every=timedelta(minutes=1), run=rank),
        Job(name="item_analysis", every=timedelta(hours=1), run=analyse_items),
        Job(name="forecasts", every=timedelta(minutes=1), run=foresee),
        Job(name="delivery", every=always, run=deliver),
        Job(name="tidy", every=timedelta(hours=1), run=tidy),
    ]
