"""How long `--help` and `run` take to answer, and the memory that `run` holds."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.process import resident_mib
from sandbox.server import running_sandbox

REPEATS = 5


def main() -> None:
    times = sorted(_help_seconds() for _ in range(REPEATS))
    print(f"abhyas --help: {times[REPEATS // 2]:.2f} s (median of {REPEATS})")
    asyncio.run(_run())


def _help_seconds() -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "bot", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


async def _run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with running_sandbox() as sandbox:
            environment = {
                **os.environ,
                "BOT_TOKEN": "42:BENCH",
                "TELEGRAM_API_URL": sandbox.address,
                "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
            }
            for name in ("first", "second"):
                start = time.perf_counter()
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "bot", "run"),
                    env=environment,
                    stdout=asyncio.subprocess.PIPE,
                )
                assert process.stdout is not None
                assert (await process.stdout.readline()).strip() == b"ready"
                seconds = time.perf_counter() - start
                memory = resident_mib(process.pid)
                print(f"abhyas run, {name} start: ready in {seconds:.1f} s, {memory:.0f} MiB")
                process.terminate()
                await process.wait()
