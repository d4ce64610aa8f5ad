"""Measures of forecasts, against published definitions worked out by hand."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.evaluation import Evaluation, LogRow
from analytics.forecast_quality import (
    auc,
    brier,
    calibration_error,
    decomposition,
    log_loss,
    reliability_table,
)

pairs = st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(0, 1)), min_size=2, max_size=40)


@given(pairs)
def test_auc_is_the_chance_that_a_right_answer_was_forecast_higher(
    drawn: list[tuple[float, int]],
) -> None:
    right = [p for p, y in drawn if y]
    wrong = [p for p, y in drawn if not y]
    wins = [(a > b) + 0.5 * (a == b) for a in right for b in wrong]
    found = auc([p for p, _ in drawn], [y for _, y in drawn])

    assert found == (pytest.approx(sum(wins) / len(wins)) if wins else None)


@given(pairs)
def test_murphys_parts_make_the_brier_score_of_binned_forecasts(
    drawn: list[tuple[float, int]],
) -> None:
    forecasts, outcomes = [p for p, _ in drawn], [y for _, y in drawn]
    table = reliability_table(forecasts, outcomes, bins=10)
    means = {min(int(10 * b.low + 0.5), 9): b.mean_forecast for b in table}
    binned = [means[min(int(p * 10), 9)] for p in forecasts]
    parts = decomposition(table)

    assert parts is not None
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(
        brier(binned, outcomes)
    )


def test_losses_and_calibration_by_hand() -> None:
    assert log_loss([0.8, 0.4], [1, 0]) == pytest.approx(-(math.log(0.8) + math.log(0.6)) / 2)
    assert brier([0.8, 0.4], [1, 0]) == pytest.approx((0.04 + 0.16) / 2)
    table = reliability_table([0.1, 0.12, 0.94, 1.0], [0, 1, 1, 1])
    assert [one.count for one in table] == [2, 2]
    assert table[-1].high == 1
    assert calibration_error(table) == pytest.approx((abs(0.11 - 0.5) + abs(0.97 - 1)) / 2)


def test_nothing_is_measured_on_nothing() -> None:
    assert auc([], []) is log_loss([], []) is brier([], []) is None
    assert calibration_error([]) is decomposition([]) is None
    empty = Evaluation({}, clock=lambda: 0.0).take_all([])
    assert (empty.n, empty.auc, empty.microseconds_per_answer) == (0, None, None)
    assert empty.score_interval_coverage is None


def row(number: int, student: str, right: bool) -> LogRow:
    return LogRow(
        number * 1000,
        student,
        f"q{number % 30}",
        f"t{number % 3}",
        right,
        None,
        4,
        20_000,
        False,
        True,
    )


def test_a_log_is_forecast_before_it_is_learnt() -> None:
    """Two students, one who knows and one who guesses: the model tells them apart soon."""
    rng = random.Random(1)
    rows = [
        row(n, "knows" if n % 2 else "guesses", rng.random() < (0.95 if n % 2 else 0.25))
        for n in range(200)
    ]
    ticks = iter(range(10_000))

    found = Evaluation({"knows": 100, "guesses": 100}, clock=lambda: next(ticks)).take_all(rows)

    assert (found.n, found.students, found.questions, found.topics) == (200, 2, 30, 3)
    assert found.auc is not None
    assert found.auc > 0.75
    assert found.auc_after_10 is None
    assert found.microseconds_per_answer == 2e6
    assert found.score_interval_coverage in {0.0, 0.5, 1.0}
    assert sum(one.count for one in found.reliability) == 200


def test_a_score_interval_takes_forty_answers() -> None:
    rows = [row(n, "asha", n % 3 > 0) for n in range(40)]

    enough = Evaluation({"asha": 40}, clock=lambda: 0.0).take_all(rows)
    few = Evaluation({"asha": 39}, clock=lambda: 0.0).take_all(rows[:39])

    assert enough.score_interval_coverage in {0.0, 1.0}
    assert few.score_interval_coverage is None
    assert enough.microseconds_per_answer == 0


def test_answers_after_ten_of_both_count_apart() -> None:
    rows = [row(n, "asha", n % 3 > 0)._replace(question="q") for n in range(30)]

    found = Evaluation({"asha": 30}, clock=lambda: 0.0).take_all(rows)

    assert found.auc_after_10 is not None
