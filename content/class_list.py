"""A class list as a teacher keeps it: a CSV with names and roll numbers, with a header or without."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from content.formats.csv_sheet import unguarded
from content.formats.decoding import decoded
from content.formats.draft import UnreadableQuestions

#: Larger than any class.
MOST_NAMES = 1_000
LARGEST_FILE = 1024 * 1024
_DELIMITERS = ",;\t"
_NAMES = frozenset(
    {"name", "student", "student name", "full name", "नाम", "विद्यार्थी", "विद्यार्थी का नाम"}
)
_ROLLS = frozenset(
    {
        "roll",
        "roll no",
        "roll no.",
        "roll number",
        "rollno",
        "रोल",
        "रोल नं",
        "रोल नं.",
        "रोल नंबर",
        "अनुक्रमांक",
    }
)


class UnreadableList(ValueError):
    """The file cannot be read as a list of names."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list; `roll` may be empty."""

    name: str
    roll: str


def read_class_list(data: bytes) -> list[Listed]:
    """Everybody on the list, in its order, as the file spells them; raises UnreadableList.

    Without a header the first column holds the names, a second one the roll numbers.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableList(f"larger than {LARGEST_FILE // 1024} KiB")
    try:
        text = decoded(data)
        header = text.split("\n", maxsplit=1)[0]
        delimiter = max(_DELIMITERS, key=header.count)
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnreadableQuestions, csv.Error) as error:
        raise UnreadableList(str(error)) from error
    rows = [[unguarded(cell).strip() for cell in row] for row in found]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise UnreadableList("the file is empty")
    name, roll, begin = _columns(rows[0])
    named = [Listed(_cell(row, name), _cell(row, roll)) for row in rows[begin:]]
    known = [one for one in dict.fromkeys(named) if one.name]
    if not known:
        raise UnreadableList("no column holds names")
    if len(known) > MOST_NAMES:
        raise UnreadableList(f"more than {MOST_NAMES} names; split the file")
    return known


def _columns(first: Sequence[str]) -> tuple[int, int | None, int]:
    """Where names and roll numbers stand, and the first row that is no header."""
    heads = [" ".join(cell.casefold().split()) for cell in first]
    name = next((n for n, head in enumerate(heads) if head in _NAMES), None)
    roll = next((n for n, head in enumerate(heads) if head in _ROLLS), None)
    if name is not None:
        return name, roll, 1
    if roll is not None:
        raise UnreadableList("no column is headed name or नाम")
    return 0, 1 if len(first) > 1 else None, 0


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""
