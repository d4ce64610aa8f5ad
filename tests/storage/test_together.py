"""Rows of several tables written at once read as if each had been written alone."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from storage.engine import Database, Transaction
from storage.intake import Arrival, write_noting
from storage.tables import abilities, handled_updates, student_days, students
from storage.together import Change, write_together

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)


def changes(*, name: str, answers: int) -> list[Change]:
    """One of each kind, on rows of student 1."""
    ability = {
        "student_id": 1,
        "mean": 0.5,
        "variance": 1.0,
        "pace": 0.0,
        "pace_variance": 1.0,
        "answers": answers,
        "last_at": AT,
    }
    day = {"student_id": 1, "day": DAY, "answers": 1, "right": 1, "milliseconds": 5, "timed": 1}
    return [
        Change("insert", students, {"key": name, "created_at": AT}),
        Change("replace", abilities, ability, ("student_id",)),
        Change("add", student_days, day, ("student_id", "day")),
        Change("set", students, {"id": 1, "name": name}, ("id",)),
    ]


def begun(tx: Transaction) -> None:
    tx.connection.execute(insert(students), [{"id": 1, "key": "asha", "created_at": AT}])
    if tx.connection.dialect.name == "postgresql":
        tx.connection.exec_driver_sql("ALTER SEQUENCE students_id_seq RESTART WITH 2")


def stand(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    def rows(*columns: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in tx.connection.execute(select(*columns).order_by(*columns))]

    return {
        "students": rows(students.c.key, students.c.name),
        "abilities": rows(abilities.c.student_id, abilities.c.answers),
        "days": rows(student_days.c.student_id, student_days.c.answers, student_days.c.right),
    }


async def test_each_kind_of_change_does_what_it_says_and_again(database: Database) -> None:
    await database.write(begun)
    await database.write(lambda tx: write_together(tx, changes(name="one", answers=1)))
    await database.write(lambda tx: write_together(tx, changes(name="two", answers=7)))
    assert await database.read(stand) == {
        "students": [("asha", "two"), ("one", ""), ("two", "")],
        "abilities": [(1, 7)],
        "days": [(1, 2, 2)],
    }


async def test_where_one_cannot_be_written_none_is(database: Database) -> None:
    await database.write(begun)
    before = await database.read(stand)
    with pytest.raises(IntegrityError):
        await database.write(lambda tx: write_together(tx, changes(name="asha", answers=1)))
    assert await database.read(stand) == before


async def test_an_update_is_noted_once_whatever_was_written_beside_it(database: Database) -> None:
    await database.write(begun)
    written = changes(name="one", answers=1)
    for update_id in (7, 8, 8, 7):
        wanted = written[1:2] if update_id == 8 else []
        await write_noting(
            database, Arrival(AT, update_id), partial(write_together, changes=wanted)
        )
    await write_noting(database, Arrival(AT, 9), lambda _tx: None)

    def noted(tx: Transaction) -> list[int]:
        column = handled_updates.c.update_id
        return list(tx.connection.scalars(select(column).order_by(column)))

    assert await database.read(noted) == [7, 8, 9]
    assert (await database.read(stand))["abilities"] == [(1, 1)]
