"""Question files that mean harm, or were broken on their way: refused, never a crash."""

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.formats.draft import ReadQuestion, UnreadableQuestions
from content.formats.files import READERS, read_questions
from content.rejected import Rejected
from tests.content.test_question_formats import ANKI_TEXT, GIFT, TRIVIA, XML, apkg, reasons

#: Seconds in make test, minutes in make nightly PART=fuzz.
FUZZ_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<quiz><question type="multichoice"><name><text>&b;</text></name></question></quiz>"""


def zip_bomb(member: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, b"0" * (60 * 1024 * 1024))
    return packed.getvalue()


def sheet_with(cells: str) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for column, value in zip("ABCD", ("stem_en", "a_en", "b_en", "right"), strict=True):
        sheet[f"{column}1"] = value
    for column, value in zip("ABCD", cells.split("|"), strict=True):
        sheet[f"{column}2"] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_formula_in_a_workbook_is_refused_not_computed() -> None:
    ((line, reason),) = reasons("x.xlsx", sheet_with("=1+1|x|y|A"))
    assert (line, reason) == (2, "is a formula; paste its value instead")


@pytest.mark.parametrize(
    "declaration", ["<![" * 50, "<!-- x", "<!DOCTYPE", "<?php", "<!-->", "<![CDATA["]
)
def test_markup_that_the_parser_stumbles_over_is_only_text(declaration: str) -> None:
    (found,) = read_questions("x.gift", f"[html]Where {declaration}? {{=x ~y}}\n".encode())
    assert isinstance(found, ReadQuestion | Rejected)
    if isinstance(found, ReadQuestion):
        assert found.question.texts["en"].stem.startswith("Where")


def test_one_endless_question_is_refused_by_its_line() -> None:
    ((line, reason),) = reasons("x.gift", b"q {" + b"~a" * 100_000 + b"}")
    assert (line, reason) == (1, "longer than 40000 characters")


def deep_json() -> bytes:
    return b'{"results":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def endless_collection() -> bytes:
    """A package whose notes are a view that never ends."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE col (models TEXT, decks TEXT); INSERT INTO col VALUES ('{}', '{}');"
            "CREATE TABLE cards (nid INTEGER, did INTEGER);"
            "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
            " SELECT id, 1 AS mid, 'x' AS flds FROM n;"
        )
        content = connection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("collection.anki2", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("x.xlsx", lambda: zip_bomb("xl/workbook.xml")),
        ("x.apkg", lambda: zip_bomb("collection.anki2")),
        ("x.xml", lambda: LAUGHS),
        ("x.xml", lambda: b"<quiz>" + b"<question>" * 1000),
        ("x.json", deep_json),
        ("x.apkg", endless_collection),
        ("x.xlsx", lambda: b"PK\x03\x04 nothing"),
        ("x.csv", lambda: b"x" * (21 * 1024 * 1024)),
        ("x.csv", lambda: b""),
        ("x.exe", lambda: b"MZ"),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableQuestions):
        read_questions(name, make())


def test_a_workbook_that_lies_about_its_size_is_read_as_far_as_it_goes() -> None:
    """One cell in the last row that a sheet can have is no million rows."""
    data = sheet_with("Where?|x|y|A")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for member in source.infolist():
            content = source.read(member.filename)
            if member.filename.endswith("sheet1.xml"):
                content = content.replace(b'<row r="2"', b'<row r="1048576"')
            target.writestr(member.filename, content)
    with pytest.raises(UnreadableQuestions, match="rows; split the file"):
        read_questions("x.xlsx", packed.getvalue())


SEED_FILES: dict[str, bytes] = {
    ".csv": b"stem_en,a_en,b_en,right\nWhere?,x,y,A\n",
    ".tsv": b"stem_en\ta_en\tb_en\tright\nWhere?\tx\ty\tA\n",
    ".xlsx": sheet_with("Where?|x|y|A"),
    ".gift": GIFT.encode(),
    ".aiken": b"What?\nA. one\nB) two\nANSWER: B\n",
    ".xml": XML.encode(),
    ".apkg": apkg([(1, "Where?<br>A) x<br>B) y\x1fA")]),
    ".json": json.dumps({"results": [TRIVIA]}).encode(),
    ".txt": ANKI_TEXT.encode(),
}


def test_every_reader_has_a_file_to_be_broken() -> None:
    assert set(SEED_FILES) == {*READERS, ".txt"}


#: What means something to one reader or another.
TOKENS = st.sampled_from(
    [
        *(b"<![", b"<!--", b"-->", b"<?", b"]]>", b"&#", b"&#x;", b"<", b">", b"</p>", b"<img"),
        *(b"{", b"}", b"~", b"=", b"#", b"####", b"%50%", b"::", b"\\", b"->", b"[html]"),
        *(b'"', b"'", b",", b"\t", b"\n\n", b"\r", b"\x1f", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe"),
        *(
            b"ANSWER:",
            b"$CATEGORY:",
            b"//",
            b"[tag:",
            b"\xe0\xa4\xbe",
            b"\xed\xa0\x80",
            b"null",
            b"[[",
        ),
    ]
)
PIECES = st.one_of(
    st.binary(max_size=12),
    st.lists(TOKENS, max_size=4).map(b"".join),
    st.tuples(TOKENS, st.integers(2, 400)).map(lambda pair: pair[0] * pair[1]),
)


@st.composite
def broken(draw: st.DrawFn, ending: str) -> bytes:
    """A file of the kind with a few bytes changed, cut out or put in; or any bytes at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=400))
    data = bytearray(SEED_FILES[ending])
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 12))
        data[place : place + length] = draw(PIECES)
    return bytes(data)


@pytest.mark.parametrize("ending", SEED_FILES)
@settings(max_examples=FUZZ_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_broken_bytes_break_no_reader(ending: str, data: st.DataObject) -> None:
    """Questions, or a reason; never a crash."""
    content = data.draw(broken(ending))
    try:
        found = read_questions(f"x{ending}", content)
    except UnreadableQuestions:
        return
    for one in found:
        assert isinstance(one, ReadQuestion | Rejected)


def test_a_file_larger_than_a_bank_is_split_not_read() -> None:
    rows = b"stem_en,a_en,b_en,right\n" + b"Where?,x,y,A\n" * 20_001
    with pytest.raises(UnreadableQuestions, match="more than 20000 rows"):
        read_questions("x.csv", rows)
