"""The learner model: traces by hand, properties, and an independent check by integration."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.learner_model import (
    DEFAULTS,
    Belief,
    Gaussian,
    Judgement,
    after_answer,
    after_pause,
    guess_floor,
    new_question,
    new_student,
    new_student_topic,
    new_topic,
    probability_right,
)
from analytics.student_state import Evidence, believe, fold, judge

AT = datetime(2026, 11, 23, tzinfo=UTC)
NEWCOMER = Belief(new_student(), new_student_topic())
MEDIUM = Judgement(new_question("medium"), new_topic(), 0.25)

logits = st.floats(-4, 4)
variances = st.floats(0.01, 2)
gaussians = st.builds(Gaussian, logits, variances)
beliefs = st.builds(Belief, gaussians, gaussians)
judgements = st.builds(Judgement, gaussians, gaussians, st.sampled_from([0.0, 0.2, 0.25, 0.5]))


def test_a_newcomer_on_a_medium_question_is_half_known_and_half_guessed() -> None:
    assert probability_right(NEWCOMER, MEDIUM) == pytest.approx(0.25 + 0.75 * 0.5)


def test_one_right_answer_moves_the_belief_as_computed_by_hand() -> None:
    # V = .6+.2+.7+.5 = 2, σ(0) = .5, p = .625, D = .1875, G = .375·.1875/.234375 = .3,
    # W = .1875²/.234375 = .15, den = 1 + 2·.15 = 1.3
    after = after_answer(NEWCOMER, MEDIUM, is_correct=True)

    assert after.student.mean == pytest.approx(0.6 * 0.3 / 1.3)
    assert after.student.variance == pytest.approx(0.6 - 0.36 * 0.15 / 1.3 + 0.001)
    assert after.on_topic.mean == pytest.approx(0.2 * 0.3 / 1.3)
    assert after.on_topic.variance == pytest.approx(0.2 - 0.04 * 0.15 / 1.3 + 0.005)


def test_a_mock_answer_teaches_nothing() -> None:
    practised = after_answer(NEWCOMER, MEDIUM, is_correct=True)
    mocked = after_answer(NEWCOMER, MEDIUM, is_correct=True, is_practice=False)

    assert mocked.student.mean == practised.student.mean
    assert mocked.student.variance < practised.student.variance


def test_labels_and_floors() -> None:
    assert [new_question(label).mean for label in ("easy", "medium", "hard")] == [-1, 0, 1]
    assert new_question(None).mean == 0
    assert guess_floor(4) == 0.25
    assert guess_floor(None) == 0


def test_a_pause_widens_up_to_the_cap_and_keeps_the_mean() -> None:
    part = Gaussian(1.5, 0.3)

    week = after_pause(part, seconds=7 * 86_400, per_day=0.005, prior=0.6)
    years = after_pause(part, seconds=9e9, per_day=0.005, prior=0.6)

    assert week == Gaussian(1.5, pytest.approx(0.335))
    assert years == Gaussian(1.5, 1.2)
    assert after_pause(part, seconds=-5, per_day=0.005, prior=0.6) == part


@given(beliefs, judgements)
def test_a_probability_lies_between_the_floor_and_one(b: Belief, j: Judgement) -> None:
    assert j.guess < probability_right(b, j) < 1


@given(beliefs, judgements, st.booleans())
def test_right_raises_wrong_lowers_and_evidence_narrows(
    b: Belief, j: Judgement, is_correct: bool
) -> None:
    after = after_answer(b, j, is_correct=is_correct, is_practice=False)

    for part, moved in ((b.student, after.student), (b.on_topic, after.on_topic)):
        assert (moved.mean >= part.mean) if is_correct else (moved.mean <= part.mean)
        assert 0 < moved.variance <= part.variance + 1e-12


@given(beliefs, judgements)
def test_the_probability_is_the_average_over_the_belief(b: Belief, j: Judgement) -> None:
    """MacKay's approximation stays within 0.02 of the integral of σ over the normal."""
    logit = b.student.mean + b.on_topic.mean - j.question.mean - j.topic.mean
    spread = math.sqrt(
        b.student.variance + b.on_topic.variance + j.question.variance + j.topic.variance
    )
    steps = [-6 + 12 * k / 400 for k in range(401)]
    weights = [math.exp(-z * z / 2) for z in steps]
    integral = sum(
        w / (1 + math.exp(-(logit + spread * z))) for z, w in zip(steps, weights, strict=True)
    ) / sum(weights)

    assert probability_right(b, j) == pytest.approx(j.guess + (1 - j.guess) * integral, abs=0.02)


def evidence(question: int, minutes: int, *, right: bool, timed: bool = True) -> Evidence:
    return Evidence(
        question_id=question,
        topic_id=question % 2,
        answered_at=AT + timedelta(minutes=minutes),
        is_correct=right,
        milliseconds=20_000 if timed else None,
        is_repeat=False,
        judgement=MEDIUM,
    )


def test_counts_are_exact() -> None:
    log = [
        evidence(1, 0, right=True),
        evidence(2, 1, right=False),
        evidence(3, 2, right=True, timed=False),
    ]

    state = fold(log)

    assert state.ability is not None
    assert state.ability.answers == 3
    odd = state.topics[1]
    assert (odd.answers, odd.right, odd.milliseconds, odd.timed) == (2, 2, 20_000, 1)
    assert odd.first_at == AT
    assert odd.last_at == AT + timedelta(minutes=2)


def test_a_question_seen_before_tells_half_as_much() -> None:
    once = judge(None, None, evidence(1, 0, right=True))
    repeated = fold([evidence(1, 0, right=True), evidence(1, 0, right=True)])
    different = fold([evidence(1, 0, right=True), evidence(3, 0, right=True)])
    assert repeated.ability is not None
    assert different.ability is not None

    step = different.ability.belief.mean - once.ability.belief.mean
    half = repeated.ability.belief.mean - once.ability.belief.mean

    assert half == pytest.approx(step / 2)


def test_a_log_out_of_order_never_moves_time_back() -> None:
    late = judge(None, None, evidence(1, 60, right=True))
    early = judge(late.ability, late.topic, evidence(3, 0, right=True))

    assert early.ability.last_at == late.ability.last_at
    assert early.topic.last_at == late.topic.last_at


def test_nobody_knows_an_empty_log() -> None:
    state = fold([])

    assert state.ability is None
    assert believe(None, None, at=AT) == NEWCOMER
    assert DEFAULTS.repeat_weight == 0.5
