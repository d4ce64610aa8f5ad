"""The bot in a process that a test may kill, forked from one that has imported everything."""

import asyncio
import multiprocessing
from multiprocessing.process import BaseProcess
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.support.bot_process", "bot.running", "views.charts.png"])


def _serve(values: dict[str, Any]) -> None:
    from bot.running import run_bot
    from bot.settings import GivenSettings

    asyncio.run(run_bot(GivenSettings(**values), on_ready=lambda: None))


class BotProcess:
    """Starts, kills and starts again."""

    TARGET = staticmethod(_serve)

    def __init__(self, **values: Any) -> None:
        self._values = values
        self._process: BaseProcess | None = None
        self.kills = 0

    def start(self) -> None:
        # Not a daemon: those may not have workers for pictures.
        self._process = _CONTEXT.Process(target=self.TARGET, args=(self._values,))
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no handler, no goodbye."""
        assert self._process is not None
        self._process.kill()
        self._process.join()
        self.kills += 1

    def terminate(self) -> int | None:
        """SIGTERM; how it ended."""
        assert self._process is not None
        self._process.terminate()
        self._process.join(20)
        return self._process.exitcode

    def close(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.kill()
            self._process.join()


def _tick_forever(values: dict[str, Any]) -> None:
    from bot.settings import GivenSettings
    from bot.wiring import build

    async def run() -> None:
        app = build(GivenSettings(**values))
        while True:
            try:
                await app.tick.run(await app.clock.now())
                await app.delivery.run(await app.clock.now())
            except Exception as error:
                # The metronome would log it and tick again.
                print(f"tick failed: {error!r}", flush=True)
            await asyncio.sleep(0.1)

    asyncio.run(run())


class TickProcess(BotProcess):
    """A scheduler alone: plans and sends, and takes no updates."""

    TARGET = staticmethod(_tick_forever)
