"""The answer log as a file: CSV or Parquet rows in, checked values out, and back."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from analytics.learner_model import Difficulty
from analytics.logged_answer import LoggedAnswer
from content.log_parquet import SUFFIX, header_of, read_table, write_table
from content.rejected import BadCell, Rejected, UnreadableLog

__all__ = ["COLUMNS", "UnreadableLog", "parse_log", "read_log", "write_log"]

REQUIRED = ("student", "question", "topic", "correct", "answered_at")
COLUMNS = (
    *REQUIRED,
    "test",
    "group",
    "exam",
    "difficulty",
    "options",
    "selected",
    "right_option",
    "state",
    "marks",
    "seconds",
    "confidence",
    "hint_used",
    "explanation_viewed",
)
LETTERS = ("A", "B", "C", "D", "E")
STATES = ("answered", "not_attempted", "blank")
LABELS: dict[str, Difficulty] = {"easy": "easy", "medium": "medium", "hard": "hard"}
LONGEST_KEY = 128
LONGEST_SECONDS = 86_400 * 7
#: Two options at least make a choice; nobody asks with more than twenty.
OPTION_RANGE = range(2, 21)


def read_log(path: Path) -> Iterator[LoggedAnswer | Rejected]:
    """Reads a log row by row, an archive's folder file by file; raises UnreadableLog."""
    if path.suffix == SUFFIX or path.is_dir():
        yield from _parse_parquet(path)
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from parse_log(file)
    except UnicodeDecodeError as error:
        raise UnreadableLog(f"{path.name}: byte {error.start} is not UTF-8") from error
    except OSError as error:
        raise UnreadableLog(f"{path}: {error.strerror or error}") from error
    except csv.Error as error:
        raise UnreadableLog(f"{path.name}: {error}") from error


def parse_log(lines: Iterator[str] | io.TextIOBase) -> Iterator[LoggedAnswer | Rejected]:
    """The same, from lines that are already text."""
    reader = csv.reader(lines, strict=True)
    header = [name.strip() for name in next(reader, [])]
    _check_header(header)
    line = reader.line_num + 1
    for cells in reader:
        if cells:
            yield _row(header, cells, line)
        line = reader.line_num + 1


def _parse_parquet(path: Path) -> Iterator[LoggedAnswer | Rejected]:
    """The same, from a Parquet file or a folder of them; its first row is line 2, as in a CSV."""
    header = header_of(path)
    _check_header(header)
    for line, cells in enumerate(read_table(path), start=2):
        yield _row(header, cells, line)


def _check_header(header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        raise UnreadableLog(f"the header row lacks {', '.join(missing)}")
    if unknown:
        raise UnreadableLog(f"unknown column {', '.join(map(repr, unknown))}")
    if twice:
        raise UnreadableLog(f"column {', '.join(twice)} stands twice")


def _row(header: list[str], cells: list[str], line: int) -> LoggedAnswer | Rejected:
    if len(cells) != len(header):
        reason = f"{len(cells)} cells where the header has {len(header)}"
        return Rejected(line=line, column="", value=",".join(cells)[:80], reason=reason)
    try:
        return _answer(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except BadCell as bad:
        return bad.at(line)


def _answer(row: Mapping[str, str]) -> LoggedAnswer:
    options = _integer(row, "options", OPTION_RANGE)
    return LoggedAnswer(
        student=_key(row, "student"),
        question=_key(row, "question"),
        topic=_key(row, "topic"),
        correct=_flag(row, "correct", required=True) is True,
        answered_at=_instant(row),
        test=_key(row, "test", required=False),
        groups=tuple(
            sorted({part.strip() for part in row.get("group", "").split(";") if part.strip()})
        ),
        exam=_key(row, "exam", required=False) or None,
        difficulty=LABELS[label] if (label := _choice(row, "difficulty", tuple(LABELS))) else None,
        options=options,
        selected=_choice(row, "selected", LETTERS),
        right_option=_choice(row, "right_option", LETTERS),
        state=_choice(row, "state", STATES) or "answered",
        marks=_marks(row),
        milliseconds=_milliseconds(row),
        confidence=_integer(row, "confidence", range(1, 4)),
        hint_used=_flag(row, "hint_used"),
        explanation_viewed=_flag(row, "explanation_viewed"),
    )


def _key(row: Mapping[str, str], column: str, *, required: bool = True) -> str:
    value = row.get(column, "")
    if required and not value:
        raise BadCell(column, value, "must not be empty")
    if len(value) > LONGEST_KEY:
        raise BadCell(column, value, f"longer than {LONGEST_KEY} characters")
    if "\x00" in value:
        raise BadCell(column, value, "holds a zero byte")
    return value


def _choice(row: Mapping[str, str], column: str, allowed: tuple[str, ...]) -> str | None:
    value = row.get(column, "")
    if value and value not in allowed:
        raise BadCell(column, value, f"must be one of {', '.join(allowed)}")
    return value or None


def _flag(row: Mapping[str, str], column: str, *, required: bool = False) -> bool | None:
    value = row.get(column, "")
    if not value and not required:
        return None
    if value not in {"0", "1"}:
        raise BadCell(column, value, "must be 0 or 1")
    return value == "1"


def _integer(row: Mapping[str, str], column: str, allowed: range) -> int | None:
    value = row.get(column, "")
    if not value:
        return None
    if not value.isascii() or not value.isdecimal() or int(value) not in allowed:
        raise BadCell(column, value, f"must be a whole number from {allowed[0]} to {allowed[-1]}")
    return int(value)


def _instant(row: Mapping[str, str]) -> datetime:
    value = row.get("answered_at", "")
    try:
        at = datetime.fromisoformat(value)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadCell(
            "answered_at", value, "must be a time such as 2026-11-23T18:30:00+05:30"
        ) from error
    # The log keeps milliseconds, so that export and import agree on what is the same answer.
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _marks(row: Mapping[str, str]) -> str | None:
    value = row.get("marks", "")
    if not value:
        return None
    try:
        return str(Fraction(value))
    except (ValueError, ZeroDivisionError) as error:
        raise BadCell("marks", value, "must be an exact fraction such as 4/3 or -1/3") from error


def _milliseconds(row: Mapping[str, str]) -> int | None:
    value = row.get("seconds", "")
    if not value:
        return None
    try:
        seconds = Decimal(value)
    except InvalidOperation as error:
        raise BadCell("seconds", value, "must be a number of seconds such as 12.5") from error
    if not seconds.is_finite() or not 0 <= seconds <= LONGEST_SECONDS:
        raise BadCell("seconds", value, f"must lie between 0 and {LONGEST_SECONDS}")
    if seconds != round(seconds, 3):
        raise BadCell("seconds", value, "has more than three decimals")
    return int(seconds * 1000)


def write_log(path: Path, answers: Iterator[LoggedAnswer]) -> int:
    """Writes rows as they come, as Parquet where the name says so; how many. Raises
    UnreadableLog without DuckDB.
    """
    if path.suffix == SUFFIX:
        return write_table(path, COLUMNS, map(_cells, answers))
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for answer in answers:
            writer.writerow(_cells(answer))
            count += 1
    return count


def _cells(answer: LoggedAnswer) -> list[str]:
    return [
        answer.student,
        answer.question,
        answer.topic,
        _digit(answer.correct),
        answer.answered_at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
        answer.test,
        ";".join(answer.groups),
        answer.exam or "",
        answer.difficulty or "",
        "" if answer.options is None else str(answer.options),
        answer.selected or "",
        answer.right_option or "",
        answer.state,
        answer.marks or "",
        _seconds(answer.milliseconds),
        "" if answer.confidence is None else str(answer.confidence),
        _digit(answer.hint_used),
        _digit(answer.explanation_viewed),
    ]


def _digit(flag: bool | None) -> str:
    return "" if flag is None else str(int(flag))


def _seconds(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
