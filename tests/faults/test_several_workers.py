"""Two workers, PostgreSQL and Redis under practice, while each is killed at random moments."""

import asyncio
import contextlib
import csv
import os
import random
import re
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import asyncpg
import pytest

from benchmarks.crowd import buttons, latest
from sandbox import people, wire
from sandbox.refusals import NotPossible
from sandbox.server import RunningSandbox, running_sandbox
from sandbox.state import Message
from services.answer_log import AnswerLog
from storage.engine import open_database
from storage.migrate import downgrade, upgrade
from tests.bot.test_process import started, stopped
from tests.bot.test_workers import children_of
from tests.faults.history import History, Verdict, check_derived
from tests.support.client import TOKEN
from tests.support.ports import free_port
from tests.support.postgres import NoPostgres, PostgresServer, own_postgres
from tests.support.redis_server import RedisServer, redis_server

STUDENTS = 8
SECRET = "s3cret"


@dataclass
class School:
    """Students who tap until they see an effect, and what may be killed meanwhile."""

    sandbox: RunningSandbox
    process: Process
    postgres: PostgresServer
    redis: RedisServer
    webhook: str
    rng: random.Random
    history: History = field(default_factory=History)
    #: When each saw a verdict last.
    seen_at: dict[int, float] = field(default_factory=dict)
    _known: set[tuple[int, str]] = field(default_factory=set)

    async def keep_on(self, who: int) -> None:
        tg = self.sandbox.hub.tg
        chat = tg.world.chats[who]
        people.write(tg, chat, who, "/start")
        while True:
            message = latest(chat, who)
            if message is not None:
                await self._tap(who, message)
            await asyncio.sleep(self.rng.uniform(0, 0.1))

    async def _tap(self, who: int, message: Message) -> None:
        """A button, perhaps twice, until something happens; the same one again if nothing does."""
        tg = self.sandbox.hub.tg
        chat, version = tg.world.chats[who], message.version
        data = buttons(message)
        answers = [one for one in data if one.startswith("ans:")]
        button = random.Random(f"{who} {message.text}").choice(answers) if answers else data[0]
        for _ in range(self.rng.choice((1, 1, 2))):
            with contextlib.suppress(NotPossible):
                people.press(tg, chat, str(message.id), who, button)
        until = time.monotonic() + 3
        while time.monotonic() < until:
            if message.version > version or latest(chat, who) is not message:
                self._look(who, message)
                return
            await self.sandbox.hub.bell.wait(0.2)

    def _look(self, who: int, message: Message) -> None:
        """Writes down a verdict that she sees, once however often she sees it."""
        marks = dict(re.findall(r"^([✅❌]) ([A-E])\.", message.text, re.MULTILINE))
        onward = next((one for one in buttons(message) if one.startswith("next:")), "")
        if not marks or not onward:
            return
        self.seen_at[who] = time.monotonic()
        question = message.text.rsplit("#", 1)[-1]
        verdict = Verdict(str(who), question, marks.get("❌", marks["✅"]))
        if (who, onward) not in self._known:
            self._known.add((who, onward))
            self.history.acknowledged.append(verdict)

    async def served_since(self, fault: str, since: float) -> None:
        """Everybody saw a verdict since then; how long that took."""
        while left := [who for who, at in self.seen_at.items() if at < since]:
            await asyncio.sleep(0.05)
            if time.monotonic() > since + 40:
                pytest.fail(f"left behind after {fault}: {self._seen_by(left[0])}")
        self.history.returns.append((fault, time.monotonic() - since))

    def _seen_by(self, who: int) -> str:
        tg = self.sandbox.hub.tg
        last = tg.world.chats[who].messages[-3:]
        waiting = [(one.update_id, one.kind, one.queue) for one in tg.world.pending]
        return (
            f"{[(one.text[-200:], buttons(one)) for one in last]}, waiting {waiting}, "
            f"webhook said {tg.bot().webhook_error!r}"
        )

    async def nobody_waits_while(self, goes_on: Callable[[], bool]) -> None:
        """Until it is over, everybody sees verdicts, none three seconds after the one before."""
        longest = 0.0
        async with asyncio.timeout(60):
            while goes_on():
                longest = max(longest, time.monotonic() - min(self.seen_at.values()))
                await asyncio.sleep(0.05)
        print(f"  longest between two verdicts of one student {longest:.1f} s")
        assert longest < 3

    # What may happen to it; each returns when the servers are there again.

    async def worker_dies(self) -> None:
        os.kill(self.rng.choice(children_of(self.process.pid)), signal.SIGKILL)

    async def metronome_dies(self) -> None:
        """The worker on whose connection the lock of the metronome is."""
        plain = self.postgres.url.replace("+asyncpg", "") + "/school"
        connection = await asyncpg.connect(plain)
        port = await connection.fetchval(
            "SELECT client_port FROM pg_stat_activity JOIN pg_locks USING (pid) "
            "WHERE locktype = 'advisory' AND granted"
        )
        await connection.close()
        holder = next((pid for pid in children_of(self.process.pid) if port in ports_of(pid)), None)
        if holder is not None:
            os.kill(holder, signal.SIGKILL)

    async def postgres_stops(self) -> None:
        await asyncio.to_thread(self.postgres.stop)
        await asyncio.sleep(self.rng.uniform(0.1, 1))
        await asyncio.to_thread(self.postgres.start)

    async def postgres_crashes(self) -> None:
        """SIGKILL of one connection's process: the postmaster throws everybody out and recovers."""
        plain = self.postgres.url.replace("+asyncpg", "") + "/school"
        while True:
            # Earlier crashes may still be recovered from.
            with contextlib.suppress(asyncpg.PostgresError, OSError):
                connection = await asyncpg.connect(plain)
                break
            await asyncio.sleep(0.05)
        os.kill(connection.get_server_pid(), signal.SIGKILL)
        connection.terminate()

    async def redis_dies(self) -> None:
        await asyncio.to_thread(self.redis.kill)
        await asyncio.sleep(self.rng.uniform(0.1, 1))
        await asyncio.to_thread(self.redis.start)

    async def redis_forgets(self) -> None:
        await asyncio.to_thread(self.redis.command, "FLUSHALL")

    async def deliveries_repeat(self) -> None:
        """The last updates once more, in another order, to whichever worker takes them."""
        updates = self.sandbox.hub.tg.world.history[-40:]
        self.rng.shuffle(updates)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with aiohttp.ClientSession(headers=headers) as client:

            async def post(body: object) -> None:
                async with client.post(self.webhook, json=body) as response:
                    await response.read()

            await asyncio.gather(*(post(wire.update(one)) for one in updates))

    def faults(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            self.worker_dies,
            self.metronome_dies,
            self.postgres_stops,
            self.postgres_crashes,
            self.redis_dies,
            self.redis_forgets,
            self.deliveries_repeat,
        ]

    async def endure(self, faults: list[Callable[[], Awaitable[None]]]) -> None:
        """Each fault at a random moment of practice."""
        for fault in faults:
            await asyncio.sleep(self.rng.uniform(0.2, 1.5))
            print(f"  {fault.__name__}", flush=True)
            await fault()
            await self.served_since(fault.__name__, time.monotonic())


def ports_of(pid: int) -> set[int]:
    """Local TCP ports of a process's sockets."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            inodes.add(str(entry.readlink()).removeprefix("socket:[").removesuffix("]"))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("utf-8").splitlines()[1:]]
    return {int(row[1].rsplit(":", 1)[1], 16) for row in rows if row[9] in inodes}


@pytest.fixture
def servers() -> Iterator[tuple[PostgresServer, RedisServer]]:
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        try:
            postgres = stack.enter_context(own_postgres())
        except NoPostgres as reason:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no PostgreSQL: {reason}")
        yield postgres, redis


@contextlib.asynccontextmanager
async def school(
    servers: tuple[PostgresServer, RedisServer], folder: Path, seed: int
) -> AsyncIterator[School]:
    """Everybody at practice; ends with a graceful stop and everything checked."""
    postgres, redis = servers
    plain = postgres.url.replace("+asyncpg", "")
    connection = await asyncpg.connect(f"{plain}/postgres")
    await connection.execute("CREATE DATABASE school")
    await connection.close()
    url = f"{postgres.url}/school"
    await asyncio.to_thread(upgrade, url)
    port = free_port()
    values = {
        "BOT_TOKEN": TOKEN,
        "DATABASE_URL": url,
        "REDIS_URL": redis.url,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_PORT": str(port),
        "THROTTLE_PER_SECOND": "1000",
        "TICK_SECONDS": "1",
    }
    async with running_sandbox() as sandbox:
        values["TELEGRAM_API_URL"] = sandbox.address
        async with started(
            *("run", "--workers", "2"), cwd=folder, log=folder / "bot.log", **values
        ) as (process, line):
            assert line == "ready"
            hook = sandbox.hub.tg.bot().webhook_url
            made = School(sandbox, process, postgres, redis, hook, random.Random(seed))
            who = [sandbox.hub.tg.add_person(f"S{n}").id for n in range(STUDENTS)]
            made.seen_at = dict.fromkeys(who, 0.0)
            tasks = [asyncio.ensure_future(made.keep_on(one)) for one in who]
            try:
                await made.served_since("start", time.monotonic())
                made.history.returns.clear()
                yield made
            finally:
                for task in tasks:
                    task.cancel()
                ends = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(end, asyncio.CancelledError) for end in ends), ends
            assert await stopped(process) == 0
    database = open_database(url)
    log = folder / "log.csv"
    await AnswerLog(database, default_timezone="Asia/Kolkata").give_out(log)
    with log.open(encoding="utf-8", newline="") as file:
        stored = [
            (row["test"], Verdict(row["student"], row["question"], row["selected"]))
            for row in csv.DictReader(file)
        ]
    made.history.check_answers(stored)
    made.history.check_returns()
    await check_derived(database)
    await database.close()
    for fault, seconds in made.history.returns:
        print(f"  served {seconds:.1f} s after {fault}")
    print(f"  {len(made.history.acknowledged)} verdicts seen, {len(stored)} answers stored")


async def test_three_faults_under_practice_lose_and_double_nothing(
    servers: tuple[PostgresServer, RedisServer], tmp_path: Path
) -> None:
    seed = int(os.environ.get("SEED", "5"))
    print(f"seed {seed}")
    async with school(servers, tmp_path, seed) as made:
        await made.endure(made.rng.sample(made.faults(), 3))


@pytest.mark.nightly
async def test_each_fault_three_times_under_practice_loses_and_doubles_nothing(
    servers: tuple[PostgresServer, RedisServer], tmp_path: Path
) -> None:
    seed = int(os.environ.get("SEED", "11"))
    print(f"seed {seed}")
    async with school(servers, tmp_path, seed) as made:
        faults = 3 * made.faults()
        made.rng.shuffle(faults)
        await made.endure(faults)


async def test_workers_renewed_under_practice_lose_nothing_and_nobody_waits(
    servers: tuple[PostgresServer, RedisServer], tmp_path: Path
) -> None:
    async with school(servers, tmp_path, 3) as made:
        before = set(children_of(made.process.pid))
        made.process.send_signal(signal.SIGHUP)
        await made.nobody_waits_while(lambda: bool(before & set(children_of(made.process.pid))))


async def test_migrations_under_practice_lose_nothing_and_nobody_waits(
    servers: tuple[PostgresServer, RedisServer], tmp_path: Path
) -> None:
    """Back over a table and an index that nobody here needs, and forth again, while they tap."""

    def back_and_forth(url: str) -> None:
        for _ in range(3):
            downgrade(url, "20261126_0015")
            upgrade(url)

    async with school(servers, tmp_path, 4) as made:
        url = f"{made.postgres.url}/school"
        migrating = asyncio.ensure_future(asyncio.to_thread(back_and_forth, url))
        await made.nobody_waits_while(lambda: not migrating.done())
        await migrating
