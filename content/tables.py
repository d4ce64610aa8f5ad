"""A table of figures as CSV or XLSX: numbers as numbers, and no text ever a formula."""

import csv
import io
from collections.abc import Sequence
from typing import Literal

from content.formats.csv_sheet import guarded

Form = Literal["csv", "xlsx"]
Cell = str | int | float | None
#: Excel takes a file without it for Latin.
BYTE_ORDER_MARK = "\ufeff"


def write_table(form: Form, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The table as a file's bytes."""
    return _csv(heads, rows) if form == "csv" else _xlsx(heads, rows)


def _csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _xlsx(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Abhyas")
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths((heads, *rows)), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate((heads, *rows)):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            cell.font = Font(bold=number == 0)
            if isinstance(value, str):
                # Whatever it begins with, it is text.
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """In characters, so that what a column holds is read without dragging it wider."""
    longest = [max(len(str(value)) for value in column) for column in zip(*rows, strict=True)]
    return [min(60.0, 1.15 * one + 2) for one in longest]
