"""The four feedback and the four alert rules: the specification's condition and the evidence."""

import math
import random
from datetime import timedelta
from fractions import Fraction

import pytest

from analytics.alerts import Alert, AlertInput, ability_behind, accuracy_floor, alerts, drop
from analytics.facts import Fact, Sitting
from analytics.feedback import Feedback, fatigue_z, feedback, is_declining, is_tired_session
from tests.analytics.facts import AT, fact, facts, result

OPTIMAL = Fraction(60)


def rules(found: tuple[Feedback, ...]) -> dict[str, bool]:
    return {one.rule: one.stands for one in found}


def test_right_and_fast_is_ready_for_harder_ones() -> None:
    found = feedback(facts("+" * 20), optimal_seconds=OPTIMAL)

    assert rules(found) == {"high_accuracy_fast_speed": True}
    assert found[0].action == "suggest_difficulty_increase"
    assert (found[0].accuracy, found[0].average_seconds, found[0].answers) == (100, 30, 20)
    # Flat prior, 20 of 20: mean 21/22, deviation √(m(1−m)/23).
    mean = 21 / 22
    z = (0.8 - mean) / math.sqrt(mean * (1 - mean) / 23)
    assert found[0].evidence == pytest.approx(0.5 * (1 - math.erf(z / math.sqrt(2))))


def test_few_answers_meet_the_condition_and_not_the_evidence() -> None:
    assert rules(feedback(facts("+" * 5), optimal_seconds=OPTIMAL)) == {
        "high_accuracy_fast_speed": False
    }
    # 17 of 20 is above 80 %, and not surely.
    nearly = feedback(facts("+" * 17 + "-" * 3), optimal_seconds=OPTIMAL)
    assert rules(nearly)["high_accuracy_fast_speed"] is False


def test_wrong_and_very_slow_gets_study_material() -> None:
    found = feedback(facts("-" * 16 + "+-+-", milliseconds=91_000), optimal_seconds=OPTIMAL)

    assert rules(found) == {"low_accuracy_slow_speed": True}
    assert found[0].evidence > 0.99


def test_right_but_slow_gets_a_speed_drill() -> None:
    found = feedback(facts("+" * 20, milliseconds=73_000), optimal_seconds=OPTIMAL)

    assert rules(found) == {"high_accuracy_slow_speed": True}
    assert not feedback(facts("+" * 20, milliseconds=72_000), optimal_seconds=OPTIMAL)


def test_untimed_answers_say_nothing_of_speed() -> None:
    assert feedback(facts("+" * 20, milliseconds=None), optimal_seconds=OPTIMAL) == ()
    assert feedback([], optimal_seconds=OPTIMAL) == ()


def test_tiredness_is_five_worse_than_the_five_before() -> None:
    assert is_declining(facts("+++++" + "+----"))
    assert not is_declining(facts("+++++" + "+++++"))
    # 80 % to 70 % is no fall of more than ten; five of ten answers say nothing.
    assert not is_declining(facts("+----"))

    slump = feedback(facts("+" * 8 + "-" * 12), optimal_seconds=OPTIMAL)
    assert "declining_performance" not in rules(slump)
    fresh = feedback(facts("+" * 15 + "-" * 5), optimal_seconds=OPTIMAL)
    assert rules(fresh)["declining_performance"] is False
    # Eleven wrong and nine right against a forecast of .7: z = (9 − 14)/√4.2 = −2.44.
    tired = feedback(facts("-" * 6 + "+" * 9 + "-" * 5), optimal_seconds=OPTIMAL)
    assert rules(tired)["declining_performance"] is True


def test_five_slow_misses_in_one_session_are_fatigue() -> None:
    before = facts("+" * 10)
    slow = [fact(False, 10 + n, milliseconds=60_000) for n in range(5)]
    late = [one._replace(answered_at=one.answered_at + timedelta(hours=9)) for one in slow]

    assert is_tired_session(before + slow)
    assert not is_tired_session(before + late)
    assert not is_tired_session(before + facts("-----"))
    assert not is_tired_session(before + facts("++---"))
    assert not is_tired_session(slow)
    assert not is_tired_session(before + facts("-----", milliseconds=None))


def test_fatigue_is_measured_against_the_forecasts() -> None:
    assert fatigue_z(facts("-" * 4, probability_before=0.5)) == pytest.approx(-2)
    assert fatigue_z([]) == 0


def past(*tests: str, start: int = 0) -> AlertInput:
    """A test a day, `+` and `-`."""
    every: list[Fact] = []
    sittings: list[Sitting] = []
    for number, verdicts in enumerate(tests, start=start):
        at = AT + timedelta(days=number)
        own = [one._replace(test=f"t{number}", answered_at=at) for one in facts(verdicts)]
        every += own
        right = verdicts.count("+")
        made = result(right, len(verdicts), at=at)
        sittings.append(Sitting(f"t{number}", made, "completed"))
    return AlertInput(facts=every, sittings=sittings)


def changed(known: AlertInput, **changes: object) -> AlertInput:
    names = AlertInput.__slots__
    return AlertInput(**{name: getattr(known, name) for name in names} | changes)  # type: ignore[arg-type]


def only(found: tuple[Alert, ...], type_: str) -> Alert | None:
    return next((one for one in found if one.type == type_), None)


GOOD = "+++++++++-"
FAIR = "++++++----"


def test_one_weak_test_meets_the_specifications_rule_and_alarms_nobody() -> None:
    found = only(alerts(past(*[GOOD] * 9, "+++++++---"), at=AT), "performance_drop")

    assert found is not None
    assert found.spec_condition
    assert found.suppressed_by == "evidence"
    assert found.evidence["points_over_three_tests"] == 20


def test_a_real_fall_is_told_with_its_numbers() -> None:
    known = past(*[GOOD] * 8, "++++------", "+++-------", "++--------")
    found = only(alerts(known, at=AT), "performance_drop")

    assert found is not None
    assert found.suppressed_by is None
    assert (found.urgency, found.action) == ("high", "immediate_intervention")
    assert found.evidence["recent_percent"] == 30
    assert found.evidence["reference_percent"] == 90
    assert found.evidence["points_over_three_tests"] == 20
    # Equal questions, the first five tests as reference: expected 90 %, n = 30, m = 50, p̄ = 54/80.
    pooled = 54 / 80
    z = (0.6 - 1 / 60) / math.sqrt(pooled * (1 - pooled) * (1 / 30 + 1 / 50))
    assert found.evidence["z"] == pytest.approx(z, rel=1e-6)
    cooled = changed(known, last_raised={"performance_drop": AT - timedelta(days=13)})
    again = only(alerts(cooled, at=AT), "performance_drop")
    assert again is not None
    assert again.suppressed_by == "cool_down"
    later = changed(known, last_raised={"performance_drop": AT - timedelta(days=14)})
    third = only(alerts(later, at=AT), "performance_drop")
    assert third is not None
    assert third.suppressed_by is None


def test_harder_questions_are_no_fall() -> None:
    known = past(*[GOOD] * 8, "++++------", "+++-------", "++--------")
    harder = [
        one._replace(logit=6.0) if one.test in {"t8", "t9", "t10"} else one for one in known.facts
    ]
    found = only(alerts(changed(known, facts=harder), at=AT), "performance_drop")

    assert found is not None
    assert found.suppressed_by == "evidence"


def test_too_short_a_past_has_no_fall() -> None:
    assert only(alerts(past(GOOD, FAIR), at=AT), "performance_drop") is None
    bare = only(alerts(past(GOOD, GOOD, "----------"), at=AT), "performance_drop")
    assert bare is not None
    assert (bare.spec_condition, bare.suppressed_by) == (True, "evidence")
    assert bare.evidence == {"points_over_three_tests": 90.0}
    assert drop(facts("+"), ["t1"]) is None


def test_a_fall_is_found_in_the_span_where_it_stands_out_most() -> None:
    """Five tests of a mild fall: three alone are no evidence, all five are."""
    mild = "++++++----"
    known = past(*[GOOD] * 10, *[mild] * 5)
    three = drop(known.facts, [f"t{n}" for n in (*range(10), 12, 13, 14)])
    five = drop(known.facts, [one.key for one in known.sittings])

    assert three is not None
    assert five is not None
    assert (three.recent_answers, five.recent_answers) == (30, 50)
    assert five.z > 3.2 > three.z
    # Fifteen tests, the last ten at most are looked at: five are the reference.
    assert five.reference_answers == 50


def test_a_longer_past_is_used_for_the_fall_where_it_is_given() -> None:
    long = past(*[GOOD] * 12, "++++------", "+++-------", "++--------")
    month = past("++++------", "+++-------", "++--------")
    both = changed(month, long_facts=long.facts, long_sittings=long.sittings)
    found = only(alerts(both, at=AT), "performance_drop")

    assert found is not None
    assert found.suppressed_by is None
    assert found.evidence["points_over_three_tests"] == 20


def test_an_ability_explains_what_it_was_asked() -> None:
    own = [fact(n < 7, logit=0.5) for n in range(10)]

    # .25 + .75σ(θ − .5) = .7 at σ = .6.
    assert ability_behind(own) == pytest.approx(0.5 + math.log(0.6 / 0.4))
    assert ability_behind([fact(True)]) == pytest.approx(6)


def test_a_long_streak_that_ended_is_told_at_once() -> None:
    known = past("+" * 11 + "-")
    found = only(alerts(known, at=AT), "streak_break")

    assert found is not None
    assert found.spec_condition
    assert found.evidence == {"streak_length": 11}
    assert only(alerts(past("+" * 10 + "-"), at=AT), "streak_break") is None
    assert only(alerts(past("+" * 11 + "-+"), at=AT), "streak_break") is None


def test_a_milestone_wants_the_interval_above_it() -> None:
    known = past("+-", "+-", "+" * 10)
    found = only(alerts(known, at=AT), "milestone_achieved")

    # The average goes from 50 to 66.7; 12 of 14 right is surely above 60, and was not before.
    assert found is not None
    assert found.evidence["threshold"] == 60
    assert found.spec_condition
    assert found.suppressed_by is None
    told = changed(known, milestones_told=frozenset({60}))
    again = only(alerts(told, at=AT), "milestone_achieved")
    assert again is not None
    assert again.suppressed_by == "evidence"
    # Nothing was crossed by a test like those before it.
    assert alerts(past(*["+++++++---"] * 30), at=AT) == ()


def test_a_milestone_is_told_once_it_is_sure_and_not_again() -> None:
    told = [
        count
        for count in range(2, 25)
        if any(one.suppressed_by is None for one in alerts(past(*["+++++++---"] * count), at=AT))
    ]

    # 70 % of 10·n: Wilson's 80 % floor passes 60 once.
    assert len(told) == 1


def test_a_crossing_by_luck_is_only_the_specifications() -> None:
    found = only(alerts(past("+-", "++-"), at=AT), "milestone_achieved")

    assert found is None
    lucky = only(alerts(past("+-", "++++-"), at=AT), "milestone_achieved")
    assert lucky is not None
    assert lucky.suppressed_by == "evidence"


def test_the_floor_of_an_accuracy_is_wilsons() -> None:
    # Wilson 80 % for 12 of 20: centre and half by the textbook formula.
    z = 1.2815515655446004
    centre, half = 0.6 + z * z / 40, z * math.sqrt(0.6 * 0.4 / 20 + z * z / 1600)
    assert accuracy_floor(facts("+" * 12 + "-" * 8)) == pytest.approx(
        100 * (centre - half) / (1 + z * z / 20)
    )
    assert accuracy_floor([]) is None


def test_a_jump_counts_in_a_stable_group() -> None:
    moved = AlertInput(
        facts=[], sittings=[], percentile=70, percentile_before=55, peers=40, peers_before=42
    )
    found = alerts(moved, at=AT)

    assert [(one.type, one.suppressed_by) for one in found] == [("milestone_achieved", None)]
    fickle = alerts(changed(moved, peers_before=20), at=AT)
    assert fickle[0].suppressed_by == "evidence"
    assert alerts(changed(moved, percentile_before=60), at=AT) == ()


def test_who_is_likely_to_pass_is_reminded_to_register() -> None:
    ready = AlertInput(facts=[], sittings=[], readiness=0.71)

    assert [one.action for one in alerts(ready, at=AT)] == ["exam_registration_reminder"]
    assert alerts(changed(ready, readiness=0.70), at=AT) == ()
    assert alerts(changed(ready, ready_probability=0.9), at=AT) == ()


def test_stable_students_are_rarely_alarmed() -> None:
    """Of 60 stable students over 20 tests at most a tenth hears of a drop; benchmarks say more."""
    rng = random.Random(7)
    alarmed = 0
    for _ in range(60):
        tests = ["".join(rng.choices("+-", [7, 3], k=10)) for _ in range(20)]
        alarmed += any(
            (one := only(alerts(past(*tests[:count]), at=AT), "performance_drop")) is not None
            and one.suppressed_by is None
            for count in range(6, 21)
        )
    assert alarmed <= 6
