"""Whether a text may be shown: what a language model wrote is refused unless every check passes.

The checks of the research, section 3.2: placeholders exist and carry their unit, their meaning and
their topic; no number in any script; the language is hers; no topic but the sheet's; nothing
promised, prescribed, linked or flattered; it fits.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach import words
from coach.facts import Fact, Unit
from coach.protocol import Language
from coach.words import normal

#: How much praise the figures bear.
Tone = Literal["none", "effort", "progress"]
LEAST_HINDI, MOST_HINDI_IN_ENGLISH = 0.6, 0.05
#: Digits of a rendered number at most, for the length before it is known.
LONGEST_NUMBER = 6
_PLACEHOLDER = re.compile(r"\{(f\d+)\}")
_SENTENCE = re.compile(r"[.!?।;\n]+(?=\s|$)")
_CLAUSE = re.compile(r"[,—–]|\s(?:and|but|while|whereas|और|लेकिन|पर|जबकि|किंतु|वहीं)\s")
_UNITS: Mapping[Unit, tuple[str, ...]] = {
    "percent": ("%", "per cent", "percent", "प्रतिशत", normal("फ़ीसदी"), "फीसदी"),
    "points": ("point", "percentage point", "अंक", "प्रतिशत अंक", "पॉइंट"),
    "seconds": ("s ", "s.", "s,", "s;", "second", "सेकंड", "सेकेंड", "से."),
    "days": ("day", "दिन"),
    "marks": ("mark", "अंक"),
    "hours": ("hour", "घंट", "घण्ट"),
    "minutes": ("minute", "min ", "मिनट"),
    "count": (),
}
#: Units that no fact has: a number before one of them is misread.
_FOREIGN = (
    "week",
    "month",
    "year",
    "rank",
    "rupee",
    "सप्ताह",
    normal("हफ़्त"),
    "हफ्त",
    "महीन",
    "साल",
    "वर्ष",
    "रैंक",
    "रुप",
    "₹",
)
_JOINED = re.compile(
    r"^\s*(?:of|and|to|or|–|-|से|और|या|में से)(?:\s+(?:the|about|लगभग|क़रीब|करीब))?\s*\{(f\d+)\}"
)
_PERCENT = re.compile(normal(r"%|per ?cent|प्रतिशत|फ़ीसदी|फीसदी"), re.IGNORECASE)
_ALWAYS_LATIN = words.word_set(
    "ras reet cet rpsc rssb pdf ok mock test set monday tuesday wednesday thursday friday "
    "saturday sunday hindi english rajasthan india i"
)


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


def violations(pieces: Sequence[str], bounds: Bounds, *, most_units: int) -> list[str]:
    """What is wrong with the pieces of one output, as sentences a repair can work from.

    `most_units` bounds each piece in UTF-16 units once its numbers stand in it.
    """
    found: list[str] = []
    for piece in pieces:
        found += _faults(normal(piece), bounds, most_units)
    named = _marked(_masked(" ".join(normal(piece) for piece in pieces), bounds), bounds)
    return found + [f"the topic {one} is not named" for one in bounds.needed if one not in named]


def _faults(text: str, bounds: Bounds, most_units: int) -> list[str]:
    masked = _masked(text, bounds)
    return [
        *_placeholder_faults(masked, bounds),
        *_number_faults(masked),
        *_sentence_faults(masked, bounds),
        *_language_faults(masked, bounds),
        *_topic_faults(masked, bounds),
        *_manner_faults(masked, bounds),
        *_length_faults(text, most_units),
    ]


def _masked(text: str, bounds: Bounds) -> str:
    """The text with a mark for each topic's name, which may hold digits, "and" and other scripts."""
    names = [(name, place) for place, own in enumerate(bounds.topics.values()) for name in own]
    for name, place in sorted(names, key=lambda one: len(one[0]), reverse=True):
        text = re.sub(re.escape(normal(name)), f" {_mark(place)} ", text, flags=re.IGNORECASE)
    return text


def _mark(place: int) -> str:
    """Letters of no script, so that no other check takes a mark for a word or a number."""
    return "⟦" + "·" * (place + 1) + "⟧"


def _placeholder_faults(text: str, bounds: Bounds) -> list[str]:
    found = [
        f"there is no fact {{{one}}}"
        for one in _PLACEHOLDER.findall(text)
        if one not in bounds.facts
    ]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        found.append("braces stand for facts only")
    return found


def _number_faults(text: str) -> list[str]:
    bare = _PLACEHOLDER.sub(" ", text)
    found = [f"the number {c!r} is no fact" for c in bare if unicodedata.category(c)[0] == "N"]
    found += [f"the number word {one!r} is no fact" for one in words.number_words(bare)]
    found += [
        f"the month {one!r} is no fact" for one in words.words_of(bare) if one in words.MONTHS
    ]
    return found


def _sentence_faults(text: str, bounds: Bounds) -> list[str]:
    """Each number with its unit, its meaning and its topic."""
    found = []
    for sentence in _SENTENCE.split(text):
        for match in _PLACEHOLDER.finditer(sentence):
            fact = bounds.facts.get(match[1])
            if fact is not None:
                found += _unit_faults(sentence[match.end() :], fact, bounds)
                found += _meaning_faults(sentence, fact)
                found += _attribution_faults(sentence, match, fact, bounds)
        found += _loose_percent(sentence, bounds)
    return found


def _unit_faults(after: str, fact: Fact, bounds: Bounds) -> list[str]:
    """The unit behind a number is its own; a percentage has one always."""
    joined = _JOINED.match(after)
    if joined is not None and joined[1] in bounds.facts:
        other = bounds.facts[joined[1]]
        if other.meaning.unit == fact.meaning.unit:
            return _unit_faults(after[joined.end() :], fact, bounds)
    rest = after.lstrip(" -\u00a0").casefold() + " "
    own = fact.meaning.unit
    if any(rest.startswith(unit) for unit in _UNITS[own]):
        return []
    if own == "percent":
        return [f"{{{fact.id}}} is a percentage and is followed by none"]
    strange = [unit for units in _UNITS.values() for unit in units if rest.startswith(unit)]
    if strange or rest.startswith(_FOREIGN):
        return [f"{{{fact.id}}} counts {own}, not {rest.split()[0]}"]
    return []


def _loose_percent(sentence: str, bounds: Bounds) -> list[str]:
    """A percent sign stands behind a percentage only."""
    for match in _PERCENT.finditer(sentence):
        before = re.search(r"\{(f\d+)\}[\s-]*$", sentence[: match.start()])
        fact = bounds.facts.get(before[1]) if before else None
        is_points = re.match(r"(?:age)?\s*(?:points?|अंक)", sentence[match.end() :], re.IGNORECASE)
        if is_points and fact is not None and fact.meaning.unit == "points":
            continue
        if fact is None or fact.meaning.unit != "percent":
            return ["a percent sign without a percentage before it"]
    return []


def _meaning_faults(sentence: str, fact: Fact) -> list[str]:
    """The sentence speaks of what the number means."""
    cues, spoken = fact.meaning.cues, sentence.casefold()
    if cues and not any(cue in spoken for cue in cues):
        return [f"{{{fact.id}}} is {fact.meaning.about}; the sentence speaks of something else"]
    is_chance = fact.meaning.name.startswith("probability")
    if fact.meaning.unit == "percent" and not is_chance and _speaks_of_chance(spoken):
        return [f"{{{fact.id}}} is {fact.meaning.about}, no chance"]
    return []


def _speaks_of_chance(spoken: str) -> bool:
    return re.search(r"chance|probab|likelihood|संभाव|सम्भाव", spoken) is not None


def _attribution_faults(
    sentence: str, match: re.Match[str], fact: Fact, bounds: Bounds
) -> list[str]:
    """A topic's number stands by its topic, a number of everything by none."""
    scope = fact.meaning.scope
    if scope == "neutral":
        return []
    near, named = (
        _marked(_clause_around(sentence, match.start()), bounds),
        _marked(sentence, bounds),
    )
    if scope == "overall":
        return [f"{{{fact.id}}} is no figure of a topic"] if named else []
    if fact.topic not in named or (near and fact.topic not in near):
        return [f"{{{fact.id}}} belongs to {fact.topic}, which its clause does not name"]
    return []


def _marked(masked: str, bounds: Bounds) -> set[str]:
    """The topics whose marks stand in a text."""
    return {topic for place, topic in enumerate(bounds.topics) if _mark(place) in masked}


def _clause_around(sentence: str, place: int) -> str:
    start = 0
    for cut in _CLAUSE.finditer(sentence):
        if cut.start() >= place:
            return sentence[start : cut.start()]
        start = cut.end()
    return sentence[start:]


def _language_faults(masked: str, bounds: Bounds) -> list[str]:
    plain = re.sub(r"/[a-z]+", " ", _PLACEHOLDER.sub(" ", masked))
    own = [one for one in words.words_of(plain) if one not in _ALWAYS_LATIN]
    share = words.devanagari_share(own)
    if bounds.language == "hi" and share < LEAST_HINDI:
        return ["the text is not in Hindi"]
    if bounds.language == "en" and own and share > MOST_HINDI_IN_ENGLISH:
        return ["the text is not in English"]
    return []


def _topic_faults(masked: str, bounds: Bounds) -> list[str]:
    """No topic of the syllabus but the sheet's, and no proper name that is nobody's."""
    spoken = masked.casefold()
    found = [
        f"the topic {name!r} is not in the facts"
        for name in bounds.other_topics
        if _stands_alone(normal(name).casefold(), spoken)
    ]
    for sentence in re.split(r"[.!?।:;\n•]+", masked):
        for before, name in re.findall(r"([\w%}⟧,’']+[\s]+)([A-Z][a-z]+)", sentence):
            if before.strip() and name.casefold() not in _ALWAYS_LATIN:
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


def _manner_faults(masked: str, bounds: Bounds) -> list[str]:
    spoken = masked.casefold()
    found = []
    if (match := words.UNSAFE.search(spoken)) is not None:
        found.append(f"{match[0]!r} promises, prescribes or reproaches")
    if bounds.tone != "progress" and (match := words.PRAISE.search(spoken)) is not None:
        found.append(f"{match[0]!r} is more praise than the figures bear")
    if words.LINK.search(masked):
        found.append("links, names, marks of code and HTML are not allowed")
    if any(one in words.FAMILIAR for one in words.words_of(masked)):
        found.append("she is addressed with आप")
    commands = set(re.findall(r"(?<![\w/])/([a-z_]+)", masked))
    if strange := commands - {"review", "mock", "practice", "mistakes", "plan", "settings"}:
        found.append(f"there is no command /{min(strange)}")
    return found


def _length_faults(text: str, most_units: int) -> list[str]:
    rendered = _PLACEHOLDER.sub("0" * LONGEST_NUMBER, text)
    units = len(rendered.encode("utf-16-le")) // 2
    if not rendered.strip():
        return ["a text is empty"]
    return [f"{units} units are more than {most_units}"] if units > most_units else []
