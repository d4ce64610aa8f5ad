"""Answers and tests to try figures on."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analytics.attempt_result import AttemptAnswer, AttemptResult, after_attempt_answer
from analytics.facts import Fact, Sitting
from analytics.ranking import Standing

AT = datetime(2026, 11, 23, 6, tzinfo=UTC)


def fact(right: bool, minute: float = 0, **changes: object) -> Fact:
    """An answer some minutes after AT."""
    plain = Fact(
        test="t1",
        topic="polity",
        subject="gk",
        answered_at=AT + timedelta(minutes=minute),
        is_correct=right,
        is_answered=True,
        milliseconds=30_000,
        difficulty=None,
        confidence=None,
        hint_used=None,
        explanation_viewed=None,
        probability_before=0.7,
        is_rapid=False,
        options=4,
    )
    return plain._replace(**changes)


def facts(verdicts: str, **changes: object) -> list[Fact]:
    """`+` right, `-` wrong, a minute apart."""
    return [fact(one == "+", minute, **changes) for minute, one in enumerate(verdicts)]


def result(
    right: int,
    answers: int,
    *,
    at: datetime = AT,
    milliseconds: int = 0,
    marks: str | None = None,
    rapid: int = 0,
) -> AttemptResult:
    made = None
    for number in range(answers):
        mark = None if marks is None else Fraction(marks) if number < right else Fraction(0)
        made = after_attempt_answer(
            made,
            AttemptAnswer(number < right, number < rapid, mark, milliseconds // answers, None, at),
        )
    assert made is not None
    return made


def sitting(
    right: int, answers: int, *, days: float = 0, key: str = "t", milliseconds: int = 0
) -> Sitting:
    at = AT + timedelta(days=days)
    return Sitting(key, result(right, answers, at=at, milliseconds=milliseconds), "completed")


def stand(average: float, tests: int, deviation: float | None = 10.0) -> Standing:
    """A student whose every test is rated."""
    exact = Fraction(average).limit_denominator(1000)
    return Standing(
        average=exact,
        tests=tests,
        deviation=deviation,
        last_active=AT,
        improvement=None,
        efficiency=None,
        fair_tests=tests,
        fair_mean=exact,
        fair_deviation=deviation,
    )
