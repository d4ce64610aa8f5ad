"""What a tap in a practice set leads to."""

from dataclasses import dataclass

from storage.records import AttemptId, Named, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """A question waiting for an answer."""

    attempt_id: AttemptId
    position: int
    question_count: int
    question: Question
    hints_shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMarked:
    """An answered question with its verdict; the same however often it was tapped."""

    attempt_id: AttemptId
    position: int
    question_count: int
    question: Question
    chosen: str
    is_correct: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A question that went wrong, for the summary."""

    position: int
    topic: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFinished:
    """A set that is over."""

    attempt_id: AttemptId
    question_count: int
    right: int
    #: Over the questions whose time is known; None when there is none.
    average_seconds: float | None
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaused:
    attempt_id: AttemptId
    answered: int
    question_count: int


#: What a tap in a practice set may lead to.
Step = QuestionShown | AnswerMarked | SetFinished | SetPaused
