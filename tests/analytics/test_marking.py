"""Marks of a mock test, by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import marking
from analytics.marking import Mark, Scheme

F = Fraction
#: RAS Pre: 150 questions for 200 marks, a third off for wrong and for blank, E free.
RAS = Scheme(F(4, 3), F(-1, 3), F(0), F(-1, 3), 10)
#: Constable: a quarter off for wrong, blanks free, no option E.
CONSTABLE = Scheme(F(1), F(-1, 4), None, F(0), None)
#: REET: nothing off for wrong, a third for blank.
REET = Scheme(F(1), F(0), F(0), F(-1, 3), 10)


@pytest.mark.parametrize(
    ("scheme", "marks"),
    [
        (RAS, (F(4, 3), F(-4, 9), F(0), F(-4, 9))),
        (CONSTABLE, (F(1), F(-1, 4), F(0), F(0))),
        (REET, (F(1), F(0), F(0), F(-1, 3))),
    ],
)
def test_each_way_of_answering_has_its_marks(scheme: Scheme, marks: tuple[F, ...]) -> None:
    names: tuple[Mark, ...] = ("right", "wrong", "not_attempted", "blank")

    assert tuple(marking.marks_for(scheme, name) for name in names) == marks


def test_a_paper_is_summed_exactly() -> None:
    found = marking.tally(
        RAS, ["right"] * 70 + ["wrong"] * 31 + ["not_attempted"] * 40 + ["blank"] * 9
    )

    assert (found.questions, found.right, found.wrong) == (150, 70, 31)
    assert (found.not_attempted, found.blank) == (40, 9)
    assert found.marks == F(70 * 4, 3) - F(40 * 4, 9)
    assert found.maximum == 200
    assert found.percentage == 50 * found.marks / 100


def test_marks_below_zero_are_no_negative_percentage() -> None:
    assert marking.tally(RAS, ["wrong"]).percentage == 0
    assert marking.tally(RAS, []).percentage == 0


@pytest.mark.parametrize(("blank", "out"), [(15, False), (16, True)])
def test_more_than_a_tenth_blank_disqualifies(blank: int, out: bool) -> None:
    assert marking.is_disqualified(RAS, blank=blank, questions=150) is out
    assert marking.most_blanks(RAS, questions=150) == 15


def test_without_the_rule_nobody_is_disqualified() -> None:
    assert not marking.is_disqualified(CONSTABLE, blank=150, questions=150)
    assert marking.most_blanks(CONSTABLE, questions=150) is None


@pytest.mark.parametrize(("scheme", "needed"), [(RAS, 0.25), (CONSTABLE, 0.2), (REET, 0.0)])
def test_a_guess_pays_from_its_break_even(scheme: Scheme, needed: float) -> None:
    assert marking.break_even(scheme) == pytest.approx(needed)


@pytest.mark.parametrize(
    ("right", "guesses", "advice"),
    [
        (10, 19, "unknown"),
        # (10 + 1) ÷ (20 + 2) = .50 ± .13: above .25.
        (10, 20, "attempt"),
        # (6 + 1) ÷ 22 = .32 ± .13: on both sides.
        (6, 20, "even"),
        # (5 + 1) ÷ 62 = .10 ± .05: below .25.
        (5, 60, "leave"),
    ],
)
def test_whether_her_guesses_pay(right: int, guesses: int, advice: str) -> None:
    found = marking.guess_advice(RAS, right=right, guesses=guesses)

    assert found == (advice, right, guesses, 0.25)


@given(st.lists(st.sampled_from(["right", "wrong", "not_attempted", "blank"]), max_size=60))
def test_the_order_of_questions_changes_nothing(marks: list[Mark]) -> None:
    found = marking.tally(RAS, marks)

    assert found == marking.tally(RAS, marks[::-1])
    assert found.right + found.wrong + found.not_attempted + found.blank == len(marks)
    assert found.marks <= found.maximum
