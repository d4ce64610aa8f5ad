"""Numbers as people in India read them."""


def grouped(number: int) -> str:
    """Lakhs and crores set apart: 6,75,080."""
    digits = str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ("-" if number < 0 else "") + ",".join([*pairs, tail])
