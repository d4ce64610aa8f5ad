"""Brings a database to this version's schema, compares it with the models, copies it whole."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import parse_url, sqlite_engine
from storage.errors import SchemaOutdated, StorageError
from storage.private import make_private
from storage.tables import metadata

T = TypeVar("T")
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Applies what is missing; on SQLite after a copy beside the file, on both all or nothing."""
    target = parse_url(url)
    if target.get_backend_name() == "sqlite":
        _copy_before_migrating(target)
    _run(target, lambda connection: _command(connection, command.upgrade, revision))


def downgrade(url: str, revision: str) -> None:
    """Takes revisions back, as far as the named one."""
    _run(parse_url(url), lambda connection: _command(connection, command.downgrade, revision))


def differences(url: str) -> list[str]:
    """What the schema in the database lacks or has beside the models; empty when equal."""

    def compare(connection: Connection) -> list[str]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [str(change) for change in compare_metadata(context, metadata)]
        current = context.get_current_revision()
        head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
        return found if current == head else [f"revision is {current}, not {head}", *found]

    return _run(parse_url(url), compare)


def require_current(url: str) -> None:
    """Makes the schema in a new, empty database; raises SchemaOutdated where an old one stands."""

    def revision(connection: Connection) -> str | None:
        if not inspect(connection).get_table_names():
            return "empty"
        return MigrationContext.configure(connection).get_current_revision()

    current = _run(parse_url(url), revision)
    if current == "empty":
        upgrade(url)
    elif current != head():
        raise SchemaOutdated(SchemaOutdated.__doc__)


def _command(connection: Connection, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    step(config, revision)
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if broken:
            raise StorageError(f"the migration would leave {len(broken)} rows without a parent")


def _run(url: URL, work: Callable[[Connection], T]) -> T:
    """Runs work on its own connection; on SQLite with foreign keys off before BEGIN.

    Off, because rebuilding a parent table with them on deletes its children without an error.
    """
    if url.get_backend_name() == "sqlite":
        engine = sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, foreign_keys=False)
        try:
            with engine.begin() as connection:
                return work(connection)
        finally:
            engine.dispose()

    async def run() -> T:
        engine = create_async_engine(url)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        finally:
            await engine.dispose()

    return asyncio.run(run())


def _copy_before_migrating(url: URL) -> None:
    path = Path(str(url.database))
    if not path.exists() or path.stat().st_size == 0 or not differences(str(url)):
        return
    with closing(sqlite3.connect(path)) as connection:
        copy = path.with_suffix(path.suffix + ".before-upgrade")
        copy.unlink(missing_ok=True)
        make_private(copy)
        connection.execute("VACUUM INTO ?", (str(copy),))


def head() -> str:
    """The revision that this program's schema is at."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())
