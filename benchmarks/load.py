"""An evening: thousands practise, a class plays a live quiz, digests go out, and where it breaks.

`python -m benchmarks load [SECONDS]`: how long each steady part lasts, 60 if not said; the full
run is 600. PostgreSQL, Redis, two workers, the sandbox and the people share this machine's cores;
everything goes over HTTP and the real dispatcher.
"""

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import uvloop

from benchmarks.crowd import Crowd
from benchmarks.school import school
from benchmarks.serving import Cpu, Served, abhyas, fresh_database, plain, postgres
from bot.memory import settle
from sandbox import people
from sandbox.refusals import NotPossible
from sandbox.server import RunningSandbox, running_sandbox
from sandbox.state import Chat, Message

STUDENTS, EVERY_SECONDS = 2000, 20.0
VOTERS, PUSHES_A_SECOND = 200, 10
STEP_SECONDS, FIRST_STEP, STEP = 30.0, 60, 20
#: Nobody waits longer from press to verdict, of 99 in 100.
PROMISED_MS = 500
#: What an institute and a state would bring at their busiest, answers a second.
INSTITUTE, STATE = 250, 2500


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of the evening showed."""

    asked: float
    answers: int
    seconds: float
    cpu: Cpu
    verdict: str
    p99: float
    lost: int
    errors: int

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def holds(self) -> bool:
        """A rate beyond what is possible shows as waiting: each taps on only when she was served."""
        return self.p99 <= PROMISED_MS and not self.lost and not self.errors

    def __str__(self) -> str:
        return (
            f"{self.rate:.1f} answers/s of {self.asked:.0f}; press to verdict {self.verdict} "
            f"(median / 95 % / 99 % / most); CPU ms an answer: {self.cpu.each(self.answers)}; "
            f"{self.cpu.total / self.seconds:.2f} cores; {self.lost} taps lost, "
            f"{self.errors} errors"
        )


@dataclass(slots=True)
class Evening:
    sandbox: RunningSandbox
    served: Served
    crowd: Crowd
    url: str

    async def stretch(self, rate: float, seconds: float) -> Part:
        """So many answers a second from all who came."""
        self.crowd.forget()
        errors, used = self.served.errors(), self.served.cpu(0.0)
        began = time.perf_counter()
        await self.crowd.practise(len(self.crowd.who) / rate, seconds, self.crowd.who)
        took = time.perf_counter() - began
        found = self.crowd.percentiles("verdict")
        return Part(
            asked=rate,
            answers=self.crowd.answers,
            seconds=took,
            cpu=self.served.cpu(self.crowd.own_seconds).since(used),
            verdict=str(found),
            p99=found.p99,
            lost=self.crowd.lost,
            errors=self.served.errors() - errors,
        )


def main() -> None:
    seconds = next((float(one) for one in sys.argv[1:] if one.isdigit()), 60.0)
    uvloop.run(_evening(seconds))


async def _evening(seconds: float) -> None:
    with postgres() as server:
        if not server:
            return
        async with _begun(server, pushes=int(seconds * PUSHES_A_SECOND)) as evening:
            steady = await evening.stretch(STUDENTS / EVERY_SECONDS, seconds)
            print(f"{STUDENTS} students, one answer each {EVERY_SECONDS:g} s: {steady}")
            print(f"  memory of bot and workers {evening.served.memory_mib():.0f} MiB")
            await _mixed(evening, seconds)
            await _sent(evening.url)
            await _steps(evening)
            await _sizes(evening)


@contextlib.asynccontextmanager
async def _begun(server: str, *, pushes: int) -> AsyncIterator[Evening]:
    """A school with a month behind it, two workers, and everybody at a question."""
    from tests.support.redis_server import redis_server

    url = await fresh_database(server, "evening")
    async with running_sandbox() as sandbox:
        with redis_server() as redis:
            tg = sandbox.hub.tg
            everybody = [tg.add_person(f"P{n}").id for n in range(STUDENTS + pushes)]
            for one in everybody:
                tg.world.people[one].has_started = True
            await school(url, [], everybody)
            budget = str(PUSHES_A_SECOND)
            async with abhyas(
                sandbox, url, workers=2, redis=redis.url, PUSH_PER_SECOND=budget
            ) as served:
                served.redis = redis.pid
                crowd = Crowd(sandbox)
                await crowd.return_(everybody[:STUDENTS])
                # The sandbox with all its people is in this process: no bot's fault, if it halts.
                settle()
                yield Evening(sandbox, served, crowd, url)


async def _mixed(evening: Evening, seconds: float) -> None:
    """Half the rate, and beside it a class's live quiz and the evening's digests."""
    await _make_due(evening.url, first=evening.crowd.who[-1] + 1)
    newest = evening.sandbox.hub.log.entries[-1]["n"]
    assert isinstance(newest, int)
    async with asyncio.TaskGroup() as group:
        quiz = group.create_task(_quizzes(evening, seconds))
        part = await evening.stretch(STUDENTS / EVERY_SECONDS / 2, seconds)
    calls = evening.sandbox.hub.log.after(newest, 10_000_000)
    practising = set(evening.crowd.who)
    pushed = sum(
        bool(call["effect"]) and call["chat_id"] not in practising
        for call in calls
        if call["method"] in {"sendPhoto", "sendMessage"}
    )
    print(f"half of that, a live quiz of {VOTERS} and a broadcast: {part}")
    # The log keeps the newest calls only: of a long part, the end.
    seen = float(str(calls[-1]["at"])) - float(str(calls[0]["at"]))
    print(f"  {pushed / seen:.1f} messages pushed a second; {quiz.result()}")


async def _sent(url: str) -> None:
    """Waits until the broadcast is through; the steps are to be about answers alone."""
    import asyncpg

    connection = await asyncpg.connect(plain(url))
    while await connection.fetchval(
        "SELECT EXISTS (SELECT FROM outbox WHERE state IN ('planned', 'claimed', 'sending') "
        "AND due_at <= now())"
    ):
        await asyncio.sleep(1)
    await connection.close()


async def _make_due(url: str, *, first: int) -> None:
    """The digests of those from this Telegram id on."""
    import asyncpg

    connection = await asyncpg.connect(plain(url))
    await connection.execute(
        "UPDATE settings SET next_digest_at = now() - interval '30 seconds' FROM students "
        "WHERE students.id = student_id AND telegram_id >= $1",
        first,
    )
    await connection.close()


async def _quizzes(evening: Evening, seconds: float) -> str:
    """One live quiz after another in a class; everybody votes within ten seconds of a poll."""
    tg = evening.sandbox.hub.tg
    voters = evening.crowd.who[:VOTERS]
    chat = people.start_group(tg, "Class", voters, voters[:1])
    until = time.perf_counter() + seconds
    polls = votes = 0
    while time.perf_counter() < until - 20:
        people.write(tg, chat, voters[0], "/quiz 5 15")
        for _ in range(5):
            poll = await _next_poll(evening, chat, until)
            if poll is None:
                break
            polls += 1
            votes += await _vote(evening, poll, voters)
        await asyncio.sleep(18)
    taken = await _votes_kept(evening.url)
    return f"{polls} polls, {votes} votes, {taken} in the database"


async def _next_poll(evening: Evening, chat: Chat, until: float) -> str | None:
    """The open poll that nobody voted in yet, waited for."""
    tg = evening.sandbox.hub.tg
    while time.perf_counter() < until - 12:
        newest = next((one for one in reversed(chat.messages) if _poll_of(one)), None)
        poll = tg.world.polls[_poll_of(newest)] if newest else None
        if poll and not poll.closed and not poll.votes:
            return poll.id
        await asyncio.sleep(0.1)
    return None


def _poll_of(message: Message | None) -> str:
    return (message.poll if message else None) or ""


async def _vote(evening: Evening, poll: str, voters: list[int]) -> int:
    rng = random.Random(poll)
    counted = 0

    async def one(who: int) -> None:
        nonlocal counted
        await asyncio.sleep(rng.uniform(0, 10))
        with contextlib.suppress(NotPossible):
            people.vote(evening.sandbox.hub.tg, poll, who, [rng.randrange(4)])
            counted += 1

    await asyncio.gather(*map(one, voters))
    return counted


async def _votes_kept(url: str) -> int:
    import asyncpg

    connection = await asyncpg.connect(plain(url))
    found = await connection.fetchval("SELECT count(*) FROM quiz_votes")
    await connection.close()
    return int(found)


async def _steps(evening: Evening) -> None:
    """The rate raised until the promise breaks; what one answer costs says how many machines."""
    held: Part | None = None
    rate = FIRST_STEP
    while True:
        part = await evening.stretch(rate, STEP_SECONDS)
        print(f"{'held' if part.holds else 'broke'} at {rate}: {part}")
        if not part.holds:
            break
        held, rate = part, rate + STEP
    if held is None:
        return
    ours = held.cpu.worker + held.cpu.postgres + held.cpu.redis
    each = 1000 * ours / held.answers
    for name, load in (("an institute", INSTITUTE), ("a state", STATE)):
        cores = load * each / 1000
        print(
            f"{name}, {load} answers/s: {cores:.1f} cores of ours busy; machines of two cores "
            f"each 70 % busy: {cores / 1.4:.1f} (workers {load * held.cpu.worker / held.answers:.1f} "
            f"cores, PostgreSQL {load * held.cpu.postgres / held.answers:.1f}, "
            f"Redis {load * held.cpu.redis / held.answers:.1f})"
        )


async def _sizes(evening: Evening) -> None:
    import asyncpg

    connection = await asyncpg.connect(plain(evening.url))
    size = await connection.fetchval("SELECT pg_database_size(current_database())")
    rows = await connection.fetchval("SELECT count(*) FROM answers")
    await connection.close()
    print(
        f"database {size / 2**20:.0f} MiB with {rows} answers; memory of bot and workers "
        f"{evening.served.memory_mib():.0f} MiB"
    )


if __name__ == "__main__":
    main()
