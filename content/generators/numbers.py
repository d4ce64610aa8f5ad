"""Ratio, average, ages, factors, remainders, order of operations."""

import math
import random
from fractions import Fraction

from analytics.learner_model import Difficulty
from content.generators.money import PEOPLE
from content.generators.template import Draw, Template, Value, near, slips

COPRIME = tuple((a, b) for a in range(2, 10) for b in range(2, 10) if math.gcd(a, b) == 1)
COPRIME_TRIPLES = tuple(
    (a, b, c)
    for a in range(2, 9)
    for b in range(2, 9)
    for c in range(2, 9)
    if len({a, b, c}) == 3 and math.gcd(a, b, c) == 1
)
#: Divisors that have divisors of their own, and those.
NESTED = tuple((n, k) for n in range(12, 31) for k in range(3, n) if n % k == 0)


def ratio_share(rng: random.Random, level: Difficulty) -> Draw:
    """A sum divided in a ratio of two, of three, or of two ratios chained."""
    if level == "easy":
        a, b = rng.choice(COPRIME)
        unit = 10 * rng.randint(4, 60)
        total, right = (a + b) * unit, max(a, b) * unit
        wrong = slips(
            ("other_share", min(a, b) * unit),
            ("one_part", unit),
            ("equal_shares", total // 2),
        )
        values: dict[str, Value] = {"a": a, "b": b, "total": total, "sum": a + b}
        values |= {"part": max(a, b)}
        return Draw(values=values, right=right, wrong=slips(*wrong, *near(right, 20)))
    if level == "medium":
        a, b, c = rng.choice(COPRIME_TRIPLES)
        unit = 10 * rng.randint(4, 40)
        total, right = (a + b + c) * unit, c * unit
        wrong = slips(("other_share", b * unit), ("other_share", a * unit), ("one_part", unit))
        values = {"a": a, "b": b, "c": c, "total": total, "sum": a + b + c}
        return Draw(values=values, right=right, wrong=slips(*wrong, *near(right, 20)))
    (a, b), (c, d) = rng.choice(COPRIME), rng.choice(COPRIME)
    first, second, third = a * c, b * c, b * d
    common = math.gcd(first, second, third)
    first, second, third = first // common, second // common, third // common
    unit = 20 * rng.randint(2, 15)
    total, right = (first + second + third) * unit, third * unit
    naive = Fraction(total * d, a + b + d)
    wrong = slips(
        ("ignored_one", naive),
        ("other_share", first * unit),
        ("other_share", second * unit),
        *near(right, 20),
    )
    values = {"a": a, "b": b, "c": c, "d": d, "total": total, "sum": first + second + third}
    values |= {"p": first, "q": second, "r": third}
    return Draw(values=values, right=right, wrong=wrong)


def average(rng: random.Random, level: Difficulty) -> Draw:
    """Of given numbers; after somebody joins; after somebody is replaced."""
    n, mean = rng.randint(5, 12), rng.randint(20, 60)
    if level == "easy":
        count = rng.choice((4, 5, 6))
        numbers = [rng.randint(10, 90) for _ in range(count - 1)]
        numbers.append(count * mean - sum(numbers))
        if not 10 <= numbers[-1] <= 99:
            return easy_average(rng)
        return _average_of(numbers)
    if level == "medium":
        # A class and its teacher: nobody is ninety.
        n, change = rng.choice(((18, 1), (21, 1), (24, 1), (29, 1), (11, 2), (12, 2), (14, 2)))
        old = rng.randint(11, 18)
        right = (n + 1) * (old + change) - n * old
        wrong = slips(
            ("old_average", n * (old + change) - n * old + old),
            ("ignored_one", old + change),
            ("added", old + n * change),
            *near(right, 2),
        )
        values: dict[str, Value] = {"n": n, "old": old, "new": old + change, "m": n + 1}
        values |= {"before": n * old, "after": (n + 1) * (old + change)}
        return Draw(values=values, right=right, wrong=wrong)
    gone = rng.randint(25, 50)
    change = rng.choice((1, 2, 3))
    right = gone + n * change
    wrong = slips(
        ("ignored_one", gone + change),
        ("sign_slip", gone - n * change),
        ("one_too_many", gone + (n + 1) * change),
        *near(right, 2),
    )
    values = {"n": n, "gone": gone, "change": change, "more": n * change}
    return Draw(values=values, right=right, wrong=wrong)


def easy_average(rng: random.Random) -> Draw:
    """Five numbers that differ from a whole mean by amounts that cancel."""
    mean, a, b = rng.randint(30, 60), rng.randint(2, 14), rng.randint(15, 22)
    numbers = [mean - a, mean + b, mean, mean + a, mean - b]
    rng.shuffle(numbers)
    return _average_of(numbers)


def _average_of(numbers: list[int]) -> Draw:
    right = sum(numbers) // len(numbers)
    wrong = slips(
        ("mean_for_median", sorted(numbers)[len(numbers) // 2]),
        ("ignored_one", Fraction(sum(numbers[:-1]), len(numbers))),
        ("averaged", Fraction(min(numbers) + max(numbers), 2)),
        *near(right, 2),
    )
    values: dict[str, Value] = {"numbers": ", ".join(map(str, numbers)), "total": sum(numbers)}
    return Draw(values=values | {"n": len(numbers)}, right=right, wrong=wrong)


def ages(rng: random.Random, level: Difficulty) -> Draw:
    """Two ages from their sum and difference, from a ratio, from two ratios."""
    who, other = rng.choice(PEOPLE)
    values: dict[str, Value] = {"who": who, "other": other}
    if level == "easy":
        young, gap = rng.randint(8, 30), rng.randint(2, 20)
        old = young + gap
        wrong = slips(
            ("other_number", young), ("half", Fraction(old + young, 2)), ("added", old + gap)
        )
        values |= {"sum": old + young, "gap": gap}
        return Draw(values=values, right=old, wrong=slips(*wrong, *near(old)))
    a, b = rng.choice(COPRIME)
    unit = rng.randint(3, 6)
    years = rng.randint(4, 12)
    now_a, now_b = a * unit, b * unit
    if level == "medium":
        values |= {"a": a, "b": b, "years": years, "sum": now_a + now_b + 2 * years}
        values |= {"now": now_a + now_b, "parts": a + b}
        wrong = slips(("other_number", now_b), ("one_too_many", now_a + years), ("one_part", unit))
        return Draw(values=values, right=now_a, wrong=slips(*wrong, *near(now_a)))
    then = Fraction(now_a + years, now_b + years)
    values |= {"a": a, "b": b, "years": years, "p": then.numerator, "q": then.denominator}
    wrong = slips(("other_number", now_b), ("one_too_many", now_a + years), ("one_part", unit))
    return Draw(values=values, right=now_a, wrong=slips(*wrong, *near(now_a)))


def hcf_lcm(rng: random.Random, level: Difficulty) -> Draw:
    """The highest common factor, bells that ring together, a divisor with remainders."""
    if level == "easy":
        common = rng.choice((6, 8, 9, 12, 14, 15, 16, 18))
        a, b = common * rng.choice((4, 5, 7)), common * rng.choice((6, 8, 9, 11))
        right = math.gcd(a, b)
        small = next(k for k in range(2, 10) if right % k == 0)
        wrong = slips(
            ("lcm_for_hcf", math.lcm(a, b)),
            ("common_not_highest", right // small),
            ("common_not_highest", small),
            *near(right, 2),
        )
        return Draw(
            values={"a": a, "b": b, "x": a // right, "y": b // right}, right=right, wrong=wrong
        )
    if level == "medium":
        a, b, c = sorted(rng.sample((4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20), 3))
        right = math.lcm(a, b, c)
        wrong = slips(
            ("lcm_for_hcf", math.gcd(a, b, c)),
            ("product_for_lcm", a * b * c),
            ("ignored_one", math.lcm(a, b)),
            ("ignored_one", math.lcm(b, c)),
            ("added", a + b + c),
            ("twice", 2 * right),
        )
        return Draw(values={"a": a, "b": b, "c": c}, right=right, wrong=wrong)
    right = rng.randint(11, 29)
    r, s = rng.sample(range(1, 9), 2)
    x, y = rng.sample((3, 4, 5, 7, 8, 9), 2)
    a, b = right * x + r, right * y + s
    divisor = math.gcd(right * x, right * y)
    wrong = slips(
        ("without_remainders", right + r),
        ("without_remainders", right + s),
        ("slip", right - 1),
        ("sign_slip", right + r + s),
    )
    values: dict[str, Value] = {"a": a, "b": b, "r": r, "s": s, "c": a - r, "d": b - s}
    return Draw(values=values, right=divisor, wrong=slips(*wrong, *near(divisor, 2)))


def simplify(rng: random.Random, level: Difficulty) -> Draw:
    """Which operation comes first."""
    a, b, c, d = rng.randint(6, 30), rng.randint(2, 9), rng.randint(2, 9), rng.randint(2, 9)
    if level == "easy":
        right = a + b * c
        wrong = slips(
            ("left_to_right", (a + b) * c),
            ("added", a + b + c),
            ("sign_slip", abs(a - b * c)),
        )
        return Draw(
            values={"a": a, "b": b, "c": c, "bc": b * c},
            right=right,
            wrong=slips(*wrong, *near(right)),
        )
    if level == "medium":
        right = a * b - c * d + b
        wrong = slips(
            ("left_to_right", (a * b - c) * d + b),
            ("sign_slip", a * b - (c * d + b)),
            ("sign_slip", a * b + c * d + b),
            *near(right),
        )
        values: dict[str, Value] = {"a": a, "b": b, "c": c, "d": d, "ab": a * b, "cd": c * d}
        return Draw(values=values, right=right, wrong=wrong)
    e = rng.randint(2, 6)
    top = c * d
    right = a + top // c * (b + e) - d
    wrong = slips(
        ("brackets_ignored", a + top // c * b + e - d),
        ("left_to_right", (a + d) * (b + e) - d),
        ("sign_slip", a + top // c * (b + e) + d),
        *near(right, 2),
    )
    values = {"a": a, "b": b, "c": c, "d": d, "e": e, "top": top, "sum": b + e}
    return Draw(values=values | {"product": d * (b + e)}, right=right, wrong=wrong)


def remainder(rng: random.Random, level: Difficulty) -> Draw:
    """The last digit of a power, or a remainder."""
    if level == "easy":
        base, power = rng.choice((2, 3, 7, 8)), rng.randint(12, 80)
        cycle = [pow(base, k, 10) for k in range(1, 5)]
        right = pow(base, power, 10)
        wrong = slips(*[("next_in_cycle", digit) for digit in cycle if digit != right])
        values: dict[str, Value] = {"base": base, "power": power, "rest": power % 4}
        return Draw(values=values | {"cycle": ", ".join(map(str, cycle))}, right=right, wrong=wrong)
    if level == "medium":
        divisor, smaller = rng.choice(NESTED)
        rest = rng.randint(smaller, divisor - 1)
        right = rest % smaller
        options = slips(
            ("remainder", rest), ("one_too_many", right + 1), ("quotient", smaller - right)
        )
        values = {"divisor": divisor, "rest": rest, "smaller": smaller}
        wrong = slips(*options, *[("slip", k) for k in range(smaller)])
        return Draw(values=values, right=right, wrong=wrong)
    a, b = rng.randint(12, 80), rng.randint(12, 80)
    x, y = rng.choice((3, 7)), rng.choice((2, 8))
    first, second = pow(x, a, 10), pow(y, b, 10)
    right = (first + second) % 10
    wrong = slips(
        ("ignored_one", first),
        ("ignored_one", second),
        ("multiplied", first * second % 10),
        *[("next_in_cycle", k) for k in range(1, 10)],
    )
    values = {"x": x, "y": y, "a": a, "b": b, "first": first, "second": second}
    return Draw(values=values, right=right, wrong=wrong)


def two_numbers(rng: random.Random, level: Difficulty) -> Draw:
    """Sum and difference, a linear equation, the digits of a number."""
    if level == "easy":
        small, gap = rng.randint(10, 60), rng.randint(3, 30)
        big = small + gap
        wrong = slips(
            ("other_number", small), ("half", Fraction(big + small, 2)), ("added", big + gap)
        )
        return Draw(
            values={"sum": big + small, "gap": gap}, right=big, wrong=slips(*wrong, *near(big))
        )
    if level == "medium":
        x, a, b, d = rng.randint(3, 20), rng.randint(5, 12), rng.randint(2, 4), rng.randint(1, 20)
        c = (a - b) * x + d
        wrong = slips(
            ("sign_slip", Fraction(c + d, a - b)),
            ("wrong_direction", Fraction(c - d, a + b)),
            ("ignored_one", Fraction(c, a - b)),
            *near(x),
        )
        values: dict[str, Value] = {"a": a, "b": b, "c": c, "d": d, "gap": a - b, "rest": c - d}
        return Draw(values=values, right=x, wrong=wrong)
    tens, units = sorted(rng.sample(range(1, 10), 2))
    right = 10 * tens + units
    wrong = slips(
        ("digits_reversed", 10 * units + tens),
        ("sign_slip", right + 9),
        ("sign_slip", right - 9),
        ("slip", right + 11),
    )
    values = {"sum": tens + units, "more": 9 * (units - tens), "gap": units - tens}
    return Draw(values=values | {"tens": tens, "units": units}, right=right, wrong=wrong)


TEMPLATES = (
    Template("ratio_share", "quant.ratio", ratio_share),
    Template("average", "quant.ratio", average),
    Template("ages", "quant.algebra", ages),
    Template("hcf_lcm", "quant.number", hcf_lcm),
    Template("simplify", "quant.simplify", simplify),
    Template("remainder", "quant.number", remainder),
    Template("two_numbers", "quant.algebra", two_numbers),
)
