"""How a command ends: a document, a line for people, or one clear line on stderr."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.engine import Database

T = TypeVar("T")

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="Else DATABASE_URL, else SQLite here."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="As if it were then (ISO 8601).")
]


class CannotGoOn(Exception):
    """Something the person can mend; each line is one problem."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines: Sequence[str] = lines


def settings_for(database: str | None = None, **overrides: object) -> "Settings":
    from bot.settings import BadSettings, read_settings

    try:
        return read_settings(database_url=database, **overrides)
    except BadSettings as error:
        raise CannotGoOn(str(error)) from error


def with_database(
    settings: "Settings", work: "Callable[[Database], Awaitable[T]]", *, current: bool = True
) -> T:
    """Runs work on an open, current database; its errors become one clear line."""
    from storage.engine import open_database
    from storage.errors import StorageError
    from storage.migrate import require_current

    async def run() -> T:
        database = open_database(settings.database_url)
        try:
            return await work(database)
        finally:
            await database.close()

    try:
        if current:
            require_current(settings.database_url)
        return asyncio.run(run())
    except StorageError as error:
        raise CannotGoOn(str(error)) from error


def say(document: object, *, as_json: bool, text: str) -> None:
    """Prints the document, or its line for people."""
    if as_json:
        json.dump(document, sys.stdout, ensure_ascii=False, default=str)
        sys.stdout.write("\n")
    else:
        print(text)


def parse_time(text: str) -> datetime:
    """An instant from ISO 8601; without an offset it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CannotGoOn(f"{text!r} is no time; write 2026-11-23T18:30:00+05:30") from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def moment(text: str | None) -> datetime:
    """The instant given with --at, else now."""
    from bot.clock import truncated, wall_clock

    return wall_clock() if text is None else truncated(parse_time(text))
