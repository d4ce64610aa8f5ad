"""The specification's performance trend: weeks, their changes, and what they are called (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from analytics.exact import mean, sample_deviation
from analytics.facts import Sitting

Category = Literal["Rapid Improvement", "Steady Progress", "Stable Performance", "Needs Attention"]
#: The trend always looks back twelve weeks, whatever window is asked for.
LOOKBACK = timedelta(days=84)
RAPID, STEADY, STABLE = Fraction(2), Fraction(1, 2), Fraction(-1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """One local week with completed tests."""

    week: date
    average_percentage: Fraction
    tests: int
    average_minutes: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Points of percentage a week; None below two weeks (the deviation: three)."""

    weeks: tuple[WeekFigures, ...]
    improvement: Fraction | None
    deviation: float | None
    category: Category | None


def trend(sittings: Sequence[Sitting], zone: ZoneInfo) -> Trend:
    """Averages per week, and the mean of the changes from one week with tests to the next.

    As the specification has it, neighbouring weeks are those with tests, however long the gap:
    the mean change is (last − first) ÷ (weeks − 1).
    """
    by_week: dict[date, list[Sitting]] = {}
    for sitting in sittings:
        by_week.setdefault(sitting.week(zone), []).append(sitting)
    weeks = tuple(_week(week, own) for week, own in sorted(by_week.items()))
    changes = [b.average_percentage - a.average_percentage for a, b in pairwise(weeks)]
    improvement = mean(changes)
    return Trend(
        weeks=weeks,
        improvement=improvement,
        deviation=sample_deviation(changes),
        category=None if improvement is None else category(improvement),
    )


def _week(week: date, own: Sequence[Sitting]) -> WeekFigures:
    minutes = [Fraction(one.result.milliseconds, 60_000) for one in own]
    return WeekFigures(
        week=week,
        average_percentage=sum((one.percentage for one in own), Fraction(0)) / len(own),
        tests=len(own),
        average_minutes=sum(minutes, Fraction(0)) / len(own),
    )


def category(improvement: Fraction) -> Category:
    """The specification's name for a mean weekly change; its thresholds are exclusive."""
    if improvement > RAPID:
        return "Rapid Improvement"
    if improvement > STEADY:
        return "Steady Progress"
    if improvement > STABLE:
        return "Stable Performance"
    return "Needs Attention"
