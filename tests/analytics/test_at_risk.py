"""Whom a teacher should call."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.at_risk import Fall, Risk, at_risk, urgency, usual_gap, window

TODAY = date(2026, 11, 23)
LONG_AGO = TODAY - timedelta(days=300)
FALL = Fall(14.5, 60)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("days", "fall", "risk"),
    [
        ((), None, Risk("never_began", 300.0, 0.0)),
        # Every day, then five days of silence: at one day a day there is no chance of that.
        ((5, 6, 7, 8), None, Risk("silent", 5.0, 1.0)),
        ((4, 5, 6, 7), None, None),
        # Every other day: (1 - 1/2) ^ 6 is 1.6 %, ^ 7 is 0.8 %.
        ((6, 8, 10, 12), None, None),
        ((7, 9, 11, 13), None, Risk("silent", 7.0, 2.0)),
        # Once a week: (6/7) ^ 29 is 1.14 %, ^ 30 is 0.98 %.
        ((29, 36, 43, 50), None, None),
        ((30, 37, 44, 51), None, Risk("silent", 30.0, 7.0)),
        # The rhythm is that of her last weeks, not of an earlier time.
        ((8, 9, 10, 60, 90, 120), None, Risk("silent", 8.0, 1.0)),
        # Two days make no rhythm.
        ((20, 21), None, None),
        ((0, 1, 2), FALL, Risk("falling", 14.5, 60.0)),
        # Silence weighs more than a fall.
        ((6, 7, 8), FALL, Risk("silent", 6.0, 1.0)),
    ],
)
def test_each_reason_has_its_evidence(
    days: tuple[int, ...], fall: Fall | None, risk: Risk | None
) -> None:
    assert at_risk(ago(*days), today=TODAY, joined=LONG_AGO, fall=fall) == risk


@pytest.mark.parametrize(("waited", "is_named"), [(6, False), (7, True)])
def test_who_has_just_joined_has_time_to_begin(waited: int, is_named: bool) -> None:
    found = at_risk((), today=TODAY, joined=TODAY - timedelta(days=waited), fall=None)
    assert (found is not None) is is_named


def test_fresh_silence_comes_first_and_old_silence_behind_the_falls() -> None:
    found = [
        Risk("never_began", 40, 0),
        Risk("falling", 12, 50),
        Risk("silent", 6, 1),
        Risk("silent", 90, 1),
        Risk("falling", 17, 50),
        Risk("silent", 20, 1),
    ]

    assert [one.amount for one in sorted(found, key=urgency)] == [20, 6, 17, 12, 90, 40]


def test_half_a_year_is_looked_at() -> None:
    assert (TODAY - window(TODAY)).days == 180


@given(st.sets(st.integers(0, 180), min_size=1))
def test_who_studied_within_four_days_is_never_silent(days: set[int]) -> None:
    found = at_risk(ago(*days), today=TODAY, joined=LONG_AGO, fall=None)

    if min(days) < 5:
        assert found is None
    if found is not None:
        assert found.reason == "silent"
        assert found.amount == min(days)


@given(st.sets(st.integers(0, 35), min_size=3))
def test_a_usual_gap_is_a_day_at_least(days: set[int]) -> None:
    gap = usual_gap(sorted(ago(*days)))
    assert gap is not None
    assert gap >= 1
