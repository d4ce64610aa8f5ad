"""Tests, trends, scores and levels of the specification, by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from statistics import stdev
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.attempt_result import (
    AttemptAnswer,
    after_attempt_answer,
    is_low_effort,
    maximum_marks,
    percentage,
)
from analytics.exact import mean, pearson, sample_deviation, slope
from analytics.facts import average_seconds, percent, share_right
from analytics.mastery import spec_level
from analytics.scores import Scores, scores
from analytics.trend import category, trend
from tests.analytics.facts import AT, fact, facts, result, sitting

KOLKATA = ZoneInfo("Asia/Kolkata")


def test_practice_counts_right_answers_and_a_mock_its_marks() -> None:
    mock = None
    for marks in ("4/3", "-4/9", "4/3", "0"):
        answer = AttemptAnswer(marks == "4/3", False, Fraction(marks), 1500, 7, AT)
        mock = after_attempt_answer(mock, answer)
    assert mock is not None

    assert percentage(result(7, 9)) == Fraction(700, 9)
    assert (mock.kind, mock.right, mock.timed, mock.milliseconds) == ("mock", 2, 4, 6000)
    assert mock.marks == Fraction(20, 9)
    assert maximum_marks(mock) == Fraction(16, 3)
    assert percentage(mock) == Fraction(100 * 20 * 3, 9 * 16)
    assert mock.started_at == AT - timedelta(seconds=1.5)


def test_a_mock_below_zero_is_zero_and_knows_what_a_faultless_paper_gives() -> None:
    answer = AttemptAnswer(False, False, Fraction(-1, 3), None, None, AT)
    lost = after_attempt_answer(after_attempt_answer(None, answer), answer)

    assert percentage(lost) == 0
    assert maximum_marks(lost, Fraction(4, 3)) == Fraction(8, 3)
    assert maximum_marks(result(1, 3)) == 3
    assert lost.timed == 0


def test_a_late_answer_of_an_earlier_time_neither_completes_nor_names_the_exam() -> None:
    last = after_attempt_answer(None, AttemptAnswer(True, False, None, 0, 5, AT))
    earlier = AttemptAnswer(True, True, None, 0, 6, AT - timedelta(hours=1))

    both = after_attempt_answer(last, earlier)

    assert (both.completed_at, both.exam_id, both.rapid) == (AT, 5, 1)
    assert both.started_at == AT - timedelta(hours=1)


def test_more_than_a_tenth_of_rapid_guesses_is_low_effort() -> None:
    assert not is_low_effort(result(5, 10, rapid=1))
    assert is_low_effort(result(5, 10, rapid=2))


def test_weeks_are_her_own_and_gaps_are_neighbours() -> None:
    # Sunday 23:59 and Monday 00:01 in Kolkata; then a gap of two weeks.
    sunday = datetime(2026, 11, 1, 18, 29, tzinfo=UTC)
    tests = [
        sitting(5, 10, days=(sunday - AT) / timedelta(days=1), milliseconds=60_000),
        sitting(6, 10, days=(sunday - AT) / timedelta(days=1) + 2 / 1440),
        sitting(8, 10, days=0),
        sitting(10, 10, days=0.1),
    ]

    found = trend(tests, KOLKATA)

    assert [week.week for week in found.weeks] == [
        date(2026, 10, 26),
        date(2026, 11, 2),
        date(2026, 11, 23),
    ]
    assert [week.average_percentage for week in found.weeks] == [50, 60, 90]
    assert found.weeks[0].average_minutes == 1
    assert found.weeks[2].tests == 2
    # (90 − 50) ÷ 2, and the deviation of 10 and 30.
    assert found.improvement == 20
    assert found.deviation == pytest.approx(stdev([10, 30]))
    assert found.category == "Rapid Improvement"


def test_a_trend_takes_two_weeks() -> None:
    one = trend([sitting(5, 10)], KOLKATA)

    assert (one.improvement, one.deviation, one.category) == (None, None, None)
    assert trend([], KOLKATA).weeks == ()


@pytest.mark.parametrize(
    ("improvement", "name"),
    [
        (Fraction(201, 100), "Rapid Improvement"),
        (Fraction(2), "Steady Progress"),
        (Fraction(1, 2), "Stable Performance"),
        (Fraction(-49, 100), "Stable Performance"),
        (Fraction(-1, 2), "Needs Attention"),
    ],
)
def test_the_specifications_thresholds_are_exclusive(improvement: Fraction, name: str) -> None:
    assert category(improvement) == name


@pytest.mark.parametrize(
    ("right", "answers", "level"),
    [
        (8, 10, "Mastered"),
        (9, 9, "Proficient"),
        (79, 100, "Proficient"),
        (3, 5, "Proficient"),
        (3, 4, "Developing"),
        (2, 5, "Developing"),
        (39, 100, "Needs Focus"),
        (0, 1, "Needs Focus"),
    ],
)
def test_the_specifications_levels(right: int, answers: int, level: str) -> None:
    assert spec_level(right, answers) == level


def test_the_weighted_score_by_hand() -> None:
    found = scores(
        right=6,
        answers=10,
        milliseconds=800_000,
        timed=10,
        optimal_seconds=Fraction(60),
        percentages=[Fraction(50), Fraction(70)],
        improvement=Fraction(3),
    )

    assert found.accuracy == 60
    assert found.speed == 75
    assert found.consistency == pytest.approx(100 - 2 * stdev([50, 70]))
    assert found.progress == 65
    wanted = 0.35 * 60 + 0.25 * 75 + 0.2 * (100 - 2 * stdev([50, 70])) + 0.2 * 65
    assert found.overall == pytest.approx(wanted)
    assert found.overall_available == pytest.approx(wanted)


def test_a_missing_dimension_leaves_the_mean_of_the_others() -> None:
    found = Scores(accuracy=Fraction(80), speed=None, consistency=40.0, progress=None)

    assert found.overall is None
    assert found.overall_available == pytest.approx((0.35 * 80 + 0.2 * 40) / 0.55)
    nothing = scores(
        right=0,
        answers=0,
        milliseconds=0,
        timed=0,
        optimal_seconds=Fraction(60),
        percentages=[],
        improvement=None,
    )
    assert nothing.overall_available is None


def test_scores_stop_at_their_ends() -> None:
    found = scores(
        right=1,
        answers=1,
        milliseconds=1,
        timed=1,
        optimal_seconds=Fraction(60),
        percentages=[Fraction(0), Fraction(100)],
        improvement=Fraction(-99),
    )

    assert (found.speed, found.consistency, found.progress) == (100, 0, 0)
    assert Scores(accuracy=None, speed=None, consistency=None, progress=None).overall is None


@given(st.lists(st.fractions(0, 100, max_denominator=60), max_size=12))
def test_averages_are_exact_and_deviations_agree_with_the_library(values: list[Fraction]) -> None:
    if values:
        assert mean(values) == Fraction(sum(values), len(values))
    else:
        assert mean(values) is None
    if len(values) >= 2:
        assert sample_deviation(values) == pytest.approx(stdev(map(float, values)), abs=1e-9)
    else:
        assert sample_deviation(values) is None


def test_correlation_and_slope_by_hand() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert pearson([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)
    assert pearson([1], [1]) is pearson([1, 1], [1, 2]) is pearson([1, 2], [1, 1]) is None
    assert slope([0, 1, 2], [1, 3, 5]) == pytest.approx(2)
    assert slope([0], [1]) is slope([1, 1], [1, 2]) is None


def test_shares_and_seconds() -> None:
    own = [*facts("++-"), fact(True, 5, milliseconds=None), fact(True, 6, milliseconds=700_000)]

    assert percent(share_right(own)) == 80
    assert percent(share_right([])) is None
    assert average_seconds(own) == pytest.approx((3 * 30 + 700) / 4)
    assert average_seconds([own[3]]) is None
    assert own[3].seconds is None
    assert own[4].seconds == 700
    assert own[4].engaged is None
    assert own[0].engaged == 30
    assert not sitting(1, 10).is_low_effort
