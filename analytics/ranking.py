"""Rankings: the specification's four, improvement and efficiency, and a fair one (4.2).

Equal values share a rank (1, 2, 2, 4). The fair score draws each average to the group's by the
share of its variance that is noise (empirical Bayes, method of moments): few tests say little.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import NormalDist
from typing import TypeVar

from analytics.exact import mean, sample_deviation
from analytics.facts import Sitting

#: The specification's minimum.
MINIMUM_TESTS = 5
#: A percentile among fewer people says who they are.
SMALLEST_PEER_GROUP = 20
Key = TypeVar("Key", bound=Hashable)
_NORMAL = NormalDist()
#: How sure "ahead" must be for the best rank; the worst takes what is not surely behind.
SURENESS = 0.9
#: True averages differ by a point at least: a group that shows no difference is not known equal.
SMALLEST_BETWEEN = 1.0
#: Deviations are compared at nine decimals; equal exact averages are equal anyway.
DECIMALS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A student's window as rankings read it; percentages exact, None without evidence."""

    average: Fraction
    tests: int
    deviation: float | None
    last_active: datetime
    #: Points a week over twelve weeks, right answers a minute.
    improvement: Fraction | None
    efficiency: Fraction | None
    #: First, not low-effort attempts: how many, their mean and variance.
    fair_tests: int
    fair_mean: Fraction | None
    fair_deviation: float | None
    #: The weighted score of those attempts, 0–100.
    overall: float | None = None


def standing(
    sittings: Sequence[Sitting], *, improvement: Fraction | None, overall: float | None = None
) -> Standing | None:
    """A window's tests summed up; None without one."""
    percentages = [one.percentage for one in sittings]
    average = mean(percentages)
    if average is None:
        return None
    fair = [one for one in sittings if one.is_first and not one.is_low_effort]
    milliseconds = sum(one.result.milliseconds for one in fair)
    right = sum(one.result.right for one in fair)
    return Standing(
        average=average,
        tests=len(sittings),
        deviation=sample_deviation(percentages),
        last_active=max(one.completed_at for one in sittings),
        improvement=improvement,
        efficiency=Fraction(right * 60_000, milliseconds) if milliseconds else None,
        fair_tests=len(fair),
        fair_mean=mean([one.percentage for one in fair]),
        fair_deviation=sample_deviation([one.percentage for one in fair]),
        overall=overall,
    )


def ranks(
    values: Mapping[Key, Fraction | float | int], *, descending: bool = True
) -> dict[Key, int]:
    """Competition ranks; equal values share one."""
    comparable = {key: _comparable(value) for key, value in values.items()}
    order = sorted(comparable.values(), reverse=descending)
    first: dict[Fraction | float | int, int] = {}
    for place, value in enumerate(order, start=1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in comparable.items()}


def _comparable(value: Fraction | float | int) -> Fraction | float | int:
    return round(value, DECIMALS) if isinstance(value, float) else value


def percentile(below: int, equal: int, others: int) -> float:
    """Mid-rank percentile 0–100: (below + ½ equal) ÷ all; `equal` counts herself."""
    return 100 * (below + equal / 2) / others


@dataclass(frozen=True, slots=True, kw_only=True)
class Fair:
    """A shrunk average with its uncertainty, and where it can stand."""

    score: float
    error: float
    rank: int
    interval: tuple[int, int]


def fair_ranking(standings: Mapping[Key, Standing]) -> dict[Key, Fair]:
    """Ranks by posterior mean less one standard error, with an 80 % interval in closed form.

    The interval is in closed form: best = 1 + those ahead with P ≥ .9, worst = 1 + those ahead
    with P > .1, P of the difference of two normals. Students without a fair test are left out.
    """
    rated = {
        key: (float(one.fair_mean), one.fair_tests)
        for key, one in standings.items()
        if one.fair_mean is not None
    }
    if not rated:
        return {}
    within = _within_variance(standings)
    centre = sum(m for m, _ in rated.values()) / len(rated)
    between = _between_variance(
        [m for m, _ in rated.values()], [n for _, n in rated.values()], within
    )
    posterior = {key: _shrunk(m, n, centre, within, between) for key, (m, n) in rated.items()}
    order = ranks({key: score - error for key, (score, error) in posterior.items()})
    scores = sorted(score for score, _ in posterior.values())
    typical = math.sqrt(sum(error**2 for _, error in posterior.values()) / len(posterior))
    return {
        key: Fair(
            score=own[0],
            error=own[1],
            rank=order[key],
            interval=_rank_interval(own, order[key], scores, typical),
        )
        for key, own in posterior.items()
    }


def _within_variance(standings: Mapping[Key, Standing]) -> float:
    """Pooled variance of a student's tests; of ten questions at even odds where unknown."""
    squares, freedom = 0.0, 0
    for one in standings.values():
        if one.fair_deviation is not None:
            squares += one.fair_deviation**2 * (one.fair_tests - 1)
            freedom += one.fair_tests - 1
    return squares / freedom if freedom else 100 * 100 * 0.25 / 10


def _between_variance(means: Sequence[float], tests: Sequence[int], within: float) -> float:
    """Variance of true averages: that of the observed ones less what noise gives them."""
    if len(means) < 2:
        return SMALLEST_BETWEEN
    centre = sum(means) / len(means)
    observed = sum((m - centre) ** 2 for m in means) / (len(means) - 1)
    noise = sum(within / n for n in tests) / len(tests)
    return max(SMALLEST_BETWEEN, observed - noise)


def _shrunk(
    average: float, tests: int, centre: float, within: float, between: float
) -> tuple[float, float]:
    noise = within / tests
    share = between / (between + noise)
    return centre + share * (average - centre), math.sqrt(share * noise)


def _rank_interval(
    own: tuple[float, float], rank: int, scores: Sequence[float], typical_error: float
) -> tuple[int, int]:
    """Best and worst rank by how many scores, sorted upwards, are surely and possibly ahead.

    Others are taken to be as uncertain as the group is on average, so that a board of any size
    costs two searches a student.
    """
    score, error = own
    reach = _NORMAL.inv_cdf(SURENESS) * math.hypot(error, typical_error)
    surely = len(scores) - bisect_left(scores, score + reach) if reach else 0
    possibly = len(scores) - bisect_right(scores, score - reach) - 1 if reach else 0
    return min(1 + surely, rank), max(1 + possibly, rank)


def by(
    standings: Mapping[Key, Standing], value: Callable[[Standing], Fraction | float | int | None]
) -> dict[Key, Fraction | float | int]:
    """One figure of everybody who has it."""
    return {key: found for key, one in standings.items() if (found := value(one)) is not None}


def validity(
    completions: Sequence[datetime], *, windows: Sequence[timedelta], at: datetime
) -> tuple[datetime | None, datetime | None]:
    """Between which instants a summary made at `at` over these windows stays what it is.

    It holds for every t with after < t ≤ until: no test enters (t passes its completion) and none
    leaves (t passes its completion plus a window). None where nothing bounds that side.
    """
    edges = [one + window for one in completions for window in (timedelta(0), *windows)]
    after = max((edge for edge in edges if edge < at), default=None)
    until = min((edge for edge in edges if edge >= at), default=None)
    return after, until
