"""A fresh, migrated database of each kind for a test, cloned from a template."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from services.catalogue import Catalogue
from storage import migrate
from storage.engine import open_database
from tests.support.postgres import NoPostgres, postgres_server

#: Before any test's time.
STOCKED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file to copy."""
    path = folder / "template.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def stocked_sqlite(template: Path) -> Path:
    """Another file to copy, with the content files' questions in it."""
    path = template.with_name("stocked.sqlite3")
    shutil.copy(template, path)
    _stock(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _stock(url: str) -> None:
    async def load() -> None:
        database = open_database(url)
        await Catalogue(database).load_content(at=STOCKED_AT)
        await database.close()

    asyncio.run(load())


def sqlite_clone(template: Path, folder: Path) -> str:
    path = folder / f"{uuid.uuid4().hex}.sqlite3"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


@contextlib.contextmanager
def postgres_templates() -> Iterator["PostgresTemplates"]:
    """A server, ours or the environment's, with a migrated template; raises NoPostgres."""
    given = os.environ.get("DATABASE_URL", "")
    with contextlib.ExitStack() as stack:
        is_given = given.startswith("postgres")
        server = given.rsplit("/", 1)[0] if is_given else stack.enter_context(postgres_server())
        templates = PostgresTemplates(server)
        asyncio.run(templates.run(f'CREATE DATABASE "{templates.name}"'))
        if is_given:
            # A server of our own goes with everything in it; hundreds of drops would take 20 s.
            stack.callback(lambda: asyncio.run(templates.drop_all()))
        migrate.upgrade(f"{server}/{templates.name}")
        yield templates


class PostgresTemplates:
    def __init__(self, server: str) -> None:
        self.server = server
        self.name = f"template_{uuid.uuid4().hex[:12]}"
        self.stocked = ""
        self._made = [self.name]

    def stock(self) -> None:
        """Makes the second template, with the content files' questions in it."""
        self.stocked = f"stocked_{uuid.uuid4().hex[:12]}"
        asyncio.run(self.run(f'CREATE DATABASE "{self.stocked}" TEMPLATE "{self.name}"'))
        self._made.append(self.stocked)
        _stock(f"{self.server}/{self.stocked}")

    def clone(self, *, is_stocked: bool = False, of: str = "") -> str:
        """A database as the template is; `of`: as another is, by its address, which nobody is at."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        template = of.rsplit("/", 1)[-1] or (self.stocked if is_stocked else self.name)
        asyncio.run(self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        self._made.append(name)
        return f"{self.server}/{name}"

    def empty(self) -> str:
        name = f"empty_{uuid.uuid4().hex[:12]}"
        asyncio.run(self.run(f'CREATE DATABASE "{name}"'))
        self._made.append(name)
        return f"{self.server}/{name}"

    async def drop_all(self) -> None:
        for name in self._made:
            await self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def run(self, statement: str) -> None:
        plain = self.server.replace("+asyncpg", "") + "/postgres"
        connection = await asyncpg.connect(plain)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


__all__ = [
    "NoPostgres",
    "PostgresTemplates",
    "postgres_templates",
    "sqlite_clone",
    "sqlite_template",
    "stocked_sqlite",
]
