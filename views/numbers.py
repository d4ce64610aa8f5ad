"""Numbers as people in India read them."""

from fractions import Fraction


def grouped(number: int) -> str:
    """Lakhs and crores: 6,75,080."""
    digits = str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ("-" if number < 0 else "") + ",".join([*pairs, tail])


def exact(value: Fraction) -> str:
    """A mark as it is printed: 4/3, -1/3, 200, 76.06."""
    if value.denominator == 1:
        return grouped(value.numerator)
    rest = value.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    return str(value) if rest > 1 else f"{float(value):g}"
