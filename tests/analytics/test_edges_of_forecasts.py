"""Ranks, forecasts and mastery at their edges: what a changed sign or constant would break."""

import math
from datetime import date, timedelta
from fractions import Fraction
from statistics import NormalDist

import pytest

from analytics.learner_model import Gaussian
from analytics.mastery import ability_for_rate, difficulty_step, mastery, probability_of_rate
from analytics.ranking import Standing, fair_ranking, ranks, standing, validity
from analytics.readiness import (
    BlueprintPart,
    Cutoff,
    Forecast,
    Missing,
    TopicBelief,
    forecast,
    growth_per_week,
    ready_on,
)
from analytics.score_distribution import Asked, score_distribution
from tests.analytics.facts import AT, result, sitting, stand

NORMAL = NormalDist()


def test_a_fair_ranking_by_hand() -> None:
    group = {"a": stand(80, 10, 10.0), "b": stand(60, 5, 20.0), "c": stand(40, 20, 5.0)}
    found = fair_ranking(group)

    within = (100 * 9 + 400 * 4 + 25 * 19) / (9 + 4 + 19)
    noise = {"a": within / 10, "b": within / 5, "c": within / 20}
    between = 400 - sum(noise.values()) / 3
    for key, mean in (("a", 80), ("b", 60), ("c", 40)):
        kept = between / (between + noise[key])
        assert found[key].score == pytest.approx(60 + kept * (mean - 60))
        assert found[key].error == pytest.approx(math.sqrt(kept * noise[key]))
    assert [found[key].rank for key in "abc"] == [1, 2, 3]
    typical = math.sqrt(sum(found[key].error ** 2 for key in "abc") / 3)
    for key in "abc":
        ahead = [
            NORMAL.cdf(
                (found[other].score - found[key].score) / math.hypot(typical, found[key].error)
            )
            for other in "abc"
            if other != key
        ]
        assert found[key].interval == (
            1 + sum(one >= 0.9 for one in ahead),
            1 + sum(one > 0.1 for one in ahead),
        )


def test_close_students_have_wide_intervals() -> None:
    found = fair_ranking({n: stand(50 + 0.2 * n, 8, 12.0) for n in range(10)})

    assert found[0].interval == (1, 10)
    assert found[9].interval == (1, 10)
    apart = fair_ranking({n: stand(10 * n, 30, 2.0) for n in range(10)})
    assert [apart[n].interval for n in (0, 4, 9)] == [(10, 10), (6, 6), (1, 1)]


def test_without_a_deviation_ten_even_questions_are_the_noise() -> None:
    one_test = {
        key: Standing(
            average=Fraction(mean),
            tests=5,
            deviation=None,
            last_active=AT,
            improvement=None,
            efficiency=None,
            fair_tests=1,
            fair_mean=Fraction(mean),
            fair_deviation=None,
        )
        for key, mean in (("a", 90), ("b", 10))
    }
    found = fair_ranking(one_test)

    between = 3200 - 250
    kept = between / (between + 250)
    assert found["a"].score == pytest.approx(50 + kept * 40)


def test_a_standing_of_hers_by_hand() -> None:
    found = standing(
        [
            sitting(4, 10, days=2, milliseconds=120_000),
            sitting(8, 10, days=0, milliseconds=60_000),
        ],
        improvement=Fraction(1, 3),
        overall=55.5,
    )

    assert found is not None
    assert (found.average, found.fair_mean, found.tests) == (60, 60, 2)
    assert found.deviation == found.fair_deviation == pytest.approx(math.sqrt(800))
    assert found.efficiency == Fraction(12, 3)
    assert (found.improvement, found.overall) == (Fraction(1, 3), 55.5)
    assert found.last_active == AT + timedelta(days=2)


def test_between_which_instants_a_summary_holds() -> None:
    day = timedelta(days=1)
    completions = [AT - 40 * day, AT - 10 * day, AT + 2 * day]
    after, until = validity(completions, windows=(30 * day, 84 * day), at=AT)

    # Edges: −40, −10, −10 (+30), +2, +20, +32, +44, +74, +86.
    assert (after, until) == (AT - 10 * day, AT + 2 * day)
    assert validity([], windows=(day,), at=AT) == (None, None)
    assert validity([AT], windows=(day,), at=AT) == (None, AT)
    assert validity([AT - day], windows=(day,), at=AT) == (AT - day, AT)
    assert validity([AT - 2 * day], windows=(day,), at=AT) == (AT - day, None)


def test_ranks_compare_real_numbers_at_nine_decimals() -> None:
    assert ranks({"a": 0.12345678949, "b": 0.12345678951}) == {"a": 2, "b": 1}
    assert ranks({"a": 0.1234567891, "b": 0.12345678912}) == {"a": 1, "b": 1}


BLUEPRINT = (
    BlueprintPart(subject="a", questions=30, right=2.0, wrong=-0.5),
    BlueprintPart(subject="b", questions=10, right=1.0, wrong=0.0, guess=0.5),
)


def belief(name: str, subject: str, offset: float) -> TopicBelief:
    return TopicBelief(topic=name, subject=subject, offset=Gaussian(offset, 0.2), answers=5)


def test_what_each_topic_costs_by_hand() -> None:
    student, cutoff = Gaussian(0.4, 0.3), Cutoff(marks=35.0, basis="official", spread=3.0)
    topics = [belief("a1", "a", 0.5), belief("a2", "a", -0.5), belief("b1", "b", 0.0)]
    found = forecast(student, topics, BLUEPRINT, cutoff, answers=20)

    assert isinstance(found, Forecast)
    assert found.maximum == 70
    parts = {part.topic: part for part in (*found.strengths, *found.weaknesses)}
    for name, offset, count, right, wrong, guess in (
        ("a1", 0.5, 15, 2.0, -0.5, 0.25),
        ("a2", -0.5, 15, 2.0, -0.5, 0.25),
        ("b1", 0.0, 10, 1.0, 0.0, 0.5),
    ):
        alone = score_distribution(
            student,
            {0: Gaussian(offset, 0.2)},
            [Asked(0, Gaussian(0.0, 1.0), guess, count, right, wrong)],
        ).mean
        assert parts[name].marks_lost == pytest.approx(count * right - alone)
        assert parts[name].probability == pytest.approx(
            (alone - count * wrong) / (count * (right - wrong))
        )
    assert [part.topic for part in found.strengths] == ["b1", "a1", "a2"]
    assert [part.topic for part in found.weaknesses] == ["a2", "a1", "b1"]


def test_only_what_she_gets_to_is_scored() -> None:
    student, cutoff = Gaussian(0.4, 0.3), Cutoff(marks=35.0, basis="official", spread=3.0)
    topics = [belief("a1", "a", 0.5), belief("b1", "b", 0.0)]
    whole = forecast(student, topics, BLUEPRINT, cutoff, answers=20)
    half = forecast(student, topics, BLUEPRINT, cutoff, answers=20, attempted=0.5)

    assert isinstance(whole, Forecast)
    assert isinstance(half, Forecast)
    assert half.expected_score == pytest.approx(whole.expected_score / 2)
    assert half.maximum == whole.maximum


def test_a_chance_lies_between_those_of_a_weak_and_a_strong_day() -> None:
    student, cutoff = Gaussian(0.4, 0.3), Cutoff(marks=38.0, basis="qualifying", spread=0.0)
    topics = [belief("a1", "a", 0.5), belief("b1", "b", 0.0)]
    found = forecast(student, topics, BLUEPRINT, cutoff, answers=20)
    assert isinstance(found, Forecast)

    def at_percentile(z: float) -> float:
        known = Gaussian(student.mean + z * math.sqrt(student.variance), 0.0)
        one = forecast(known, topics, BLUEPRINT, cutoff, answers=20)
        assert isinstance(one, Forecast)
        return one.probability

    low, high = found.interval
    # Nodes lie a fifth of a deviation apart.
    assert at_percentile(-1.4) <= low <= at_percentile(-1.1)
    assert at_percentile(1.19) <= high <= at_percentile(1.5)
    assert low < found.probability < high


def test_evidence_is_asked_for_in_numbers() -> None:
    cutoff = Cutoff(marks=35.0, basis="official", spread=3.0)
    few = forecast(Gaussian(0, 1), [belief("a1", "a", 0)], BLUEPRINT, cutoff, answers=0)
    assert few == Missing(code="needs_answers", needed=20, have=0)
    enough = (
        BlueprintPart(subject="a", questions=60, right=1.0, wrong=0.0),
        BlueprintPart(subject="b", questions=40, right=1.0, wrong=0.0),
    )
    unmet = TopicBelief(topic="b1", subject="b", offset=Gaussian(0, 0.2), answers=0)
    exactly = forecast(Gaussian(0, 1), [belief("a1", "a", 0), unmet], enough, cutoff, answers=20)
    assert isinstance(exactly, Forecast)
    assert exactly.confidence == "low"


@pytest.mark.parametrize(
    ("answers", "touched", "confidence"),
    [
        (100, 75, "medium"),
        (100, 74, "low"),
        (299, 90, "medium"),
        (300, 90, "high"),
        (300, 89, "medium"),
    ],
)
def test_confidence_at_its_edges(answers: int, touched: int, confidence: str) -> None:
    blueprint = (
        BlueprintPart(subject="a", questions=touched, right=1.0, wrong=0.0),
        BlueprintPart(subject="b", questions=100 - touched, right=1.0, wrong=0.0),
    )
    unmet = TopicBelief(topic="b1", subject="b", offset=Gaussian(0, 0.2), answers=0)
    cutoff = Cutoff(marks=50.0, basis="official", spread=3.0)
    found = forecast(
        Gaussian(0, 1), [belief("a1", "a", 0), unmet], blueprint, cutoff, answers=answers
    )

    assert isinstance(found, Forecast)
    assert found.confidence == confidence


def test_growth_by_hand_over_uneven_weeks() -> None:
    weeks = [(date(2026, 11, 2), 0.0), (date(2026, 11, 9), 0.3), (date(2026, 11, 30), 0.4)]
    # x = 0, 1, 4: mean 5/3; y mean 7/30.
    slope = ((-5 / 3) * (-7 / 30) + (-2 / 3) * (2 / 30) + (7 / 3) * (5 / 30)) / (
        25 / 9 + 4 / 9 + 49 / 9
    )

    assert growth_per_week(weeks) == pytest.approx(slope * 3 / 7)


def test_ready_within_a_year_or_not_at_all() -> None:
    topics = [belief("a1", "a", 0.0), belief("b1", "b", 0.0)]
    today = date(2026, 11, 23)

    def when(mean: float, growth: float, marks: float) -> date | None:
        cutoff = Cutoff(marks=marks, basis="qualifying", spread=0.0)
        student = Gaussian(mean, 0.0001)
        return ready_on(student, topics, BLUEPRINT, cutoff, growth_per_week=growth, today=today)

    next_week = when(0.0, 5.0, 50.0)
    assert next_week == today + timedelta(weeks=1)
    assert when(0.0, 0.001, 60.0) is None
    assert when(0.0, -1.0, 60.0) is None
    late = when(-1.0, 0.06, 55.0)
    assert late is not None
    assert today + timedelta(weeks=40) < late <= today + timedelta(weeks=52)


def test_mastery_at_its_edges() -> None:
    # P ≥ .9 exactly one deviation point above.
    edge = ability_for_rate(0.8) + NORMAL.inv_cdf(0.9) * 0.5
    assert mastery(Gaussian(edge + 1e-9, 0.25), 10).confirmed
    assert not mastery(Gaussian(edge - 1e-6, 0.25), 10).confirmed
    low = mastery(Gaussian(-1.0, 0.25), 3, guess=0.5)
    assert low.rate > 0.5
    assert low.known == pytest.approx((low.rate - 0.5) / 0.5)
    assert probability_of_rate(Gaussian(0.0, 4.0), 0.6) == pytest.approx(
        NORMAL.cdf(-ability_for_rate(0.6) / 2)
    )
    assert probability_of_rate(Gaussian(0.0, 1.0), 0.5, guess=0.5) == 1.0
    assert probability_of_rate(Gaussian(0.0, 1.0), 0.51, guess=0.5) < 1.0


def test_steps_at_their_edges() -> None:
    up = ability_for_rate(0.8) + NORMAL.inv_cdf(0.8) * 0.5
    down = ability_for_rate(0.6) - NORMAL.inv_cdf(0.8) * 0.5

    assert difficulty_step(Gaussian(up + 1e-9, 0.25)) == 1
    assert difficulty_step(Gaussian(up - 1e-6, 0.25)) == 0
    assert difficulty_step(Gaussian(down - 1e-9, 0.25)) == -1
    assert difficulty_step(Gaussian(down + 1e-6, 0.25)) == 0
    # With one option in two a rate of .6 is mostly luck.
    lucky = ability_for_rate(0.8, guess=0.5) + NORMAL.inv_cdf(0.8) * 0.5
    assert difficulty_step(Gaussian(lucky + 1e-9, 0.25), guess=0.5) == 1
    assert difficulty_step(Gaussian(lucky - 1e-6, 0.25), guess=0.5) == 0


def test_a_hurried_test_is_no_fair_one() -> None:
    hurried = sitting(10, 10)._replace(result=result(10, 10, rapid=2))
    again = sitting(10, 10)._replace(is_first=False)
    found = standing([sitting(5, 10), hurried, again], improvement=None)

    assert found is not None
    assert (found.tests, found.fair_tests, found.fair_mean) == (3, 1, 50)
