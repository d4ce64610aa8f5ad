"""How the cost of an answer, of a report and of boards grows with the answers that are stored.

`python -m benchmarks growth [ANSWERS…]`: 10⁴, 10⁵ and 10⁶ by default, 10⁷ by argument (a quarter of
an hour to make). On one durable PostgreSQL a database of each size, in which reports and boards are
compared with the specification's SQL. Then newcomers practise in each by turns, through the webhook
and the real dispatcher, and CPU is counted for the bot and the server. The turns are what makes
sizes comparable on a machine whose speed changes from minute to minute.
"""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import asyncpg

from benchmarks.crowd import Crowd
from benchmarks.reports import ZONE, Took, compare, prepare
from benchmarks.serving import abhyas, fresh_database, plain, postgres
from sandbox.server import running_sandbox
from services.standing import Standings
from storage.engine import open_database

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZES = (10_000, 100_000, 1_000_000)
STUDENTS = 24
WARM_UP_SECONDS, SECONDS, TURNS = 3.0, 12.0, 3
PLOT = Path(__file__).parent.parent / "docs" / "growth.png"


@dataclass(slots=True)
class Size:
    """CPU milliseconds an answer, one value a turn."""

    answers: int
    url: str
    #: The specification's side and ours, by name.
    read: Mapping[str, tuple[Took, Took]]
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
        await prepare(answers, url)
        sizes.append(Size(answers, url, await compare(answers, url)))
        await settle(url)
    await measure(sizes)
    show(sizes)
    plot(sizes)


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
    """Costs by size: an answer on the left, reading on the right with the specification's dashed."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.6, 3.8), layout="constrained")
    writing, reading = figure.subplots(1, 2)
    stored = [size.answers for size in sizes]
    _line(writing, stored, [median(size.worker) for size in sizes], "worker", "C0")
    _line(writing, stored, [median(size.server) for size in sizes], "PostgreSQL", "C1")
    writing.set_title("an answer: CPU, ms")
    writing.set_ylim(bottom=0)
    for place, name in enumerate(sizes[0].read):
        colour = f"C{place}"
        _line(reading, stored, [size.read[name][1].server for size in sizes], name, colour)
        theirs = [size.read[name][0].server for size in sizes]
        reading.plot(stored, theirs, linestyle="--", color=colour)
    reading.set_title("reading: server, ms (dashed: the specification)")
    reading.set_yscale("log")
    for axes in (writing, reading):
        axes.set(xscale="log", xlabel="answers stored", xticks=stored)
        axes.minorticks_off()
        axes.set_xlim(right=stored[-1] * 40)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(PLOT, dpi=100)
    print(f"plot: {PLOT.name}")


def _line(axes: "Axes", stored: list[int], values: list[float], name: str, colour: str) -> None:
    """Draws a line and writes its name at its end."""
    axes.plot(stored, values, marker="o", color=colour)
    axes.annotate(f"  {name}", (stored[-1], values[-1]), color=colour, va="center", fontsize=9)


if __name__ == "__main__":
    main()
