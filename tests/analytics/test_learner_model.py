"""The learner model: traces by hand, properties, and an independent check by integration."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.learner_model import (
    DEFAULTS,
    NO_STEP,
    Belief,
    Gaussian,
    Judgement,
    Step,
    after_answer,
    after_pause,
    guess_floor,
    logit_of,
    lowered,
    new_question,
    new_student,
    new_student_topic,
    new_topic,
    probability_right,
    raised,
    sigmoid,
    step_of,
)
from analytics.response_time import QuestionTime
from analytics.student_state import WEEKS_KEPT, Evidence, StudentFold, believe, fold, judge

AT = datetime(2026, 11, 23, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
NEWCOMER = Belief(new_student(), new_student_topic())
MEDIUM = Judgement(new_question("medium"), new_topic(), 0.25)
TIME = QuestionTime().expected()

logits = st.floats(-4, 4)
variances = st.floats(0.01, 2)
gaussians = st.builds(Gaussian, logits, variances)
beliefs = st.builds(Belief, gaussians, gaussians)
judgements = st.builds(Judgement, gaussians, gaussians, st.sampled_from([0.0, 0.2, 0.25, 0.5]))


def step(belief: Belief, judgement: Judgement, *, is_correct: bool, weight: float = 1.0) -> Step:
    return step_of(
        probability_right(belief, judgement),
        logit_of(belief, judgement).variance,
        judgement.guess,
        is_correct=is_correct,
        weight=weight,
    )


def test_a_newcomer_on_a_medium_question_is_half_known_and_half_guessed() -> None:
    assert probability_right(NEWCOMER, MEDIUM) == pytest.approx(0.25 + 0.75 * 0.5)


def test_one_right_answer_moves_the_belief_as_computed_by_hand() -> None:
    # V = .6+.2+.7+.5 = 2, κ = 1/√(1+π/4) = .7484, p = .625, s = .75·.25·κ = .14033,
    # gain = .375·s/.234375 = .22453, shrink = s²/.234375 = .08402
    after = after_answer(NEWCOMER, step(NEWCOMER, MEDIUM, is_correct=True))

    assert after.student.mean == pytest.approx(0.6 * 0.22453, abs=1e-5)
    assert after.student.variance == pytest.approx(0.6 - 0.36 * 0.08402 + 0.001, abs=1e-5)
    assert after.on_topic.mean == pytest.approx(0.2 * 0.22453, abs=1e-5)
    assert after.on_topic.variance == pytest.approx(0.2 - 0.04 * 0.08402 + 0.004, abs=1e-5)


def test_the_gain_is_the_slope_of_the_log_evidence() -> None:
    """An independent check: the derivative of log p in the ability's mean, by difference."""
    h = 1e-6
    for is_correct in (True, False):
        here, there = (
            probability_right(Belief(Gaussian(0.3 + e, 0.6), NEWCOMER.on_topic), MEDIUM)
            for e in (-h, h)
        )
        likelihood = [p if is_correct else 1 - p for p in (here, there)]
        slope = (math.log(likelihood[1]) - math.log(likelihood[0])) / (2 * h)
        belief = Belief(Gaussian(0.3, 0.6), NEWCOMER.on_topic)
        gain = step(belief, MEDIUM, is_correct=is_correct).gain
        assert gain == pytest.approx(slope, rel=1e-5)


def test_a_mock_answer_teaches_nothing() -> None:
    moved = step(NEWCOMER, MEDIUM, is_correct=True)
    practised = after_answer(NEWCOMER, moved)
    mocked = after_answer(NEWCOMER, moved, is_practice=False)

    assert mocked.student.mean == practised.student.mean
    assert mocked.student.variance < practised.student.variance


def test_labels_and_floors() -> None:
    assert [new_question(label).mean for label in ("easy", "medium", "hard")] == [-1, 0, 1]
    assert new_question("easy").variance < new_question(None).variance
    assert new_question(None).mean == 0
    assert guess_floor(4) == 0.25
    assert guess_floor(None) == 0
    assert sigmoid(-2) == pytest.approx(1 - sigmoid(2))


def test_a_pause_widens_up_to_the_cap_and_keeps_the_mean() -> None:
    part = Gaussian(1.5, 0.3)

    week = after_pause(part, seconds=7 * 86_400, per_day=0.005, prior=0.6)
    years = after_pause(part, seconds=9e9, per_day=0.005, prior=0.6)

    assert week == Gaussian(1.5, pytest.approx(0.335))
    assert years == Gaussian(1.5, 1.2)
    assert after_pause(part, seconds=-5, per_day=0.005, prior=0.6) == part


def test_drift_stops_at_its_cap_and_never_narrows() -> None:
    assert raised(Gaussian(0, 1), NO_STEP, drift=0.5, cap=1.2).variance == 1.2
    assert raised(Gaussian(0, 1), NO_STEP, drift=0.5, cap=0.2).variance == 1
    assert raised(Gaussian(0, 1), NO_STEP).variance == 1


def test_a_question_stays_ready_to_learn() -> None:
    sure = lowered(Gaussian(0, 0.011), Step(1, 20), floor=DEFAULTS.question_floor)

    assert sure == Gaussian(-0.011, 0.01)


@given(beliefs, judgements)
def test_a_probability_lies_between_the_floor_and_one(b: Belief, j: Judgement) -> None:
    assert j.guess < probability_right(b, j) < 1


@given(beliefs, judgements, st.booleans())
def test_right_raises_wrong_lowers_and_evidence_narrows(
    b: Belief, j: Judgement, is_correct: bool
) -> None:
    moved_by = step(b, j, is_correct=is_correct)
    after = after_answer(b, moved_by, is_practice=False)

    for part, moved in ((b.student, after.student), (b.on_topic, after.on_topic)):
        assert (moved.mean >= part.mean) if is_correct else (moved.mean <= part.mean)
        assert 0 < moved.variance <= part.variance + 1e-12
    question = lowered(j.question, moved_by)
    assert (question.mean <= j.question.mean) if is_correct else (question.mean >= j.question.mean)
    assert 0 < question.variance <= j.question.variance


@given(beliefs, judgements)
def test_the_probability_is_the_average_over_the_belief(b: Belief, j: Judgement) -> None:
    """MacKay's approximation stays within 0.02 of the integral of σ over the normal."""
    logit = logit_of(b, j)
    steps = [-6 + 12 * k / 400 for k in range(401)]
    weights = [math.exp(-z * z / 2) for z in steps]
    integral = sum(
        w / (1 + math.exp(-(logit.mean + math.sqrt(logit.variance) * z)))
        for z, w in zip(steps, weights, strict=True)
    ) / sum(weights)

    assert probability_right(b, j) == pytest.approx(j.guess + (1 - j.guess) * integral, abs=0.02)


def evidence(
    question: int,
    minutes: int,
    *,
    right: bool,
    milliseconds: int | None = 20_000,
    seen: bool | None = None,
    is_blank: bool = False,
    week: date = MONDAY,
) -> Evidence:
    return Evidence(
        question_id=question,
        topic_id=question % 2,
        answered_at=AT + timedelta(minutes=minutes),
        is_correct=right,
        milliseconds=milliseconds,
        seen=seen,
        is_blank=is_blank,
        judgement=MEDIUM,
        time=TIME,
        week=week,
    )


def test_counts_are_exact() -> None:
    log = [
        evidence(1, 0, right=True),
        evidence(2, 1, right=False),
        evidence(3, 2, right=True, milliseconds=None),
    ]

    state = fold(log)

    assert state.ability is not None
    assert state.ability.answers == 3
    odd = state.topics[1]
    assert (odd.answers, odd.right, odd.milliseconds, odd.timed) == (2, 2, 20_000, 1)
    assert odd.first_at == AT
    assert odd.last_at == AT + timedelta(minutes=2)
    assert state.seen == {1: True, 2: False, 3: True}


def test_a_question_seen_before_tells_half_as_much() -> None:
    first = judge(None, None, evidence(1, 0, right=True))
    again = judge(first.ability, first.topic, evidence(1, 0, right=True, seen=True))
    fresh = judge(first.ability, first.topic, evidence(3, 0, right=True))

    whole = fresh.ability.belief.mean - first.ability.belief.mean
    half = again.ability.belief.mean - first.ability.belief.mean

    assert half == pytest.approx(whole / 2)


def test_a_blank_counts_and_says_nothing_of_what_she_knows() -> None:
    blank = judge(None, None, evidence(1, 0, right=False, is_blank=True))

    assert blank.ability.answers == blank.topic.answers == 1
    assert blank.ability.belief.mean == 0
    assert blank.step == NO_STEP


def test_a_tap_without_reading_says_nothing_either() -> None:
    """Half a second on a question of thirty: z = (ln .5 − ln 30) / .5 = −8.2."""
    hurried = judge(None, None, evidence(1, 0, right=True, milliseconds=500))
    fast = judge(None, None, evidence(1, 0, right=True, milliseconds=8_000))

    assert hurried.is_rapid
    assert hurried.ability.belief.mean == 0
    assert hurried.ability.pace.mean == 0
    assert not fast.is_rapid
    assert fast.ability.belief.mean > 0
    assert fast.ability.pace.mean > 0


def test_a_log_out_of_order_never_moves_time_back() -> None:
    late = judge(None, None, evidence(1, 60, right=True))
    early = judge(late.ability, late.topic, evidence(3, 0, right=True))

    assert early.ability.last_at == late.ability.last_at
    assert early.topic.last_at == late.topic.last_at


def test_a_topic_remembers_how_it_stood_each_week() -> None:
    weeks = [MONDAY + timedelta(weeks=k) for k in range(WEEKS_KEPT + 2)]
    log = [evidence(1, 10_080 * k, right=k % 2 == 0, week=w) for k, w in enumerate(weeks)]
    log.append(evidence(1, 0, right=True, week=MONDAY))

    topic = fold(log).topics[1]

    assert [week.starts_on for week in topic.weeks] == weeks[2:]
    assert topic.weeks[-1].answers == len(log)
    assert topic.weeks[0].answers == 3
    assert topic.weeks[0].right == 2
    assert topic.weeks[-1].theta.variance > topic.belief.variance


def test_nobody_knows_an_empty_log() -> None:
    state = fold([])

    assert state.ability is None
    assert state == StudentFold()
    assert believe(None, None, at=AT) == NEWCOMER
    assert DEFAULTS.repeat_weight == 0.5
