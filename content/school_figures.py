"""A whole school from its archived answer log: months, topics, groups; DuckDB counts.

Rates are over what was answered; blank and not attempted questions are counted beside them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from content.log_parquet import duck, files_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one month (YYYY-MM, UTC), topic or group comes to."""

    name: str
    students: int
    answered: int
    #: Share right of what was answered, 0–1; None where nothing was.
    right: float | None
    #: Median seconds of the answers whose time is known.
    median_seconds: float | None
    left_blank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFigures:
    students: int
    answers: int
    months: tuple[Figures, ...]
    #: The lowest rate first.
    topics: tuple[Figures, ...]
    groups: tuple[Figures, ...]


_COUNTED = """
    SELECT {name} AS name,
        count(DISTINCT student) AS students,
        count(*) FILTER (WHERE is_answered) AS answered,
        avg(CAST(correct AS INTEGER)) FILTER (WHERE is_answered) AS rate,
        median(CAST(seconds AS DOUBLE)) FILTER (WHERE is_answered) AS median_seconds,
        count(*) FILTER (WHERE NOT is_answered) AS left_blank
    FROM {source} GROUP BY 1 ORDER BY {order}
"""
_GROUPED = """(SELECT *, unnest(string_split("group", ';')) AS one FROM log WHERE "group" <> '')"""


def school_figures(path: Path) -> SchoolFigures:
    """The figures of an archive's folder or file; raises UnreadableLog."""
    with duck(path) as connection:
        listed = _listed(files_of(path))
        connection.execute(
            f"CREATE TEMP VIEW log AS SELECT *, state IS DISTINCT FROM 'blank' AND state IS "  # noqa: S608 - quoted
            f"DISTINCT FROM 'not_attempted' AS is_answered "
            f"FROM read_parquet([{listed}], union_by_name = true)"
        )
        return _figures(connection)


def _listed(files: list[str]) -> str:
    """A view takes no parameters."""
    return ", ".join("'" + file.replace("'", "''") + "'" for file in files)


def _figures(connection: "DuckDBPyConnection") -> SchoolFigures:
    def counted(name: str, *, source: str = "log", order: str = "1") -> tuple[Figures, ...]:
        rows = connection.execute(_COUNTED.format(name=name, source=source, order=order)).fetchall()
        return tuple(
            Figures(
                name=str(of),
                students=students,
                answered=answered,
                right=rate,
                median_seconds=seconds,
                left_blank=blank,
            )
            for of, students, answered, rate, seconds, blank in rows
        )

    total = connection.execute("SELECT count(DISTINCT student), count(*) FROM log").fetchone()
    assert total is not None
    return SchoolFigures(
        students=total[0],
        answers=total[1],
        months=counted("strftime(answered_at, '%Y-%m')"),
        topics=counted("topic", order="rate NULLS LAST, 1"),
        groups=counted("one", source=_GROUPED),
    )
