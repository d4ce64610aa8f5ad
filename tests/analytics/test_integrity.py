"""A teacher is told what to ask about, and an honest class is left alone."""

import random
from fractions import Fraction
from math import comb

from hypothesis import given
from hypothesis import strategies as st

from analytics.integrity import FirstAnswer, Oddity, at_least, oddities


@given(of=st.integers(0, 60), data=st.data())
def test_the_tail_is_the_exact_one(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    chance = Fraction(3, 5)
    exact = sum(comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1))
    assert abs(at_least(count, of, 0.6) - float(exact)) < 1e-12


def hurry(
    student: int, *, right: int, of: int, milliseconds: int | None = 900
) -> list[FirstAnswer]:
    return [FirstAnswer(student, q, "A", q < right, milliseconds) for q in range(of)]


def test_twenty_right_answers_in_under_two_seconds_are_asked_about() -> None:
    assert oddities(hurry(1, right=20, of=20)) == [Oddity("hurried", (1,), 20, 20)]


def test_hurried_guessing_is_nothing_to_ask_about() -> None:
    assert oddities(hurry(1, right=7, of=20)) == []


def test_six_lucky_taps_are_too_few() -> None:
    assert oddities(hurry(1, right=6, of=6)) == []


def test_an_unknown_time_and_a_slow_one_are_no_hurry() -> None:
    assert oddities(hurry(1, right=20, of=20, milliseconds=None)) == []
    assert oddities(hurry(1, right=20, of=20, milliseconds=2000)) == []


def test_only_the_first_answer_to_a_question_counts() -> None:
    again = [FirstAnswer(1, 0, "A", True, 900)] * 50
    assert oddities(again) == []


def mistakes(student: int, options: str) -> list[FirstAnswer]:
    return [FirstAnswer(student, q, one, False, 30_000) for q, one in enumerate(options)]


def test_two_who_err_alike_are_asked_about_together() -> None:
    found = oddities(mistakes(2, "ABCDABCDABCD") + mistakes(1, "ABCDABCDABCD"))
    # .6 to the 12th is .0022: below one in a hundred, with one pair.
    assert found == [Oddity("same_mistakes", (1, 2), 12, 12)]


def test_nine_shared_mistakes_are_too_few_and_in_a_class_twelve_are() -> None:
    assert oddities(mistakes(2, "ABCDABCDA") + mistakes(1, "ABCDABCDA")) == []
    others = [one for who in range(3, 13) for one in mistakes(who, "")]
    others += [FirstAnswer(who, 99, "A", True, 30_000) for who in range(3, 13)]
    pair = mistakes(2, "ABCDABCDABCD") + mistakes(1, "ABCDABCDABCD")
    assert oddities(pair + others) == [], "sixty-six pairs were looked at"


def test_the_least_likely_comes_first() -> None:
    found = oddities(hurry(5, right=24, of=24) + mistakes(2, "ABCD" * 5) + mistakes(1, "ABCD" * 5))
    assert [one.kind for one in found] == ["hurried", "same_mistakes"]


def classroom(seed: int, *, copies: float) -> list[FirstAnswer]:
    """Forty students, ninety questions; the second takes over so much of what the first chose."""
    chance = random.Random(seed)
    pull = [
        chance.choice([(0.34, 0.33, 0.33), (0.6, 0.2, 0.2), (0.75, 0.15, 0.1)]) for _ in range(90)
    ]
    rows: dict[tuple[int, int], FirstAnswer] = {}
    for student in range(40):
        ability = chance.uniform(0.35, 0.9)
        for question in range(90):
            is_right = chance.random() < ability
            option = "A" if is_right else chance.choices("BCD", pull[question])[0]
            rows[student, question] = FirstAnswer(student, question, option, is_right, 20_000)
    for question in range(90):
        if chance.random() < copies:
            rows[1, question] = rows[0, question]._replace(student=1)
    return list(rows.values())


def test_honest_classes_are_left_alone() -> None:
    assert sum(bool(oddities(classroom(seed, copies=0.0))) for seed in range(60)) <= 1


def test_one_who_copies_nearly_everything_is_found() -> None:
    found = 0
    for seed in range(20):
        found += any(one.whom == (0, 1) for one in oddities(classroom(seed, copies=0.95)))
    assert found >= 12
