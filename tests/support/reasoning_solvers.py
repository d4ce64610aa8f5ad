"""Solves computed reasoning questions from their English words alone."""

import itertools
import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from tests.support.arithmetic_solvers import Answer, numbers, only

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
COMPASS = {
    (0, 1): "North",
    (1, 1): "North-East",
    (1, 0): "East",
    (1, -1): "South-East",
    (0, -1): "South",
    (-1, -1): "South-West",
    (-1, 0): "West",
    (-1, 1): "North-West",
}


def number_series(level: str, stem: str) -> Answer:
    terms = [int(n) for n in numbers(stem)]
    if level == "hard":
        rules = itertools.product(range(1, 6), range(-9, 10))
        return only(
            [
                terms[-1] * f + p
                for f, p in rules
                if all(a * f + p == b for a, b in itertools.pairwise(terms))
            ]
        )
    steps = [b - a for a, b in itertools.pairwise(terms)]
    growth = {b - a for a, b in itertools.pairwise(steps)}
    assert len(growth) == 1
    return terms[-1] + steps[-1] + growth.pop()


def letter_series(_level: str, stem: str) -> Answer:
    groups = re.findall(r"[A-Z]{2,3}", stem.split("?")[1])
    out = ""
    for place in range(len(groups[0])):
        line = [ALPHABET.index(group[place]) for group in groups]
        steps = {(b - a) % 26 for a, b in itertools.pairwise(line)}
        assert len(steps) == 1
        out += ALPHABET[(line[-1] + steps.pop()) % 26]
    return out


def _codes() -> list[Callable[[str], str]]:
    def move(word: str, by: int, more: int) -> str:
        return "".join(
            ALPHABET[(ALPHABET.index(c) + by + more * n) % 26] for n, c in enumerate(word)
        )

    mirror: Callable[[str], str] = lambda w: "".join(ALPHABET[::-1][ALPHABET.index(c)] for c in w)  # noqa: E731 - a table of rules
    moves = [lambda w, b=b, m=m: move(w, b, m) for b in range(26) for m in (0, 1)]  # type: ignore[misc]
    return [mirror, *moves]


def letter_code(_level: str, stem: str) -> Answer:
    example, code, word = re.findall(r"[A-Z]{5}", stem)
    return only([rule(word) for rule in _codes() if rule(example) == code])


def word_value(_level: str, stem: str) -> Answer:
    example, word = re.findall(r"[A-Z]{5}", stem)
    code = int(numbers(stem)[0])
    rules: list[Callable[[str], int]] = [
        lambda w: sum(ALPHABET.index(c) + 1 for c in w),
        lambda w: sum(26 - ALPHABET.index(c) for c in w),
        lambda w: 2 * sum(ALPHABET.index(c) + 1 for c in w) + len(w),
    ]
    return only([rule(word) for rule in rules if rule(example) == code])


def odd_one(_level: str, stem: str) -> Answer:
    shown = [int(n) for n in numbers(stem)]
    families: list[Callable[[int], bool]] = [
        *[lambda n, k=k: n % k == 0 for k in (2, 3, 4, 5, 7, 9, 11)],  # type: ignore[misc]
        lambda n: n > 1 and all(n % k for k in range(2, n)),
        lambda n: math.isqrt(n) ** 2 == n,
    ]
    alone: list[Answer] = []
    for family in families:
        inside = [n for n in shown if family(n)]
        if len(inside) in {1, 3}:
            alone.append(
                inside[0] if len(inside) == 1 else next(n for n in shown if n not in inside)
            )
    return only(alone)


def direction(level: str, stem: str) -> Answer:
    names = {name: step for step, name in COMPASS.items() if 0 in step}
    facing = names[re.search("North|South|East|West", stem).group()]  # type: ignore[union-attr]
    turn = {"right": lambda d: (d[1], -d[0]), "left": lambda d: (-d[1], d[0])}
    if level == "medium":
        for side in re.findall("right|left", stem.split(":")[1]):
            facing = turn[side](facing)
        return COMPASS[facing]
    side = re.search(r"turns (right|left)", stem).group(1)  # type: ignore[union-attr]
    found = [int(n) for n in numbers(stem)]
    first = found[0] if level == "easy" else found[0] - found[1]
    across = turn[side](facing)
    x = first * facing[0] + found[-1] * across[0]
    y = first * facing[1] + found[-1] * across[1]
    if level == "easy":
        return Fraction(math.isqrt(x * x + y * y))
    assert abs(x) == abs(y)
    return f"{abs(x)}√2 km, {COMPASS[(x // abs(x), y // abs(y))]}"


def calendar(level: str, stem: str) -> Answer:
    day = DAYS.index(re.search("|".join(DAYS), stem).group())  # type: ignore[union-attr]
    if level == "easy":
        for _ in range(int(numbers(stem)[0])):
            day = (day + 1) % 7
        return DAYS[day]
    dated = re.findall(r"(\d{1,2}) (" + "|".join(MONTHS) + r")(?: (\d{4}))?", stem)
    year = re.search(r"year (\d{4})", stem)
    first, last = (
        date(int(y or (year.group(1) if year else 0)), MONTHS.index(m) + 1, int(d))
        for d, m, y in dated
    )
    assert DAYS[first.weekday()] == DAYS[day], "the stem itself tells a true weekday"
    current = first
    while current < last:
        current += timedelta(days=1)
        day = (day + 1) % 7
    return DAYS[day]


def clock(_level: str, stem: str) -> Answer:
    hour, minute = map(int, re.search(r"(\d+):(\d+)", stem).groups())  # type: ignore[union-attr]
    short = Fraction((hour % 12) * 60 + minute, 720) * 360
    long = Fraction(minute, 60) * 360
    return min((short - long) % 360, (long - short) % 360)


def ranking(level: str, stem: str) -> Answer:
    found = [int(n) for n in numbers(stem)]
    if level == "easy":
        return only([n for n in range(1, 200) if n - found[0] + 1 == found[1]])
    if level == "medium":
        _, from_right, now = found
        return only([n for n in range(1, 200) if n - now + 1 == from_right])
    size, left, right = found
    return len(range(left + 1, size - right + 1))


def seating(_level: str, stem: str) -> Answer:
    clues, question = stem.split("facing north. ")[1].rsplit("Who sits", 1)
    seats = {
        "at the left end": 0,
        "second from the left": 1,
        "in the middle": 2,
        "second from the right": 3,
        "at the right end": 4,
    }

    def fits(row: tuple[str, ...]) -> bool:
        at = row.index
        for a, b in re.findall(r"(\w) sits just left of (\w)", clues):
            if at(b) - at(a) != 1:
                return False
        for a, b, c in re.findall(r"between (\w) and (\w), with (\w) to the left", clues):
            if a != c or at(b) - at(a) != 2:
                return False
        if any(at(name) in {0, 4} for name in re.findall(r"(\w) sits at neither end", clues)):
            return False
        placed = re.findall(r"(\w) sits (at the left end|at the right end)", clues)
        return all(at(name) == seats[seat] for name, seat in placed)

    place = seats[question.strip(" ?")]
    return only([row[place] for row in itertools.permutations("PQRST") if fits(row)])


def syllogism(_level: str, stem: str) -> Answer:
    sentences = re.findall(r"(All|Some|No) (\w+) are (not )?(\w+)\.", stem)
    things = sorted({name for _, a, _, b in sentences for name in (a, b)})
    kinds = list(itertools.product((False, True), repeat=len(things)))

    def true(sentence: tuple[str, str, str, str], world: tuple[tuple[bool, ...], ...]) -> bool:
        form, a, negated, b = sentence
        first, second = things.index(a), things.index(b)
        both = any(kind[first] and kind[second] for kind in world)
        apart = any(kind[first] and not kind[second] for kind in world)
        if form == "Some":
            return apart if negated else both
        return not apart if form == "All" else not both

    worlds = [
        world
        for size in range(1, 6)
        for world in itertools.combinations(kinds, size)
        if all(any(kind[n] for kind in world) for n in range(len(things)))
        and true(sentences[0], world)
        and true(sentences[1], world)
    ]
    follows = [all(true(sentence, world) for world in worlds) for sentence in sentences[2:]]
    return {
        (True, False): "Only conclusion I follows",
        (False, True): "Only conclusion II follows",
        (True, True): "Both conclusions follow",
        (False, False): "Neither conclusion follows",
    }[follows[0], follows[1]]


def blood(_level: str, stem: str) -> Answer:
    facts = re.findall(r"(\w) is the (\w+) of (\w)\.", stem)
    asked = re.search(r"How is A related to (\w)", stem).group(1)  # type: ignore[union-attr]
    parents = {child: (who, word) for who, word, child in facts if word in {"father", "mother"}}
    siblings = [(who, other) for who, word, other in facts if word in {"brother", "sister"}]
    for _ in siblings:
        for one, other in siblings:
            for a, b in ((one, other), (other, one)):
                if b in parents:
                    parents.setdefault(a, parents[b])
    gender = next(word for who, word, _ in facts if who == "A")
    middle_one, side = parents[asked]
    line = "paternal" if side == "father" else "maternal"
    if parents.get(middle_one, ("", ""))[0] == "A":
        return f"{line} grand{gender}"
    assert any({"A", middle_one} == set(pair) for pair in siblings)
    return f"{line} {'uncle' if gender == 'brother' else 'aunt'}"
