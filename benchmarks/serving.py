"""Bots to be measured, each started as an operator would, and what each part of a system costs."""

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from benchmarks.process import cpu_seconds, parent, resident_mib, tree, tree_cpu_seconds
from sandbox.server import RunningSandbox
from storage.migrate import upgrade
from tests.support.ports import free_port

TOKEN = "42:BENCH"
START_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpu:
    """Seconds used by each part; the sandbox runs in this process, with the people in it."""

    worker: float
    postgres: float
    redis: float
    sandbox: float
    people: float

    def since(self, earlier: "Cpu") -> "Cpu":
        return Cpu(
            **{f.name: getattr(self, f.name) - getattr(earlier, f.name) for f in fields(Cpu)}
        )

    def each(self, count: int) -> str:
        """Milliseconds a piece."""
        return ", ".join(
            f"{f.name} {1000 * getattr(self, f.name) / max(1, count):.1f}" for f in fields(Cpu)
        )

    @property
    def total(self) -> float:
        return self.worker + self.postgres + self.redis + self.sandbox + self.people


@dataclass(slots=True)
class Served:
    """A running bot and its servers, by process id; 0 where there is none."""

    bot: int
    log: Path
    postgres: int = 0
    redis: int = 0

    def cpu(self, people: float) -> Cpu:
        return Cpu(
            worker=tree_cpu_seconds(self.bot),
            postgres=tree_cpu_seconds(self.postgres) if self.postgres else 0.0,
            redis=tree_cpu_seconds(self.redis) if self.redis else 0.0,
            sandbox=cpu_seconds(os.getpid()) - people,
            people=people,
        )

    def memory_mib(self) -> float:
        """The bot, its workers and its painters; pages that they share count for each."""
        return sum(resident_mib(pid) for pid in tree(self.bot))

    def errors(self) -> int:
        """Lines of the bot's log that tell of an error."""
        return self.log.read_text("utf-8").count('"level": "error"')


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A server whose commits reach the disk, set as in deploy/; empty where none can be started."""
    from tests.support.postgres import NoPostgres, postgres_server

    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server(is_durable=True, options=_deployed()))
        except NoPostgres as reason:
            print(f"no PostgreSQL: {reason}")
            server = ""
        yield server


def _deployed() -> str:
    """The settings that an operator's server gets from our compose file."""
    file = Path(__file__).parent.parent / "deploy" / "compose.yaml"
    command: list[str] = yaml.safe_load(file.read_text("utf-8"))["services"]["postgres"]["command"]
    return " ".join(command[1:])


async def fresh_database(server: str, name: str) -> str:
    """A database of its own on the server, with our tables."""
    import asyncpg

    connection = await asyncpg.connect(f"{plain(server)}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    url = f"{server}/{name}"
    await asyncio.to_thread(upgrade, url)
    return url


async def postmaster(url: str) -> int:
    """Process id of the server behind an address on this machine."""
    import asyncpg

    connection = await asyncpg.connect(plain(url))
    own = await connection.fetchval("SELECT pg_backend_pid()")
    found = parent(int(own))
    await connection.close()
    return found


def plain(url: str) -> str:
    return url.replace("postgresql+asyncpg", "postgresql")


@contextlib.asynccontextmanager
async def abhyas(
    sandbox: RunningSandbox, url: str, *, workers: int = 1, redis: str = "", **more: str
) -> AsyncIterator[Served]:
    """`abhyas run` behind a webhook, as many workers as asked for."""
    port = free_port()
    values = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": sandbox.address,
        "DATABASE_URL": url,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": "bench",
        "WEBHOOK_PORT": str(port),
        "THROTTLE_PER_SECOND": "10000",
        **({"REDIS_URL": redis} if redis else {}),
        **more,
    }
    command = ["-m", "bot", "run", "--workers", str(workers)]
    async with _started(sandbox, command, values) as served:
        if not url.startswith("sqlite"):
            served.postgres = await postmaster(url)
        yield served


@contextlib.asynccontextmanager
async def bare(sandbox: RunningSandbox, *, processes: int = 1) -> AsyncIterator[Served]:
    """An aiogram bot that makes the same calls and keeps nothing."""
    command = ["-m", "benchmarks.bare_bot", sandbox.address, str(free_port()), str(processes)]
    async with _started(sandbox, command, {"BOT_TOKEN": TOKEN}) as served:
        yield served


@contextlib.asynccontextmanager
async def _started(
    sandbox: RunningSandbox, command: list[str], values: dict[str, str]
) -> AsyncIterator[Served]:
    root = str(Path(__file__).parent.parent)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *command,
                cwd=folder,
                env={**kept, **values, "PYTHONPATH": root},
                stdout=out,
                stderr=out,
            )
        try:
            async with asyncio.timeout(START_SECONDS):
                while sandbox.hub.tg.world.bot is None or not sandbox.hub.tg.bot().webhook_url:
                    if process.returncode is not None:
                        raise RuntimeError(log.read_text("utf-8")[-3000:])
                    await asyncio.sleep(0.1)
            yield Served(bot=process.pid, log=log)
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), 40)
                except TimeoutError:
                    process.kill()
                    await process.wait()
