"""An account that nobody uses is warned, then erased; who comes back, or teaches, stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from services.inactivity import GRACE, KIND, Inactivity
from storage import groups, students
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.tables import outbox, student_days
from storage.tables import students as student_rows

LONG_AGO = datetime(2024, 1, 1, 6, 0, tzinfo=UTC)
AT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAYS = 730


def practised(tx: Transaction, who: StudentId, on: date) -> None:
    tx.connection.execute(
        insert(student_days).values(
            student_id=who, day=on, answers=5, right=3, milliseconds=0, timed=0
        )
    )


@pytest.fixture
async def people(database: Database) -> dict[str, StudentId]:
    def work(tx: Transaction) -> dict[str, StudentId]:
        found = {}
        for place, name in enumerate(("gone", "active", "teacher", "returning"), start=1):
            who = students.meet(tx, telegram_id=place, at=LONG_AGO, timezone="Asia/Kolkata")
            practised(tx, who.id, LONG_AGO.date())
            found[name] = who.id
        practised(tx, found["active"], (AT - timedelta(days=100)).date())
        groups.make(tx, owner_id=found["teacher"], title="Class", join_code="c", at=LONG_AGO)
        return found

    return await database.write(work)


async def known(database: Database) -> set[int]:
    rows = await database.read(lambda tx: tx.connection.scalars(select(student_rows.c.id)).all())
    return set(rows)


async def warnings(database: Database) -> list[int]:
    rows = await database.read(
        lambda tx: tx.connection.scalars(
            select(outbox.c.student_id).where(outbox.c.kind == KIND).order_by(outbox.c.id)
        ).all()
    )
    return list(rows)


async def test_who_is_gone_is_warned_once_and_erased_a_month_later(
    database: Database, people: dict[str, StudentId]
) -> None:
    work = Inactivity(database, days=DAYS)
    assert await work.work(at=AT) == 2
    assert await work.work(at=AT + timedelta(hours=6)) == 0
    assert await warnings(database) == [people["gone"], people["returning"]]
    back = AT + timedelta(days=3)
    await database.write(lambda tx: practised(tx, people["returning"], back.date()))

    await work.work(at=AT + GRACE - timedelta(hours=1))
    assert await known(database) == set(people.values())
    await work.work(at=AT + GRACE + timedelta(hours=1))
    assert await known(database) == set(people.values()) - {people["gone"]}
    much_later = back + timedelta(days=DAYS)
    assert await work.work(at=much_later) >= 1
    assert people["returning"] in await warnings(database), "a new warning after a new silence"
    assert people["teacher"] in await known(database)


async def test_zero_days_keep_everybody(database: Database, people: dict[str, StudentId]) -> None:
    assert await Inactivity(database, days=0).work(at=AT + timedelta(days=9999)) == 0
    assert await known(database) == set(people.values())
