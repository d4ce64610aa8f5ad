"""Marks and boards' values as they are printed."""

from fractions import Fraction

from content.numerals import grouped
from services.group_boards import Dimension


def exact(value: Fraction) -> str:
    """A mark as it is printed: 4/3, -1/3, 200, 76.06."""
    if value.denominator == 1:
        return grouped(value.numerator)
    rest = value.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    return str(value) if rest > 1 else f"{float(value):g}"


def board_number(dimension: Dimension, value: float) -> str:
    """A board's value with as many decimals as say something."""
    if dimension in {"activity", "readiness"}:
        return str(round(value))
    digits = 2 if dimension in {"improvement", "efficiency"} else 1
    return f"{value:.{digits}f}".replace("-", "\N{MINUS SIGN}")
