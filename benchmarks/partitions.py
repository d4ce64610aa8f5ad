"""What answers partitioned by month would cost or save on PostgreSQL: the same rows, both ways.

`python -m benchmarks.partitions [ANSWERS]`, a million if not said, over 24 months. Each statement of
the answer path and of a report runs many times on both tables by turns; printed are medians and their
ratio. The partitioned table has every index that ours has, but one answer an attempt and question,
which a table partitioned by time cannot hold.
"""

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from statistics import median

import asyncpg

from benchmarks.serving import fresh_database, plain, postgres

ANSWERS, STUDENTS, QUESTIONS = 1_000_000, 1_000, 2_000
MONTHS, TURNS = 24, 1_500
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
LAST = datetime(2027, 1, 1, tzinfo=UTC)
FLAT, MONTHLY = "flat", "monthly"
COLUMNS = """student_id, question_id, topic_id, answered_at, is_correct, state, question_mean,
    question_variance, topic_mean, topic_variance, probability_before"""
LAST_VERDICT = """SELECT is_correct FROM {table}
    WHERE question_id = $1 AND student_id = $2 AND NOT is_dropped
    ORDER BY answered_at DESC, id DESC LIMIT 1"""
WINDOW = """SELECT answered_at, topic_id, is_correct, milliseconds FROM {table}
    WHERE student_id = $1 AND answered_at >= $2 ORDER BY answered_at"""
INSERT = f"""INSERT INTO {{table}} (id, {COLUMNS})
    VALUES ($1, $2, $3, 1, $4, true, 'answered', 0, 1, 0, 1, 0.5)"""
OF_QUESTION = """SELECT count(*), count(*) FILTER (WHERE is_correct) FROM {table}
    WHERE question_id = $1"""

Arguments = Callable[[random.Random, int], tuple[object, ...]]


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    with postgres() as server:
        if server:
            asyncio.run(_compare(server, wanted))


async def _compare(server: str, wanted: int) -> None:
    url = await fresh_database(server, "partitions")
    connection = await asyncpg.connect(plain(url))
    try:
        await _tables(connection)
        await _fill(connection, wanted)
        for name, statement, arguments in _statements(wanted):
            await _both(connection, name, statement, arguments)
        await _drop_a_month(connection)
    finally:
        await connection.close()


async def _tables(connection: asyncpg.Connection) -> None:
    """Both without keys to other tables: what is compared is the table itself."""
    await connection.execute(f"CREATE TABLE {FLAT} (LIKE answers INCLUDING ALL)")
    await connection.execute(
        f"CREATE TABLE {MONTHLY} (LIKE answers INCLUDING DEFAULTS) PARTITION BY RANGE (answered_at)"
    )
    for month in range(MONTHS):
        since, until = _month(month), _month(month + 1)
        await connection.execute(
            f"CREATE TABLE {MONTHLY}_{month} PARTITION OF {MONTHLY} "
            f"FOR VALUES FROM ('{since:%Y-%m-%d}') TO ('{until:%Y-%m-%d}')"
        )
    for index in (
        "PRIMARY KEY (id, answered_at)",
        "UNIQUE (student_id, question_id, answered_at, test)",
    ):
        await connection.execute(f"ALTER TABLE {MONTHLY} ADD {index}")
    for columns in (
        "student_id, answered_at, topic_id, is_correct, milliseconds",
        "question_id",
        "attempt_id, question_id",
    ):
        await connection.execute(f"CREATE INDEX ON {MONTHLY} ({columns})")


def _month(number: int) -> datetime:
    return FIRST.replace(year=FIRST.year + number // 12, month=number % 12 + 1)


async def _fill(connection: asyncpg.Connection, wanted: int) -> None:
    seconds = (LAST - FIRST).total_seconds()
    await connection.execute("SELECT setseed(0.5)")
    await connection.execute(
        f"""INSERT INTO {FLAT} (id, {COLUMNS})
        SELECT n, 1 + (random() * {STUDENTS - 1})::int, 1 + (random() * {QUESTIONS - 1})::int, 1,
            '{FIRST:%Y-%m-%d}'::timestamptz + (n - 1) * interval '{seconds / wanted} seconds',
            random() < 0.6, 'answered', 0, 1, 0, 1, 0.5
        FROM generate_series(1, {wanted}) AS n ON CONFLICT DO NOTHING"""
    )
    await connection.execute(f"INSERT INTO {MONTHLY} SELECT * FROM {FLAT}")
    await connection.execute("VACUUM ANALYZE")


def _statements(wanted: int) -> list[tuple[str, str, Arguments]]:
    recent = LAST - timedelta(days=30)

    def pair(rng: random.Random, _turn: int) -> tuple[object, ...]:
        return rng.randint(1, QUESTIONS), rng.randint(1, STUDENTS)

    def new(rng: random.Random, turn: int) -> tuple[object, ...]:
        at = LAST - timedelta(seconds=TURNS - turn, microseconds=rng.randint(1, 999_999))
        return wanted + 1 + turn, rng.randint(1, STUDENTS), rng.randint(1, QUESTIONS), at

    return [
        ("a new answer", INSERT, new),
        ("her last verdict on a question, at every tap", LAST_VERDICT, pair),
        ("her last 30 days", WINDOW, lambda rng, _: (rng.randint(1, STUDENTS), recent)),
        ("all her answers", WINDOW, lambda rng, _: (rng.randint(1, STUDENTS), FIRST)),
        ("all answers to a question", OF_QUESTION, lambda rng, _: (rng.randint(1, QUESTIONS),)),
    ]


async def _both(
    connection: asyncpg.Connection, name: str, statement: str, arguments: Arguments
) -> None:
    prepared = {
        table: await connection.prepare(statement.format(table=table)) for table in (FLAT, MONTHLY)
    }
    took: dict[str, list[float]] = {FLAT: [], MONTHLY: []}
    rng = random.Random(1)
    for turn in range(TURNS):
        given = arguments(rng, turn)
        for table in (FLAT, MONTHLY) if turn % 2 else (MONTHLY, FLAT):
            took[table].append(await _timed(prepared[table].fetch(*given)))
    flat, monthly = (1000 * median(took[table]) for table in (FLAT, MONTHLY))
    print(f"{name}: {flat:.2f} ms, by month {monthly:.2f} ms: {monthly / flat:.2f} x", flush=True)


async def _timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _drop_a_month(connection: asyncpg.Connection) -> None:
    """What retention would gain: the oldest month gone."""
    dropped = await _timed(connection.execute(f"DROP TABLE {MONTHLY}_0"))
    until = _month(1)
    deleted = await _timed(connection.execute(f"DELETE FROM {FLAT} WHERE answered_at < $1", until))
    print(f"the oldest month gone: deleted in {deleted:.2f} s, dropped in {dropped:.3f} s")


if __name__ == "__main__":
    main()
