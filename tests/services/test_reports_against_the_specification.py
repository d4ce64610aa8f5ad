"""Reports and rankings against the specification's own SQL, run by PostgreSQL on the same rows."""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from analytics.logged_answer import LoggedAnswer
from content.answer_log import write_log
from tests.support import spec_sql

Abhyas = Callable[..., tuple[int, str, str]]
KOLKATA = ZoneInfo("Asia/Kolkata")
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
EXAM = "ras_pre"
TOPICS = ("polity", "इतिहास", "quant", "a/b~c")
getcontext().prec = 60


def random_log(seed: int, *, students: int = 9, days: float = 100) -> list[LoggedAnswer]:
    """A class with mock tests, practice sets, days without a test name, and untimed answers."""
    rng = random.Random(seed)
    rows: dict[tuple[str, str, datetime, str], LoggedAnswer] = {}
    for number in range(students):
        student, skill = f"s{number}", rng.uniform(0.3, 0.95)
        is_timed = number != 3
        for _ in range(rng.choice([1, 4, 5, 12, 30])):
            at = AT - timedelta(days=rng.uniform(0.001, days))
            kind = rng.choice(["set", "mock", "day"])
            test = {"set": f"set-{rng.randrange(10**6)}", "mock": f"mock-{rng.randrange(40)}"}.get(
                kind, ""
            )
            for _ in range(rng.randint(1, 12)):
                at = at.replace(microsecond=at.microsecond // 1000 * 1000) + timedelta(
                    seconds=rng.randint(1, 90)
                )
                right = rng.random() < skill
                question = f"q{rng.randrange(60)}"
                row = LoggedAnswer(
                    student=student,
                    question=question,
                    topic=TOPICS[int(question[1:]) % len(TOPICS)],
                    correct=right,
                    answered_at=at,
                    test=test,
                    groups=("G",),
                    exam=EXAM,
                    difficulty=None,
                    options=4,
                    selected=None,
                    right_option=None,
                    state="answered" if right or rng.random() < 0.9 else "blank",
                    marks=None if kind != "mock" else "4/3" if right else "-4/9",
                    milliseconds=rng.randrange(0, 120_000)
                    if is_timed and rng.random() < 0.9
                    else None,
                    confidence=None,
                    hint_used=None,
                    explanation_viewed=None,
                )
                if at < AT:
                    rows[student, question, at, test] = row
    return list(rows.values())


@dataclass
class Attempt:
    user: str
    rows: list[LoggedAnswer]

    @property
    def completed_at(self) -> datetime:
        return max(row.answered_at for row in self.rows)

    @property
    def percentage(self) -> Fraction:
        if self.rows[0].marks is None:
            return Fraction(100 * sum(row.correct for row in self.rows), len(self.rows))
        total = sum((Fraction(row.marks or 0) for row in self.rows), Fraction(0))
        return max(Fraction(0), 100 * total / (len(self.rows) * Fraction(4, 3)))


def attempts_of(log: list[LoggedAnswer]) -> list[Attempt]:
    """Tests as the contract defines them, made here from scratch."""
    found: dict[tuple[str, str], list[LoggedAnswer]] = defaultdict(list)
    for row in log:
        day = row.answered_at.astimezone(KOLKATA).date().isoformat()
        found[row.student, row.test or f"day:{day}"].append(row)
    return [Attempt(user, rows) for (user, _), rows in sorted(found.items())]


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def local(at: datetime) -> datetime:
    return at.astimezone(KOLKATA).replace(tzinfo=None)


async def oracle(url: str, log: list[LoggedAnswer], days: int) -> dict[str, list[asyncpg.Record]]:
    connection = await spec_sql.connect(url)
    try:
        await connection.execute(spec_sql.TABLES)
        questions = {row.question: int(row.question[1:]) for row in log}
        topics = {row.question: TOPICS.index(row.topic) for row in log}
        await connection.executemany("INSERT INTO topics VALUES ($1, $2)", list(enumerate(TOPICS)))
        await connection.executemany(
            "INSERT INTO questions VALUES ($1, $2)",
            [(number, topics[key]) for key, number in questions.items()],
        )
        await connection.execute("INSERT INTO test_series VALUES (1, $1)", EXAM)
        for number, one in enumerate(attempts_of(log)):
            minutes = Fraction(sum(row.milliseconds or 0 for row in one.rows), 60_000)
            await connection.execute(
                "INSERT INTO user_test_attempts VALUES ($1, $2, 1, $3, $4, $5)",
                number,
                one.user,
                decimal(one.percentage),
                decimal(minutes),
                local(one.completed_at),
            )
            await connection.executemany(
                "INSERT INTO user_answers VALUES ($1, $2, $3, $4, $5)",
                [
                    (
                        number,
                        one.user,
                        questions[row.question],
                        row.correct,
                        None if row.milliseconds is None else Decimal(row.milliseconds) / 1000,
                    )
                    for row in one.rows
                ],
            )
        window = timedelta(days=days)
        return {
            "weeks": await connection.fetch(spec_sql.WEEKS, local(AT)),
            "trend": await connection.fetch(spec_sql.TREND, local(AT)),
            "topics": await connection.fetch(spec_sql.TOPICS, local(AT), window),
            "rankings": await connection.fetch(spec_sql.RANKINGS, local(AT), window, EXAM),
        }
    finally:
        await connection.close()


def close(value: object) -> object:
    return None if value is None else pytest.approx(float(value), rel=1e-9, abs=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(("seed", "days"), [(1, 30), (2, 30), (3, 7), (4, 90)])
def test_every_figure_of_the_specification_is_its_own_sqls(
    abhyas: Abhyas, database_url: str, scratch_postgres: str, tmp_path: Path, seed: int, days: int
) -> None:
    log = random_log(seed)
    path = tmp_path / "log.csv"
    write_log(path, iter(log))
    truth = asyncio.run(oracle(scratch_postgres, log, days))
    status, _, err = abhyas("answers", "import", path, "--database", database_url)
    assert status == 0, err
    options = ("--days", days, "--at", AT.isoformat(), "--database", database_url, "--json")

    for student in sorted({row.student for row in log}):
        status, out, err = abhyas("report", student, *options)
        assert status == 0, err
        report = json.loads(out)
        same_weeks(report["progress"], [r for r in truth["weeks"] if r["user_id"] == student])
        same_trend(report["progress"], [r for r in truth["trend"] if r["user_id"] == student])
        same_topics(report["mastery"], [r for r in truth["topics"] if r["user_id"] == student])
    for whom in (("G",), ("--exam", EXAM)):
        status, out, err = abhyas("rankings", *whom, *options)
        assert status == 0, err
        same_ranking(json.loads(out), truth["rankings"])


def same_weeks(progress: dict[str, list[dict[str, object]]], truth: list[asyncpg.Record]) -> None:
    assert [
        (week["week"], week["average_percentage"], week["tests"], week["average_minutes"])
        for week in progress["weeks"]
    ] == [
        (row["week"].isoformat(), close(row["average"]), row["tests"], close(row["minutes"]))
        for row in truth
    ]


def same_trend(progress: dict[str, object], truth: list[asyncpg.Record]) -> None:
    if not truth:
        assert progress["category"] is progress["average_weekly_improvement"] is None
        return
    assert progress["category"] == truth[0]["progress_category"]
    assert progress["average_weekly_improvement"] == close(truth[0]["avg_weekly_improvement"])
    assert progress["improvement_standard_deviation"] == close(truth[0]["improvement_consistency"])


def same_topics(mastery: list[dict[str, object]], truth: list[asyncpg.Record]) -> None:
    assert [row["accuracy"] for row in mastery] == [
        close(row["accuracy_percentage"]) for row in truth
    ]
    assert {
        row["topic"]: (
            row["answers"],
            row["average_seconds"],
            row["level"],
            local(datetime.fromisoformat(str(row["first_answered_at"]))),
            local(datetime.fromisoformat(str(row["last_answered_at"]))),
        )
        for row in mastery
    } == {
        row["topic_name"]: (
            row["questions_attempted"],
            close(row["avg_time"]),
            row["mastery_level"],
            row["first_attempt"],
            row["latest_attempt"],
        )
        for row in truth
    }


def same_ranking(found: dict[str, list[dict[str, object]]], truth: list[asyncpg.Record]) -> None:
    assert {
        row["student"]: (
            row["average_percentage"],
            row["tests"],
            row["standard_deviation"],
            row["overall_rank"],
            row["consistency_rank"],
            row["activity_rank"],
        )
        for row in found["students"]
    } == {
        row["user_id"]: (
            close(row["avg_score"]),
            row["tests_taken"],
            close(row["score_consistency"]),
            row["overall_rank"],
            row["consistency_rank"],
            row["activity_rank"],
        )
        for row in truth
    }
    assert [row["overall_rank"] for row in found["students"]] == sorted(
        row["overall_rank"] for row in truth
    )


def test_the_log_of_the_oracle_has_what_it_is_meant_to_try() -> None:
    log = [row for seed in (1, 2, 3, 4) for row in random_log(seed)]

    assert {row.marks for row in log} == {None, "4/3", "-4/9"}
    assert any(row.test == "" for row in log)
    assert any(row.milliseconds is None for row in log)
