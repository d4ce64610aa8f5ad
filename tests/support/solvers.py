"""Solves computed questions from their English words alone, by trying or simulating.

Nothing here is shared with the templates: what the stem says is all that is known.
"""

import itertools
import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

Answer = Fraction | int | str
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


def value_of(option: str) -> Fraction:
    """The number in an option: ₹1,200, 37.5%, 12 1/2 days."""
    text = option.replace(",", "").replace("₹", "")
    mixed = re.match(r"\s*(-?\d+) (\d+)/(\d+)", text)
    if mixed:
        return int(mixed[1]) + Fraction(int(mixed[2]), int(mixed[3]))
    found = re.search(r"-?\d+(?:\.\d+|/\d+)?", text)
    assert found, option
    return Fraction(found.group())


def numbers(stem: str) -> list[Fraction]:
    return [Fraction(n.replace(",", "")) for n in re.findall(r"\d+(?:,\d\d+)*(?:\.\d+)?", stem)]


def only(found: list[Answer]) -> Answer:
    """The one solution; a question with two is no question."""
    assert len(set(found)) == 1, found
    return found[0]


def percent_of(level: str, stem: str) -> Answer:
    a, *rest = numbers(stem)
    if level == "easy":
        return a * rest[0] / 100
    if level == "medium":
        return only([n for n in range(1, 5000) if a * n == 100 * rest[0]])
    rich, poor = 100 + a, Fraction(100)
    return (rich - poor) / rich * 100


def successive_change(_level: str, stem: str) -> Answer:
    price = Fraction(100)
    for move, amount in re.findall(r"(rises|falls) by (\d+)%", stem):
        price += price * int(amount) / 100 * (1 if move == "rises" else -1)
    return _net(price - 100)


def _net(change: Fraction, up: str = "rise", down: str = "fall") -> str:
    if not change:
        return "No change"
    return f"{float(abs(change)):g}% {up if change > 0 else down}"


def profit(level: str, stem: str) -> Answer:
    a, *rest = numbers(stem)
    if level == "easy":
        return (rest[0] - a) / a * 100
    if level == "medium":
        return only([c for c in range(1, 20_000) if c * (100 + rest[0]) == 100 * a])
    costs = 1 / (1 + a / 100) + 1 / (1 - a / 100)
    return _net((2 - costs) / costs * 100, "profit", "loss")


def discount(level: str, stem: str) -> Answer:
    a, b = numbers(stem)
    if level == "easy":
        return b - b * a / 100
    if level == "medium":
        left = Fraction(100)
        for off in (a, b):
            left -= left * off / 100
        return 100 - left
    price = 100 + a
    return price - price * b / 100 - 100


def simple_interest(level: str, stem: str) -> Answer:
    a, b, c = numbers(stem)
    if level == "easy":
        return sum((a * b / 100 for _ in range(int(c))), Fraction(0))
    if level == "medium":
        return only([y for y in range(1, 60) if a + y * a * c / 100 == b])
    yearly = (a - 1) / b
    return only([y for y in range(1, 400) if 1 + y * yearly == c])


def compound_interest(level: str, stem: str) -> Answer:
    principal, years, rate = numbers(stem)
    amount = principal
    for _ in range(int(years)):
        amount += amount * rate / 100
    simple = principal * rate * years / 100
    return {
        "easy": amount,
        "medium": amount - principal,
        "hard": amount - principal - simple,
    }[level]


def ratio_share(level: str, stem: str) -> Answer:
    total, *parts = numbers(stem)
    if level == "hard":
        a, b, c, d = parts
        scale = total / (a / b + 1 + d / c)
        return scale * d / c
    share = total / sum(parts)
    return share * (max(parts) if level == "easy" else parts[-1])


def average(level: str, stem: str) -> Answer:
    found = numbers(stem)
    if level == "easy":
        return sum(found) / len(found)
    if level == "medium":
        n, old, new = found
        return only([t for t in range(1, 300) if n * old + t == (n + 1) * new])
    n, gone, rise = found
    return only([w for w in range(1, 300) if (n * 60 - gone + w) / n == 60 + rise])


def ages(level: str, stem: str) -> Answer:
    a, b, *rest = numbers(stem)
    pairs = itertools.product(range(1, 120), repeat=2)
    if level == "easy":
        return only([x for x, y in pairs if x + y == a and x - y == b])
    if level == "medium":
        years, total = rest
        return only([x for x, y in pairs if x * b == y * a and x + y + 2 * years == total])
    years, p, q = rest
    return only([x for x, y in pairs if x * b == y * a and (x + years) * q == (y + years) * p])


def hcf_lcm(level: str, stem: str) -> Answer:
    found = [int(n) for n in numbers(stem)]
    if level == "easy":
        return max(d for d in range(1, min(found) + 1) if all(n % d == 0 for n in found))
    if level == "medium":
        return next(m for m in range(1, 10**6) if all(m % n == 0 for n in found))
    a, r, b, s = found
    return max(d for d in range(1, min(a, b)) if a % d == r and b % d == s)


def simplify(_level: str, stem: str) -> Answer:
    expression = (
        stem.split("=", maxsplit=1)[0].replace("×", "*").replace("÷", "/").replace("−", "-")
    )
    exact = re.sub(r"(\d+)", r"Fraction(\1)", expression)
    return Fraction(eval(exact, {"Fraction": Fraction}))


def remainder(level: str, stem: str) -> Answer:
    found = [int(n) for n in numbers(stem)]
    if level == "easy":
        return int(str(found[0] ** found[1])[-1])
    if level == "medium":
        rest, divisor, smaller = found
        return only([n % smaller for n in range(3000) if n % divisor == rest])
    x, a, y, b = found
    return (x**a + y**b) % 10


def two_numbers(level: str, stem: str) -> Answer:
    if level == "medium":
        a, d, b, c = numbers(stem)
        return only([x for x in range(-50, 200) if a * x + d == b * x + c])
    total, gap = numbers(stem)
    if level == "easy":
        pairs = itertools.product(range(1, 200), repeat=2)
        return only([x for x, y in pairs if x + y == total and x - y == gap])
    digits = itertools.product(range(1, 10), repeat=2)
    return only([10 * t + u for t, u in digits if t + u == total and 9 * (u - t) == gap])


def work(level: str, stem: str) -> Answer:
    found = numbers(stem)
    if level == "hard":
        a, b, alone = found
        return (1 - alone / a) / (1 / a + 1 / b)
    return 1 / sum(1 / days for days in found)


def pipes(level: str, stem: str) -> Answer:
    rates = [1 / hours for hours in numbers(stem)]
    if level != "easy":
        rates[-1] = -rates[-1]
    return 1 / sum(rates)


def speed(level: str, stem: str) -> Answer:
    found = numbers(stem)
    if level == "easy":
        return found[0] * found[1]
    if level == "medium":
        return 2 / (1 / found[0] + 1 / found[1])
    slow, late, fast, early = found
    halves = (Fraction(n, 2) for n in range(1, 400))
    return only([d for d in halves if d / slow - d / fast == (late + early) / 60])


def trains(level: str, stem: str) -> Answer:
    if level == "hard":
        first, second, a, b = numbers(stem)
        return (first + second) / ((a + b) * 1000 / 3600)
    length, kmh, *platform = numbers(stem)
    return (length + sum(platform)) / (kmh * 1000 / 3600)


def boats(level: str, stem: str) -> Answer:
    found = numbers(stem)
    if level == "easy":
        return (found[0] + found[1]) * found[2]
    if level == "medium":
        pairs = itertools.product(range(1, 60), repeat=2)
        down, up = found
        return only([s for v, s in pairs if v + s == down and v - s == up])
    still, stream, far = found
    return far / (still + stream) + far / (still - stream)


def area(level: str, stem: str) -> Answer:
    found = numbers(stem)
    if level == "easy":
        return found[0] * (found[1] / 2 - found[0])
    if level == "medium":
        long, wide, path = map(int, found)
        cells = itertools.product(range(-path, long + path), range(-path, wide + path))
        return sum(not (0 <= x < long and 0 <= y < wide) for x, y in cells)
    return (2 * Fraction(22, 7) * found[0] / 4) ** 2


def table(level: str, stem: str) -> Answer:
    rows = {
        t: (int(a), int(p)) for t, a, p in re.findall(r"^(\w+): (\d+) / (\d+)$", stem, re.MULTILINE)
    }
    assert len(rows) == 4
    if level == "hard":
        appeared, passed = (sum(row[n] for row in rows.values()) for n in (0, 1))
    else:
        asked = stem.rsplit("\n", 1)[1]
        appeared, passed = next(row for town, row in rows.items() if town in asked)
    return appeared - passed if level == "easy" else Fraction(100 * passed, appeared)


def middle(level: str, stem: str) -> Answer:
    if level != "hard":
        return Fraction(median(numbers(stem)))
    listed, wanted = re.match(r"The numbers (.*) stand .* is ([\d.]+)\.", stem).groups()  # type: ignore[union-attr]
    shown = listed.split(", ")
    fits = []
    for x in range(200):
        full = [x if item == "x" else int(item) for item in shown]
        if full == sorted(full) and Fraction(median(map(Fraction, full))) == Fraction(wanted):
            fits.append(x)
    return only(fits)  # type: ignore[arg-type]


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


def venn(level: str, stem: str) -> Answer:
    found = [int(n) for n in numbers(stem)]
    if level == "easy":
        a, b, shared = found
        cricket, kabaddi = set(range(a)), set(range(a - shared, a - shared + b))
        return len(cricket | kabaddi)
    total, a, b, last = found
    for shared in range(min(a, b) + 1):
        cricket, kabaddi = set(range(a)), set(range(a - shared, a - shared + b))
        neither = total - len(cricket | kabaddi)
        if level == "medium" and shared == last:
            return neither
        if level == "hard" and neither == last:
            return len(cricket ^ kabaddi)
    raise AssertionError(stem)


SOLVERS: dict[str, Callable[[str, str], Answer]] = {
    "percent_of": percent_of,
    "successive_change": successive_change,
    "profit": profit,
    "discount": discount,
    "simple_interest": simple_interest,
    "compound_interest": compound_interest,
    "ratio_share": ratio_share,
    "average": average,
    "ages": ages,
    "hcf_lcm": hcf_lcm,
    "simplify": simplify,
    "remainder": remainder,
    "two_numbers": two_numbers,
    "work": work,
    "pipes": pipes,
    "speed": speed,
    "trains": trains,
    "boats": boats,
    "area": area,
    "table": table,
    "median": middle,
    "number_series": number_series,
    "letter_series": letter_series,
    "letter_code": letter_code,
    "word_value": word_value,
    "odd_one": odd_one,
    "direction": direction,
    "calendar": calendar,
    "clock": clock,
    "ranking": ranking,
    "seating": seating,
    "syllogism": syllogism,
    "blood": blood,
    "venn": venn,
}
