"""The schema: what the migrations make is what the models say, both ways, with data in it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from storage import migrate
from storage.engine import Transaction, open_database
from storage.tables import metadata, students

AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_migrations_make_exactly_the_models(empty_url: str) -> None:
    migrate.upgrade(empty_url)

    assert migrate.differences(empty_url) == []


def test_an_empty_database_differs_from_the_models(empty_url: str) -> None:
    assert migrate.differences(empty_url) != []


def test_up_down_up_with_a_class_in_it_leaves_a_working_schema(
    empty_url: str, abhyas: Callable[..., tuple[int, str, str]]
) -> None:
    made = ("simulate", "--students", 2, "--days", 3, "--database", empty_url)
    assert abhyas(*made)[0] == 0
    migrate.downgrade(empty_url, "base")
    migrate.upgrade(empty_url)

    assert migrate.differences(empty_url) == []
    assert abhyas(*made)[0] == 0


def test_a_migration_that_has_nothing_to_do_keeps_every_row(empty_url: str) -> None:
    migrate.upgrade(empty_url)

    async def fill_and_count() -> int:
        database = open_database(empty_url)

        def work(tx: Transaction) -> None:
            tx.connection.execute(
                students.insert(), [{"key": str(n), "created_at": AT} for n in range(3)]
            )

        await database.write(work)
        await database.close()
        migrate_again = asyncio.to_thread(migrate.upgrade, empty_url)
        await migrate_again
        database = open_database(empty_url)
        counted = await database.read(
            lambda tx: len(tx.connection.execute(students.select()).all())
        )
        await database.close()
        return counted

    assert asyncio.run(fill_and_count()) == 3


def test_every_constraint_has_a_name() -> None:
    nameless = [
        (table.name, constraint)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]

    assert nameless == []
