"""How the cost of an answer grows with the answers that are stored.

`python -m benchmarks growth [ANSWERS…]`: 10⁴, 10⁵ and 10⁶ by default, 10⁷ by argument (a quarter of
an hour to make). On one durable PostgreSQL a database of each size; then newcomers practise in each
by turns, through the webhook and the real dispatcher, and CPU is counted for the bot and the server.
The turns are what makes sizes comparable on a machine whose speed changes from minute to minute.
"""

import asyncio
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import asyncpg

from benchmarks.crowd import Crowd
from benchmarks.reports import ANSWERS_EACH, ZONE, fill
from benchmarks.serving import abhyas, fresh_database, plain, postgres
from sandbox.server import running_sandbox
from services.learning import Learning
from services.standing import Standings
from services.upkeep import Upkeep
from storage.engine import open_database

SIZES = (10_000, 100_000, 1_000_000)
STUDENTS = 24
WARM_UP_SECONDS, SECONDS, TURNS = 3.0, 12.0, 3
PLOT = Path(__file__).parent.parent / "docs" / "growth.png"


@dataclass(slots=True)
class Size:
    """CPU milliseconds an answer, one value a turn."""

    answers: int
    url: str
    worker: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    verdict: list[float] = field(default_factory=list)


def main() -> None:
    wanted = [int(one) for one in sys.argv[2:] if one.isdigit()] or list(SIZES)
    with postgres() as server:
        if server:
            asyncio.run(_grow(server, wanted))


async def _grow(server: str, wanted: list[int]) -> None:
    sizes = []
    for answers in wanted:
        url = await fresh_database(server, f"growth{answers}")
        await make(url, answers)
        sizes.append(Size(answers, url))
        print(f"{answers:,} answers stored")
    await measure(sizes)
    show(sizes)
    plot(sizes)


async def make(url: str, answers: int) -> None:
    """Students of a thousand answers each, everything derived, statistics fresh."""
    connection = await asyncpg.connect(plain(url))
    await connection.execute(fill(answers // ANSWERS_EACH))
    await connection.execute("ANALYZE")
    database = open_database(url)
    await Upkeep(database, default_timezone=ZONE).rebuild()
    await Learning(database).work()
    await settle(url)
    await database.close()
    await connection.close()


async def settle(url: str) -> None:
    """What the clock would fill while we measure is filled before."""
    database = open_database(url)
    now = datetime.now(UTC)  # noqa: TID251 - the bot under measurement has the machine's clock
    await Standings(database, default_timezone=ZONE).refresh(at=now)
    await database.close()
    connection = await asyncpg.connect(plain(url))
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def measure(sizes: list[Size]) -> None:
    """Every size by turns, newcomers each time."""
    for _ in range(TURNS):
        for size in sizes:
            async with running_sandbox() as sandbox, abhyas(sandbox, size.url) as served:
                # The database remembers people and updates of earlier turns: these are new.
                sandbox.hub.tg.world.next_person_id += 1000 * len(size.worker)
                sandbox.hub.tg.world.next_update_id += 1_000_000 * len(size.worker)
                crowd = Crowd(sandbox)
                await crowd.come(STUDENTS)
                await crowd.hurry(WARM_UP_SECONDS, crowd.who)
                crowd.forget()
                before = served.cpu(crowd.own_seconds)
                await crowd.hurry(SECONDS, crowd.who)
                cpu, count = served.cpu(crowd.own_seconds).since(before), crowd.answers
                size.worker.append(1000 * cpu.worker / count)
                size.server.append(1000 * cpu.postgres / count)
                size.verdict.append(crowd.percentiles("verdict").median)
                assert not served.errors()


def show(sizes: list[Size]) -> None:
    first = sizes[0]
    base = median(first.worker) + median(first.server)
    for size in sizes:
        worker, server = median(size.worker), median(size.server)
        print(
            f"{size.answers:>10,} stored: worker {worker:.1f}, PostgreSQL {server:.1f} ms an answer, "
            f"{(worker + server) / base:.2f} of the first; verdict {median(size.verdict):.0f} ms "
            f"in a hurry of {STUDENTS}"
        )


def plot(sizes: list[Size]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.add_subplot()
    stored = [size.answers for size in sizes]
    for name, values in (
        ("worker", [median(size.worker) for size in sizes]),
        ("PostgreSQL", [median(size.server) for size in sizes]),
    ):
        (line,) = axes.plot(stored, values, marker="o")
        axes.annotate(f"  {name}", (stored[-1], values[-1]), color=line.get_color(), va="center")
    axes.set(xscale="log", xlabel="answers stored", ylabel="CPU, ms an answer")
    axes.set_ylim(bottom=0)
    axes.margins(x=0.15)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(PLOT, dpi=110)
    print(f"plot: {PLOT.name}")


if __name__ == "__main__":
    main()
