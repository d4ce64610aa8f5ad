"""Thresholds met exactly, numbers told completely: what a changed sign or constant would break."""

import math
from datetime import timedelta
from fractions import Fraction
from statistics import NormalDist

import pytest

from analytics.alerts import AlertInput, alerts, spec_drop
from analytics.feedback import fatigue_z, feedback, is_declining, is_tired_session
from analytics.readiness import whole_percent
from tests.analytics.facts import AT, fact, facts, sitting
from tests.analytics.test_feedback import GOOD, changed, only, past

NORMAL = NormalDist()
OPTIMAL = Fraction(60)


def test_a_drop_tells_all_its_numbers() -> None:
    known = past(*[GOOD] * 8, "++++------", "+++-------", "++--------")
    found = only(alerts(known, at=AT), "performance_drop")

    assert found is not None
    assert found.timestamp == AT
    assert set(found.evidence) == {
        "points_over_three_tests",
        "z",
        "gap_points",
        "recent_percent",
        "reference_percent",
        "recent_answers",
        "reference_answers",
    }
    assert found.evidence["gap_points"] == pytest.approx(60, abs=1e-6)
    assert (found.evidence["recent_answers"], found.evidence["reference_answers"]) == (30, 50)


def test_a_fall_of_exactly_fifteen_is_none_and_fifty_answers_are_enough() -> None:
    assert spec_drop([sitting(20, 20), sitting(9, 10), sitting(17, 20)]) == 15
    assert spec_drop([sitting(1, 2), sitting(1, 2)]) is None
    exact = past("+" * 20, "+" * 20, "+" * 20, "+" * 17 + "---")
    assert only(alerts(exact, at=AT), "performance_drop") is None
    enough = past("++++++++++" * 5, "++--------", "+---------", "----------")
    short = past("++++++++++" * 4 + "+++++++++", "++--------", "+---------", "----------")
    for known, told in ((enough, None), (short, "evidence")):
        found = only(alerts(known, at=AT), "performance_drop")
        assert found is not None
        assert found.suppressed_by == told


def test_milestones_and_jumps_and_readiness_tell_all_their_numbers() -> None:
    milestone = only(alerts(past("+-", "+-", "+" * 10), at=AT), "milestone_achieved")
    assert milestone is not None
    assert milestone.evidence == {
        "threshold": 60,
        "average_before": 50.0,
        "average_now": pytest.approx(200 / 3),
        "interval_low": pytest.approx(min(200 / 3, wilson(12, 14))),
    }
    jump = alerts(
        AlertInput(
            facts=[], sittings=[], percentile=70, percentile_before=55, peers=40, peers_before=36
        ),
        at=AT,
    )
    assert [(a.evidence, a.spec_condition, a.urgency, a.suppressed_by) for a in jump] == [
        ({"percentile_before": 55, "percentile": 70, "peers": 40}, True, "low", None)
    ]
    ready = alerts(AlertInput(facts=[], sittings=[], readiness=0.71), at=AT)
    assert [(a.evidence, a.spec_condition, a.urgency, a.suppressed_by) for a in ready] == [
        ({"probability": 0.71, "threshold": 0.70}, True, "medium", None)
    ]


def wilson(right: int, n: int) -> float:
    z, share = NORMAL.inv_cdf(0.9), right / n
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return 100 * (share + z * z / (2 * n) - half) / (1 + z * z / n)


def test_jumps_at_their_edges() -> None:
    still = AlertInput(
        facts=[], sittings=[], percentile=70, percentile_before=60, peers=40, peers_before=40
    )
    assert alerts(still, at=AT) == ()
    assert alerts(changed(still, percentile=None), at=AT) == ()
    assert alerts(changed(still, percentile_before=None), at=AT) == ()
    moved = changed(still, percentile_before=59)
    for before, told in ((44, None), (36, None), (45, "evidence"), (35, "evidence")):
        (found,) = alerts(changed(moved, peers_before=before), at=AT)
        assert found.suppressed_by == told


def test_milestones_at_their_edges() -> None:
    # The average comes to 60 exactly; the floor of 6 in 10 is far below.
    reached = only(alerts(past("+----", "+++++"), at=AT), "milestone_achieved")
    assert reached is not None
    assert reached.evidence["threshold"] == 60
    assert reached.spec_condition
    assert reached.suppressed_by == "evidence"
    # From 60 exactly nothing is crossed any more.
    assert only(alerts(past("+++--", "+++--"), at=AT), "milestone_achieved") is None
    # Two steps at once tell the higher.
    double = only(alerts(past("+-", "+-", "+" * 40, "+" * 40), at=AT), "milestone_achieved")
    assert double is not None
    assert double.evidence["threshold"] == 70


def test_cool_downs_are_each_their_own() -> None:
    for type_, days in (("streak_break", 14), ("milestone_achieved", 14)):
        known = past("+-", "+-", "+" * 11 + "-")
        for age, told in ((days - 0.01, "cool_down"), (days, None)):
            cooled = changed(known, last_raised={type_: AT - timedelta(days=age)})
            found = only(alerts(cooled, at=AT), type_)
            assert found is not None
            assert found.suppressed_by == told
    ready = AlertInput(
        facts=[],
        sittings=[],
        readiness=0.9,
        last_raised={"exam_readiness": AT - timedelta(days=29)},
    )
    assert alerts(ready, at=AT)[0].suppressed_by == "cool_down"


def test_feedback_at_the_specifications_thresholds() -> None:
    def rules(verdicts: str, milliseconds: int) -> list[str]:
        found = feedback(facts(verdicts, milliseconds=milliseconds), optimal_seconds=OPTIMAL)
        return [one.rule for one in found if one.rule != "declining_performance"]

    eighty = "+" * 16 + "----"
    assert "high_accuracy_fast_speed" not in rules(eighty, 30_000)
    assert "high_accuracy_slow_speed" not in rules(eighty, 80_000)
    over = "----" + "+" * 17
    assert rules(over, 59_999) == ["high_accuracy_fast_speed"]
    assert rules(over, 60_000) == []
    assert rules(over, 72_000) == []
    assert rules(over, 72_001) == ["high_accuracy_slow_speed"]
    half = "+-" * 10
    assert rules(half, 100_000) == []
    under = "-+" * 9 + "--"
    assert rules(under, 90_000) == []
    assert rules(under, 90_001) == ["low_accuracy_slow_speed"]


def test_feedback_tells_what_it_rests_on() -> None:
    (slow,) = feedback(facts("-" * 20, milliseconds=100_000), optimal_seconds=OPTIMAL)
    mean = 1 / 22
    sure = NORMAL.cdf((0.5 - mean) / math.sqrt(mean * (1 - mean) / 23))

    assert (slow.accuracy, slow.average_seconds, slow.optimal_seconds) == (0, 100, 60)
    assert (slow.rule, slow.action) == ("low_accuracy_slow_speed", "provide_study_materials")
    assert slow.evidence == pytest.approx(sure)
    (drill,) = feedback(facts("+" * 20, milliseconds=100_000), optimal_seconds=OPTIMAL)
    assert (drill.rule, drill.action) == ("high_accuracy_slow_speed", "suggest_speed_drills")
    assert drill.evidence == pytest.approx(sure_above(20, 0.8))
    # Only the last twenty count.
    old = facts("-" * 30 + "+" * 20)
    assert [one.answers for one in feedback(old, optimal_seconds=OPTIMAL)] == [20]


def sure_above(n: int, threshold: float) -> float:
    mean = (n + 1) / (n + 2)
    return 1 - NORMAL.cdf((threshold - mean) / math.sqrt(mean * (1 - mean) / (n + 3)))


def test_nineteen_answers_stand_for_nothing() -> None:
    for verdicts, milliseconds in (("+" * 19, 30_000), ("+" * 19, 90_000), ("-" * 19, 100_000)):
        (found,) = feedback(facts(verdicts, milliseconds=milliseconds), optimal_seconds=OPTIMAL)
        assert not found.stands


def test_declining_by_exactly_ten_is_not_declining() -> None:
    assert is_declining(facts("-" * 5 + "+++++" + "++++-"))
    assert not is_declining(facts("++++-" + "++++-"))
    assert not is_declining(facts("++++" + "-----"))
    assert is_declining(facts("+++++" + "++++-"))
    assert is_declining(facts("-----" + "+++++" + "-----"))
    assert not is_declining(facts("+++++" + "-----" + "+++++"))


def test_fatigue_against_forecasts_at_its_edge() -> None:
    # Sixteen of p = .5: four right is z = −2 exactly.
    even = facts("-" * 4, probability_before=0.5)
    assert fatigue_z(even) == pytest.approx(-2)
    assert fatigue_z(facts("++--", probability_before=0.5)) == pytest.approx(0)
    assert fatigue_z(facts("+++", probability_before=0.2)) == pytest.approx(2.4 / math.sqrt(0.48))


def test_a_tired_session_at_its_edges() -> None:
    before = facts("+" * 10)

    def last(verdicts: str, milliseconds: int, *, later: float = 0) -> bool:
        own = [
            fact(one == "+", 10 + n + later, milliseconds=milliseconds)
            for n, one in enumerate(verdicts)
        ]
        return is_tired_session(before + own)

    assert last("----+", 37_501)
    assert not last("----+", 37_500)
    assert not last("---++", 60_000)
    # Two hours from the first of the ten before to the last of the five.
    assert last("-----", 60_000, later=106)
    assert not last("-----", 60_000, later=106.1)
    assert is_tired_session(
        facts("-" * 30) + before + [fact(False, 10 + n, milliseconds=60_000) for n in range(5)]
    )
    assert not is_tired_session(
        facts("+" * 9) + [fact(False, 9 + n, milliseconds=60_000) for n in range(5)]
    )


@pytest.mark.parametrize(
    ("low", "is_sure", "told"),
    [
        (None, True, None),
        (0.61, True, None),
        (0.6, True, "evidence"),
        # Twenty right answers in a row: high, narrow, and not enough to tell anybody.
        (0.98, False, "evidence"),
    ],
)
def test_readiness_is_told_only_where_its_interval_is_sure(
    low: float | None, is_sure: bool, told: str | None
) -> None:
    known = AlertInput(
        facts=[], sittings=[], readiness=0.9, readiness_low=low, is_readiness_sure=is_sure
    )

    assert alerts(known, at=AT)[0].suppressed_by == told


@pytest.mark.parametrize(
    ("chance", "said"), [(0.0, 1), (0.004, 1), (0.5, 50), (0.634, 63), (0.996, 99), (1.0, 99)]
)
def test_no_forecast_is_said_to_be_certain(chance: float, said: int) -> None:
    assert whole_percent(chance) == said
