"""Questions, topics, repeats and times as all answers make them; a student's whole history."""

import math
from datetime import date, timedelta
from statistics import fmean, pvariance
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.history import AnswerLogged, History, day_key
from analytics.learner_model import Gaussian, Judgement, Step, new_question, new_topic
from analytics.population import Lesson, Population
from analytics.response_time import (
    NO_PACE,
    QuestionTime,
    after_time,
    deviation,
    engaged_seconds,
    is_rapid_guess,
    pace_figures,
)
from tests.analytics.facts import AT

KOLKATA = ZoneInfo("Asia/Kolkata")
TIME = QuestionTime().expected()
STEP = Step(gain=0.2, shrink=0.1)


def test_a_right_answer_makes_a_question_and_its_topic_easier() -> None:
    population: Population[str, str] = Population()
    population.learn("q", "t", Lesson(step=STEP, seen=None, seconds=20.0), label="hard")

    question, topic = population.question("q", None), population.topic("t")

    assert question.difficulty == Gaussian(1 - 0.7 * 0.2, 0.7 - 0.49 * 0.1)
    assert topic.belief == Gaussian(-0.5 * 0.2, 0.5 - 0.25 * 0.1)
    assert (question.answers, topic.answers, question.time.timed) == (1, 1, 1)
    assert population.repeats == {}


def test_meeting_a_question_again_has_an_effect_of_its_own() -> None:
    population: Population[str, str] = Population()
    for _ in range(2):
        population.learn("q", "t", Lesson(step=STEP, seen=True, seconds=None), label=None)
    known = population.question("q", None)

    first = population.judgement(known, "t", options=4, seen=None)
    again = population.judgement(known, "t", options=4, seen=True)
    after_wrong = population.judgement(known, "t", options=None, seen=False)

    ease = population.repeat(True)
    assert ease.answers == 2
    assert ease.belief.mean > 0
    assert again.question.mean == pytest.approx(first.question.mean - ease.belief.mean)
    assert after_wrong.question.mean == first.question.mean
    assert after_wrong.question.variance == pytest.approx(first.question.variance + 0.25)
    assert (first.guess, after_wrong.guess) == (0.25, 0)


@given(st.lists(st.floats(0.5, 600), min_size=1, max_size=30))
def test_times_are_summed_up_as_the_library_does(seconds: list[float]) -> None:
    time = QuestionTime()
    for one in seconds:
        time = time.after(one)
    logs = [math.log(one) for one in seconds]

    assert time.mean == pytest.approx(fmean(logs))
    assert time.squares / len(logs) == pytest.approx(pvariance(logs), abs=1e-9)
    assert time.expected().variance > 0


def test_a_new_question_takes_half_a_minute() -> None:
    assert Gaussian(math.log(30), 0.25) == TIME
    assert engaged_seconds(None) is engaged_seconds(0) is engaged_seconds(600_001) is None
    assert engaged_seconds(600_000) == 600
    assert deviation(30, TIME, NO_PACE) == 0
    assert deviation(30, TIME, Gaussian(0.5, 0.1)) == 1


@pytest.mark.parametrize(
    ("seconds", "rapid"), [(1.0, True), (3.3, True), (3.5, False), (30, False)]
)
def test_a_rapid_guess_takes_under_a_tenth_of_its_time(seconds: float, rapid: bool) -> None:
    # Mean time e^(ln 30 + .125) = 34 s: a tenth is 3.4 s, where z is −4.4.
    assert is_rapid_guess(seconds, TIME, NO_PACE) is rapid


def test_an_expert_is_fast_and_does_not_guess() -> None:
    quick = Gaussian(math.log(4), 0.25)

    assert not is_rapid_guess(1.5, quick, NO_PACE)
    assert not is_rapid_guess(3.3, TIME, Gaussian(1.2, 0.01))


def test_pace_is_the_normal_normal_update() -> None:
    after = after_time(NO_PACE, 30 / math.e, TIME)

    # Precisions 10 and 4; residual +1: mean 4/14.
    assert after == Gaussian(pytest.approx(4 / 14), pytest.approx(1 / 14))
    middle, (low, high) = pace_figures(NO_PACE)
    assert middle == 50
    assert low == pytest.approx(10)
    assert high == pytest.approx(90)


def answer(minute: int, **changes: object) -> AnswerLogged:
    plain: dict[str, object] = {
        "question_id": 1,
        "topic_id": 1,
        "objective": "o",
        "exam_id": None,
        "test": "",
        "answered_at": AT + timedelta(minutes=minute),
        "is_correct": True,
        "is_blank": False,
        "marks": None,
        "milliseconds": 20_000,
        "confidence": None,
        "hint_used": None,
        "judgement": Judgement(new_question(None), new_topic(), 0.25),
        "time": TIME,
        "zone": KOLKATA,
    }
    return AnswerLogged(**plain | changes)  # type: ignore[arg-type]


def test_a_history_counts_days_tests_and_reviews() -> None:
    history = History()
    history.take(answer(0))
    history.take(answer(1, is_correct=False, milliseconds=None))
    history.take(answer(12 * 60 + 30, test="mock", marks="4/3"))
    history.take(answer(12 * 60 + 31, test="mock", marks="0", is_blank=True, is_correct=False))

    # 6:00 UTC is 11:30 in Kolkata, 18:30 UTC its midnight.
    today, tomorrow = date(2026, 11, 23), date(2026, 11, 24)
    assert sorted(history.tests) == [day_key(today), "mock"]
    assert history.tests[day_key(today)].right == 1
    assert history.tests["mock"].kind == "mock"
    assert {day: (c.answers, c.right, c.timed) for day, c in history.days.items()} == {
        today: (2, 1, 1),
        tomorrow: (2, 1, 2),
    }
    # The blank is no review, and no wrong answer to the model either.
    assert history.memories["o"].reviews == 3
    assert history.model.ability is not None
    assert history.model.ability.answers == 4


def test_a_blank_at_first_sight_is_remembered_as_nothing() -> None:
    history = History()
    history.take(answer(0, is_blank=True, is_correct=False, milliseconds=None))

    assert history.memories == {}
