"""Draws pictures in worker threads, so that nobody's reply waits for one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from services.progress import Progress
from services.records import Theme
from views.translate import translator

#: Charts by the name that `abhyas chart` knows them by.
KINDS = ("trend", "topics", "activity")


class Pictures:
    """PNGs on request, two at a time."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="charts")

    async def draw(self, kind: str, progress: Progress, *, language: str, theme: Theme) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, render, kind, progress, language, theme)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def render(kind: str, progress: Progress, language: str, theme: Theme, form: str = "png") -> bytes:
    """One picture as PNG or SVG bytes; imports the drawing room when first asked."""
    from views.charts import activity, png, svg, topics, trend

    draw = {"trend": trend.trend, "topics": topics.topics, "activity": activity.activity}[kind]
    drawing = draw(progress, translator(language), theme)
    return svg.svg(drawing).encode() if form == "svg" else png.png(drawing)
