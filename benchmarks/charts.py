"""What pictures cost: each kind beside naive pyplot, two workers at full speed, memory, the loop.

`python -m benchmarks charts [PICTURES]`: how many the memory run draws, 5,000 if not said.
"""

import asyncio
import itertools
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from benchmarks import naive_charts
from benchmarks.process import resident_mib
from benchmarks.worker_probe import look
from services.dashboard import Dashboard
from services.group_figures import GroupFigures
from services.progress import Progress
from tests.support.figures import board, group, sums
from views.charts.workers import painters
from views.pictures import KINDS, OF_GROUP, OF_SUMS, WORKERS, Pictures, render

REPEATS, NAIVE_REPEATS = 40, 5
PICTURES = 5000
#: Pictures under way at once, as a broadcast keeps them.
ABREAST = 8
BROADCAST_PER_SECOND = 30
LANGUAGES = ("en", "hi")


def figures_for(kind: str) -> Progress | Dashboard | GroupFigures:
    if kind in OF_SUMS:
        return sums()
    return group() if kind in OF_GROUP else board()


def cpu_milliseconds(draw: Callable[[], bytes], repeats: int) -> list[float]:
    """Of each of the repeats, sorted."""
    found = []
    for _ in range(repeats):
        start = time.process_time()
        draw()
        found.append(1000 * (time.process_time() - start))
    return sorted(found)


def _by_kind() -> None:
    naive_charts.set_up()
    own_total, naive_total = 0.0, 0.0
    print("CPU ms a picture, one thread: median and 95 %, ours | naive pyplot | ratio")
    for kind, language in itertools.product(KINDS, LANGUAGES):
        shown = figures_for(kind)
        size = len(render(kind, shown, language, "light"))
        naive_charts.png(kind, shown, language)
        own = cpu_milliseconds(partial(render, kind, shown, language, "light"), REPEATS)
        naive = cpu_milliseconds(partial(naive_charts.png, kind, shown, language), NAIVE_REPEATS)
        middle, other = statistics.median(own), statistics.median(naive)
        own_total, naive_total = own_total + middle, naive_total + other
        print(
            f"{kind} {language}: {middle:.1f}, {own[int(0.95 * REPEATS)]:.1f} | "
            f"{other:.0f}, {naive[-1]:.0f} | {other / middle:.0f} ×, {size / 1024:.0f} KiB"
        )
    count = len(KINDS) * len(LANGUAGES)
    print(
        f"all kinds: {own_total / count:.1f} | {naive_total / count:.0f}: "
        f"{naive_total / own_total:.0f} times less"
    )


class Watched(Pictures):
    """Pictures whose workers can be asked about themselves."""

    def __init__(self) -> None:
        self.workers: Executor = painters(WORKERS)
        super().__init__(lambda: self.workers)

    async def probe(self) -> tuple[set[int], set[str]]:
        """The workers' process ids, and the heavy modules found in any of them."""
        loop = asyncio.get_running_loop()
        found = await asyncio.gather(
            *(loop.run_in_executor(self.workers, look) for _ in range(20 * WORKERS))
        )
        return {pid for pid, _ in found}, {name for _, names in found for name in names}


async def _draw_many(pictures: Pictures, count: int) -> float:
    """Draws so many in turn, a few abreast; seconds it took."""
    jobs = iter(list(itertools.islice(itertools.cycle(itertools.product(KINDS, LANGUAGES)), count)))
    shown = {kind: figures_for(kind) for kind in KINDS}

    async def one_after_another() -> None:
        for kind, language in jobs:
            await pictures.draw(kind, shown[kind], language=language, theme="light")

    start = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(ABREAST):
            tasks.create_task(one_after_another())
    return time.perf_counter() - start


async def _lateness(stop: asyncio.Event) -> list[float]:
    """How late, in milliseconds, a wait of two milliseconds ends, again and again."""
    found = []
    while not stop.is_set():
        start = time.perf_counter()
        await asyncio.sleep(0.002)
        found.append(1000 * (time.perf_counter() - start) - 2)
    return sorted(found)


async def _loop(pictures: Pictures, seconds: float) -> None:
    """The event loop's lateness: idle, and while a broadcast's worth of pictures is drawn."""
    for per_second in (0, BROADCAST_PER_SECOND):
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(_lateness(stop))
            spent = time.process_time()
            for number in range(round(seconds * per_second) or 1):
                if per_second:
                    kind = KINDS[number % len(KINDS)]
                    drawing = pictures.draw(kind, figures_for(kind), language="hi", theme="light")
                    tasks.create_task(drawing)
                await asyncio.sleep(1 / per_second if per_second else seconds)
            spent = time.process_time() - spent
            stop.set()
        late = watching.result()
        print(
            f"event loop at {per_second} pictures a second: late by {statistics.median(late):.2f} "
            f"ms (median), {late[int(0.99 * len(late))]:.2f} (99 %), {late[-1]:.2f} (most); "
            f"the bot's own CPU {100 * spent / seconds:.0f} %"
        )


async def _workers(count: int) -> None:
    pictures = Watched()
    await _draw_many(pictures, 500)
    pids, heavy = await pictures.probe()
    before = {pid: resident_mib(pid) for pid in sorted(pids)}
    seconds = await _draw_many(pictures, count)
    after = {pid: resident_mib(pid) for pid in before}
    print(f"{len(before)} workers, {count} pictures of all kinds: {count / seconds:.0f} a second")
    print(
        "memory of each, MiB: "
        + ", ".join(f"{before[pid]:.0f} → {after[pid]:.0f}" for pid in before)
        + f"; imported there: {', '.join(sorted(heavy)) or 'nothing heavy'}"
    )
    await _loop(pictures, 10)
    pictures.close()


def main() -> None:
    _by_kind()
    counts = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    asyncio.run(_workers(counts[0] if counts else PICTURES))


if __name__ == "__main__":
    main()
