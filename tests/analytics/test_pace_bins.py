"""Accuracy by how long she took."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.pace_bins import FEWEST, MOST_BINS, PaceBin, pace_bins


def test_below_twenty_answers_there_is_nothing_to_compare() -> None:
    assert pace_bins([(1.0, True)] * 19) == []


def test_the_quicker_half_and_the_slower_half() -> None:
    quick = [(10.0, True)] * 8 + [(20.0, False)] * 2
    slow = [(60.0, False)] * 5 + [(80.0, True)] * 5

    assert pace_bins([*slow, *quick]) == [PaceBin(12.0, 10, 8), PaceBin(70.0, 10, 5)]


@given(st.lists(st.tuples(st.floats(0.1, 600), st.booleans()), min_size=20, max_size=200))
def test_every_answer_is_in_one_bin(answers: list[tuple[float, bool]]) -> None:
    found = pace_bins(answers)

    assert 2 <= len(found) <= MOST_BINS
    assert sum(one.answers for one in found) == len(answers)
    assert sum(one.right for one in found) == sum(right for _, right in answers)
    assert min(one.answers for one in found) >= FEWEST
    assert [one.seconds for one in found] == sorted(one.seconds for one in found)
