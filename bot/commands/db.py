"""`abhyas db`: schema, checks, copies."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.outcome import (
    CannotGoOn,
    DatabaseOption,
    JsonOption,
    moment,
    say,
    settings_for,
    with_database,
)
from bot.settings import Settings

app = typer.Typer(help="Upgrade, check, verify, rebuild, back up and restore the database.")


@app.command()
def upgrade(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Bring the schema to this version; SQLite files are copied first."""
    from services.catalogue import Catalogue
    from services.upkeep import Upkeep
    from storage import migrate
    from storage.errors import StorageError

    settings = settings_for(database)
    try:
        migrate.upgrade(settings.database_url)
    except (StorageError, OSError) as error:
        raise CannotGoOn(str(error)) from error
    changed = with_database(settings, lambda db: Catalogue(db).load_content(at=moment(None)))
    with_database(
        settings,
        lambda db: Upkeep(db, default_timezone=settings.default_timezone).rebuild_if_outdated(),
    )
    say(
        {"revision": migrate.head(), "questions_changed": changed},
        as_json=as_json,
        text=f"The schema is at {migrate.head()}; {changed} questions are new or changed.",
    )


@app.command()
def check(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Compare the schema with the models."""
    from storage import migrate
    from storage.errors import StorageError

    try:
        found = migrate.differences(settings_for(database).database_url)
    except (StorageError, OSError) as error:
        raise CannotGoOn(str(error)) from error
    say({"differences": found}, as_json=as_json, text="\n".join(found) or "Schema equals models.")
    if found:
        raise CannotGoOn(f"{len(found)} differences; run `abhyas db upgrade`")


@app.command()
def verify(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Recompute every derived table from the answers and compare."""
    from services.upkeep import Upkeep

    settings = settings_for(database)
    found = with_database(
        settings, lambda db: Upkeep(db, default_timezone=settings.default_timezone).verify()
    )
    lines = [f"{row['table']} {row['difference']}" for row in found.differences[:20]]
    say(
        found.document(),
        as_json=as_json,
        text="\n".join(lines) or "Every derived table is what the answers say.",
    )
    if found.differences:
        raise CannotGoOn(f"{len(found.differences)} differences; run `abhyas db rebuild`")


@app.command()
def rebuild(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Derive everything anew from the answers."""
    from services.upkeep import Upkeep

    settings = settings_for(database)
    count = with_database(
        settings, lambda db: Upkeep(db, default_timezone=settings.default_timezone).rebuild()
    )
    say({"students": count}, as_json=as_json, text=f"Rebuilt what {count} students' answers say.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy every row into FILE; works while the bot runs."""
    from services.upkeep import Upkeep

    settings = settings_for(database)
    if not file.absolute().parent.is_dir():
        raise CannotGoOn(f"{file.parent} is no folder")
    counts = with_database(
        settings,
        lambda db: Upkeep(db, default_timezone=settings.default_timezone).back_up(
            file, at=moment(None), passphrase=_passphrase(settings)
        ),
    )
    say(
        {"file": str(file), "rows": counts},
        as_json=as_json,
        text=f"{sum(counts.values())} rows are in {file}.",
    )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fill a new database from FILE; the schema is made if missing."""
    from services.upkeep import Upkeep
    from storage import migrate
    from storage.errors import StorageError

    settings = settings_for(database)
    if not file.is_file():
        raise CannotGoOn(f"{file}: no such file")
    try:
        migrate.upgrade(settings.database_url)
    except (StorageError, OSError) as error:
        raise CannotGoOn(str(error)) from error
    counts = with_database(
        settings,
        lambda db: Upkeep(db, default_timezone=settings.default_timezone).restore(
            file, passphrase=_passphrase(settings)
        ),
    )
    say({"rows": counts}, as_json=as_json, text=f"Restored {sum(counts.values())} rows.")


@app.command()
def retained(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Open what RETENTION_DAYS keeps of erased accounts, with RETENTION_KEY."""
    from services.erasing import RetainedRecords
    from storage.errors import StorageError

    settings = settings_for(database)
    if not settings.retention():
        raise CannotGoOn("RETENTION_KEY is not set")
    try:
        found = with_database(settings, lambda db: RetainedRecords(db).opened(settings.retention()))
    except StorageError as error:
        raise CannotGoOn(str(error)) from error
    say(
        {"records": found},
        as_json=as_json,
        text="\n".join(map(str, found)) or "No sealed record is kept.",
    )


def _passphrase(settings: Settings) -> str | None:
    return None if settings.backup_key is None else settings.backup_key.get_secret_value() or None
