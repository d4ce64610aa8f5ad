"""Averages as exact fractions, and the few statistics that reports share; None on no data."""

import math
from collections.abc import Sequence
from fractions import Fraction


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The exact average."""
    return sum(values, Fraction(0)) / len(values) if values else None


def sample_deviation(values: Sequence[Fraction]) -> float | None:
    """Sample standard deviation (n − 1), PostgreSQL's STDDEV; None below two values."""
    if len(values) < 2:
        return None
    centre = sum(values, Fraction(0)) / len(values)
    squares = sum(((value - centre) ** 2 for value in values), Fraction(0))
    return math.sqrt(squares / (len(values) - 1))


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Correlation −1 to 1; None where either does not vary."""
    n = len(xs)
    if n < 2:
        return None
    mx, my = sum(xs) / n, sum(ys) / n
    xx = sum((x - mx) ** 2 for x in xs)
    yy = sum((y - my) ** 2 for y in ys)
    if xx <= 0 or yy <= 0:
        return None
    xy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, xy / math.sqrt(xx * yy)))


def slope(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Least-squares change of y for one unit of x; None where x does not vary."""
    n = len(xs)
    if n < 2:
        return None
    mx, my = sum(xs) / n, sum(ys) / n
    xx = sum((x - mx) ** 2 for x in xs)
    if xx <= 0:
        return None
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / xx
