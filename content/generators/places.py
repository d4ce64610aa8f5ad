"""Directions, rows and seats, days and clocks."""

import itertools
import random
from datetime import date, timedelta
from fractions import Fraction

from analytics.learner_model import Difficulty
from content.generators.template import Both, Draw, Template, Value, near, slips

COMPASS = (
    Both("North", "उत्तर"),
    Both("North-East", "उत्तर-पूर्व"),
    Both("East", "पूर्व"),
    Both("South-East", "दक्षिण-पूर्व"),
    Both("South", "दक्षिण"),
    Both("South-West", "दक्षिण-पश्चिम"),
    Both("West", "पश्चिम"),
    Both("North-West", "उत्तर-पश्चिम"),
)
WEEKDAYS = (
    Both("Monday", "सोमवार"),
    Both("Tuesday", "मंगलवार"),
    Both("Wednesday", "बुधवार"),
    Both("Thursday", "गुरुवार"),
    Both("Friday", "शुक्रवार"),
    Both("Saturday", "शनिवार"),
    Both("Sunday", "रविवार"),
)
MONTHS = (
    *(Both("January", "जनवरी"), Both("February", "फ़रवरी"), Both("March", "मार्च")),
    *(Both("April", "अप्रैल"), Both("May", "मई"), Both("June", "जून"), Both("July", "जुलाई")),
    *(Both("August", "अगस्त"), Both("September", "सितंबर"), Both("October", "अक्टूबर")),
    *(Both("November", "नवंबर"), Both("December", "दिसंबर")),
)
TRIPLES = ((3, 4, 5), (6, 8, 10), (5, 12, 13), (9, 12, 15), (8, 15, 17), (12, 16, 20))
TURNS = {1: Both("right", "दाएँ"), -1: Both("left", "बाएँ")}
SEATED = ("P", "Q", "R", "S", "T")


def direction(rng: random.Random, level: Difficulty) -> Draw:
    """How far from the start, facing where, and both at once."""
    start = rng.randrange(0, 8, 2)
    if level == "medium":
        turns = [rng.choice((1, -1)) for _ in range(4)]
        facing = (start + 2 * sum(turns)) % 8
        wrong = slips(
            ("left_for_right", COMPASS[(start - 2 * sum(turns)) % 8]),
            ("opposite", COMPASS[(facing + 4) % 8]),
            ("quarter_turn", COMPASS[(facing + 2) % 8]),
            ("quarter_turn", COMPASS[(facing - 2) % 8]),
        )
        walk = Both(
            ", then ".join(TURNS[turn].en for turn in turns),
            ", फिर ".join(TURNS[turn].hi for turn in turns),
        )
        return Draw(
            values={"start": COMPASS[start], "walk": walk}, right=COMPASS[facing], wrong=wrong
        )
    a, b, straight = rng.choice(TRIPLES)
    turn = rng.choice((1, -1))
    values: dict[str, Value] = {"start": COMPASS[start], "turn": TURNS[turn], "a": a, "b": b}
    if level == "easy":
        wrong = slips(
            ("path_length", a + b), ("subtracted", b - a), ("one_leg", b), *near(straight)
        )
        return Draw(values=values, right=straight, wrong=wrong)
    back = rng.randint(2, 9)
    towards = (start + turn) % 8
    right = _diagonal(a, COMPASS[towards])
    wrong = slips(
        ("opposite", _diagonal(a, COMPASS[(towards + 4) % 8])),
        ("left_for_right", _diagonal(a, COMPASS[(start - turn) % 8])),
        ("path_length", _far(2 * (a + back), COMPASS[towards])),
        ("one_leg", _far(a + back, COMPASS[start])),
    )
    values |= {"far": a + back, "back": back}
    return Draw(values=values, right=right, wrong=wrong)


def _far(km: int, towards: Both) -> Both:
    return Both(f"{km} km, {towards.en}", f"{km} किमी, {towards.hi}")


def _diagonal(side: int, towards: Both) -> Both:
    return Both(f"{side}√2 km, {towards.en}", f"{side}√2 किमी, {towards.hi}")


def calendar(rng: random.Random, level: Difficulty) -> Draw:
    """So many days later; later in the year; in another year."""
    if level == "easy":
        today, days = rng.randrange(7), rng.randint(20, 200)
        return _weekday(today, days, {"day": WEEKDAYS[today], "days": days, "rest": days % 7})
    year = rng.randint(2001, 2040)
    first = date(year, rng.randint(1, 5), rng.randint(1, 28))
    if level == "medium":
        last = first + timedelta(days=rng.randint(40, 180))
        values = {**_dated("a", first), **_dated("b", last), "year": str(year)}
    else:
        last = date(year + rng.randint(2, 9), first.month, first.day)
        values = {**_dated("a", first), "year": str(year), "later": str(last.year)}
    days = (last - first).days
    values |= {"day": WEEKDAYS[first.weekday()], "days": str(days), "rest": days % 7}
    return _weekday(first.weekday(), days, values)


def _dated(name: str, day: date) -> dict[str, Value]:
    month = MONTHS[day.month - 1]
    return {name: Both(f"{day.day} {month.en}", f"{day.day} {month.hi}")}


def _weekday(start: int, days: int, values: dict[str, Value]) -> Draw:
    right = (start + days) % 7
    wrong = slips(
        ("day_before", WEEKDAYS[(right - 1) % 7]),
        ("day_after", WEEKDAYS[(right + 1) % 7]),
        ("same_day", WEEKDAYS[start]),
        ("no_leap", WEEKDAYS[(right - 2) % 7]),
        ("slip", WEEKDAYS[(right + 2) % 7]),
    )
    return Draw(values=values, right=WEEKDAYS[right], wrong=wrong)


def clock(rng: random.Random, level: Difficulty) -> Draw:
    """The angle between the hands."""
    hour = rng.randint(1, 11)
    minute = {"easy": 0, "medium": 30, "hard": rng.choice((10, 15, 20, 24, 40, 45, 50))}[level]
    short, long = Fraction(30 * (hour % 12)) + Fraction(minute, 2), Fraction(6 * minute)
    between = abs(short - long)
    right = min(between, 360 - between)
    standing = abs(30 * (hour % 12) - 6 * minute)
    wrong = slips(
        ("hour_hand_stands", Fraction(min(standing, 360 - standing))),
        ("the_other_angle", 360 - right),
        ("one_too_many", right + 30),
        ("half", right / 2),
        ("slip", right + 15),
    )
    values: dict[str, Value] = {"time": f"{hour}:{minute:02d}", "short": short, "long": long}
    return Draw(values=values, right=right, wrong=wrong)


def ranking(rng: random.Random, level: Difficulty) -> Draw:
    """A place from both ends of a row; two who change places; how many between."""
    left, right_end = rng.randint(6, 20), rng.randint(6, 20)
    total = left + right_end - 1
    if level == "easy":
        wrong = slips(("counted_twice", total + 1), ("not_counted", total - 1), ("slip", total + 2))
        return Draw(values={"left": left, "right_end": right_end}, right=total, wrong=wrong)
    if level == "medium":
        after = left + rng.randint(3, 8)
        whole = after + right_end - 1
        wrong = slips(
            ("ignored_one", total), ("counted_twice", whole + 1), ("not_counted", whole - 1)
        )
        values: dict[str, Value] = {"left": left, "right_end": right_end, "after": after}
        return Draw(values=values, right=whole, wrong=slips(*wrong, *near(whole, 2)))
    size = rng.randint(left + right_end + 3, left + right_end + 20)
    between = size - left - right_end
    wrong = slips(
        ("counted_twice", between - 1),
        ("not_counted", between + 1),
        ("ignored_one", size - left),
        *near(between, 2),
    )
    values = {"left": left, "right_end": right_end, "size": size}
    return Draw(values=values, right=between, wrong=wrong)


def seating(rng: random.Random, level: Difficulty) -> Draw:
    """Five in a row: conditions that leave one arrangement, found by trying all."""
    order = tuple(rng.sample(SEATED, 5))
    clues = _clues(rng, order, hard=level == "hard")
    chosen: list[tuple[Both, frozenset[tuple[str, ...]]]] = []
    left = set(itertools.permutations(SEATED))
    for clue, allowed in clues:
        if not left <= allowed:
            chosen.append((clue, allowed))
            left &= allowed
        if len(left) == 1:
            break
    asked = {"easy": (2,), "medium": (0, 4), "hard": (1, 3)}[level]
    place = rng.choice(asked)
    # A place that a condition names outright is no question.
    is_told = any(clue.en == f"{order[place]} sits {_SEATS[place].en}." for clue, _ in chosen)
    if len(left) != 1 or len(chosen) > 5 or is_told:
        return seating(rng, level)
    seat = _SEATS[place]
    others = [name for name in order if name != order[place]]
    keys = ["neighbour" if abs(order.index(n) - place) == 1 else "one_condition" for n in others]
    wrong: list[tuple[str, Value]] = list(zip(keys, others, strict=True))
    rng.shuffle(wrong)
    conditions = Both(
        " ".join(clue.en for clue, _ in chosen), " ".join(clue.hi for clue, _ in chosen)
    )
    values: dict[str, Value] = {"conditions": conditions, "seat": seat, "order": " ".join(order)}
    return Draw(values=values, right=order[place], wrong=wrong)


_SEATS = (
    Both("at the left end", "बाएँ सिरे पर"),
    Both("second from the left", "बाएँ से दूसरे स्थान पर"),
    Both("in the middle", "बीच में"),
    Both("second from the right", "दाएँ से दूसरे स्थान पर"),
    Both("at the right end", "दाएँ सिरे पर"),
)


def _clues(
    rng: random.Random, order: tuple[str, ...], *, hard: bool
) -> list[tuple[Both, frozenset[tuple[str, ...]]]]:
    """True sentences about a row, each with the arrangements that it allows."""
    every = list(itertools.permutations(SEATED))
    found: list[tuple[Both, frozenset[tuple[str, ...]]]] = []
    for a, b in itertools.permutations(SEATED, 2):
        gap = order.index(b) - order.index(a)
        if gap == 1:
            both = Both(f"{a} sits just left of {b}.", f"{a}, {b} के ठीक बाएँ बैठा है।")
            found.append((both, frozenset(p for p in every if p.index(b) - p.index(a) == 1)))
        elif gap == 2:
            both = Both(
                f"Exactly one person sits between {a} and {b}, with {a} to the left.",
                f"{a} और {b} के बीच ठीक एक व्यक्ति है और {a} बाईं ओर है।",
            )
            found.append((both, frozenset(p for p in every if p.index(b) - p.index(a) == 2)))
    for name in order:
        place = order.index(name)
        if place in {0, 4} and not hard:
            both = Both(f"{name} sits {_SEATS[place].en}.", f"{name} {_SEATS[place].hi} बैठा है।")
            found.append((both, frozenset(p for p in every if p[place] == name)))
        elif place not in {0, 4}:
            both = Both(f"{name} sits at neither end.", f"{name} किसी सिरे पर नहीं बैठा है।")
            found.append((both, frozenset(p for p in every if p.index(name) not in {0, 4})))
    rng.shuffle(found)
    return found


TEMPLATES = (
    Template("direction", "reasoning.direction", direction),
    Template("calendar", "reasoning.calendar_clock", calendar),
    Template("clock", "reasoning.calendar_clock", clock),
    Template("ranking", "reasoning.seating", ranking),
    Template("seating", "reasoning.seating", seating),
)
