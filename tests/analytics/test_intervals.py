"""Wilson's interval against a published value and its own definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import wilson


def test_a_published_value() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 at 95 %.
    assert wilson(81, 263, level=0.95) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_without_trials_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 10_000), st.data())
def test_the_share_lies_inside_and_the_ends_in_bounds(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    low, high = wilson(hits, trials)

    assert -1e-12 <= low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= high <= 1 + 1e-12
