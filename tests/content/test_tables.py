"""A table of figures for a spreadsheet: numbers compute, names never do, Hindi is read right."""

import csv
import io

import openpyxl
import pytest

from content.tables import write_table

HEADS = ("name", "tests", "average")
ROWS = (("आशा", 7, 61.25), ("=cmd|' /C calc'!A0", 0, None), ("-1+2", 3, -4.5), ("@x", 1, 2.0))


def test_csv_opens_as_utf8_with_numbers_bare_and_formulas_quoted() -> None:
    data = write_table("csv", HEADS, ROWS)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[1] == ["आशा", "7", "61.25"]
    assert [row[0] for row in rows[2:]] == ["'=cmd|' /C calc'!A0", "'-1+2", "'@x"]
    assert rows[3][2] == "-4.5"


@pytest.mark.parametrize(("row", "text"), [(2, "आशा"), (3, ROWS[1][0]), (4, "-1+2"), (5, "@x")])
def test_xlsx_keeps_text_as_text_and_numbers_as_numbers(row: int, text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_table("xlsx", HEADS, ROWS))).worksheets[0]

    assert (sheet.cell(row, 1).value, sheet.cell(row, 1).data_type) == (text, "s")
    assert sheet.cell(row, 2).data_type == "n"
    assert sheet["C2"].value == 61.25
