"""Percentages, profit, discount, interest."""

import random
from fractions import Fraction

from analytics.learner_model import Difficulty
from content.generators.template import Both, Draw, Template, Value, near, number, slips

RATES = (5, 10, 15, 20, 25, 30, 40)
PEOPLE = (
    (Both("Ramesh", "रमेश"), Both("Suresh", "सुरेश")),
    (Both("Meena", "मीना"), Both("Leela", "लीला")),
    (Both("Kavita", "कविता"), Both("Pooja", "पूजा")),
    (Both("Arjun", "अर्जुन"), Both("Mohan", "मोहन")),
)
#: A rise whose way back is a plain percentage.
RISES = (
    (25, Fraction(20)),
    (60, Fraction(75, 2)),
    (100, Fraction(50)),
    (150, Fraction(60)),
    (300, Fraction(75)),
    (400, Fraction(80)),
)


def percent_of(rng: random.Random, level: Difficulty) -> Draw:
    """A part, a whole, or the way back after a rise."""
    if level == "easy":
        p, whole = rng.choice((*RATES, 35, 60, 75)), 20 * rng.randint(6, 60)
        right = Fraction(p * whole, 100)
        wrong = slips(
            ("remainder", whole - right),
            ("divided", Fraction(whole * 10, p)),
            ("a_zero", right / 10),
            *near(right, 5),
        )
        return Draw(values={"p": p, "whole": whole}, right=right, wrong=wrong)
    if level == "medium":
        p, whole = rng.choice((12, 15, 16, 24, 35, 45, 64, 85)), 50 * rng.randint(3, 40)
        part = Fraction(p * whole, 100)
        wrong = slips(
            ("of_the_part", part * p / 100),
            ("raised", part * (100 + p) / 100),
            ("remainder", part * 100 / (100 - p)),
            *near(whole, 50),
        )
        return Draw(values={"p": p, "part": part}, right=whole, wrong=wrong)
    rise, fall = rng.choice(RISES)
    who, other = rng.choice(PEOPLE)
    wrong = slips(
        ("same_percent", rise if rise < 100 else Fraction(rise, 4)),
        ("remainder", 100 - fall),
        ("a_zero", Fraction(rise, 10)),
        *near(fall, 5),
    )
    values: dict[str, Value] = {"who": who, "other": other, "rise": rise, "sum": 100 + rise}
    return Draw(values=values, right=fall, wrong=wrong)


def successive_change(rng: random.Random, level: Difficulty) -> Draw:
    """A rise and a fall one after the other."""
    first = rng.choice((10, 20, 30, 40, 50))
    changes = [first, -first] if level == "easy" else []
    while len(changes) < (3 if level == "hard" else 2):
        sizes = (10, 20, 30, 40, 50) if level == "hard" else (10, 20, 25, 30, 40, 50)
        changes.append(rng.choice(sizes) * rng.choice((1, -1)))
    result = Fraction(100)
    for change in changes:
        result = result * (100 + change) / 100
    net = result - 100
    wrong = slips(
        ("added_percents", _net(Fraction(sum(changes)))),
        ("wrong_direction", _net(-net)),
        ("a_zero", _net(net / 10)),
        ("falls_as_rises", _net(Fraction(sum(map(abs, changes))))),
        ("slip", _net(net - 5)),
    )
    factors = " × ".join(number(Fraction(100 + change, 100)) for change in changes)
    moves = Both(
        ", then ".join(f"{'rises' if c > 0 else 'falls'} by {abs(c)}%" for c in changes),
        ", फिर ".join(f"{abs(c)}% {'बढ़ता' if c > 0 else 'घटता'} है" for c in changes),
    )
    values: dict[str, Value] = {"moves": moves, "factors": factors, "result": result}
    return Draw(values=values, right=_net(net), wrong=wrong)


def _net(value: Fraction) -> Both:
    if not value:
        return Both("No change", "कोई परिवर्तन नहीं")
    en, hi = ("rise", "वृद्धि") if value > 0 else ("fall", "कमी")
    return Both(f"{number(abs(value))}% {en}", f"{number(abs(value))}% {hi}")


def profit(rng: random.Random, level: Difficulty) -> Draw:
    """Profit per cent, cost price, or two sales at the same price."""
    p, cost = rng.choice((*RATES, 12)), 100 * rng.randint(3, 60)
    sale = Fraction(cost * (100 + p), 100)
    if level == "easy":
        wrong = slips(
            ("wrong_base", Fraction(100 * p, 100 + p)),
            ("whole_percent", Fraction(100 + p)),
            ("twice", Fraction(2 * p)),
            *near(p, 3),
        )
        values: dict[str, Value] = {"cost": cost, "sale": sale, "gain": sale - cost}
        return Draw(values=values, right=p, wrong=wrong)
    if level == "medium":
        wrong = slips(
            ("wrong_base", sale * (100 - p) / 100),
            ("of_the_part", sale * p / 100),
            ("raised", sale * (100 + p) / 100),
            *near(cost, 20),
        )
        return Draw(values={"sale": sale, "p": p, "sum": 100 + p}, right=cost, wrong=wrong)
    p = rng.choice(RATES)
    loss = Fraction(p * p, 100)
    options = slips(
        ("do_not_cancel", Both("Neither profit nor loss", "न लाभ, न हानि")),
        ("wrong_direction", Both(f"{number(loss)}% profit", f"{number(loss)}% लाभ")),
        ("added_percents", Both(f"{2 * p}% loss", f"{2 * p}% हानि")),
        ("a_zero", Both(f"{number(loss * 10)}% loss", f"{number(loss * 10)}% हानि")),
    )
    right = Both(f"{number(loss)}% loss", f"{number(loss)}% हानि")
    return Draw(values={"p": p, "loss": loss}, right=right, wrong=options)


def discount(rng: random.Random, level: Difficulty) -> Draw:
    """Off the marked price, once, twice, or after marking up."""
    a, b = rng.sample(RATES, 2)
    if level == "easy":
        price = 100 * rng.randint(4, 50)
        right = Fraction(price * (100 - a), 100)
        wrong = slips(
            ("remainder", price - right),
            ("percent_as_rupees", price - a),
            ("wrong_direction", Fraction(price * (100 + a), 100)),
            *near(right, 10),
        )
        return Draw(values={"a": a, "price": price, "rest": 100 - a}, right=right, wrong=wrong)
    if level == "medium":
        rest = Fraction((100 - a) * (100 - b), 100)
        wrong = slips(
            ("added_percents", Fraction(a + b)),
            ("remainder", rest),
            ("averaged", Fraction(a + b, 2)),
            *near(100 - rest, 2),
        )
        factors = f"{number(Fraction(100 - a, 100))} × {number(Fraction(100 - b, 100))}"
        values: dict[str, Value] = {"a": a, "b": b, "factors": factors, "rest": rest}
        return Draw(values=values, right=100 - rest, wrong=wrong)
    mark, off = rng.choice((30, 40, 50, 60, 80, 100)), rng.choice((5, 10, 15, 20))
    gain = Fraction((100 + mark) * (100 - off), 100) - 100
    wrong = slips(
        ("added_percents", Fraction(mark - off)),
        ("falls_as_rises", Fraction(mark + off)),
        ("multiplied", Fraction(mark * off, 100)),
        *near(gain, 4),
    )
    values = {"mark": mark, "off": off, "marked": 100 + mark, "sold": 100 + gain}
    return Draw(values=values, right=gain, wrong=wrong)


def simple_interest(rng: random.Random, level: Difficulty) -> Draw:
    """The interest, the time, or how a sum grows to a multiple."""
    rate, years = rng.choice((4, 5, 6, 8, 9, 10, 12)), rng.randint(2, 8)
    principal = 500 * rng.randint(2, 40)
    yearly = Fraction(principal * rate, 100)
    values: dict[str, Value] = {"principal": principal, "rate": rate, "years": years}
    if level == "easy":
        interest = yearly * years
        wrong = slips(
            ("amount_for_interest", principal + interest),
            ("one_year", yearly),
            ("one_too_many", interest + yearly),
            *near(interest, 50),
        )
        return Draw(values=values, right=interest, wrong=wrong)
    if level == "medium":
        values |= {"amount": principal + yearly * years, "interest": yearly * years}
        wrong = slips(("one_too_many", years + 1), ("twice", 2 * years), ("one_too_few", years - 1))
        return Draw(
            values=values | {"yearly": yearly}, right=years, wrong=slips(*wrong, *near(years))
        )
    times, more = rng.choice(((2, 3), (2, 4), (3, 5), (2, 5), (3, 7)))
    base = rng.choice((4, 5, 6, 8, 10, 12))
    right = base * (more - 1)
    wrong = slips(
        ("multiples_compared", Fraction(base * (times - 1) * more, times)),
        ("amount_for_interest", base * more),
        ("one_too_few", right - base),
        *near(right, 2),
    )
    values = {"times": times, "more": more, "years": base * (times - 1)}
    values |= {"a": times - 1, "b": more - 1}
    return Draw(values=values, right=right, wrong=wrong)


def compound_interest(rng: random.Random, level: Difficulty) -> Draw:
    """The amount, the interest, or how much more than simple interest."""
    rate, principal = rng.choice((5, 10, 20)), 8000 * rng.randint(1, 12)
    years = 3 if level == "hard" and rate != 5 else 2
    amount = principal * Fraction(100 + rate, 100) ** years
    yearly = Fraction(principal * rate, 100)
    simple, interest = yearly * years, amount - principal
    right = {"easy": amount, "medium": interest, "hard": interest - simple}[level]
    wrong = {
        "easy": [("simple_interest", principal + simple), ("interest_for_amount", interest)],
        "medium": [("simple_interest", simple), ("amount_for_interest", amount)],
        "hard": [("simple_interest", simple), ("not_compared", interest)],
    }[level]
    values: dict[str, Value] = {"principal": principal, "rate": rate, "years": years}
    values |= {"factor": Fraction(100 + rate, 100), "amount": amount, "simple": simple}
    values |= {"interest": interest}
    rest = slips(("one_too_many", right + yearly), ("twice", right * 2))
    return Draw(values=values, right=right, wrong=slips(*wrong, *rest, *near(right, 40)))


TEMPLATES = (
    Template("percent_of", "quant.percent", percent_of),
    Template("successive_change", "quant.percent", successive_change),
    Template("profit", "quant.profit", profit),
    Template("discount", "quant.profit", discount),
    Template("simple_interest", "quant.interest", simple_interest),
    Template("compound_interest", "quant.interest", compound_interest),
)
