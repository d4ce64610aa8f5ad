"""Whether a text may be shown: what a language model wrote is refused unless every check passes.

The checks of the research, section 3.2: placeholders exist and carry their unit, their meaning and
their topic; no number in any script; the language is hers; no topic but the sheet's; nothing
promised, prescribed, linked or flattered; it fits.
"""

import re
import unicodedata
from collections.abc import Sequence

from coach import words
from coach.bounds import PLACEHOLDER, Bounds, marked, masked
from coach.figure_checks import figure_faults
from coach.language_checks import ALWAYS_LATIN, language_faults
from coach.words import normal

#: Digits of a rendered number at most, for the length before it is known.
LONGEST_NUMBER = 6
#: A sign before a number changes it, and so does a digit or a number beside it.
_TOUCHED = re.compile(r"(?:(?:^|[\s(])[-−+±~]|[\w.,])\{f\d+\}|\}\s*\{|\{f\d+\}(?:[\w]|[.,]\d)")


def violations(pieces: Sequence[str], bounds: Bounds, *, most_units: int) -> list[str]:
    """What is wrong with the pieces of one output, as sentences a repair can work from.

    `most_units` bounds each piece in UTF-16 units once its numbers stand in it.
    """
    found: list[str] = []
    for piece in pieces:
        found += _faults(normal(piece), bounds, most_units)
    named = marked(masked(" ".join(normal(piece) for piece in pieces), bounds), bounds)
    return found + [f"the topic {one} is not named" for one in bounds.needed if one not in named]


def _faults(text: str, bounds: Bounds, most_units: int) -> list[str]:
    hidden = masked(text, bounds)
    return [
        *_placeholder_faults(hidden, bounds),
        *_number_faults(hidden),
        *figure_faults(hidden, bounds),
        *language_faults(hidden, bounds),
        *_topic_faults(hidden, bounds),
        *_manner_faults(hidden, bounds),
        *_length_faults(text, most_units),
    ]


def _placeholder_faults(text: str, bounds: Bounds) -> list[str]:
    found = [
        f"there is no fact {{{one}}}"
        for one in PLACEHOLDER.findall(text)
        if one not in bounds.facts
    ]
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        found.append("braces stand for facts only")
    if _TOUCHED.search(text):
        found.append("a fact stands alone, without a sign, a digit or another fact beside it")
    return found


def _number_faults(text: str) -> list[str]:
    bare = PLACEHOLDER.sub(" ", text)
    found = [f"the number {c!r} is no fact" for c in bare if unicodedata.category(c)[0] == "N"]
    found += [f"the number word {one!r} is no fact" for one in words.number_words(bare)]
    found += [
        f"the month {one!r} is no fact" for one in words.words_of(bare) if one in words.MONTHS
    ]
    return found


def _topic_faults(hidden: str, bounds: Bounds) -> list[str]:
    """No topic of the syllabus but the sheet's, and no proper name that is nobody's."""
    spoken = hidden.casefold()
    found = [
        f"the topic {name!r} is not in the facts"
        for name in bounds.other_topics
        if _stands_alone(normal(name).casefold(), spoken)
    ]
    own = normal(" ".join(name for names in bounds.topics.values() for name in names)).casefold()
    found += [
        f"the topic {match[0]!r} is not in the facts"
        for match in words.TAUGHT.finditer(spoken)
        if match[0].casefold() not in own
    ]
    for sentence in re.split(r"[.!?।:;\n•]+", hidden):
        for before, name in re.findall(r"([\w%}⟧,’']+[\s]+)([A-Z][a-z]+)", sentence):
            if before.strip() and name.casefold() not in ALWAYS_LATIN:
                found.append(f"{name!r} is no name from the facts")
    return found


def _stands_alone(name: str, spoken: str) -> bool:
    place = spoken.find(name)
    while place >= 0:
        edges = spoken[max(0, place - 1) : place] + spoken[place + len(name) :][:1]
        if not any(unicodedata.category(c)[0] in "LM" for c in edges):
            return True
        place = spoken.find(name, place + 1)
    return False


def _manner_faults(hidden: str, bounds: Bounds) -> list[str]:
    spoken = hidden.casefold()
    found = []
    if (match := words.UNSAFE.search(spoken)) is not None:
        found.append(f"{match[0]!r} promises, prescribes or reproaches")
    if bounds.tone != "progress" and (match := words.PRAISE.search(spoken)) is not None:
        found.append(f"{match[0]!r} is more praise than the figures bear")
    if words.LINK.search(hidden):
        found.append("links, names, marks of code and HTML are not allowed")
    if any(hidden.count(one) != hidden.count(other) for one, other in ("()", "“”")):
        found.append("a bracket or a quotation mark is not closed")
    if any(one in words.FAMILIAR for one in words.words_of(hidden)):
        found.append("she is addressed with आप")
    commands = set(re.findall(r"(?<![\w/])/([a-z_]+)", hidden))
    if strange := commands - {"review", "mock", "practice", "mistakes", "plan", "settings"}:
        found.append(f"there is no command /{min(strange)}")
    return found


def _length_faults(text: str, most_units: int) -> list[str]:
    rendered = PLACEHOLDER.sub("0" * LONGEST_NUMBER, text)
    units = len(rendered.encode("utf-16-le")) // 2
    if not rendered.strip():
        return ["a text is empty"]
    return [f"{units} units are more than {most_units}"] if units > most_units else []
