"""Fixtures that every room's tests use: each storage test runs on SQLite and on PostgreSQL."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.memory import settle
from storage.engine import Database, open_database
from tests.support.databases import (
    NoPostgres,
    PostgresTemplates,
    postgres_templates,
    sqlite_clone,
    sqlite_template,
    stocked_sqlite,
)

# python-telegram-bot reads it at import: durations as timedelta, without a deprecation warning.
os.environ["PTB_TIMEDELTA"] = "1"
used_databases: set[str] = set()
NOON = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    names = ", ".join(sorted(used_databases)) or "none"
    terminalreporter.write_line(f"Databases used: {names}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that started it which databases it used."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["databases"] = sorted(used_databases)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Hears what a worker of pytest-xdist used."""
    used_databases.update(getattr(node, "workeroutput", {}).get("databases", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "nightly" in str(config.getoption("-m")):
        return
    skip = pytest.mark.skip(reason="runs in make nightly")
    kept = [item for item in items if not item.get_closest_marker("nightly")]
    for item in items:
        if item.get_closest_marker("nightly"):
            item.add_marker(skip)
    items[:] = kept


def pytest_collection_finish() -> None:
    """What the tests are made of stays; the collector need not walk over it after every few lines."""
    settle()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def _postgres() -> Iterator[PostgresTemplates | NoPostgres]:
    try:
        with postgres_templates() as templates:
            yield templates
    except NoPostgres as reason:
        if os.environ.get("CI"):
            raise
        yield reason


def _templates(found: PostgresTemplates | NoPostgres) -> PostgresTemplates:
    if isinstance(found, NoPostgres):
        pytest.skip(f"no PostgreSQL: {found}")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, sqlite_file: Path, tmp_path: Path) -> str:
    """A fresh, migrated database of each kind; for tests marked `stocked` with the questions in it."""
    if request.node.get_closest_marker("stocked"):
        return _stocked(request, tmp_path)
    used_databases.add(request.param)
    if request.param == "sqlite":
        return sqlite_clone(sqlite_file, tmp_path)
    return _templates(request.getfixturevalue("_postgres")).clone()


@pytest.fixture(scope="session")
def stocked_file(sqlite_file: Path) -> Path:
    return stocked_sqlite(sqlite_file)


@pytest.fixture(scope="session")
def _stocked_postgres(_postgres: PostgresTemplates | NoPostgres) -> PostgresTemplates:
    templates = _templates(_postgres)
    templates.stock()
    return templates


@pytest.fixture(params=["sqlite", "postgresql"])
def stocked_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same, with the content files' questions in it, as after a first start."""
    return _stocked(request, tmp_path)


@pytest.fixture
def postgres_url(_stocked_postgres: PostgresTemplates) -> str:
    """A stocked database of PostgreSQL's, for what only a server can be made to do."""
    used_databases.add("postgresql")
    return _stocked_postgres.clone(is_stocked=True)


def _stocked(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    used_databases.add(request.param)
    if request.param == "sqlite":
        return sqlite_clone(request.getfixturevalue("stocked_file"), tmp_path)
    templates: PostgresTemplates = request.getfixturevalue("_stocked_postgres")
    return templates.clone(is_stocked=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind without any table."""
    used_databases.add(request.param)
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return _templates(request.getfixturevalue("_postgres")).empty()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture
def abhyas(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process: (exit status, stdout, stderr)."""
    from bot.cli import run

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def scratch_postgres(request: pytest.FixtureRequest) -> str:
    """An empty PostgreSQL database for an oracle that shares nothing with the product."""
    used_databases.add("postgresql")
    return _templates(request.getfixturevalue("_postgres")).empty()
