"""Reports and rankings beside the specification's own SQL, on one PostgreSQL, in one run.

`python -m benchmarks reports [ANSWERS]`: 100,000 by default, 1,000,000 and more by argument. Rows
are made set-wise in the server, derived by `db rebuild`'s code; both sides use the same driver and
server. "In the server" is what PostgreSQL itself says its statements took, BEGIN and COMMIT
included; "statements" is the time until the driver has the rows; "whole" is the call with Python.
"""

import asyncio
import random
import re
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from statistics import median
from typing import Any, NamedTuple

import asyncpg
from sqlalchemy import event

from services.learning import Learning
from services.rankings import Rankings
from services.reports import Reports
from services.standing import Standings
from services.upkeep import Upkeep
from storage import migrate, standings
from storage.engine import PostgresDatabase, open_database
from storage.records import StudentId
from storage.standings import ALL_TESTS
from tests.support.databases import postgres_templates

AT = datetime(2026, 11, 20, tzinfo=UTC)
ZONE = "Asia/Kolkata"
ANSWERS_EACH, TEST_LENGTH, TOPICS, QUESTIONS, EXAMS, GROUP = 1000, 10, 30, 5000, 4, 60
ROUNDS = 41
#: The server says to whoever asked how long each parse, bind and execute took.
TELLS_DURATIONS = "SET log_min_duration_statement = 0; SET client_min_messages = log"
DURATION = re.compile(r"duration: ([\d.]+) ms")

#: As many tests a student as make her answers: three in ten in the last 30 days, the rest before.
_FILL = f"""
INSERT INTO exams (id, key, name_en, name_hi)
  SELECT 1000 + e, 'bench' || e, 'e', 'e' FROM generate_series(1, $EXAMS) e;
INSERT INTO topics (id, key, name_en, name_hi)
  SELECT 5000 + t, 'bench.t' || t, 't', 't' FROM generate_series(1, {TOPICS}) t;
INSERT INTO questions (id, key, topic_id, kind, version)
  SELECT 100000 + q, 'bench-' || q, 5001 + q % {TOPICS}, 'logged', 0
  FROM generate_series(0, {QUESTIONS - 1}) q;
INSERT INTO students (id, key, name, created_at)
  SELECT 100000 + s, 'b' || s, '', '2026-01-01' FROM generate_series(0, $STUDENTS - 1) s;
INSERT INTO groups (id, key, title, created_at) VALUES (100000, 'bench', 'bench', '2026-01-01');
INSERT INTO group_members (group_id, student_id, shares_results, joined_at)
  SELECT 100000, 100000 + s * 13 % $STUDENTS, true, '2026-01-01'
  FROM generate_series(0, {GROUP - 1}) s ON CONFLICT DO NOTHING;
INSERT INTO answers (student_id, question_id, topic_id, exam_id, test, answered_at, is_correct,
    state, option_count, milliseconds, question_mean, question_variance, topic_mean,
    topic_variance, probability_before)
  SELECT 100000 + s, 100000 + q, 5001 + q % {TOPICS}, 1001 + s % $EXAMS, 's' || s || 't' || t,
    TIMESTAMPTZ '{AT.isoformat()}' - interval '1 second'
      * ((CASE WHEN t < 30 THEN t * 86400 ELSE 2592000 + (t - 30) * 400000 END)
         + s * 7919 % 80000 + 600 - k * 45),
    (s * 31 + q * 17 + t * 7 + k * 3) % 100 < 40 + s % 50, 'answered', 4,
    15000 + (s * 17 + q * 13 + k) % 40000, 0, 1, 0, 0.5, 0.6
  FROM generate_series(0, $TESTS - 1) t,
       generate_series(0, $STUDENTS - 1) s,
       generate_series(0, {TEST_LENGTH - 1}) k,
       LATERAL (SELECT (s * 101 + t * {TEST_LENGTH} + k) * 37 % {QUESTIONS} AS q) x;
"""
SPEC = """
CREATE SCHEMA spec;
CREATE TABLE spec.users (id bigint PRIMARY KEY, name text);
CREATE TABLE spec.test_series (id bigint PRIMARY KEY, exam_category_id bigint);
CREATE TABLE spec.topics (id bigint PRIMARY KEY, name text);
CREATE TABLE spec.questions (id bigint PRIMARY KEY, topic_id bigint);
CREATE TABLE spec.user_test_attempts (id bigserial PRIMARY KEY, user_id bigint, key text,
  test_series_id bigint, percentage float8, time_taken_minutes float8, completed_at timestamptz);
CREATE TABLE spec.user_answers (id bigserial PRIMARY KEY, attempt_id bigint, user_id bigint,
  question_id bigint, is_correct boolean, time_taken_seconds float8);
INSERT INTO spec.users SELECT id, key FROM students WHERE key LIKE 'b%';
INSERT INTO spec.test_series SELECT id, id FROM exams WHERE id > 1000;
INSERT INTO spec.topics SELECT id, key FROM topics WHERE id > 5000;
INSERT INTO spec.questions SELECT id, topic_id FROM questions WHERE id >= 100000;
INSERT INTO spec.user_test_attempts (user_id, key, test_series_id, percentage,
    time_taken_minutes, completed_at)
  SELECT student_id, test, max(exam_id), 100.0 * count(*) FILTER (WHERE is_correct) / count(*),
    sum(milliseconds) / 60000.0, max(answered_at)
  FROM answers GROUP BY student_id, test ORDER BY max(answered_at);
INSERT INTO spec.user_answers (attempt_id, user_id, question_id, is_correct, time_taken_seconds)
  SELECT a.id, a.user_id, w.question_id, w.is_correct, w.milliseconds / 1000.0
  FROM answers w JOIN spec.user_test_attempts a ON a.user_id = w.student_id AND a.key = w.test
  ORDER BY w.id;
CREATE INDEX ON spec.user_test_attempts (user_id, completed_at);
CREATE INDEX ON spec.user_test_attempts (completed_at);
CREATE INDEX ON spec.user_test_attempts (test_series_id);
CREATE INDEX ON spec.user_answers (attempt_id);
CREATE INDEX ON spec.user_answers (user_id);
CREATE INDEX ON spec.questions (topic_id);
ANALYZE;
"""
TREND = """
WITH performance_trends AS (
  SELECT user_id, DATE_TRUNC('week', completed_at) AS week, AVG(percentage) AS weekly_avg_score,
    COUNT(*) AS tests_taken, AVG(time_taken_minutes) AS avg_time
  FROM spec.user_test_attempts
  WHERE completed_at >= $1::timestamptz - INTERVAL '12 weeks' AND user_id = $2
  GROUP BY user_id, week
), trend_analysis AS (
  SELECT user_id, week, weekly_avg_score - LAG(weekly_avg_score)
    OVER (PARTITION BY user_id ORDER BY week) AS score_change FROM performance_trends)
SELECT user_id, AVG(score_change), STDDEV(score_change) FROM trend_analysis
WHERE score_change IS NOT NULL GROUP BY user_id
"""
TOPIC = """
SELECT ua.user_id, t.name, COUNT(*), AVG(CASE WHEN uans.is_correct THEN 1.0 ELSE 0.0 END),
  AVG(uans.time_taken_seconds), MIN(ua.completed_at), MAX(ua.completed_at)
FROM spec.user_test_attempts ua
JOIN spec.user_answers uans ON ua.id = uans.attempt_id
JOIN spec.questions q ON uans.question_id = q.id
JOIN spec.topics t ON q.topic_id = t.id
WHERE ua.completed_at >= $1::timestamptz - INTERVAL '30 days' AND ua.user_id = $2
GROUP BY ua.user_id, t.id, t.name ORDER BY 1, 4 DESC
"""
RANKING = """
WITH user_scores AS (
  SELECT u.id AS user_id, u.name, AVG(uta.percentage) AS avg_score, COUNT(uta.id) AS tests_taken,
    MAX(uta.completed_at) AS last_active, STDDEV(uta.percentage) AS score_consistency
  FROM spec.users u JOIN spec.user_test_attempts uta ON u.id = uta.user_id
  JOIN spec.test_series ts ON uta.test_series_id = ts.id
  WHERE {whom} AND uta.completed_at >= $1::timestamptz - INTERVAL '30 days'
  GROUP BY u.id, u.name HAVING COUNT(uta.id) >= 5)
SELECT *, ROW_NUMBER() OVER (ORDER BY avg_score DESC) AS overall_rank,
  ROW_NUMBER() OVER (ORDER BY score_consistency ASC) AS consistency_rank,
  ROW_NUMBER() OVER (ORDER BY tests_taken DESC) AS activity_rank
FROM user_scores ORDER BY overall_rank
"""
OF_EXAM = RANKING.format(whom="ts.exam_category_id = $2")
OF_GROUP = RANKING.format(whom="u.id = ANY($2::bigint[])")


def fill(students: int, *, each: int = ANSWERS_EACH, exams: int = EXAMS) -> str:
    """Statements that make so many students with so many answers each."""
    values = {"$STUDENTS": students, "$TESTS": each // TEST_LENGTH, "$EXAMS": exams}
    made = _FILL
    for name, value in values.items():
        made = made.replace(name, str(value))
    return made


class Clocks:
    """What a call's statements took: by the server's word, and until their rows were here."""

    def __init__(self, database: PostgresDatabase) -> None:
        self.seconds = 0.0
        self.in_server = 0.0
        self._since = 0.0
        engine = database._engine.sync_engine  # noqa: SLF001 - the benchmark looks inside
        event.listen(engine, "before_cursor_execute", self._start)
        event.listen(engine, "after_cursor_execute", self._stop)

        event.listen(engine, "connect", self._listen)

    def _listen(self, connection: Any, _record: object) -> None:
        connection.run_async(lambda plain: plain.execute(TELLS_DURATIONS))
        connection.driver_connection.add_log_listener(self.hear)

    def hear(self, _connection: object, message: asyncpg.PostgresLogMessage) -> None:
        """Takes a duration that the server tells."""
        told = DURATION.search(message.message or "")
        if told:
            self.in_server += float(told.group(1)) / 1000

    def begin(self) -> None:
        self.seconds = self.in_server = 0.0

    def _start(self, *_: object) -> None:
        self._since = time.perf_counter()

    def _stop(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._since


async def prepare(answers: int, url: str) -> None:
    """Students with their answers, all that is derived, and the specification's tables."""
    students = answers // ANSWERS_EACH
    plain = await asyncpg.connect(url.replace("+asyncpg", ""))
    started = time.perf_counter()
    await plain.execute(fill(students))
    await plain.execute("ANALYZE")
    print(f"{answers:,} answers of {students:,} students made in {_since(started)}")
    database = open_database(url)
    started = time.perf_counter()
    await Upkeep(database, default_timezone=ZONE).rebuild()
    print(f"derived by db rebuild in {_since(started)}")
    started = time.perf_counter()
    await Learning(database).work()
    await Standings(database, default_timezone=ZONE).refresh(at=AT)
    print(f"standings filled in {_since(started)}")
    await database.close()
    await plain.execute(SPEC)
    await plain.close()


def _since(started: float) -> str:
    return f"{time.perf_counter() - started:.1f} s"


class Took(NamedTuple):
    """Medians, in milliseconds."""

    server: float
    statements: float
    whole: float


async def compare(answers: int, url: str) -> dict[str, tuple[Took, Took]]:
    """The specification's side and ours on the same students; by name, theirs first."""
    students = answers // ANSWERS_EACH
    plain = await asyncpg.connect(url.replace("+asyncpg", ""))
    database = open_database(url)
    assert isinstance(database, PostgresDatabase)
    rng = random.Random(1)
    whom = [rng.randrange(students) for _ in range(ROUNDS)]
    reports = Reports(database, default_timezone=ZONE)
    rankings = Rankings(database, default_timezone=ZONE)
    clock = Clocks(database)
    await plain.execute(TELLS_DURATIONS)
    plain.add_log_listener(clock.hear)
    group = await plain.fetch("SELECT student_id FROM group_members WHERE group_id = 100000")
    members = [row["student_id"] for row in group]

    async def spec_report(one: int) -> None:
        await plain.fetch(TREND, AT, 100000 + one)
        await plain.fetch(TOPIC, AT, 100000 + one)
        await plain.fetch(OF_EXAM, AT, 1001 + one % EXAMS)

    async def our_report(one: int) -> None:
        await reports.document(f"b{one}", days=30, at=AT)

    async def our_group(_: int) -> None:
        await rankings.of_group("bench", days=30, at=AT)

    async def our_exam(one: int) -> None:
        await rankings.of_exam(f"bench{1 + one % EXAMS}", days=30, at=AT)

    async def spec_group(_: int) -> None:
        await plain.fetch(OF_GROUP, AT, members)

    async def spec_exam(one: int) -> None:
        await plain.fetch(OF_EXAM, AT, 1001 + one % EXAMS)

    print(
        "median ms                    spec: server, call   ours: server, statements, whole   ratio"
    )
    found = {}
    for name, theirs, ours in (
        ("one student's full report", spec_report, our_report),
        ("ranking of a group of 60", spec_group, our_group),
        ("board of a whole exam", spec_exam, our_exam),
    ):
        spec = await _median_of(theirs, whom, clock)
        own = await _median_of(ours, whom, clock)
        found[name] = (spec, own)
        print(
            f"{name:28s} {spec.server:8.2f} {spec.whole:8.2f}      "
            f"{own.server:8.2f} {own.statements:8.2f} {own.whole:8.2f}      "
            f"{spec.server / own.server:6.1f} in the server, "
            f"{spec.whole / own.statements:.1f} with the rows here"
        )
    await _one_rank(database, whom, clock)
    await database.close()
    await plain.close()
    return found


async def _median_of(
    call: Callable[[int], Awaitable[None]], whom: list[int], clock: Clocks
) -> Took:
    times = []
    for one in whom:
        clock.begin()
        started = time.perf_counter()
        await call(one)
        times.append((clock.in_server, clock.seconds, time.perf_counter() - started))
    return Took(*(1000 * median(part) for part in zip(*times, strict=True)))


async def _one_rank(database: PostgresDatabase, whom: list[int], clock: Clocks) -> None:
    async def rank(one: int) -> None:
        await database.read(
            lambda tx: standings.rank_of(tx, StudentId(100000 + one), scope=ALL_TESTS)
        )

    took = await _median_of(rank, whom, clock)
    print(
        f"rank of one: {took.server:.2f} ms in the server, {took.statements:.2f} with the rows "
        f"here, {took.whole:.2f} in all"
    )


def main() -> None:
    sizes = [int(one) for one in sys.argv[2:]] or [10_000, 100_000]
    with postgres_templates() as templates:
        for answers in sizes:
            url = templates.empty()
            migrate.upgrade(url)
            asyncio.run(prepare(answers, url))
            asyncio.run(compare(answers, url))


if __name__ == "__main__":
    main()
