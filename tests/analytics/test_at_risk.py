"""Whom a teacher should call."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.at_risk import RHYTHM_DAYS, Risk, at_risk, slope_error, urgency, window

TODAY = date(2026, 11, 23)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("days", "improvement", "tests", "risk"),
    [
        ((), None, 0, Risk("never_began", 0.0, 0.0)),
        # Every day, then five days of silence.
        ((5, 6, 7, 8), None, 0, Risk("silent", 5.0, 1.0)),
        ((4, 5, 6, 7), None, 0, None),
        # Once a week: ten days are no silence yet, fourteen are.
        ((10, 17, 24, 31), None, 0, None),
        ((14, 21, 28, 35), None, 0, Risk("silent", 14.0, 7.0)),
        # Two days make no rhythm.
        ((20, 21), None, 0, None),
        ((0, 1, 2), -2.0, 5, Risk("falling", -2.0, 5.0)),
        ((0, 1, 2), -1.9, 5, None),
        ((0, 1, 2), -9.0, 4, None),
        # Silence weighs more than a fall.
        ((6, 7, 8), -5.0, 9, Risk("silent", 6.0, 1.0)),
    ],
)
def test_each_reason_has_its_evidence(
    days: tuple[int, ...], improvement: float | None, tests: int, risk: Risk | None
) -> None:
    assert at_risk(ago(*days), today=TODAY, improvement=improvement, tests=tests) == risk


@pytest.mark.parametrize(("improvement", "falls"), [(-5.0, False), (-6.0, True)])
def test_a_fall_must_stand_out_of_her_ups_and_downs(improvement: float, falls: bool) -> None:
    # Thirty tests, 20 points of spread: √2 · 20 ÷ √7 ÷ 3.286 = 3.25 points a week; × 1.645 = 5.35.
    assert slope_error(20.0, 30) == pytest.approx(3.2535, abs=1e-3)
    found = at_risk(ago(0, 1, 2), today=TODAY, improvement=improvement, tests=30, deviation=20.0)

    assert (found is not None) is falls


def test_the_longest_silence_comes_first() -> None:
    found = [
        Risk("never_began", 0, 0),
        Risk("falling", -2, 5),
        Risk("silent", 6, 1),
        Risk("falling", -7, 5),
        Risk("silent", 20, 1),
    ]

    assert [one.amount for one in sorted(found, key=urgency)] == [20, 6, -7, -2, 0]


def test_the_rhythm_is_read_from_five_weeks() -> None:
    assert (TODAY - window(TODAY)).days == RHYTHM_DAYS


@given(st.sets(st.integers(0, 35), min_size=1))
def test_who_studied_within_four_days_is_never_silent(days: set[int]) -> None:
    found = at_risk(ago(*days), today=TODAY, improvement=None, tests=0)

    if min(days) < 5:
        assert found is None
    if found is not None:
        assert found.reason == "silent"
        assert found.amount == min(days)
