"""Draws pictures in worker threads, so that nobody's reply waits for one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from services.dashboard import Dashboard, LastTest
from services.group_figures import GroupFigures
from services.progress import Progress
from services.records import Theme
from views.translate import translator

#: Charts by the name that `abhyas chart` knows them by: from sums over days and topics, from
#: the whole report, of a group.
OF_SUMS = ("trend", "topics", "activity")
OF_REPORT = ("difficulty", "peers", "readiness", "pace", "memory", "result")
OF_GROUP = ("ranking", "group-topics")
KINDS = (*OF_SUMS, *OF_REPORT, *OF_GROUP)
Figures = Progress | Dashboard | GroupFigures | LastTest


class Pictures:
    """PNGs on request, two at a time."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="charts")

    async def draw(self, kind: str, figures: Figures, *, language: str, theme: Theme) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, render, kind, figures, language, theme)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def render(kind: str, figures: Figures, language: str, theme: Theme, form: str = "png") -> bytes:
    """One picture as PNG or SVG bytes; imports the drawing room when first asked."""
    from views.charts import png, svg
    from views.charts.registry import drawing_of

    drawing = drawing_of(kind, figures, translator(language), theme)
    return svg.svg(drawing).encode() if form == "svg" else png.png(drawing)
