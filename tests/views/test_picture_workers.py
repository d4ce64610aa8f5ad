"""Pictures come from processes that can be lost without a student noticing."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.worker_probe import look
from tests.support.figures import sums
from views.charts.workers import painters
from views.pictures import Pictures, render

ROOT = Path(__file__).parents[2]
BOT = """
import asyncio, sys
from benchmarks.worker_probe import look
from tests.support.figures import sums
from views.charts.workers import painters
from views.pictures import Pictures

async def main():
    workers = painters(1)
    await Pictures(lambda: workers).draw("trend", sums(), language="hi", theme="light")
    print(workers.submit(look).result()[0], flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def pixels(png: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(io.BytesIO(png)))


async def test_a_picture_is_the_same_whoever_paints_it_even_after_the_workers_were_killed() -> None:
    pools: list[ProcessPoolExecutor] = []

    def fresh() -> ProcessPoolExecutor:
        pool = painters(1)
        assert isinstance(pool, ProcessPoolExecutor)
        pools.append(pool)
        return pool

    pictures = Pictures(fresh)
    first = await pictures.draw("trend", sums(), language="hi", theme="dark")
    pid, heavy = await asyncio.wrap_future(pools[0].submit(look))
    os.kill(pid, signal.SIGKILL)
    second = await pictures.draw("trend", sums(), language="hi", theme="dark")
    pictures.close()

    expected = pixels(render("trend", sums(), "hi", "dark"))
    assert (pixels(first) == expected).all()
    assert (pixels(second) == expected).all()
    assert heavy == (), "a worker carries neither the bot nor the database"
    assert len(pools) == 2


def test_workers_end_with_a_bot_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "bot.py"
    script.write_text(BOT, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stdout is not None
        worker = int(bot.stdout.readline())
        bot.kill()

    for _ in range(100):
        if not is_running(worker):
            return
        time.sleep(0.1)
    raise AssertionError("the worker outlived its bot")


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
