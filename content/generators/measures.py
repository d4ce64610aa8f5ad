"""Areas, tables of data, the middle of a list."""

import random
from fractions import Fraction
from statistics import median

from analytics.learner_model import Difficulty
from content.generators.template import Both, Draw, Template, Value, near, slips

TOWNS = (
    Both("Ajmer", "अजमेर"),
    Both("Bikaner", "बीकानेर"),
    Both("Jodhpur", "जोधपुर"),
    Both("Kota", "कोटा"),
    Both("Udaipur", "उदयपुर"),
    Both("Alwar", "अलवर"),
)


def area(rng: random.Random, level: Difficulty) -> Draw:
    """A rectangle from its perimeter, a path around it, a wire bent anew."""
    b = rng.randint(6, 30)
    length = b + rng.randint(2, 20)
    if level == "easy":
        right = length * b
        wrong = slips(("perimeter", 2 * (length + b)), ("twice", 2 * right), ("added", length + b))
        values: dict[str, Value] = {"perimeter": 2 * (length + b), "length": length, "breadth": b}
        return Draw(values=values, right=right, wrong=slips(*wrong, *near(right, 10)))
    if level == "medium":
        width = rng.randint(1, 4)
        outer = (length + 2 * width) * (b + 2 * width)
        right = outer - length * b
        wrong = slips(
            ("path_one_side", (length + width) * (b + width) - length * b),
            ("whole_area", outer),
            ("perimeter", 2 * (length + b) * width),
            *near(right, 4),
        )
        values = {"length": length, "breadth": b, "width": width, "outer": outer}
        values |= {"long": length + 2 * width, "wide": b + 2 * width, "inner": length * b}
        return Draw(values=values, right=right, wrong=wrong)
    radius = 7 * rng.randint(1, 8)
    circumference = 44 * radius // 7
    square = Fraction(circumference, 4) ** 2
    wrong = slips(
        ("perimeter", Fraction(22 * radius * radius, 7)),
        ("half", Fraction(circumference, 2) ** 2),
        ("twice", 2 * square),
        *near(square, 11),
    )
    values = {"radius": radius, "circumference": circumference, "side": Fraction(circumference, 4)}
    return Draw(values=values, right=square, wrong=wrong)


def table(rng: random.Random, level: Difficulty) -> Draw:
    """A table of candidates by town: a difference, a share, a comparison."""
    towns = rng.sample(TOWNS, 4)
    applied = [100 * rng.randint(4, 18) for _ in towns]
    passed = [count * rng.choice((15, 20, 25, 30, 35, 40)) // 100 for count in applied]
    rows = Both(
        "\n".join(_row(t.en, a, p) for t, a, p in zip(towns, applied, passed, strict=True)),
        "\n".join(_row(t.hi, a, p) for t, a, p in zip(towns, applied, passed, strict=True)),
    )
    shares = [Fraction(100 * p, a) for a, p in zip(applied, passed, strict=True)]
    values: dict[str, Value] = {"rows": rows, "town": towns[0], "other": towns[1]}
    values |= {"a": applied[0], "p": passed[0]}
    if level == "easy":
        right = applied[0] - passed[0]
        wrong = slips(*[("another_row", applied[k] - passed[k]) for k in (1, 2, 3)])
        values |= {"total": applied[0]}
        return Draw(
            values=values, right=right, wrong=slips(("added", applied[0] + passed[0]), *wrong)
        )
    if level == "medium":
        wrong = slips(*[("another_row", share) for share in shares[1:]])
        rest = slips(("remainder", 100 - shares[0]), *near(shares[0], 5))
        return Draw(values=values, right=shares[0], wrong=slips(*wrong, *rest))
    total, through = sum(applied), sum(passed)
    share = Fraction(100 * through, total)
    if share.denominator not in {1, 2, 4, 5}:
        return table(rng, level)
    wrong = slips(
        ("averaged", sum(shares, Fraction(0)) / 4),
        ("another_row", shares[0]),
        ("remainder", 100 - share),
        *near(share, 2),
    )
    values |= {"total": total, "through": through}
    return Draw(values=values, right=share, wrong=wrong)


def _row(town: str, applied: int, passed: int) -> str:
    return f"{town}: {applied} / {passed}"


def middle(rng: random.Random, level: Difficulty) -> Draw:
    """The median of an odd list, of an even list, or what makes it so."""
    if level == "hard":
        numbers = sorted(rng.sample(range(10, 60), 6))
        low, high = numbers[2], numbers[3]
        if high - low < 3:
            return middle(rng, level)
        half = Fraction(low + high, 2)
        shown = ", ".join(map(str, [*numbers[:3], "x", *numbers[4:]]))
        wrong = slips(
            ("mean_for_median", half), ("ignored_one", low), ("slip", high + 1), *near(high)
        )
        values: dict[str, Value] = {"numbers": shown, "median": half, "low": low}
        return Draw(values=values, right=high, wrong=wrong)
    count = 7 if level == "easy" else 8
    numbers = [rng.randint(10, 70) for _ in range(count)]
    right = Fraction(median(numbers))
    wrong = slips(
        ("unsorted", Fraction(median_of_unsorted(numbers))),
        ("mean_for_median", Fraction(round(sum(numbers) / count))),
        ("one_too_many", Fraction(sorted(numbers)[count // 2 + 1])),
        *near(right, 2),
    )
    ordered = ", ".join(map(str, sorted(numbers)))
    values = {"numbers": ", ".join(map(str, numbers)), "ordered": ordered}
    return Draw(values=values, right=right, wrong=wrong)


def median_of_unsorted(numbers: list[int]) -> Fraction:
    """What the middle would be if the list were not put in order first."""
    half = len(numbers) // 2
    if len(numbers) % 2:
        return Fraction(numbers[half])
    return Fraction(numbers[half - 1] + numbers[half], 2)


TEMPLATES = (
    Template("area", "quant.geometry", area),
    Template("table", "quant.statistics", table, kind="data"),
    Template("median", "quant.statistics", middle),
)
