"""Assertion and reason: two sentences each, and what ties them or keeps them apart."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from content.question import LABELS, LANGUAGES, LETTERS, BankQuestion, BankText

#: The four verdicts in the order in which these exams print them.
VERDICTS = ("both", "apart", "first", "second")
_ASKED: Mapping[str, str] = {
    "en": "Assertion (A): {a}\nReason (R): {r}\nWhich is right?",
    "hi": "कथन (A): {a}\nकारण (R): {r}\nइनमें से कौन-सा सही है?",
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Both are true and the reason explains the assertion",
        "Both are true but the reason does not explain it",
        "The assertion is true, the reason false",
        "The assertion is false, the reason true",
    ),
    "hi": (
        "दोनों सही हैं और कारण कथन की व्याख्या करता है",
        "दोनों सही हैं पर कारण व्याख्या नहीं करता",
        "कथन सही, कारण ग़लत",
        "कथन ग़लत, कारण सही",
    ),
}
_FIRST_HINT: Mapping[str, str] = {
    "en": "Judge each sentence by itself first; only then ask whether “because” fits between them.",
    "hi": "पहले दोनों वाक्यों को अलग-अलग परखें; फिर सोचें कि बीच में “क्योंकि” ठीक बैठता है या नहीं।",
}
_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "a": "The assertion is {truth}: {why}",
        "r": "The reason is {truth}: {why}",
        "true": "true",
        "false": "false",
    },
    "hi": {
        "a": "कथन {truth} है: {why}",
        "r": "कारण {truth} है: {why}",
        "true": "सही",
        "false": "ग़लत",
    },
}


@cache
def assertion_questions() -> tuple[BankQuestion, ...]:
    """Every question of the kind, in the file's order."""
    text = files("content.generators").joinpath("texts", "assertions.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return tuple(_questions(document))


def _questions(document: Mapping[str, Mapping[str, Any]]) -> Iterator[BankQuestion]:
    for name, entry in document.items():
        right = VERDICTS.index(entry["verdict"])
        yield BankQuestion(
            id=f"assert-{name}",
            topic=entry["topic"],
            difficulty=LABELS[entry["difficulty"]],
            kind="assertion_reason",
            objective=f"assertion.{name}",
            right=LETTERS[right],
            source="assertions",
            valid_on=None,
            texts={language: _text(entry[language], right, language) for language in LANGUAGES},
        )


def _text(own: Mapping[str, str], right: int, language: str) -> BankText:
    return BankText(
        stem=_ASKED[language].format(a=own["a"], r=own["r"]),
        options=_OPTIONS[language],
        explanation=" ".join([*_about(own, right, language), own["link"]]),
        hints=(_FIRST_HINT[language], own["hint"]),
        why_wrong=tuple(_why(own, right, place, language) for place in range(len(VERDICTS))),
    )


def _about(own: Mapping[str, str], right: int, language: str) -> tuple[str, str]:
    """Whether each sentence is true, and why."""
    said = _SAID[language]
    a_holds, r_holds = VERDICTS[right] != "second", VERDICTS[right] != "first"
    return (
        said["a"].format(truth=said["true" if a_holds else "false"], why=own["about_a"]),
        said["r"].format(truth=said["true" if r_holds else "false"], why=own["about_r"]),
    )


def _why(own: Mapping[str, str], right: int, place: int, language: str) -> str:
    """What speaks against a verdict: the sentence that it judges wrongly, or the tie."""
    if place == right:
        return ""
    verdict, shown = VERDICTS[right], VERDICTS[place]
    about_a, about_r = _about(own, right, language)
    if {verdict, shown} == {"both", "apart"}:
        return own["link"]
    return about_a if "second" in {verdict, shown} else about_r
