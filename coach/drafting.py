"""Explanations and hints of a question, drafted ahead: the order, and the checks before a person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from coach import words
from coach.documents import instructions
from coach.language_checks import LEAST_HINDI, MOST_HINDI_IN_ENGLISH
from coach.leaks import LETTERS, leaks
from coach.prose import DraftProse
from coach.protocol import Language
from coach.writer import Order

HINTS = 2
LONGEST_EXPLANATION, LONGEST_HINT, LONGEST_WHY = 900, 300, 300
TOKENS, HINDI_TOKENS = 1200, 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSheet:
    """A question as it is asked, with its key."""

    language: Language
    stem: str
    options: tuple[str, ...]
    right: str


def order_of(sheet: QuestionSheet) -> Order:
    """The question goes in as data inside JSON, never into the instructions."""
    document = json.dumps(
        {
            "language": sheet.language,
            "question": sheet.stem,
            "options": dict(zip(LETTERS, sheet.options, strict=False)),
            "right": sheet.right,
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return Order(
        system=instructions("draft"),
        document=document,
        shape=DraftProse,
        max_tokens=HINDI_TOKENS if sheet.language == "hi" else TOKENS,
    )


def read(text: str, sheet: QuestionSheet) -> tuple[DraftProse | None, list[str]]:
    """A draft that passed the checks, or what is wrong with it."""
    try:
        prose = DraftProse.model_validate_json(text)
    except ValidationError:
        return None, ["the answer does not fit the schema"]
    faults = [*_shape_faults(prose, sheet), *_text_faults(prose.pieces(), sheet.language)]
    for hint in prose.hints:
        faults += leaks(hint, stem=sheet.stem, options=sheet.options, right=sheet.right)
    return (None, faults) if faults else (prose, [])


def _shape_faults(prose: DraftProse, sheet: QuestionSheet) -> list[str]:
    found = []
    if prose.language != sheet.language:
        found.append("another language")
    if len(prose.hints) != HINTS:
        found.append(f"{len(prose.hints)} hints")
    index = LETTERS.index(sheet.right)
    whys = prose.why_wrong
    if len(whys) != len(sheet.options) or [bool(one) for one in whys].count(False) != 1:
        found.append("one sentence for each wrong option")
    elif whys[index]:
        found.append("a sentence against the right option")
    if not prose.explanation.strip():
        found.append("no explanation")
    limits = [
        ([prose.explanation], LONGEST_EXPLANATION),
        (prose.hints, LONGEST_HINT),
        (whys, LONGEST_WHY),
    ]
    for texts, most in limits:
        if any(len(one) > most for one in texts):
            found.append(f"longer than {most}")
    return found


def _text_faults(texts: Sequence[str], language: Language) -> list[str]:
    found = []
    whole = words.normal(" ".join(texts))
    share = words.devanagari_share(words.words_of(whole))
    if language == "hi" and share < LEAST_HINDI:
        found.append("not in Hindi")
    if language == "en" and share > MOST_HINDI_IN_ENGLISH:
        found.append("not in English")
    if words.LINK.search(whole):
        found.append("a link, a name or markup")
    if any(one in words.FAMILIAR for one in words.words_of(whole)):
        found.append("the familiar form of address")
    return found
