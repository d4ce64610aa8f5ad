"""Assertion and reason: a reader who knows only which sentences are true finds the key."""

from importlib.resources import files
from typing import Any

import pytest
import yaml

from content.generators.assertions import assertion_questions
from content.question import LANGUAGES, LETTERS, BankQuestion

MADE = {one.id.removeprefix("assert-"): one for one in assertion_questions()}
ENTRIES: dict[str, dict[str, Any]] = yaml.safe_load(
    files("content.generators").joinpath("texts", "assertions.yaml").read_text("utf-8")
)
#: What the options say of assertion and reason, whether the reason explains, by language.
SAID = {
    "en": ("Both", "Both", "The assertion is true", "The assertion is false"),
    "hi": ("दोनों", "दोनों", "कथन सही", "कथन ग़लत"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_the_key_says_which_sentences_are_true_and_what_ties_them(name: str) -> None:
    question, entry = MADE[name], ENTRIES[name]
    place = {"both": 0, "apart": 1, "first": 2, "second": 3}[entry["verdict"]]

    assert LETTERS.index(question.right) == place
    for language in LANGUAGES:
        own = question.texts[language]
        assert own.options[place].startswith(SAID[language][place])
        assert entry[language]["a"] in own.stem
        assert entry[language]["r"] in own.stem
        assert entry[language]["link"] in own.explanation


def _called(question: BankQuestion, language: str) -> list[bool]:
    """What the explanation calls the assertion and the reason, in their order."""
    true, false = ("is true:", "is false:") if language == "en" else ("सही है:", "ग़लत है:")
    text = question.texts[language].explanation
    marks = [
        (text.find(word, at), word) for word in (true, false) for at in (0, text.find(word) + 1)
    ]
    return [word == true for place, word in sorted(set(marks)) if place >= 0]


@pytest.mark.parametrize("name", ENTRIES)
def test_the_explanation_calls_both_sentences_as_the_key_does(name: str) -> None:
    expected = {"first": [True, False], "second": [False, True]}
    for language in LANGUAGES:
        assert _called(MADE[name], language) == expected.get(ENTRIES[name]["verdict"], [True, True])


def test_every_wrong_verdict_is_told_why_it_is_wrong() -> None:
    for question in MADE.values():
        for text in question.texts.values():
            told = [bool(why) for why in text.why_wrong]
            assert told == [letter != question.right for letter in LETTERS[:4]]


def test_who_takes_a_true_sentence_for_false_is_told_of_that_sentence() -> None:
    ice = MADE["ice_floats"].texts["en"].why_wrong
    sound = MADE["sound_vacuum"].texts["en"].why_wrong

    assert ice[1].startswith("A solid floats")
    assert ice[2].startswith("The reason is true")
    assert ice[3].startswith("The assertion is true")
    assert all(why.startswith("The assertion is false") for why in sound[:3])


def test_no_verdict_is_likelier_than_another() -> None:
    counts = [sum(one.right == letter for one in MADE.values()) for letter in LETTERS[:4]]

    assert max(counts) - min(counts) <= 2
