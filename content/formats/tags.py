"""What GIFT and Moodle XML have no place for, kept in the tags that both know."""

import re
from datetime import date

from content.formats.draft import Draft
from content.question import BankQuestion

#: Tag name → field of Draft.
_FIELDS = ("difficulty", "kind", "objective", "source", "valid_on", "exam")
_LANGUAGE = "language"


def tags_of(question: BankQuestion) -> list[str]:
    """name:value tags of a question, in a fixed order."""
    values: dict[str, str | date | None] = {name: getattr(question, name) for name in _FIELDS}
    if len(question.texts) == 1:
        values[_LANGUAGE] = next(iter(question.texts))
    return [f"{name}:{_quoted(str(value))}" for name, value in values.items() if value]


def _quoted(value: str) -> str:
    """Brackets and line ends would end a tag in GIFT's comments; the rest stays readable."""
    return re.sub(r"[%\[\]\n\\]", lambda match: f"%{ord(match.group()):02X}", value)


def _unquoted(value: str) -> str:
    return re.sub(r"%([0-9A-F]{2})", lambda match: chr(int(match.group(1), 16)), value)


def take_tag(draft: Draft, tag: str) -> None:
    """Puts a tag of ours into the draft; another tool's tag is passed over."""
    name, mark, value = tag.partition(":")
    if mark and name in _FIELDS:
        setattr(draft, name, _unquoted(value))


def language_tag(tags: list[str]) -> str | None:
    """The language that a question in one language says it is in."""
    for tag in tags:
        name, _, value = tag.partition(":")
        if name == _LANGUAGE and value in {"en", "hi"}:
            return value
    return None
