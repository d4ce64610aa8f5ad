"""Worker processes that paint drawings: they import the drawing room and nothing else of ours."""

import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from views.charts.drawing import Drawing


def painters(count: int, *, font: Path | None = None) -> Executor:
    """Spawned, not forked: a fork would carry the bot's memory, threads and connections along."""
    return ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_begin, initargs=(font,)
    )


def paint(drawing: Drawing) -> bytes:
    """A drawing as PNG bytes; imports matplotlib when first asked."""
    from views.charts.png import png

    return png(drawing)


def _begin(font: Path | None) -> None:
    # Ctrl-C reaches the whole terminal; the bot finishes what it has begun, pictures included.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if font is not None:
        from views.charts.fonts import use_font

        use_font(font)


def _end_with_parent() -> None:
    """A worker whose bot was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
