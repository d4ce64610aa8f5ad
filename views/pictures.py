"""Pictures on request: laid out here, painted by worker processes, so that nobody waits for one."""

import asyncio
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from functools import partial

import structlog

from services.dashboard import Dashboard, LastTest
from services.group_boards import GroupBoard
from services.group_figures import GroupFigures
from services.live_quiz import QuizBoard
from services.progress import Progress
from services.records import Theme
from views.charts.drawing import Drawing
from views.charts.workers import paint, painters
from views.translate import translator

#: Charts by the name that `abhyas chart` knows them by: from sums over days and topics, from
#: the whole report, of a group.
OF_SUMS = ("trend", "topics", "activity")
OF_REPORT = ("difficulty", "peers", "readiness", "pace", "memory", "result")
OF_GROUP = ("ranking", "group-topics")
KINDS = (*OF_SUMS, *OF_REPORT, *OF_GROUP)
Figures = Progress | Dashboard | GroupFigures | LastTest | QuizBoard | GroupBoard
#: The usual makers of PNGs; an operator's font makes others.
WORKERS = 2
USUAL = partial(painters, WORKERS)
log = structlog.get_logger()


class Pictures:
    """PNGs on request; the first one starts the workers."""

    def __init__(self, workers: Callable[[], Executor] = USUAL) -> None:
        self._make_workers = workers
        self._workers: Executor | None = None

    async def draw(self, kind: str, figures: Figures, *, language: str, theme: Theme) -> bytes:
        # A thread, since measuring words for the first time loads fonts.
        drawing = await asyncio.to_thread(lay_out, kind, figures, language, theme)
        return await self.paint(drawing)

    async def paint(self, drawing: Drawing) -> bytes:
        """A drawing as PNG bytes; where the workers were killed, new ones try once more."""
        loop = asyncio.get_running_loop()
        workers = self._running()
        try:
            return await loop.run_in_executor(workers, paint, drawing)
        except BrokenExecutor:
            log.warning("picture workers were lost", action="picture_workers_lost")
            if self._workers is workers:
                self.close()
            return await loop.run_in_executor(self._running(), paint, drawing)

    def _running(self) -> Executor:
        if self._workers is None:
            self._workers = self._make_workers()
        return self._workers

    def close(self) -> None:
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)
            self._workers = None


def lay_out(kind: str, figures: Figures, language: str, theme: Theme) -> Drawing:
    """One picture as a flat list of shapes."""
    from views.charts.registry import drawing_of

    return drawing_of(kind, figures, translator(language), theme)


def render(kind: str, figures: Figures, language: str, theme: Theme, form: str = "png") -> bytes:
    """One picture as PNG or SVG bytes, here and now; for commands that draw one."""
    from views.charts import png, svg

    drawing = lay_out(kind, figures, language, theme)
    return svg.svg(drawing).encode() if form == "svg" else png.png(drawing)
