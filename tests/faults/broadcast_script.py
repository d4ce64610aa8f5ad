"""A morning's digests under faults, the sandbox's log as the outside truth."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select

from sandbox.server import RunningSandbox
from scheduler.delivery import ABREAST
from storage.engine import Database, Transaction, open_database
from storage.outbox import NewDelivery, plan
from storage.records import StudentId
from storage.tables import outbox, settings, students
from tests.support.bot_process import TickProcess
from tests.support.client import TOKEN, People

#: What the outbox's leases need to run out, in the sandbox's seconds.
PAST_THE_LEASE = 130
PATIENCE = 60.0
POISON = "alert:poison"
FINAL = ("sent", "unknown", "failed", "skipped", "expired")


T = TypeVar("T")


@dataclass
class Morning:
    """So many students whose digest is due, and the schedulers that send it."""

    people: People
    sandbox: RunningSandbox
    database_url: str
    rng: random.Random
    who: list[int]
    day: str
    kills: int = 0

    def scheduler(self, **more: Any) -> TickProcess:
        return TickProcess(
            bot_token=TOKEN,
            telegram_api_url=self.people.address,
            database_url=self.database_url,
            sandbox_clock=True,
            push_per_second=1000,
            **more,
        )

    async def counts(self) -> Counter[str]:
        """States of the digests by now."""

        def work(tx: Transaction) -> Counter[str]:
            rows = tx.connection.execute(
                select(outbox.c.state, func.count())
                .where(outbox.c.kind.in_(("digest", "weekly")))
                .group_by(outbox.c.state)
            )
            return Counter({row[0]: row[1] for row in rows})

        return await _with(self.database_url, work)

    async def ended(self) -> int:
        """How many digests have ended somehow."""
        found = await self.counts()
        return sum(found[state] for state in FINAL)

    async def until(self, is_enough: Callable[[Counter[str]], bool]) -> Counter[str]:
        async with asyncio.timeout(PATIENCE):
            while not is_enough(found := await self.counts()):
                await asyncio.sleep(0.05)
        return found

    async def to_the_end(self, *, advances: bool = True) -> Counter[str]:
        """Until every digest has ended somehow; leases of the dead run out by the clock, those of
        the living too, so with two of them it must not be moved."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if await self.ended() == len(self.who):
                    return await self.counts()
                if advances:
                    await self.people.advance(PAST_THE_LEASE)
                await asyncio.sleep(0.5)

    async def poison(self) -> None:
        """A row that nobody can word."""

        def work(tx: Transaction) -> None:
            first = tx.connection.scalar(select(func.min(students.c.id)))
            new = NewDelivery(
                kind="alert",
                dedupe_key=POISON,
                student_id=StudentId(first or 0),
                payload={"alert": "no number"},
                due_at=datetime(2020, 1, 1, tzinfo=UTC),
                expires_at=datetime(2099, 1, 1, tzinfo=UTC),
            )
            assert plan(tx, new, at=datetime(2020, 1, 1, tzinfo=UTC))

        await _with(self.database_url, work)

    async def poisons_state(self) -> str | None:
        statement = select(outbox.c.state).where(outbox.c.dedupe_key == POISON)
        return await _with(self.database_url, lambda tx: tx.connection.scalar(statement))

    async def unreachable(self) -> list[int]:
        """Whom the bot holds to have blocked it."""
        statement = select(students.c.telegram_id).where(students.c.unreachable_since.is_not(None))
        found = await _with(self.database_url, lambda tx: tx.connection.scalars(statement).all())
        return sorted(one for one in found if one is not None)

    async def heard(self) -> Counter[int]:
        """Good mornings that reached each chat, whatever the bot believes."""
        return Counter(
            call["chat_id"]
            for call in await self.people.log()
            if call["effect"] and call["method"] in {"sendMessage", "sendPhoto"}
            if "Good morning" in (call["text"] or "") or "Your week" in (call["text"] or "")
        )

    async def check(self, *, doubtful: int = 0) -> Counter[str]:
        """The invariants: nobody twice, nobody vanished, doubts bounded by kills and drops."""
        counts, heard = await self.counts(), await self.heard()
        assert max(heard.values(), default=0) <= 1, "a digest twice"
        assert sum(counts.values()) == len(self.who), "somebody vanished from the count"
        assert sum(counts[state] for state in FINAL) == len(self.who)
        assert counts["unknown"] <= self.kills * ABREAST + doubtful
        assert counts["sent"] <= len(heard) <= counts["sent"] + counts["unknown"]
        return counts


async def morning(
    people: People,
    sandbox: RunningSandbox,
    database_url: str,
    *,
    students_count: int,
    seed: int,
) -> Morning:
    """People who started the bot, and students of theirs who joined yesterday."""
    who = [await people.person(f"P{number}") for number in range(students_count)]
    for one in who:
        sandbox.hub.tg.world.people[one].has_started = True
    clock = await people.call("GET", "/sandbox/clock")
    now = datetime.fromtimestamp(clock["now"], UTC).replace(microsecond=0)
    await _with(database_url, lambda tx: _enrol(tx, who, now))
    day = (now + timedelta(hours=5, minutes=30)).date().isoformat()
    return Morning(people, sandbox, database_url, random.Random(seed), who, day)


def _enrol(tx: Transaction, who: Sequence[int], now: datetime) -> None:
    joined = now - timedelta(days=1)
    tx.connection.execute(
        students.insert(),
        [
            {
                "key": str(one),
                "telegram_id": one,
                "name": f"P{one}",
                "language": "en",
                "age_band": "adult",
                "keeps_answers": True,
                "onboarded_at": joined,
                "created_at": joined,
            }
            for one in who
        ],
    )
    ids = tx.connection.scalars(select(students.c.id)).all()
    local = now + timedelta(hours=5, minutes=30)
    tx.connection.execute(
        settings.insert(),
        [
            {
                "student_id": one,
                "study_minutes": "60 60 60 60 60 60 60",
                "timezone": "Asia/Kolkata",
                "digest_hour": local.hour,
                "quiet_from": 22,
                "quiet_to": 6,
                "theme": "light",
                "text_only": False,
                "usage_statistics": False,
                "next_digest_at": now - timedelta(seconds=30),
            }
            for one in ids
        ],
    )


async def _with(database_url: str, work: Callable[[Transaction], T]) -> T:
    database: Database = open_database(database_url)
    try:
        return await database.write(work)
    finally:
        await database.close()
