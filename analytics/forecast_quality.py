"""How good probabilities were: discrimination, calibration and proper scores.

AUC by ranks (Mann–Whitney); expected calibration error over equal-width bins (Naeini et al.
2015); Brier's score with Murphy's (1973) decomposition.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: Equal-width bins of the calibration error.
BINS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts between `low` and `high`: how many, what they said, what came."""

    low: float
    high: float
    count: int
    mean_forecast: float
    share_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """Brier = reliability − resolution + uncertainty, exact up to the spread within bins."""

    reliability: float
    resolution: float
    uncertainty: float


def auc(forecasts: Sequence[float], outcomes: Sequence[int]) -> float | None:
    """Chance that a right answer had the higher forecast, ties half; None without both kinds."""
    order = sorted(range(len(forecasts)), key=forecasts.__getitem__)
    right = sum(outcomes)
    wrong = len(outcomes) - right
    if not right or not wrong:
        return None
    ranks = 0.0
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and forecasts[order[end]] == forecasts[order[start]]:
            end += 1
        hits = sum(outcomes[order[place]] for place in range(start, end))
        ranks += hits * (start + 1 + end) / 2
        start = end
    return (ranks - right * (right + 1) / 2) / (right * wrong)


def log_loss(forecasts: Sequence[float], outcomes: Sequence[int]) -> float | None:
    """Mean negative log likelihood in nats; None on no data."""
    if not forecasts:
        return None
    total = sum(math.log(p if y else 1 - p) for p, y in zip(forecasts, outcomes, strict=True))
    return -total / len(forecasts)


def brier(forecasts: Sequence[float], outcomes: Sequence[int]) -> float | None:
    """Mean squared error of the forecasts, 0–1; None on no data."""
    if not forecasts:
        return None
    total = sum((p - y) ** 2 for p, y in zip(forecasts, outcomes, strict=True))
    return total / len(forecasts)


def reliability_table(
    forecasts: Sequence[float], outcomes: Sequence[int], *, bins: int = BINS
) -> tuple[Bin, ...]:
    """Forecasts in equal-width bins, empty ones left out; a forecast of 1 is in the last."""
    counts, sums, hits = [0] * bins, [0.0] * bins, [0] * bins
    for p, y in zip(forecasts, outcomes, strict=True):
        place = min(int(p * bins), bins - 1)
        counts[place] += 1
        sums[place] += p
        hits[place] += y
    return tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            count=count,
            mean_forecast=sums[place] / count,
            share_right=hits[place] / count,
        )
        for place, count in enumerate(counts)
        if count
    )


def calibration_error(table: Sequence[Bin]) -> float | None:
    """Mean distance of forecast and outcome over bins, by count; None on no data."""
    total = sum(one.count for one in table)
    if not total:
        return None
    return sum(one.count * abs(one.mean_forecast - one.share_right) for one in table) / total


def decomposition(table: Sequence[Bin]) -> Decomposition | None:
    """Murphy's three parts of Brier's score; None on no data."""
    total = sum(one.count for one in table)
    if not total:
        return None
    base = sum(one.count * one.share_right for one in table) / total
    return Decomposition(
        reliability=sum(b.count * (b.mean_forecast - b.share_right) ** 2 for b in table) / total,
        resolution=sum(b.count * (b.share_right - base) ** 2 for b in table) / total,
        uncertainty=base * (1 - base),
    )
