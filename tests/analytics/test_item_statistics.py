"""How questions do: each figure by hand, by another formula, and only with enough evidence."""

import random
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.item_statistics import (
    FEWEST_ANSWERS,
    FEWEST_FOR_DISCRIMINATION,
    FirstAttempt,
    discriminates_negatively,
    discrimination,
    distractor_beats_key,
    item_statistics,
    language_gap,
)


def attempt(
    right: bool = True,
    *,
    selected: str | None = None,
    others: tuple[int, int] = (5, 10),
    language: str | None = "en",
    milliseconds: int | None = 4000,
) -> FirstAttempt:
    return FirstAttempt(
        is_correct=right,
        selected=selected or ("A" if right else "B"),
        milliseconds=milliseconds,
        language=language,
        others_right=others[0],
        others=others[1],
    )


def test_facility_choices_and_median_of_a_question_thirty_students_met() -> None:
    found = item_statistics(
        [*[attempt(milliseconds=2000)] * 18, *[attempt(False, milliseconds=9000)] * 12], key="A"
    )
    assert found.answers == 30
    assert found.facility == pytest.approx(0.6)
    assert found.choices == {"A": 0.6, "B": 0.4}
    assert found.median_seconds == 2.0
    assert found.by_language["en"].facility == pytest.approx(0.6)


def test_with_too_few_students_nothing_is_said() -> None:
    found = item_statistics([attempt()] * (FEWEST_ANSWERS - 1), key="A")
    assert found.facility is None
    assert found.discrimination is None
    assert found.median_seconds is None
    assert found.choices == {}
    assert found.suspicions == ()


def test_discrimination_is_pearsons_correlation_with_the_other_answers() -> None:
    rng = random.Random(5)
    attempts = []
    for _ in range(120):
        right = rng.randint(0, 20)
        attempts.append(attempt(rng.random() < right / 20, others=(right, 20)))
    expected = correlation(
        [float(one.is_correct) for one in attempts], [one.others_right / 20 for one in attempts]
    )
    assert discrimination(attempts) == pytest.approx(expected)
    assert not discriminates_negatively(attempts)


def test_nobody_differs_so_nothing_discriminates() -> None:
    assert discrimination([attempt()] * FEWEST_FOR_DISCRIMINATION) is None
    same_criterion = [attempt(n % 2 == 0) for n in range(FEWEST_FOR_DISCRIMINATION)]
    assert discrimination(same_criterion) is None
    assert not discriminates_negatively(same_criterion)


def test_a_newcomer_with_few_other_answers_is_no_criterion() -> None:
    assert discrimination([attempt(others=(3, 9))] * 100) is None


def test_a_question_that_the_better_students_miss_is_suspicious() -> None:
    good = [attempt(False, others=(9, 10))] * 30
    poor = [attempt(others=(2, 10))] * 30
    assert discrimination([*good, *poor]) == pytest.approx(-1)
    assert "negative_discrimination" in item_statistics([*good, *poor], key="A").suspicions


def test_a_distractor_that_draws_more_than_the_key_is_suspicious() -> None:
    drawn = [attempt(False, selected="C")] * 25
    assert distractor_beats_key([*drawn, *[attempt()] * 8], key="A")
    assert "distractor_beats_key" in item_statistics([*drawn, *[attempt()] * 8], key="A").suspicions


def test_a_distractor_a_little_ahead_is_chance() -> None:
    assert not distractor_beats_key([attempt(False)] * 16 + [attempt()] * 15, key="A")
    assert not distractor_beats_key([attempt()] * 40, key="A")


def test_two_right_options_are_one_key() -> None:
    chosen = [attempt(selected="A")] * 10 + [attempt(selected="C")] * 25
    assert not distractor_beats_key(chosen, key="AC")


def test_too_few_choices_beat_nothing() -> None:
    assert not distractor_beats_key([attempt(False)] * 20, key="A")


def test_a_bad_translation_shows_against_each_students_own_level() -> None:
    rng = random.Random(7)
    english = [attempt(rng.random() < 0.7, others=(7, 10)) for _ in range(80)]
    hindi = [attempt(rng.random() < 0.25, others=(7, 10), language="hi") for _ in range(80)]
    gap = language_gap([*english, *hindi])
    assert gap is not None
    assert gap < -0.3
    assert "language_gap" in item_statistics([*english, *hindi], key="A").suspicions


def test_a_stronger_group_is_no_better_translation() -> None:
    english = [attempt(n % 10 < 8, others=(8, 10)) for n in range(60)]
    hindi = [attempt(n % 10 < 4, others=(4, 10), language="hi") for n in range(60)]
    assert language_gap([*english, *hindi]) is None


def test_one_language_alone_has_no_gap() -> None:
    assert language_gap([attempt(language=None), *[attempt()] * 100]) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=50, max_size=120))
def test_discrimination_never_leaves_its_range(rows: list[tuple[bool, int]]) -> None:
    found = discrimination([attempt(right, others=(n, 20)) for right, n in rows])
    assert found is None or -1.0000001 <= found <= 1.0000001
