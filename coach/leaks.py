"""Whether a hint gives the answer away: by letter, by words, by value, or by striking out the rest.

It cannot see every paraphrase: hints of a language model are read by a person before anybody gets
them (services/drafts).
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from coach.words import normal, words_of

LETTERS = "ABCDE"
_HINDI_LETTERS = (("अ", "ए"), ("ब", "बी"), ("स", "सी"), ("द", "डी"), ("य", "ई"))
#: Shorter words are too common to give anything away.
SHORTEST_WORD = 4
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:\s*/\s*\d+)?%?")
_BEGINS = re.compile(
    r"(?:start|begin)(?:s|ning)?\s+(?:with|from)\s+[\"'“‘]?(\w+)|[\"'“‘](\w+)[\"'”’]?\s*से\s+(?:शुरू|आरंभ|प्रारंभ)",
    re.IGNORECASE,
)
_SMALL = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        range(13),
        strict=True,
    )
) | dict(
    zip(
        normal("शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह").split(),
        range(13),
        strict=True,
    )
)


def leaks(hint: str, *, stem: str, options: Sequence[str], right: str) -> list[str]:
    """How the hint gives the right option away; empty where it does not."""
    index = LETTERS.index(right)
    said = normal(hint).translate(_DIGITS)
    own = normal(options[index]).translate(_DIGITS)
    others = [normal(o).translate(_DIGITS) for place, o in enumerate(options) if place != index]
    found = []
    if _names_letter(said, index):
        found.append("it names the option's letter")
    if own.casefold().strip() in said.casefold():
        found.append("it says the right option")
    elif told := _telling_words(said, own, normal(stem), others):
        found.append(f"it says {told[0]!r} of the right option")
    if _same_value(said, own, normal(stem).translate(_DIGITS)):
        found.append("it says the right option's value")
    named = [o for o in others if o.casefold().strip() in said.casefold()]
    if len(others) > 1 and len(named) >= len(others) - 1:
        found.append("it strikes out the other options")
    if _says_beginning(said, own):
        found.append("it says how the right option begins")
    return found


def _names_letter(said: str, index: int) -> bool:
    letter = LETTERS[index]
    latin = rf"(?:option|answer|choice|विकल्प|उत्तर)\s*(?:is\s+)?[(\"'“]?{letter}\b|\({letter}\)|^{letter}[.)]"
    if re.search(latin, said, re.IGNORECASE):
        return True
    names = "|".join(_HINDI_LETTERS[index])
    return (
        re.search(rf"(?:विकल्प|उत्तर)\s*[(\"'“]?(?:{names})(?![\w\u0900-\u097f])", said) is not None
    )


def _telling_words(said: str, own: str, stem: str, others: Sequence[str]) -> list[str]:
    """Words of the right option alone, of neither the stem nor another option."""
    common = set(words_of(stem))
    for other in others:
        common |= set(words_of(other))
    mine = [w for w in words_of(own) if len(w) >= SHORTEST_WORD and w not in common]
    spoken = set(words_of(said))
    return [w for w in mine if w in spoken]


def _same_value(said: str, own: str, stem: str) -> bool:
    """A number equal to the option's that the stem does not hold: 0.25, 25 % and 1/4 alike."""
    values = _values(own)
    if len(values) != 1:
        return False
    given = _values(stem)
    spoken = _values(said)
    for word in words_of(said):
        if word in _SMALL and word not in {"one", "एक"}:
            spoken.add(Fraction(_SMALL[word]))
    return bool(values & (spoken - given))


def _values(text: str) -> set[Fraction]:
    found = set()
    for match in _NUMBER.findall(text.replace(",", "")):
        whole = match.rstrip("%").replace(" ", "")
        try:
            value = Fraction(whole)
        except (ValueError, ZeroDivisionError):
            continue
        found.add(value / 100 if match.endswith("%") else value)
    return found


def _says_beginning(said: str, own: str) -> bool:
    for match in _BEGINS.finditer(said):
        start = (match[1] or match[2] or "").casefold()
        if start and own.casefold().startswith(start):
            return True
    return False
