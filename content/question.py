"""A question as the content files hold it, and the words for what may be in one."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analytics.learner_model import Difficulty

LETTERS = "ABCDE"
LANGUAGES = ("en", "hi")
LABELS: Mapping[str, Difficulty] = {"easy": "easy", "medium": "medium", "hard": "hard"}
#: Forms in which these exams ask; imported questions may name another.
KINDS = (
    "single",
    "statements",
    "matching",
    "chronology",
    "assertion_reason",
    "data",
    "computed",
)
#: The tested material of these subjects stands in its own language, whatever the reader's.
LANGUAGE_SUBJECTS = frozenset({"hindi", "english"})
#: A question with its options, hints and explanation must fit one message of 4096 characters.
LONGEST_STEM = 1200
LONGEST_OPTION = 200
LONGEST_EXPLANATION = 900
LONGEST_HINT = 300
OPTION_COUNTS = range(2, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankText:
    """A question in one language."""

    stem: str
    options: tuple[str, ...]
    explanation: str = ""
    hints: tuple[str, ...] = ()
    #: One sentence for each option on why it tempts; empty for the right one.
    why_wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion:
    """A question in one language or two; `texts` by language, options in the same order."""

    id: str
    topic: str
    difficulty: Difficulty | None
    kind: str
    objective: str | None
    right: str
    source: str | None
    valid_on: date | None
    exam: str | None = None
    texts: Mapping[str, BankText]

    @property
    def subject(self) -> str:
        """The subject's id: the topic's first part."""
        return self.topic.split(".", maxsplit=1)[0]

    def right_texts(self) -> dict[str, str]:
        """The right option by language."""
        index = LETTERS.index(self.right)
        return {language: text.options[index] for language, text in self.texts.items()}


def folded(text: str) -> str:
    """Text without what a second typist would write otherwise: case, spaces, punctuation.

    A sign, a point or a stroke beside a digit stays: -5, 5 and 0.5 are three options.
    """
    composed = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    kept = []
    for place, character in enumerate(composed):
        is_of_number = character in "-.,/:" and any(c.isdigit() for c in _beside(composed, place))
        if is_of_number or unicodedata.category(character)[0] in "LMNS":
            kept.append(character)
    return "".join(kept)


def _beside(text: str, place: int) -> str:
    return text[max(0, place - 1) : place] + text[place + 1 : place + 2]


def fingerprint(stem: str, options: Iterable[str]) -> str:
    """Equal for the same stem with the same options in whatever order."""
    parts = [folded(stem) or stem.strip(), *sorted(folded(o) or o.strip() for o in options)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")


def numbers_in(text: str) -> list[str]:
    """The numbers in a text, in Western digits without thousands separators, sorted."""
    found = (n.replace(",", "") for n in _NUMBER.findall(text.translate(_DIGITS)))
    return sorted(found)
