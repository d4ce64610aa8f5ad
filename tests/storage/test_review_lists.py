"""What memory says is due, and how much of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.review_lists import due_objectives, how_many_due
from storage.tables import memories, students

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ASHA, BHANU = StudentId(1), StudentId(2)


def _remembered(tx: Transaction) -> None:
    """Asha: one overdue, one due now, one reviewed long ago and due in a month; Bhanu: one due."""
    both = [{"id": who, "key": str(who), "created_at": NOW} for who in (ASHA, BHANU)]
    tx.connection.execute(insert(students), both)
    rows = [
        (ASHA, "due now", NOW, 3),
        (ASHA, "overdue", NOW - timedelta(days=2), 5),
        (ASHA, "far off", NOW + timedelta(days=30), 40),
        (BHANU, "his", NOW, 1),
    ]
    tx.connection.execute(
        insert(memories),
        [
            {
                "student_id": who,
                "objective": objective,
                "stability": 3.0,
                "difficulty": 5.0,
                "reviewed_at": NOW - timedelta(days=days_ago),
                "due_at": due_at,
                "reviews": 1,
                "successes": 1,
            }
            for who, objective, due_at, days_ago in rows
        ],
    )


@pytest.mark.parametrize(
    ("horizon", "expected"),
    [(None, ["overdue", "due now"]), (timedelta(days=20), ["overdue", "due now", "far off"])],
)
async def test_as_many_are_due_as_are_listed_and_only_hers(
    database: Database, horizon: timedelta | None, expected: list[str]
) -> None:
    await database.write(_remembered)
    listed = await database.read(lambda tx: due_objectives(tx, ASHA, at=NOW, horizon=horizon))
    counted = await database.read(lambda tx: how_many_due(tx, ASHA, at=NOW, horizon=horizon))
    first = await database.read(
        lambda tx: due_objectives(tx, ASHA, at=NOW, horizon=horizon, limit=1)
    )
    assert (listed, counted, first) == (expected, len(expected), ["overdue"])
    assert await database.read(lambda tx: how_many_due(tx, BHANU, at=NOW, horizon=None)) == 1
