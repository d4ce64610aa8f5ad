"""XLSX of questions through openpyxl: the first sheet, its strings, no formula ever computed."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from content.formats.archives import opened_zip, read_member
from content.formats.columns import COLUMNS, cells_of, drafts_of_rows
from content.formats.draft import MOST_QUESTIONS, Found, UnreadableQuestions, reject
from content.question import BankQuestion
from content.rejected import Rejected

_MOST_COLUMNS = 100


def read_xlsx(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions row by row; raises UnreadableQuestions for what is no workbook."""
    import openpyxl

    checked = _checked(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(checked), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            # Sizes stated in the file may be lies.
            sheet.reset_dimensions()
            rows = list(_rows(sheet))
    except UnreadableQuestions:
        raise
    except Exception as error:
        # openpyxl meets a broken workbook with whatever its code runs into.
        raise UnreadableQuestions(f"the workbook cannot be read: {error!r:.200}") from error
    yield from drafts_of_rows(rows, language)


def _checked(data: bytes) -> bytes:
    """The workbook once every member proved to be no larger than it says."""
    archive = opened_zip(data)
    for member in archive.infolist():
        read_member(archive, member.filename)
    return data


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[str] | Rejected]]:
    limit = MOST_QUESTIONS + 2
    for number, row in enumerate(
        sheet.iter_rows(max_row=limit + 1, max_col=_MOST_COLUMNS), start=1
    ):
        if number > limit:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} rows; split the file")
        formula = next((cell for cell in row if cell.data_type == "f"), None)
        if formula is not None:
            reason = "is a formula; paste its value instead"
            yield number, reject(number, formula.column_letter, str(formula.value), reason)
            continue
        cells = [_text(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text(cell: Any) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    if hasattr(cell.value, "date"):
        return str(cell.value.date().isoformat())
    return str(cell.value)


def write_xlsx(questions: Iterable[BankQuestion]) -> bytes:
    """Our header and a row a question, every cell a string."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("questions")
    for values in (COLUMNS, *(cells_of(question) for question in questions)):
        row = []
        for value in values:
            cell = WriteOnlyCell(sheet, value or None)
            if value:
                cell.data_type = "s"
            row.append(cell)
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue())


def _undated(data: bytes) -> bytes:
    """The same workbook with a fixed date on its members, so that equal banks give equal files."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content = source.read(member.filename)
            if member.filename == "docProps/core.xml":
                content = _without_times(content)
            target.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _without_times(core: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", core)
