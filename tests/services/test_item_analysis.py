"""Item analysis over the log: first attempts only, once a week, told to the admins."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from analytics.logged_answer import LoggedAnswer
from services.item_analysis import ItemAnalysis
from services.outbox import Outbox
from storage import answer_log
from storage.engine import Database, Transaction
from storage.tables import questions
from tests.support.practised_class import ADMIN, somebody

pytestmark = pytest.mark.stocked

#: A Tuesday; the analysis is due on Mondays at six in Jaipur.
AT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
BAD, SOUND = "rg-001", "rg-002"


def log() -> list[LoggedAnswer]:
    """Sixty students: the better ones miss BAD; twenty other questions tell who is better."""
    rng = random.Random(3)
    rows = []
    for number in range(60):
        level = number / 60
        rows += [_row(number, f"q{n}", rng.random() < 0.2 + 0.6 * level, n) for n in range(20)]
        rows.append(_row(number, BAD, rng.random() > 0.2 + 0.6 * level, 30))
        rows.append(_row(number, SOUND, rng.random() < 0.2 + 0.6 * level, 31))
        # A second try at it says nothing about the question.
        rows.append(_row(number, BAD, True, 90))
    return rows


def _row(student: int, question: str, right: bool, minute: int) -> LoggedAnswer:
    return LoggedAnswer(
        student=f"s{student}",
        question=question,
        topic="raj_geography.state_symbols",
        correct=right,
        answered_at=AT - timedelta(days=3) + timedelta(minutes=minute),
        selected="C" if right else "A",
        right_option="C",
        options=4,
        milliseconds=5000,
        test="",
        groups=(),
        exam=None,
        difficulty="easy",
        state="answered",
        marks=None,
        confidence=None,
        hint_used=None,
        explanation_viewed=None,
    )


async def school(database: Database) -> ItemAnalysis:
    await database.write(
        lambda tx: answer_log.store(tx, log(), at=AT, default_timezone="Asia/Kolkata")
    )
    await somebody(database, ADMIN)
    return ItemAnalysis(database, admins=frozenset({ADMIN}))


async def test_only_first_attempts_count(database: Database) -> None:
    analysis = await school(database)
    found = {row.question: row for row in await analysis.of_all()}
    rights = [row.correct for row in log() if row.question == BAD][::2]
    assert found[BAD].statistics.answers == 60
    assert found[BAD].statistics.facility == sum(rights) / 60
    assert "negative_discrimination" in found[BAD].suspicions
    assert found[SOUND].suspicions == ()


async def test_one_questions_figures_are_those_of_the_whole_run(database: Database) -> None:
    analysis = await school(database)
    whole = {row.question: row for row in await analysis.of_all()}

    def id_of(tx: Transaction) -> int:
        found = tx.connection.scalar(select(questions.c.id).where(questions.c.key == BAD))
        assert found is not None
        return int(found)

    one = await analysis.of_question(await database.read(id_of))  # type: ignore[arg-type]
    assert one == whole[BAD]


async def test_suspicions_are_raised_on_monday_once_and_told_once(database: Database) -> None:
    analysis = await school(database)
    assert await analysis.raise_flags(at=AT) == 0, "Tuesday: put down for Monday"
    monday = datetime(2026, 11, 30, 0, 31, tzinfo=UTC)
    assert await analysis.raise_flags(at=monday - timedelta(minutes=2)) == 0
    assert await analysis.raise_flags(at=monday) > 0
    assert await analysis.raise_flags(at=monday + timedelta(minutes=1)) == 0
    assert await analysis.raise_flags(at=monday + timedelta(days=7)) == 0, "flagged already"
    listed = await Outbox(database, owner="x").listed(since=None)
    assert [one.kind for one, _ in listed] == ["review_queue"]
