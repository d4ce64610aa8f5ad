"""What the model is sure of: rates, intervals, steps, forecasts of scores; closed forms beside."""

import math
from datetime import date, timedelta
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.learner_model import Gaussian
from analytics.mastery import (
    ability_for_rate,
    difficulty_step,
    learning_days,
    lucky_share,
    mastery,
    probability_of_rate,
    true_rate,
)
from analytics.readiness import (
    BlueprintPart,
    Cutoff,
    Forecast,
    Missing,
    TopicBelief,
    coverage,
    forecast,
    growth_per_week,
    ready_on,
)
from analytics.score_distribution import Asked, ScoreDistribution, score_distribution
from tests.analytics.facts import AT

TODAY = date(2026, 11, 23)


@given(st.floats(0.26, 0.99))
def test_the_ability_for_a_rate_has_that_rate(rate: float) -> None:
    assert true_rate(ability_for_rate(rate)) == pytest.approx(rate)


def test_a_belief_on_the_edge_is_an_even_chance() -> None:
    edge = ability_for_rate(0.8)
    found = mastery(Gaussian(edge, 0.25), 12)

    assert found.probability == pytest.approx(0.5)
    assert found.rate == pytest.approx(0.8)
    # 80 % right of four options: (.8 − .25) ÷ .75 known.
    assert found.known == pytest.approx(0.7333, abs=1e-4)
    half = NormalDist().inv_cdf(0.9) * 0.5
    assert found.interval == (
        pytest.approx(true_rate(edge - half)),
        pytest.approx(true_rate(edge + half)),
    )
    assert not found.confirmed


def test_confirmed_takes_ten_answers() -> None:
    sure = Gaussian(5, 0.1)

    assert mastery(sure, 10).confirmed
    assert not mastery(sure, 9).confirmed
    assert mastery(Gaussian(-9, 0.1), 50).known == pytest.approx(0, abs=1e-3)


def test_a_rate_that_guessing_reaches_is_certain() -> None:
    assert probability_of_rate(Gaussian(-9, 1), 0.25) == 1
    assert ability_for_rate(0.1) == -math.inf


def test_harder_when_surely_at_eighty_easier_when_surely_under_sixty() -> None:
    assert difficulty_step(Gaussian(4, 0.2)) == 1
    assert difficulty_step(Gaussian(-3, 0.2)) == -1
    assert difficulty_step(Gaussian(ability_for_rate(0.7), 0.2)) == 0
    assert difficulty_step(Gaussian(ability_for_rate(0.8), 2)) == 0


def test_learning_lasts_from_the_first_completion_to_the_last() -> None:
    assert learning_days([AT + timedelta(hours=36), AT, AT + timedelta(hours=1)]) == 1.5


def test_luck_in_right_answers() -> None:
    # c(1 − κ)/π at 60 %: κ = .4667, .25·.5333/.6 = 22 %.
    assert lucky_share(0.6) == pytest.approx(0.2222, abs=1e-4)
    assert lucky_share(0.0) == 0


def test_one_question_known_exactly_scores_its_probability() -> None:
    found = score_distribution(
        Gaussian(0.5, 0.0), {0: Gaussian(0.0, 0.0)}, [Asked(0, Gaussian(0.2, 0.0), 0.25, 10.0)]
    )
    p = 0.25 + 0.75 / (1 + math.exp(-0.3))

    assert found.mean == pytest.approx(10 * p)
    spread = math.sqrt(10 * p * (1 - p))
    low, high = found.interval()
    assert low == pytest.approx(10 * p + spread * NormalDist().inv_cdf(0.1), abs=1e-4)
    assert high == pytest.approx(10 * p + spread * NormalDist().inv_cdf(0.9), abs=1e-4)
    assert found.at_least(10 * p) == pytest.approx(0.5)
    assert found.at_least(10 * p + spread, spread=spread) == pytest.approx(
        1 - NormalDist().cdf(1 / math.sqrt(2))
    )


def test_negative_marks_are_marks() -> None:
    one = [Asked(0, Gaussian(0.0, 0.0), 0.0, 9.0, 1.0, -1 / 3)]
    found = score_distribution(Gaussian(0.0, 0.0), {0: Gaussian(0.0, 0.0)}, one)

    assert found.mean == pytest.approx(9 * (0.5 - 0.5 / 3))


def test_an_empty_paper_scores_nothing() -> None:
    found = score_distribution(Gaussian(0, 1), {}, [])

    assert found.mean == 0
    assert found.share_below(1) == pytest.approx(1)
    assert found.share_below(0) == 0


def test_what_a_topic_shares_widens_the_score() -> None:
    asked = [Asked(0, Gaussian(0, 0), 0, 20.0)]
    narrow = score_distribution(Gaussian(0, 0.0), {0: Gaussian(0, 0.0)}, asked)
    wide = score_distribution(Gaussian(0, 0.0), {0: Gaussian(0, 0.3)}, asked)
    alike = score_distribution(Gaussian(0, 0.3), {0: Gaussian(0, 0.0)}, asked)

    assert width(wide) > 1.2 * width(narrow)
    # Shared by all its questions, a topic's uncertainty is like that of general ability.
    assert width(wide) == pytest.approx(width(alike), rel=0.03)


def width(found: ScoreDistribution) -> float:
    low, high = found.interval()
    return high - low


BLUEPRINT = (
    BlueprintPart(subject="a", questions=60, right=1.0, wrong=-1 / 3),
    BlueprintPart(subject="b", questions=40, right=1.0, wrong=-1 / 3),
)
CUTOFF = Cutoff(marks=50.0, basis="planning_target", spread=4.0)


def topic(name: str, subject: str, offset: float, answers: int = 30) -> TopicBelief:
    return TopicBelief(topic=name, subject=subject, offset=Gaussian(offset, 0.1), answers=answers)


TOPICS = [topic("a1", "a", 0.5), topic("a2", "a", -1.0), topic("b1", "b", 0.0)]


def test_a_forecast_names_what_costs_most() -> None:
    found = forecast(Gaussian(0.3, 0.1), TOPICS, BLUEPRINT, CUTOFF, answers=90)

    assert isinstance(found, Forecast)
    assert found.maximum == 100
    assert found.weaknesses[0].topic == "a2"
    assert found.strengths[0].topic == "a1"
    lost = sum(part.marks_lost for part in found.weaknesses)
    assert found.expected_score == pytest.approx(100 - lost)
    assert found.interval[0] <= found.probability <= found.interval[1]
    assert found.score_interval[0] < found.expected_score < found.score_interval[1]
    assert found.confidence == "low"


@pytest.mark.parametrize(
    ("answers", "topics", "confidence"),
    [(100, TOPICS, "medium"), (300, TOPICS, "high"), (99, TOPICS, "low")],
)
def test_confidence_grows_with_evidence(
    answers: int, topics: list[TopicBelief], confidence: str
) -> None:
    found = forecast(Gaussian(0, 0.1), topics, BLUEPRINT, CUTOFF, answers=answers)

    assert isinstance(found, Forecast)
    assert found.confidence == confidence


def test_no_forecast_before_its_evidence() -> None:
    few = forecast(Gaussian(0, 1), TOPICS, BLUEPRINT, CUTOFF, answers=19)
    narrow = [topic("a1", "a", 0, answers=0), topic("b1", "b", 0)]
    one_sided = forecast(Gaussian(0, 1), narrow, BLUEPRINT, CUTOFF, answers=50)

    assert few == Missing(code="needs_answers", needed=20, have=19)
    assert one_sided == Missing(code="needs_coverage", needed=0.6, have=pytest.approx(0.4))
    assert coverage(BLUEPRINT, narrow) == 0.4


@given(st.floats(-2, 2), st.floats(0.01, 0.5))
def test_a_better_student_passes_more_likely(mean: float, step: float) -> None:
    worse = forecast(Gaussian(mean, 0.1), TOPICS, BLUEPRINT, CUTOFF, answers=90)
    better = forecast(Gaussian(mean + step, 0.1), TOPICS, BLUEPRINT, CUTOFF, answers=90)

    assert isinstance(worse, Forecast)
    assert isinstance(better, Forecast)
    assert 0 <= worse.probability <= better.probability <= 1
    assert worse.expected_score < better.expected_score


def test_when_she_is_likely_ready() -> None:
    def when(mean: float, growth: float) -> date | None:
        return ready_on(
            Gaussian(mean, 0.1), TOPICS, BLUEPRINT, CUTOFF, growth_per_week=growth, today=TODAY
        )

    soon = when(0.0, 0.2)

    assert when(3.0, 0.0) == TODAY
    assert when(0.0, 0.0) is None
    assert when(-5.0, 0.01) is None
    assert soon is not None
    assert soon > TODAY
    weeks = (soon - TODAY).days / 7
    at_then = forecast(Gaussian(0.2 * weeks, 0.1), TOPICS, BLUEPRINT, CUTOFF, answers=90)
    week_before = forecast(Gaussian(0.2 * (weeks - 1), 0.1), TOPICS, BLUEPRINT, CUTOFF, answers=90)
    assert isinstance(at_then, Forecast)
    assert isinstance(week_before, Forecast)
    assert week_before.probability < 0.7 <= at_then.probability


def test_growth_is_a_slope_drawn_to_nothing() -> None:
    weeks = [(date(2026, 11, 2), 0.0), (date(2026, 11, 9), 0.1), (date(2026, 11, 16), 0.2)]

    assert growth_per_week(weeks) == pytest.approx(0.1 * 3 / 7)
    assert growth_per_week(weeks[:2]) is None
