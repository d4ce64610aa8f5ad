"""Whether each number of a text stands with its unit, its meaning and its topic."""

import re
from collections.abc import Mapping

from coach import words
from coach.bounds import PLACEHOLDER, SENTENCE, Bounds, marked
from coach.facts import Fact, Unit
from coach.words import normal

_CLAUSE = re.compile(r"[,—–]|\s(?:and|but|while|whereas|और|लेकिन|पर|जबकि|किंतु|वहीं)\s")
#: Where the words around a number end: also at another number, and where a comparison begins.
_TURN = re.compile(
    _CLAUSE.pattern + r"|\s(?:where|which|that|than|against|though|जहाँ|कि)\s|\{f\d+\}"
)
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


def figure_faults(text: str, bounds: Bounds) -> list[str]:
    """Each number with its unit, its meaning and its topic."""
    found = []
    for sentence in SENTENCE.split(text):
        for match in PLACEHOLDER.finditer(sentence):
            fact = bounds.facts.get(match[1])
            if fact is not None:
                found += _unit_faults(sentence[match.end() :], fact, bounds)
                found += _meaning_faults(sentence, fact)
                found += _near_faults(sentence, match, fact)
                found += _attribution_faults(sentence, match, fact, bounds)
        found += _loose_percent(sentence, bounds)
        found += _order_faults(sentence, bounds)
        found += _side_faults(sentence, bounds)
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
        marked(_clause_around(sentence, match.start()), bounds),
        marked(sentence, bounds),
    )
    if scope == "overall":
        return [f"{{{fact.id}}} is no figure of a topic"] if named else []
    if fact.topic not in named or (near and fact.topic not in near):
        return [f"{{{fact.id}}} belongs to {fact.topic}, which its clause does not name"]
    return []


def _clause_around(sentence: str, place: int) -> str:
    start = 0
    for cut in _CLAUSE.finditer(sentence):
        if cut.start() >= place:
            return sentence[start : cut.start()]
        start = cut.end()
    return sentence[start:]


def _near_faults(sentence: str, match: re.Match[str], fact: Fact) -> list[str]:
    """The words around the number speak of what it means, and of nothing that another number means."""
    before = [cut.end() for cut in _TURN.finditer(sentence, 0, match.start())]
    after = _TURN.search(sentence, match.end())
    start, end = (before[-1] if before else 0), (after.start() if after else len(sentence))
    spoken = f"{sentence[start : match.start()]} {sentence[match.end() : end]}".casefold()
    near, never = fact.meaning.near, fact.meaning.never
    if any(one in spoken for one in never):
        return [f"{{{fact.id}}} is {fact.meaning.about}; the words around it say something else"]
    # A figure that only stands beside another, as in "{f4} and {f5}", takes its words from there.
    if near and not any(one in spoken for one in near) and not _is_listed(sentence, match):
        return [f"{{{fact.id}}} is {fact.meaning.about}, which the words around it do not say"]
    return []


def _is_listed(sentence: str, match: re.Match[str]) -> bool:
    return _JOINED.match(sentence[match.end() :]) is not None


def _order_faults(sentence: str, bounds: Bounds) -> list[str]:
    """A range runs from its lower end up, and a part stands before or behind its whole."""
    named = {fact.meaning.name: sentence.find(f"{{{fact.id}}}") for fact in bounds.facts.values()}
    low, high = named.get("probability_low", -1), named.get("probability_high", -1)
    if -1 < high < low:
        return ["the range is told from its upper end"]
    part, whole = named.get("active_days", -1), named.get("days", -1)
    if min(part, whole) > -1:
        between = sentence[min(part, whole) : max(part, whole)]
        is_part_first = re.search(r"\bof\b", between) is not None
        is_whole_first = "में से" in between
        if (is_part_first and whole < part) or (is_whole_first and part < whole):
            return [
                "the days with practice are part of the days looked at, not the other way round"
            ]
    return []


def _side_faults(sentence: str, bounds: Bounds) -> list[str]:
    """The weakest topic is called no strength, the strongest no weakness."""
    sides = {
        name: {f.topic for f in bounds.facts.values() if f.meaning.name.startswith(name)}
        for name in ("weakest", "strongest")
    }
    found = []
    for clause in _CLAUSE.split(sentence):
        named, spoken = marked(clause, bounds), clause.casefold()
        if len(named) != 1 or words.BECOMES.search(spoken):
            continue
        if named <= sides["weakest"] - sides["strongest"] and words.STRENGTH.search(spoken):
            found.append("the weakest topic is called a strength")
        if named <= sides["strongest"] - sides["weakest"] and words.WEAKNESS.search(spoken):
            found.append("the strongest topic is called a weakness")
    return found
