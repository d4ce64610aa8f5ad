"""What a call costs, by a dated table; an unknown model costs as much as the dearest known."""

from dataclasses import dataclass

from coach.writer import Usage

#: Of the vendor's price page on that day; written into every row of the ledger.
PRICES_OF = "2026-10"
_MILLION = 1_000_000
#: A batch costs half.
BATCH_SHARE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Micro-dollars for a million tokens, so that a token's price is whole billionths."""

    read: int
    written: int
    cached: int


_TABLE = {
    "claude-haiku-5-5": Price(read=100_000, written=500_000, cached=10_000),
    "claude-sonnet-5-5": Price(read=2_000_000, written=10_000_000, cached=100_000),
    "claude-opus-5-5": Price(read=4_000_000, written=20_000_000, cached=200_000),
}
DEAREST = max(_TABLE.values(), key=lambda one: one.written)
#: The first writing into the vendor's cache costs at most twice the reading.
_CACHE_WRITE = 2


def price_of(model: str) -> Price:
    return _TABLE.get(model, DEAREST)


def cost(model: str, usage: Usage, *, in_batch: bool = False) -> int:
    """Micro-dollars, rounded up."""
    price = price_of(model)
    total = (
        usage.input_tokens * price.read
        + usage.cache_write_tokens * _CACHE_WRITE * price.read
        + usage.cache_read_tokens * price.cached
        + usage.output_tokens * price.written
    )
    if in_batch:
        total = -(-total // BATCH_SHARE)
    return -(-total // _MILLION)


def worst_cost(model: str, *, characters: int, max_tokens: int) -> int:
    """What a call may cost at most: each character a token, the whole answer used."""
    return cost(model, Usage(input_tokens=characters, output_tokens=max_tokens))
