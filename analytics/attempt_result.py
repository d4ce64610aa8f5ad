"""A test as its answers make it: counts, marks, times, percentage."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

AttemptKind = Literal["practice", "mock"]


class AttemptAnswer(NamedTuple):
    """One answer as a test counts it."""

    is_correct: bool
    is_rapid: bool
    #: Marks given; None in practice.
    marks: Fraction | None
    milliseconds: int | None
    exam_id: int | None
    answered_at: datetime


class AttemptResult(NamedTuple):
    """Sums of one test; it is completed at its last answer."""

    answers: int
    right: int
    rapid: int
    #: Marks so far, and the most that one question gave; None in practice.
    marks: Fraction | None
    best: Fraction | None
    milliseconds: int
    timed: int
    exam_id: int | None
    started_at: datetime
    completed_at: datetime

    @property
    def kind(self) -> AttemptKind:
        return "practice" if self.marks is None else "mock"


#: More rapid guesses than this share make a test low effort: out of every comparison.
LOW_EFFORT_SHARE = 0.1


def after_attempt_answer(known: AttemptResult | None, answer: AttemptAnswer) -> AttemptResult:
    """A test with one more answer; the order of answers does not matter."""
    began_at = answer.answered_at - timedelta(milliseconds=answer.milliseconds or 0)
    if known is None:
        known = AttemptResult(0, 0, 0, None, None, 0, 0, None, began_at, answer.answered_at)
    marks, best = known.marks, known.best
    if answer.marks is not None:
        marks = (marks or Fraction(0)) + answer.marks
        best = max(best or Fraction(0), answer.marks)
    is_latest = answer.answered_at >= known.completed_at
    return AttemptResult(
        known.answers + 1,
        known.right + answer.is_correct,
        known.rapid + answer.is_rapid,
        marks,
        best,
        known.milliseconds + (answer.milliseconds or 0),
        known.timed + (answer.milliseconds is not None),
        answer.exam_id if is_latest else known.exam_id,
        min(known.started_at, began_at),
        max(known.completed_at, answer.answered_at),
    )


def maximum_marks(test: AttemptResult, marks_per_question: Fraction = Fraction(1)) -> Fraction:
    """What a faultless paper gives: the most that one question gave, else what the exam gives,
    times the answers. Practice counts one mark a question."""
    if test.marks is None:
        return Fraction(test.answers)
    return test.answers * (test.best or marks_per_question)


def percentage(test: AttemptResult) -> Fraction:
    """Practice 100 × right ÷ answers; mock max(0, 100 × marks ÷ maximum); exact, 0–100."""
    if test.marks is None:
        return Fraction(100 * test.right, test.answers)
    # Where no question gave marks there are none above zero, whatever the maximum.
    return max(Fraction(0), 100 * test.marks / maximum_marks(test))


def is_low_effort(test: AttemptResult) -> bool:
    """Whether she guessed through more than a tenth of it without reading."""
    return test.rapid > LOW_EFFORT_SHARE * test.answers
