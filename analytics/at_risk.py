"""Whom to call: who fell silent, who is falling, who never began; each with its evidence."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

Reason = Literal["silent", "falling", "never_began"]
#: Her usual rhythm is read from so many days before today.
RHYTHM_DAYS = 35
#: Silent means twice her usual gap between study days, but never less than this.
LEAST_SILENCE, GAPS = 5, 2.0
#: Fewer study days make no rhythm.
RHYTHM_NEEDED = 3
#: Points a week that count as falling, and the tests it takes.
FALLING, TESTS_NEEDED = -2.0, 5
#: A fall must stand out of chance so far: one-sided 5 %.
FALL_Z = 1.645
#: The tests of the window lie in so many weeks.
WEEKS = 30 / 7


class Risk(NamedTuple):
    """One reason with its numbers."""

    reason: Reason
    #: Days since the last study day; points a week for `falling`; 0 for `never_began`.
    amount: float
    #: Her usual gap in days; tests for `falling`; 0 for `never_began`.
    basis: float


def at_risk(
    study_days: Sequence[date],
    *,
    today: date,
    improvement: float | None,
    tests: int,
    deviation: float | None = None,
) -> Risk | None:
    """The most pressing reason; None where there is none.

    Silence is measured against her own rhythm: who studies on Sundays only is not missed on
    Thursday. `study_days` are distinct local days within RHYTHM_DAYS, in any order; `deviation`
    is the sample standard deviation of her test percentages in the last 30 days, against which
    a fall must stand out.
    """
    days = sorted(study_days)
    if not days:
        return Risk("never_began", 0.0, 0.0)
    silence = (today - days[-1]).days
    if len(days) >= RHYTHM_NEEDED:
        gap = (days[-1] - days[0]).days / (len(days) - 1)
        if silence >= max(LEAST_SILENCE, GAPS * gap):
            return Risk("silent", float(silence), gap)
    if improvement is None or tests < TESTS_NEEDED:
        return None
    needed = min(FALLING, -FALL_Z * slope_error(deviation or 0.0, tests))
    return Risk("falling", improvement, float(tests)) if improvement <= needed else None


def slope_error(deviation: float, tests: int) -> float:
    """Standard error of the average weekly change, points a week.

    The average of the changes between weekly means is (last − first) ÷ (weeks − 1), so it has
    the noise of two weekly means: √2 · s ÷ √(tests a week) ÷ (weeks − 1).
    """
    return math.sqrt(2) * deviation / math.sqrt(tests / WEEKS) / (WEEKS - 1)


def urgency(risk: Risk) -> tuple[int, float]:
    """Sorts the most pressing first: silence by its length, then falls, then who never began."""
    order: tuple[Reason, ...] = ("silent", "falling", "never_began")
    sign = -1.0 if risk.reason == "silent" else 1.0
    return order.index(risk.reason), sign * risk.amount


def window(today: date) -> date:
    """The first day that a rhythm is read from."""
    return today - timedelta(days=RHYTHM_DAYS)
