"""Question files in and out: what goes round is the same, what cannot be taken is named."""

import base64
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from urllib.parse import quote

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.bank import load_bank
from content.formats.columns import COLUMNS
from content.formats.draft import ReadQuestion, UnreadableQuestions
from content.formats.files import WRITERS, read_questions, write_questions
from content.question import BankQuestion, BankText
from content.rejected import Rejected

ENDINGS = tuple(WRITERS)
HOSTILE = "<b>=1+1</b> {~a} # :: %50% \\n \\frac{1}{2} & 'x' \"y\", क्‍ष"


def taken(name: str, data: bytes, language: str | None = None) -> list[BankQuestion]:
    found = read_questions(name, data, language)
    assert not [one for one in found if isinstance(one, Rejected)], found
    return [one.question for one in found if isinstance(one, ReadQuestion)]


def reasons(name: str, data: bytes) -> list[tuple[int, str]]:
    found = read_questions(name, data)
    return [(one.line, one.reason) for one in found if isinstance(one, Rejected)]


def filed(read: list[ReadQuestion | Rejected]) -> list[BankQuestion]:
    """Questions under the topic that their category names."""
    return [
        replace(one.question, topic=one.question.topic or one.category.rsplit("/", 1)[-1])
        for one in read
        if isinstance(one, ReadQuestion)
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_whole_bank_goes_round_unchanged(ending: str) -> None:
    bank = load_bank()
    first = write_questions(f"x{ending}", bank)
    second = write_questions(f"x{ending}", filed(read_questions(f"x{ending}", first)))
    assert second == first


TEXT = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\xa0\x85"),
    min_size=1,
    max_size=40,
).map(str.strip)
MARKS = st.sampled_from(["", "=", "{", "}", "~", "#", ":", "\\", "%50%", "<b>", "&amp;", "[html]"])
WORDS = st.tuples(MARKS, TEXT, MARKS).map("".join).map(str.strip).filter(bool)


@st.composite
def questions(draw: st.DrawFn) -> BankQuestion:
    count = draw(st.integers(2, 5))
    languages = draw(st.sampled_from([("en",), ("hi",), ("en", "hi")]))

    def text() -> BankText:
        options = draw(
            st.lists(
                WORDS, min_size=count, max_size=count, unique_by=lambda o: o.casefold().split()[0]
            )
        )
        return BankText(
            stem=draw(WORDS),
            options=tuple(options),
            explanation=draw(st.one_of(st.just(""), WORDS)),
        )

    return BankQuestion(
        id=draw(st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True)),
        topic="raj_geography.climate",
        difficulty=draw(st.sampled_from(["easy", "medium", "hard", None])),
        kind="single",
        objective=None,
        right=draw(st.sampled_from("ABCDE"[:count])),
        source=draw(st.one_of(st.none(), WORDS)),
        valid_on=None,
        texts={language: text() for language in languages},
    )


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(question=questions())
def test_hostile_words_go_round_unchanged(ending: str, question: BankQuestion) -> None:
    """What the reader took of the first file is what it takes of the second."""
    first = filed(read_questions(f"x{ending}", write_questions(f"x{ending}", [question])))
    once = write_questions(f"x{ending}", first)
    assert filed(read_questions(f"x{ending}", once)) == first
    assert write_questions(f"x{ending}", filed(read_questions(f"x{ending}", once))) == once


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_hostile_question_keeps_every_character(ending: str) -> None:
    question = BankQuestion(
        id="q-1",
        topic="raj_geography.climate",
        difficulty="easy",
        kind="single",
        objective="o [1] 50%",
        right="B",
        source="a]b%c\\d",
        valid_on=None,
        texts={
            "en": BankText(stem=HOSTILE, options=("-5", "%5 x", "=1+1", HOSTILE)),
            "hi": BankText(stem=HOSTILE + "२", options=("-5", "%5 x", "=1+1", HOSTILE)),
        },
    )
    (found,) = filed(read_questions(f"x{ending}", write_questions(f"x{ending}", [question])))
    assert found.texts["en"].stem == HOSTILE
    assert found.texts["hi"].options == ("-5", "%5 x", "=1+1", HOSTILE)
    assert (found.right, found.source, found.objective) == ("B", "a]b%c\\d", "o [1] 50%")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = BankText(stem="=cmd|x", options=("+1", "@SUM(A1)", "-2+3"), explanation="\tx")
    question = replace(load_bank()[0], right="A", texts={"en": text})
    cells = write_questions("x.csv", [question]).decode().split("\n")[1]
    assert "'=cmd|x" in cells
    assert "'@SUM(A1)" in cells
    assert "'-2+3" in cells
    assert ",+1," in cells, "a plain number stays a number"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    text = "stem_hi,a_hi,b_hi,right\r\nराजधानी?,जयपुर,कोटा,A\r\n"
    (question,) = taken("x.csv", text.encode(encoding))
    assert question.texts["hi"].options == ("जयपुर", "कोटा")


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    with pytest.raises(UnreadableQuestions, match="line 2, byte 19"):
        read_questions("x.csv", b"stem_en,right,a_en\ncaf\xe9,A,b\n".replace(b"caf", b""))


def test_joiners_in_hindi_are_never_lost() -> None:
    word = "क्‍ष र्‌"
    (question,) = taken("x.csv", f"stem_hi,a_hi,b_hi,right\n{word},अ,ब,A\n".encode())
    assert question.texts["hi"].stem == word


ROWS: dict[str, tuple[str, str]] = {
    "right": ("q,x,y,C", "must be exactly one of A, B"),
    "a_en": ("q,,y,A", "an option is empty"),
    "b_en": ("q,x,X ,A", "two options are equal"),
    "stem_en": (",x,y,A", "the question text is empty"),
}


@pytest.mark.parametrize("column", ROWS)
def test_a_bad_cell_is_named_by_line_and_column(column: str) -> None:
    row, reason = ROWS[column]
    found = read_questions("x.csv", f"stem_en,a_en,b_en,right\nok,1,2,B\n{row}\n".encode())
    assert isinstance(found[0], ReadQuestion)
    assert isinstance(found[1], Rejected)
    assert (found[1].line, found[1].column, found[1].reason) == (3, column, reason)


def test_a_control_character_is_no_text() -> None:
    ((line, reason),) = reasons("x.csv", b"stem_en,a_en,b_en,right\na\x07b,1,2,A\n")
    assert (line, "U+0007" in reason) == (2, True)


def test_a_header_that_is_not_ours_is_said_at_once() -> None:
    with pytest.raises(UnreadableQuestions, match="unknown column 'colour'"):
        read_questions("x.csv", b"stem_en,right,colour\n")
    with pytest.raises(UnreadableQuestions, match="no column for stem"):
        read_questions("x.csv", b"colour,size\n1,2\n")


@pytest.mark.parametrize("key", ["B", "2", "Kota", "b)"])
def test_a_coaching_sheet_names_its_key_in_its_own_way(key: str) -> None:
    text = f"No,Question,OptionA,OptionB,CorrectOption,Explanation\n1,Where?,Jaipur,Kota,{key},x\n"
    (question,) = taken("x.csv", text.encode())
    assert (question.right, question.texts["en"].explanation) == ("B", "x")


GIFT = r"""
// a comment
$CATEGORY: $course$/top/Climate

::Capital:: [html]Where is <b>Jaipur<\/b>? {=Rajasthan#Yes~Gujarat#No~%0%Punjab####In the north-west}

Grant is {~buried =entombed ~living} in Grant's tomb.

2 + 2 \= 4 {T}

Who? {=Asha =Bhanu}

How much? {#4:1}

Match. {=a -> 1 =b -> 2 =c -> 3}

Write. {}

Half. {~%50%a ~%50%b ~c}

No braces here

Both. {=a =b ~c}
"""


def test_a_gift_file_gives_its_choices_and_names_the_rest() -> None:
    found = read_questions("x.gift", GIFT.replace("<\\/b>", "</b>").encode())
    good = [one.question for one in found if isinstance(one, ReadQuestion)]
    assert [q.texts["en"].stem for q in good] == [
        "Where is Jaipur?",
        "Grant is _____ in Grant's tomb.",
        "2 + 2 = 4",
    ]
    assert [q.right for q in good] == ["A", "B", "A"]
    assert good[0].texts["en"].explanation == "In the north-west"
    assert good[0].texts["en"].why_wrong == ("", "No", "")
    assert [one.reason for one in found if isinstance(one, Rejected)] == [
        "asks for a short answer; only multiple choice is taken",
        "asks for a number; only multiple choice is taken",
        "is a matching question; only multiple choice is taken",
        "is an essay; only multiple choice is taken",
        "gives 50 % of the marks; only all or none",
        "has no answers in braces: a description, no question",
        "has more than one right answer",
    ]


def test_an_aiken_file_goes_on_after_a_bad_question() -> None:
    text = (
        "What?\nA. one\nB) two\nANSWER: B\n\nNo key?\nA. x\nB. y\n\n"
        "प्रश्न 2. राजधानी?\nA)जयपुर\nB)कोटा\nउत्तर: A\nव्याख्या: बड़ा नगर\n"
    )
    found = read_questions("x.txt", text.encode())
    assert [type(one).__name__ for one in found] == ["ReadQuestion", "Rejected", "ReadQuestion"]
    assert isinstance(found[2], ReadQuestion)
    assert found[2].question.texts["hi"].stem == "राजधानी?"
    assert found[2].question.texts["hi"].explanation == "बड़ा नगर"
    assert isinstance(found[1], Rejected)
    assert (found[1].line, found[1].reason) == (6, "no line ANSWER: follows the options")


TRIVIA = {
    "type": "multiple",
    "difficulty": "easy",
    "category": "Science & Nature",
    "question": "What is H&O?",
    "correct_answer": "It's water",
    "incorrect_answers": ["Salt", "Gold", "Air"],
}


@pytest.mark.parametrize("encoding", ["html", "url", "base64"])
def test_open_trivia_is_read_in_each_of_its_encodings(encoding: str) -> None:
    def encoded(text: str) -> str:
        return {
            "html": text.replace("&", "&amp;").replace("'", "&#039;"),
            "url": quote(text),
            "base64": base64.b64encode(text.encode()).decode(),
        }[encoding]

    item = {
        name: [encoded(v) for v in value] if isinstance(value, list) else encoded(value)
        for name, value in TRIVIA.items()
    }
    data = json.dumps({"response_code": 0, "results": [item]}).encode()
    (question,) = taken("x.json", data)
    assert question.texts["en"].stem == "What is H&O?"
    assert question.right_texts()["en"] == "It's water"
    assert question.difficulty == "easy"
    assert taken("x.json", data) == [question], "the order of options is the same each time"


def test_an_item_of_trivia_without_an_answer_is_named() -> None:
    data = json.dumps({"results": [{"question": "What?"}]}).encode()
    ((line, reason),) = reasons("x.json", data)
    assert (line, "correct_answer" in reason) == (1, True)


ANKI_TEXT = """#separator:tab
#html:true
#columns:Question\tA\tB\tC\tAnswer\tTags
#tags column:6
Where?<br>In the west\tJaipur\tKota\tAjmer\tB\tx
Which?\tOne\tTwo\t\tD\tx
"""


def test_ankis_text_export_is_read_by_its_columns() -> None:
    found = read_questions("notes.txt", ANKI_TEXT.encode())
    assert isinstance(found[0], ReadQuestion)
    assert found[0].question.texts["en"].stem == "Where?\nIn the west"
    assert found[0].question.right == "B"
    assert isinstance(found[1], Rejected)
    assert found[1].line == 6


def apkg(notes: list[tuple[int, str]], *, name: str = "collection.anki2") -> bytes:
    """A package as Anki writes it, with two note types."""
    models = {
        "1": {"flds": [{"name": "Front"}, {"name": "Back"}]},
        "2": {"flds": [{"name": n} for n in ("Question", "Q_1", "Q_2", "Q_3", "Answers")]},
    }
    decks = {"7": {"name": "Class::Climate"}}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE col (models TEXT, decks TEXT);"
            "CREATE TABLE notes (id INTEGER, mid INTEGER, flds TEXT);"
            "CREATE TABLE cards (nid INTEGER, did INTEGER);"
        )
        connection.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))
        for number, (kind, fields) in enumerate(notes):
            connection.execute("INSERT INTO notes VALUES (?, ?, ?)", (number, kind, fields))
            connection.execute("INSERT INTO cards VALUES (?, 7)", (number,))
        connection.commit()
        content = connection.serialize()
    if name.endswith("b"):
        content = zstandard.ZstdCompressor().compress(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.writestr("media", "{}")
    return packed.getvalue()


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21", "collection.anki21b"])
def test_an_anki_package_gives_its_choices(name: str) -> None:
    front = "Where?<br>A) Jaipur<br>B) Kota"
    notes = [(1, f"{front}\x1fB) Kota<br>By the Chambal"), (2, "Which?\x1fx\x1fy\x1fz\x1f0 0 1")]
    found = read_questions("x.apkg", apkg([*notes, (1, "Card\x1fBack")], name=name))
    good = [one for one in found if isinstance(one, ReadQuestion)]
    assert [one.question.right for one in good] == ["B", "C"]
    assert good[0].category == "Class::Climate"
    assert good[0].question.texts["en"].explanation == "By the Chambal"
    assert isinstance(found[2], Rejected)
    assert "no multiple choice" in found[2].reason


XML = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/top/Climate</text></category></question>
<question type="multichoice"><questiontext format="html"><text><![CDATA[<p>x<sup>2</sup>&nbsp;= 4?</p>]]></text>
</questiontext><answer fraction="100"><text>2</text><feedback><text>Yes</text></feedback></answer>
<answer fraction="0"><text>3</text><feedback><text>No</text></feedback></answer><single>true</single></question>
<question type="truefalse"><questiontext><text>Rain?</text></questiontext>
<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="essay"><questiontext><text>Write</text></questiontext></question>
<question type="multichoice"><questiontext format="html"><text>&lt;img src="x"&gt; What?</text></questiontext>
<answer fraction="100"><text>2</text></answer><answer fraction="0"><text>3</text></answer></question>
<question type="multichoice"><single>false</single></question>
</quiz>"""


def test_a_moodle_quiz_gives_its_choices_and_names_the_rest() -> None:
    found = read_questions("x.xml", XML.encode())
    good = [one.question for one in found if isinstance(one, ReadQuestion)]
    assert [q.texts["en"].stem for q in good] == ["x² = 4?", "Rain?"]
    assert good[0].texts["en"].explanation == "Yes"
    assert good[0].texts["en"].why_wrong == ("", "No")
    assert [q.right for q in good] == ["A", "B"]
    assert [(one.line, one.column) for one in found if isinstance(one, Rejected)] == [
        (8, "type"),
        (9, "stem"),
        (11, "right"),
    ]


def test_the_header_that_we_write_holds_the_contracts_columns_in_order() -> None:
    wanted = [
        *("id", "topic", "difficulty", "kind", "objective", "right"),
        *(
            f"{name}_{language}"
            for language in ("en", "hi")
            for name in ("stem", "a", "b", "c", "d", "e", "explanation", "hint1", "hint2")
        ),
        *("source", "valid_on", "exam"),
    ]
    assert list(COLUMNS[: len(wanted)]) == wanted
