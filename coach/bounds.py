"""What a text of a language model may speak of, and how the names in it are found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coach.facts import Fact
from coach.protocol import Language
from coach.words import normal

#: How much praise the figures bear.
Tone = Literal["none", "effort", "progress"]
PLACEHOLDER = re.compile(r"\{(f\d+)\}")
SENTENCE = re.compile(r"[.!?।;\n]+(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a text may speak of."""

    language: Language
    facts: Mapping[str, Fact]
    #: Names of the sheet's topics by id, in every language they have.
    topics: Mapping[str, tuple[str, ...]]
    #: Names of the syllabus that are not the sheet's.
    other_topics: frozenset[str] = frozenset()
    #: Topics that must be named.
    needed: tuple[str, ...] = ()
    tone: Tone = "none"


def masked(text: str, bounds: Bounds) -> str:
    """The text with a mark for each topic's name, which may hold digits, "and" and other scripts."""
    names = [(name, place) for place, own in enumerate(bounds.topics.values()) for name in own]
    for name, place in sorted(names, key=lambda one: len(one[0]), reverse=True):
        text = re.sub(re.escape(normal(name)), f" {mark(place)} ", text, flags=re.IGNORECASE)
    return text


def mark(place: int) -> str:
    """Letters of no script, so that no other check takes a mark for a word or a number."""
    return "⟦" + "·" * (place + 1) + "⟧"


def marked(text: str, bounds: Bounds) -> set[str]:
    """The topics whose marks stand in a text."""
    return {topic for place, topic in enumerate(bounds.topics) if mark(place) in text}
