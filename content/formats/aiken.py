"""Aiken and the text files of quiz bots: a stem, lettered options, a line that names the answer."""

import re
from collections.abc import Iterator

from content.formats.columns import letter_of
from content.formats.decoding import decoded
from content.formats.draft import (
    MOST_QUESTIONS,
    Draft,
    Found,
    UnreadableQuestions,
    finish,
    language_of,
)
from content.rejected import BadCell

_OPTION = re.compile(r"\s*\(?([A-Ea-e])\s*[.)][ \t]*(.*)")
_ANSWER = re.compile(r"\s*(?:ANSWER|ANS|CORRECT|उत्तर)\s*[:：-]\s*(.*)", re.IGNORECASE)
_EXPLANATION = re.compile(
    r"\s*(?:EXPLANATION|SOLUTION|FEEDBACK|व्याख्या)\s*[:：-]\s*(.*)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(?:Q(?:uestion)?\.?\s*\d+|प्रश्न\s*\d+)\s*[.):]?\s*", re.IGNORECASE)
HOLDS = ("explanation",)


class _Item:
    """One question while its lines are read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.stem: list[str] = []
        self.letters: list[str] = []
        self.options: list[str] = []
        self.answer: str | None = None
        self.explanation = ""


def read_aiken(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions one by one; a bad one is named and the next one read."""
    for count, item in enumerate(_items(decoded(data)), start=1):
        if count > MOST_QUESTIONS:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} questions; split the file")
        try:
            yield finish(_draft(item, language), holds=HOLDS if item.explanation else ())
        except BadCell as bad:
            yield bad.at(item.line)


def _items(text: str) -> Iterator[_Item]:
    item: _Item | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if not bare:
            continue
        if item is not None and item.answer is not None:
            explained = _EXPLANATION.match(line)
            if explained:
                item.explanation = explained.group(1)
                continue
            yield item
            item = None
        if item is not None and item.options and not _continues(item, line):
            # No answer line came: the question is told as it is, and this line begins the next.
            yield item
            item = None
        item = item or _Item(number)
        _take(item, line)
    if item is not None:
        yield item


def _continues(item: _Item, line: str) -> bool:
    option = _OPTION.match(line)
    if option:
        return option.group(1).upper() not in item.letters
    return _ANSWER.match(line) is not None


def _take(item: _Item, line: str) -> None:
    answer, option = _ANSWER.match(line), _OPTION.match(line)
    if answer:
        item.answer = answer.group(1)
    elif option and item.stem:
        item.letters.append(option.group(1).upper())
        item.options.append(option.group(2))
    else:
        item.stem.append(_NUMBERED.sub("", line.strip(), count=1) if not item.stem else line)


def _draft(item: _Item, language: str | None) -> Draft:
    stem = "\n".join(item.stem)
    if item.answer is None:
        raise BadCell("right", stem, "no line ANSWER: follows the options")
    if item.letters != sorted(set(item.letters)) or item.letters[:1] != ["A"]:
        raise BadCell("options", " ".join(item.letters), "the options are not lettered A, B, C…")
    draft = Draft(line=item.line)
    text = draft.text(language or language_of(stem))
    text.stem, text.options, text.explanation = stem, item.options, item.explanation
    draft.right = letter_of(item.answer.split("\n", maxsplit=1)[0], item.options)
    return draft
