"""CSV of questions: ours and other people's; no cell becomes a formula in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from content.formats.columns import COLUMNS, cells_of, drafts_of_rows
from content.formats.decoding import decoded
from content.formats.draft import Found, UnreadableQuestions
from content.question import BankQuestion

_DELIMITERS = ",;\t"
#: A spreadsheet takes what begins so for a formula; a plain number is none.
_FORMULA = re.compile(r"'*[=+\-@\t]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def read_csv(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions row by row; raises UnreadableQuestions for what is no such sheet."""
    text = decoded(data)
    header = text.split("\n", maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        yield from drafts_of_rows(_rows(text, delimiter), language)
    except csv.Error as error:
        raise UnreadableQuestions(f"no CSV: {error}") from error


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [unguarded(cell) for cell in cells]
        line = reader.line_num + 1


def write_csv(questions: Iterable[BankQuestion]) -> bytes:
    """Our header and a row a question."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for question in questions:
        writer.writerow([guarded(cell) for cell in cells_of(question)])
    return file.getvalue().encode()


def guarded(cell: str) -> str:
    """With a quote before it where a spreadsheet would compute the cell."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
