"""Solves computed questions from their English words alone, by trying or simulating.

Nothing here is shared with the templates: what the stem says is all that is known.
"""

import itertools
import re
from fractions import Fraction
from statistics import median

Answer = Fraction | int | str


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
        # In whole numbers: fractions would take a minute over all the seeds.
        scale = a.denominator * rest[0].denominator
        paid, share = int(100 * a * scale), int((100 + rest[0]) * scale)
        return only([c for c in range(1, 20_000) if c * share == paid])
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
    a, b, *rest = (int(n) for n in numbers(stem))
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
