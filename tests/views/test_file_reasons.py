"""Why a row of a file was not taken is said in the reader's language."""

import re

import pytest

from content.formats.files import read_questions
from content.rejected import Rejected
from tests.content.test_question_formats import ANKI_TEXT, GIFT, ROWS, XML
from views.file_reasons import _REASONS, reason_text
from views.translate import translator


def met() -> set[str]:
    files = {
        "x.gift": GIFT,
        "x.xml": XML,
        "x.txt": ANKI_TEXT,
        "y.txt": "What?\nA. x\nB. y\n",
        "x.csv": "stem_en,a_en,b_en,right\n"
        + "\n".join(row for row, _ in ROWS.values())
        + "\n"
        + f"{'q' * 1300},x,y,A\nq\x07,x,y,A\nq,x,y,A,extra\n",
    }
    found = (one for name, text in files.items() for one in read_questions(name, text.encode()))
    return {one.reason for one in found if isinstance(one, Rejected)}


def test_every_reason_that_files_give_is_said_in_hindi() -> None:
    hindi = translator("hi")
    for reason in met():
        assert re.search("[\u0900-\u097f]", reason_text(hindi, reason)), reason


@pytest.mark.parametrize("key", [key for key, _ in _REASONS])
def test_each_text_is_there_in_both_languages(key: str) -> None:
    pattern = dict(_REASONS)[key]
    arguments = dict.fromkeys(pattern.groupindex, "3")
    for language in ("en", "hi"):
        assert translator(language).plain(key, **arguments)


def test_words_that_nobody_foresaw_stay_as_they_are() -> None:
    assert reason_text(translator("hi"), "something else") == "something else"
