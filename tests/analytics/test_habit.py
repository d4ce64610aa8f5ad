"""Study days in a row."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analytics.habit import ENOUGH, MOST_SLACK, Streak, streak, study_days

#: A Monday.
FIRST = date(2026, 11, 2)


def diary(marks: str) -> dict[date, int]:
    """`+` a study day, `.` a few answers, `-` none; from FIRST on."""
    amounts = {"+": ENOUGH, ".": ENOUGH - 1, "-": 0}
    return {FIRST + timedelta(days=n): amounts[mark] for n, mark in enumerate(marks)}


def after(marks: str, **kwargs: set[int]) -> Streak:
    return streak(diary(marks), today=FIRST + timedelta(days=len(marks) - 1), **kwargs)


def test_a_newcomer_has_no_streak() -> None:
    assert streak({}, today=FIRST) == Streak(0, 1)


def test_opening_the_bot_is_no_study_day() -> None:
    assert after("...").days == 0


def test_today_breaks_nothing_before_it_is_over() -> None:
    assert after("+++-") == Streak(3, 1)


def test_one_missed_day_is_forgiven_and_the_second_ends_it() -> None:
    assert after("+++-+") == Streak(4, 0)
    assert after("+++-+-+") == Streak(1, 1)


def test_a_week_of_work_earns_a_day_and_never_more_than_two_are_kept() -> None:
    assert after("+++++++") == Streak(7, 2)
    assert after("+" * 21) == Streak(21, MOST_SLACK)


def test_her_own_day_off_neither_counts_nor_breaks() -> None:
    assert after("++++++-+", days_off={6}) == Streak(7, 2)


def test_study_days_of_the_last_seven() -> None:
    marks = diary("++.+--+++")

    assert study_days(marks, today=FIRST + timedelta(days=8)) == 4


@given(st.text("+.-", min_size=1, max_size=60))
def test_a_streak_is_never_longer_than_the_study_days_there_were(marks: str) -> None:
    found = after(marks)

    assert 0 <= found.days <= marks.count("+")
    assert 0 <= found.slack <= MOST_SLACK


@given(st.text("+.-", min_size=1, max_size=60))
def test_one_more_study_day_never_shortens_it(marks: str) -> None:
    assert after(marks + "+").days >= 1
    assert after(marks + "+").days <= after(marks).days + 1
