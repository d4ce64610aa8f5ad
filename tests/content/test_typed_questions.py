"""A question typed into a chat, and a class list as a teacher keeps it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.class_list import (
    LARGEST_FILE,
    MOST_NAMES,
    Listed,
    UnreadableList,
    read_class_list,
)
from content.formats.draft import ReadQuestion
from content.formats.typed import read_typed
from content.rejected import Rejected


def question(text: str) -> ReadQuestion:
    found = read_typed(text, topic="t")
    assert isinstance(found, ReadQuestion), found
    return found


@pytest.mark.parametrize(
    ("text", "right", "options"),
    [
        ("Which?\nA) one\nB) two *", "B", ("one", "two")),
        ("Which?\n* a. one\nb. two", "A", ("one", "two")),
        ("Which?\n(A) one\n(B) two\n(C) three\nAnswer: (c)", "C", ("one", "two", "three")),
        ("कौन?\n(अ) एक\n(ब) दो\n(स) तीन\n(द) चार ✓", "D", ("एक", "दो", "तीन", "चार")),
        ("कौन?\nक) एक\nख) दो\nउत्तर: ख", "B", ("एक", "दो")),
        ("Which?\nA) one\nB) two\nAnswer: two", "B", ("one", "two")),
        ("Which?\nA) one\nand more\nB) two ✅", "B", ("one and more", "two")),
    ],
)
def test_options_are_lettered_as_people_letter_them(
    text: str, right: str, options: tuple[str, ...]
) -> None:
    found = question(text).question
    assert found.right == right
    assert next(iter(found.texts.values())).options == options


def test_numbered_statements_belong_to_the_question() -> None:
    text = question("Consider:\n1. First.\n2. Second.\nA) 1 only *\nB) Both").question.texts["en"]
    assert text.stem == "Consider:\n1. First.\n2. Second."
    assert text.options == ("1 only", "Both")


def test_explanation_and_hints_may_run_over_lines() -> None:
    text = question(
        "Q?\nA) a *\nB) b\nExplanation: one\ntwo\nHint: near\nnearer\nHint: nearest"
    ).question.texts["en"]
    assert text.explanation == "one\ntwo"
    assert text.hints == ("near\nnearer", "nearest")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Just words", "a question needs two to five options"),
        ("Q?\nA) a\nB) b", "no option is marked as right"),
        ("Q?\nA) a *\nB) b *", "has more than one right answer"),
        ("A) a *\nB) b", "the question text is empty"),
        ("Q?\nA) a *\nB) a", "two options are equal"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    found = read_typed(text, topic="t")
    assert isinstance(found, Rejected)
    assert found.reason == reason


@given(st.text(alphabet="ABCabअब*✓().:\n 1x", max_size=200))
def test_any_text_is_a_question_or_has_a_reason(text: str) -> None:
    found = read_typed(text, topic="t")
    if isinstance(found, ReadQuestion):
        texts = next(iter(found.question.texts.values()))
        assert found.question.right in "ABCDE"[: len(texts.options)]
    else:
        assert found.reason


def test_a_list_with_a_header_in_either_language_or_none() -> None:
    expected = [Listed("Asha", "12"), Listed("भानु", "")]
    for text in (
        "Roll No,Name\n12,Asha\n,भानु\n",
        "नाम;रोल नंबर\nAsha;12\nभानु;\n",
        "Asha\t12\nभानु\t\n",
        "\ufeffname,roll,phone\nAsha,12,99\n\nभानु,,\n",
    ):
        assert read_class_list(text.encode()) == expected, text


def test_a_name_twice_with_one_roll_number_is_one_and_with_two_are_two() -> None:
    found = read_class_list(b"name,roll\nAsha,1\nAsha,1\nAsha,2\n'=1+1,3\n")
    assert found == [Listed("Asha", "1"), Listed("Asha", "2"), Listed("=1+1", "3")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"roll\n1\n", "no column is headed name or"),
        (b"name,roll\n,1\n", "no column holds names"),
        (b"\xff\xfe\x00", "not UTF-16-LE text"),
        (b'name\n"open\n', "unexpected end of data"),
        (b"name\n" + b"\n".join(b"N%d" % n for n in range(MOST_NAMES + 1)), "more than 1000 names"),
        (b"x" * (LARGEST_FILE + 1), "larger than 1024 KiB"),
    ],
)
def test_what_is_no_list_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableList, match=reason):
        read_class_list(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_have_a_reason(data: bytes) -> None:
    with contextlib.suppress(UnreadableList):
        assert all(one.name for one in read_class_list(data))
