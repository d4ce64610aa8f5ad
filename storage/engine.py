"""The database, SQLite or PostgreSQL, behind two verbs: read and write.

A transaction's work is a plain function of the transaction: nobody can await inside it, so no
network call ever happens while one is open. On SQLite it runs in the one writer thread, on
PostgreSQL inside one pooled asyncpg connection.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from storage.errors import DatabaseUnavailable, OutOfRange, UnsupportedDatabase
from storage.group_writer import GroupWriter
from storage.private import make_private
from storage.transaction import Transaction

__all__ = ["Database", "Transaction", "open_database", "parse_url", "sqlite_engine"]

T = TypeVar("T")

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # An answer that was acknowledged survives a power cut, at one fsync each.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    # What is erased is overwritten; not every build of SQLite does so by itself.
    "PRAGMA secure_delete=ON",
)
SQLITE_READERS = 2
#: Of one process to PostgreSQL, and how long somebody waits for one.
CONNECTIONS, PATIENCE_SECONDS = 10, 30.0
#: What asyncpg and the server say of values that no column holds.
UNFIT = ("out of int", "invalid input for query argument", "invalid byte sequence")
#: deadlock_detected and serialization_failure: the transaction left nothing behind.
RETRYABLE_SQLSTATES = frozenset({"40P01", "40001"})


class Database(Protocol):
    """Runs work inside transactions; one per process, closed by its opener."""

    url: URL

    async def read(self, work: Callable[[Transaction], T]) -> T: ...

    async def snapshot(self, work: Callable[[Transaction], T]) -> T:
        """A read whose statements all see the same moment."""
        ...

    async def write(self, work: Callable[[Transaction], T]) -> T: ...

    async def wipe(self) -> None:
        """After an erasure: what was deleted leaves the disk as soon as the database can do so."""
        ...

    async def close(self) -> None: ...


def parse_url(text: str) -> URL:
    """The database's address with the driver that this project uses."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise UnsupportedDatabase(text.rsplit("@", maxsplit=1)[-1]) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if url.database in {None, "", ":memory:"}:
            raise UnsupportedDatabase("sqlite in memory")
        return url.set(drivername="sqlite")
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+asyncpg")
    raise UnsupportedDatabase(backend)


def open_database(text: str) -> Database:
    """Opens `sqlite:///file` or `postgresql://…`; connects at first use."""
    url = parse_url(text)
    return SqliteDatabase(url) if url.get_backend_name() == "sqlite" else PostgresDatabase(url)


def sqlite_engine(url: URL, *, begin: str, pool_size: int, foreign_keys: bool = True) -> Engine:
    """A synchronous engine whose transactions are opened by us, not by the driver's guess."""
    path = Path(str(url.database)).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    # SQLite gives its log and index beside it the same rights.
    make_private(path)
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        # An error's text goes into the log; what she wrote does not.
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def begin_explicitly(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class SqliteDatabase:
    """One writer thread that takes the write lock at BEGIN, and a few readers beside it."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._writer = GroupWriter(sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1))
        self._reader = sqlite_engine(url, begin="BEGIN", pool_size=SQLITE_READERS)
        self._reading = ThreadPoolExecutor(SQLITE_READERS, thread_name_prefix="sqlite-reader")

    async def read(self, work: Callable[[Transaction], T]) -> T:
        def run() -> T:
            with self._reader.begin() as connection:
                return work(Transaction(connection))

        try:
            return await asyncio.get_running_loop().run_in_executor(self._reading, run)
        except (OperationalError, InterfaceError) as error:
            raise DatabaseUnavailable(str(error.orig)) from error
        except OverflowError as error:
            raise OutOfRange(str(error)) from error

    async def snapshot(self, work: Callable[[Transaction], T]) -> T:
        return await self.read(work)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        try:
            return await self._writer.run(work)
        except (OperationalError, InterfaceError) as error:
            raise DatabaseUnavailable(str(error.orig)) from error
        except OverflowError as error:
            raise OutOfRange(str(error)) from error

    async def wipe(self) -> None:
        """Moves the write-ahead log into the file and empties it; later where somebody reads."""

        def checkpoint() -> None:
            # Not through an engine's connection: those begin a transaction, which forbids it.
            with closing(self._reader.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

        with suppress(sqlite3.OperationalError):
            await asyncio.get_running_loop().run_in_executor(self._reading, checkpoint)

    async def close(self) -> None:
        self._reading.shutdown(wait=True)
        self._reader.dispose()
        await asyncio.to_thread(self._writer.close)


def _is_unfit(error: DBAPIError) -> bool:
    """asyncpg refuses a number that its column cannot hold before it asks the server."""
    said = str(error.orig)
    return any(one in said for one in UNFIT)


class PostgresDatabase:
    """A pool of asyncpg connections; the same synchronous work runs on a greenlet."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine: AsyncEngine = create_async_engine(
            url,
            # A connection that comes and goes costs more than the wait for one that is warm: it
            # has every statement to parse and to plan anew, a third of what PostgreSQL does.
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=PATIENCE_SECONDS,
            pool_use_lifo=True,
            hide_parameters=True,
        )
        # Each statement of a read sees its own snapshot anyway: BEGIN and COMMIT would only cost.
        self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._snapshot = self._engine.execution_options(isolation_level="REPEATABLE READ")

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self._run(self._reader, work)

    async def snapshot(self, work: Callable[[Transaction], T]) -> T:
        return await self._run(self._snapshot, work)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self._run(self._engine, work)

    async def _run(
        self, engine: AsyncEngine, work: Callable[[Transaction], T], *, tries: int = 3
    ) -> T:
        """Runs work; what left nothing behind, or lost a connection, is tried again.

        A commit whose answer was lost may have happened: the update's id makes that harmless.
        """

        def transaction() -> T:
            with engine.sync_engine.begin() as connection:
                return work(Transaction(connection))

        try:
            # One greenlet for all of it, instead of one to connect, to begin, to work, to commit.
            return await greenlet_spawn(transaction)
        except (OSError, PoolExhausted) as error:
            raise DatabaseUnavailable(str(error)) from error
        except DBAPIError as error:
            is_lost = error.connection_invalidated
            retryable = getattr(error.orig, "sqlstate", None) in RETRYABLE_SQLSTATES
            if tries > 1 and (retryable or is_lost):
                return await self._run(engine, work, tries=tries - 1)
            if is_lost or isinstance(error, OperationalError | InterfaceError):
                raise DatabaseUnavailable(str(error.orig)) from error
            if isinstance(error, DataError) or _is_unfit(error):
                raise OutOfRange(type(error.orig).__name__) from error
            raise

    async def wipe(self) -> None:
        """Nothing: autovacuum takes dead rows away, and the log of writes is recycled."""

    async def close(self) -> None:
        await self._engine.dispose()
