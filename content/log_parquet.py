"""The answer log as Parquet: the CSV's columns with types, a fraction of its size, read by DuckDB.

DuckDB comes with the extra `archive`; nothing else needs it. `answered_at` is UTC without a zone,
as DuckDB reads it everywhere without asking for time zones.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from content.rejected import UnreadableLog

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SUFFIX = ".parquet"
TYPES = {
    "correct": "BOOLEAN",
    "answered_at": "TIMESTAMP",
    "options": "UTINYINT",
    "seconds": "DECIMAL(9,3)",
    "confidence": "UTINYINT",
    "hint_used": "BOOLEAN",
    "explanation_viewed": "BOOLEAN",
}
#: Rows between DuckDB and us at once.
CHUNK = 10_000
#: Of DuckDB, beside a bot on a small server.
MEMORY, THREADS = "512MB", 2


@contextmanager
def duck(path: Path) -> Iterator["DuckDBPyConnection"]:
    """DuckDB in memory for a file or a folder, without extensions from elsewhere.

    Raises UnreadableLog where it is not installed, and for what it cannot read, in its words.
    """
    try:
        import duckdb
    except ImportError as error:
        raise UnreadableLog("Parquet needs DuckDB; install it with: pip install duckdb") from error
    config = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY,
        "threads": str(THREADS),
    }
    with tempfile.TemporaryDirectory() as scratch:
        connection = duckdb.connect(":memory:", config={**config, "temp_directory": scratch})
        try:
            yield connection
        except duckdb.Error as error:
            raise UnreadableLog(f"{path.name}: {str(error).splitlines()[0]}") from error
        finally:
            connection.close()


def files_of(path: Path) -> list[str]:
    """A Parquet file, or those of an archive's folder in order; raises UnreadableLog for none."""
    found = sorted(map(str, path.glob(f"*{SUFFIX}"))) if path.is_dir() else [str(path)]
    if not found:
        raise UnreadableLog(f"{path} holds no Parquet file; make some with answers archive")
    return found


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Writes rows of a CSV log with their types; how many. The file is there whole or not at all."""
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".log-") as folder:
        plain, made = Path(folder) / "log.csv", Path(folder) / "log.parquet"
        count = _write_plain(plain, header, rows)
        columns = ", ".join(
            f'CAST(NULLIF("{name}", \'\') AS {TYPES[name]}) AS "{name}"'
            if name in TYPES
            else f'"{name}"'
            for name in header
        )
        with duck(path) as connection:
            connection.execute(
                f"COPY (SELECT {columns} FROM read_csv(?, auto_detect = false, header = true, "  # noqa: S608 - our own names
                f"columns = {dict.fromkeys(header, 'VARCHAR')}, delim = ',', quote = '\"', "
                "escape = '\"', allow_quoted_nulls = false, parallel = false)) "
                f"TO '{_quoted(made)}' (FORMAT parquet, COMPRESSION zstd)",
                [str(plain)],
            )
        made.replace(path)
    return count


def _write_plain(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def header_of(path: Path) -> list[str]:
    """The columns of a file, or of all files of a folder together; raises UnreadableLog."""
    with duck(path) as connection:
        return list(_described(connection, path))


def _described(connection: "DuckDBPyConnection", path: Path) -> dict[str, str]:
    found = connection.execute(
        "DESCRIBE SELECT * FROM read_parquet(?, union_by_name = true)", [files_of(path)]
    ).fetchall()
    return {str(name): str(kind) for name, kind, *_ in found}


def read_table(path: Path) -> Iterator[list[str]]:
    """Its rows as a CSV log would hold them, in the order of `header_of`."""
    with duck(path) as connection:
        chosen = ", ".join(
            f"COALESCE({_as_text(name, kind)}, '')"
            for name, kind in _described(connection, path).items()
        )
        connection.execute(
            f"SELECT {chosen} FROM read_parquet(?, union_by_name = true)",  # noqa: S608 - our own names
            [files_of(path)],
        )
        while rows := connection.fetchmany(CHUNK):
            for row in rows:
                yield list(row)


def _as_text(name: str, kind: str) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if kind == "BOOLEAN":
        return f"CAST(CAST({column} AS TINYINT) AS VARCHAR)"
    if kind.startswith("TIMESTAMP"):
        return f"strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%S.%fZ')"
    return f"CAST({column} AS VARCHAR)"
