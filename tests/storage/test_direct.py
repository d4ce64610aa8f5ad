"""Statements handed to the driver itself answer, convert and fail as through SQLAlchemy."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Double, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from storage.direct import Direct
from storage.engine import Database, Transaction, open_database
from storage.errors import OutOfRange
from storage.tables import attempts, questions, settings, students

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
INDIA = timezone(timedelta(hours=5, minutes=30))
EVERYTHING = (
    select(students, settings)
    .outerjoin(settings, settings.c.student_id == students.c.id)
    .where(students.c.key == bindparam("key"), students.c.created_at <= bindparam("now"))
    .order_by(students.c.id)
    .limit(5)
)
ADDED = insert(students).values(
    {name: bindparam(name, type_=students.c[name].type) for name in ("key", "name", "created_at")}
)


def _asha(tx: Transaction) -> None:
    Direct(ADDED).all(tx, {"key": "asha", "name": "आशा", "created_at": AT.astimezone(INDIA)})


@pytest.fixture
async def on_postgres(postgres_url: str) -> AsyncIterator[Database]:
    opened = open_database(postgres_url)
    yield opened
    await opened.close()


async def test_rows_are_what_sqlalchemy_makes_of_them(database: Database) -> None:
    direct = Direct(EVERYTHING)

    def both(tx: Transaction) -> None:
        values = {"key": "asha", "now": AT.astimezone(INDIA)}
        assert direct.all(tx, values) == []
        assert direct.one_or_none(tx, values) is None
        _asha(tx)
        (row,) = direct.all(tx, values)
        theirs = tx.connection.execute(EVERYTHING, values).one()
        assert tuple(row) == tuple(theirs)
        assert (row.name, row.created_at, row.student_id) == ("आशा", AT, None)
        assert row.created_at.tzinfo is UTC
        assert direct.one_or_none(tx, values) == row

    await database.write(both)


async def test_what_has_no_zone_is_refused_before_the_server_is_asked(database: Database) -> None:
    def naive(tx: Transaction) -> None:
        Direct(EVERYTHING).all(tx, {"key": "asha", "now": AT.replace(tzinfo=None)})

    with pytest.raises(Exception, match="naive datetime"):
        await database.read(naive)


async def test_a_row_that_stands_already_is_told_as_ever(database: Database) -> None:
    await database.write(_asha)
    with pytest.raises(IntegrityError) as told:
        await database.write(_asha)
    assert "आशा" not in str(told.value), "what somebody wrote does not go into a log"


async def test_a_number_that_fits_no_column_is_told_as_ever(database: Database) -> None:
    asked = Direct(select(students.c.id).where(students.c.id == bindparam("id")))
    with pytest.raises(OutOfRange):
        await database.read(lambda tx: asked.all(tx, {"id": 2**63}))


async def test_a_statement_that_needs_more_of_sqlalchemy_is_refused(on_postgres: Database) -> None:
    """A list of values, or a default that Python makes, would be left out without a word."""
    listed = Direct(
        select(students.c.id).where(students.c.id.in_(bindparam("ids", expanding=True)))
    )
    with pytest.raises(AssertionError, match="list"):
        await on_postgres.read(lambda tx: listed.all(tx, {"ids": [1]}))


async def test_a_connection_lost_at_a_statement_is_replaced_and_the_work_repeated(
    on_postgres: Database,
) -> None:
    tried: list[int] = []
    asked = Direct(select(students.c.id).where(students.c.key == bindparam("key")))
    await on_postgres.read(lambda tx: asked.all(tx, {"key": "asha"}))

    def lost_once(tx: Transaction) -> None:
        tried.append(len(tried))
        if len(tried) == 1:
            Direct(select(func.pg_terminate_backend(func.pg_backend_pid()))).all(tx, {})
        _asha(tx)
        assert asked.one_or_none(tx, {"key": "asha"})

    await on_postgres.write(lost_once)
    assert tried == [0, 1]
    assert await on_postgres.read(lambda tx: asked.one_or_none(tx, {"key": "asha"}))


async def test_whoever_is_cancelled_in_the_middle_leaves_nothing_and_no_broken_connection(
    on_postgres: Database,
) -> None:
    asleep = Direct(select(func.pg_sleep(bindparam("seconds", type_=Double))))
    asked = Direct(select(students.c.id).where(students.c.key == bindparam("key")))

    def slow(tx: Transaction) -> None:
        _asha(tx)
        asleep.all(tx, {"seconds": 60.0})

    waiting = asyncio.ensure_future(on_postgres.write(slow))
    await asyncio.sleep(0.5)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    for _ in range(3):
        found = await on_postgres.read(lambda tx: asked.all(tx, {"key": "asha"}))
        assert found == []
    await on_postgres.write(_asha)


async def test_a_column_changed_by_a_migration_meanwhile_costs_one_more_try(
    on_postgres: Database,
) -> None:
    """PostgreSQL refuses a plan whose result has another type by now."""
    asked = Direct(select(questions.c.key).where(questions.c.id == bindparam("id")))
    before = await on_postgres.read(lambda tx: asked.one_or_none(tx, {"id": 1}))
    await on_postgres.write(
        lambda tx: tx.connection.exec_driver_sql("ALTER TABLE questions ALTER key TYPE text")
    )
    assert await on_postgres.read(lambda tx: asked.one_or_none(tx, {"id": 1})) == before


async def test_two_who_wait_for_each_other_are_tried_again(on_postgres: Database) -> None:
    """The server ends one of them; its error says that nothing was left behind."""
    asked = Direct(
        update(attempts)
        .where(attempts.c.id == bindparam("attempt"))
        .values(key=bindparam("new_key", type_=attempts.c.key.type))
    )
    tried: list[int] = []

    def refused_once(tx: Transaction) -> None:
        tried.append(len(tried))
        if len(tried) == 1:
            tx.connection.exec_driver_sql(
                "CREATE FUNCTION pg_temp.fail() RETURNS void LANGUAGE plpgsql AS "
                "$$BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END$$"
            )
            failing = Direct(select(text("pg_temp.fail()")))
            failing.all(tx, {})
        asked.all(tx, {"attempt": 1, "new_key": "another"})

    await on_postgres.write(refused_once)
    assert tried == [0, 1]
