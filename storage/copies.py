"""Backup and restore of a whole database, without an external program.

A backup is a zip of one JSON-lines file a table, so that it moves between SQLite and PostgreSQL.
"""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Date, Table, func, insert, select, text

from storage.engine import Transaction
from storage.errors import StorageError
from storage.private import make_private
from storage.tables import metadata
from storage.types import Instant

CHUNK = 1000
MANIFEST = "manifest.json"


def back_up(tx: Transaction, path: Path, *, at: datetime, revision: str) -> dict[str, int]:
    """Writes every row into `path`, complete or not at all; rows per table."""
    counts: dict[str, int] = {}
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    make_private(partial)
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in metadata.sorted_tables:
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                counts[table.name] = 0
                rows = tx.connection.execute(select(table).execution_options(yield_per=CHUNK))
                for row in rows:
                    file.write(_line(row._mapping))  # noqa: SLF001 - public API of Row
                    counts[table.name] += 1
        manifest = {"revision": revision, "made_at": at.isoformat(), "rows": counts}
        archive.writestr(MANIFEST, json.dumps(manifest))
    partial.replace(path)
    return counts


def _line(row: object) -> bytes:
    return json.dumps(dict(row), default=_plain, ensure_ascii=False).encode() + b"\n"  # type: ignore[call-overload]


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def restore(tx: Transaction, path: Path, *, revision: str) -> dict[str, int]:
    """Fills an empty database of the same revision from a backup; rows per table."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["revision"] != revision:
                raise StorageError(
                    f"the backup is of schema {manifest['revision']}, this program's is {revision}"
                )
            _refuse_full_database(tx)
            return {table.name: _fill(tx, archive, table) for table in metadata.sorted_tables}
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise StorageError(f"{path.name} is not a backup: {error}") from error


def _refuse_full_database(tx: Transaction) -> None:
    for table in metadata.sorted_tables:
        if tx.connection.scalar(select(func.count()).select_from(table)):
            raise StorageError(f"the database is not empty (table {table.name}); restore elsewhere")


def _fill(tx: Transaction, archive: zipfile.ZipFile, table: Table) -> int:
    count = 0
    chunk: list[dict[str, object]] = []
    for row in _rows(archive, table):
        chunk.append(row)
        count += 1
        if len(chunk) == CHUNK:
            tx.connection.execute(insert(table), chunk)
            chunk = []
    if chunk:
        tx.connection.execute(insert(table), chunk)
    _continue_counting(tx, table)
    return count


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, object]]:
    readers = {
        column.name: datetime.fromisoformat
        if isinstance(column.type, Instant)
        else date.fromisoformat
        for column in table.columns
        if isinstance(column.type, Instant | Date)
    }
    with archive.open(f"{table.name}.jsonl") as file:
        for line in file:
            row = json.loads(line)
            for name, read in readers.items():
                row[name] = read(row[name]) if row[name] is not None else None
            yield row


def _continue_counting(tx: Transaction, table: Table) -> None:
    """PostgreSQL counts ids by itself; it must go on after the restored ones."""
    if tx.connection.dialect.name != "postgresql":
        return
    key = table.autoincrement_column
    if key is not None:
        tx.connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'),"  # noqa: S608 - names of our own tables
                f" GREATEST((SELECT MAX({key.name}) FROM {table.name}), 1))"
            )
        )
