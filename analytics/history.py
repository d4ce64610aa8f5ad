"""Everything that follows from a student's answers, folded one by one in the order of her log."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from analytics.attempt_result import AttemptAnswer, AttemptResult, after_attempt_answer
from analytics.learner_model import Gaussian, Judgement
from analytics.memory import Memory, grade, review
from analytics.response_time import NO_PACE, deviation, engaged_seconds
from analytics.student_state import Ability, Evidence, Judged, StudentFold


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLogged:
    """One answer with all that a student's derived states need of it."""

    question_id: int
    topic_id: int
    #: What memory files it under.
    objective: str
    exam_id: int | None
    #: Empty where a log names no test: then the local day is one.
    test: str
    answered_at: datetime
    is_correct: bool
    is_blank: bool
    #: An exact fraction in mock tests; None in practice.
    marks: str | None
    milliseconds: int | None
    confidence: int | None
    hint_used: bool | None
    judgement: Judgement
    time: Gaussian
    #: Where she lives.
    zone: ZoneInfo

    @property
    def day(self) -> date:
        """Her calendar day."""
        return self.answered_at.astimezone(self.zone).date()

    @property
    def test_key(self) -> str:
        return self.test or day_key(self.day)

    def evidence(self, seen: bool | None) -> Evidence:
        """The answer as the learner model reads it."""
        day = self.day
        return Evidence(
            question_id=self.question_id,
            topic_id=self.topic_id,
            answered_at=self.answered_at,
            is_correct=self.is_correct,
            milliseconds=self.milliseconds,
            seen=seen,
            is_practice=self.marks is None,
            is_blank=self.is_blank,
            judgement=self.judgement,
            time=self.time,
            week=monday_of(day),
        )


def day_key(day: date) -> str:
    """The test that answers without one make up."""
    return f"day:{day.isoformat()}"


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def after_test(
    known: AttemptResult | None, answer: AnswerLogged, *, is_rapid: bool
) -> AttemptResult:
    """Her test with one more answer."""
    return after_attempt_answer(
        known,
        AttemptAnswer(
            answer.is_correct,
            is_rapid,
            None if answer.marks is None else Fraction(answer.marks),
            answer.milliseconds,
            answer.exam_id,
            answer.answered_at,
        ),
    )


def after_review(
    known: Memory | None, answer: AnswerLogged, before: Ability | None, *, is_rapid: bool
) -> Memory | None:
    """Her memory of the objective after the answer; `before` holds the pace it is graded by.

    A blank says nothing of recall: then it is what it was.
    """
    if answer.is_blank:
        return known
    seconds = engaged_seconds(answer.milliseconds)
    pace = NO_PACE if before is None else before.pace
    given = grade(
        is_correct=answer.is_correct,
        is_rapid=is_rapid,
        hint_used=answer.hint_used,
        confidence=answer.confidence,
        deviation=None if seconds is None else deviation(seconds, answer.time, pace),
        successes=known.successes if known else 0,
    )
    return review(known, given, at=answer.answered_at)


@dataclass(slots=True)
class DayCounts:
    """What she did on one local day."""

    answers: int = 0
    right: int = 0
    milliseconds: int = 0
    timed: int = 0

    def add(self, answer: AnswerLogged) -> None:
        self.answers += 1
        self.right += answer.is_correct
        self.milliseconds += answer.milliseconds or 0
        self.timed += answer.milliseconds is not None


@dataclass(slots=True)
class History:
    """A student's derived states while her log is read."""

    model: StudentFold = field(default_factory=StudentFold)
    tests: dict[str, AttemptResult] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    days: dict[date, DayCounts] = field(default_factory=dict)

    def take(self, answer: AnswerLogged) -> Judged:
        """Folds the next answer in."""
        before = self.model.ability
        judged = self.model.take(answer.evidence(self.model.seen.get(answer.question_id)))
        key = answer.test_key
        self.tests[key] = after_test(self.tests.get(key), answer, is_rapid=judged.is_rapid)
        memory = after_review(
            self.memories.get(answer.objective), answer, before, is_rapid=judged.is_rapid
        )
        if memory is not None:
            self.memories[answer.objective] = memory
        self.days.setdefault(answer.day, DayCounts()).add(answer)
        return judged
