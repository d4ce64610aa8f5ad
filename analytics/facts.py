"""What a report is made of: a student's answers and tests in a window, as plain values."""

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from analytics.attempt_result import AttemptResult, is_low_effort, percentage
from analytics.history import monday_of
from analytics.learner_model import Difficulty
from analytics.response_time import engaged_seconds


class Fact(NamedTuple):
    """One answer; keys are the catalogue's or the log's."""

    test: str
    topic: str
    #: The topic's subject; a topic without one stands for itself.
    subject: str
    answered_at: datetime
    is_correct: bool
    is_answered: bool
    milliseconds: int | None
    difficulty: Difficulty | None
    confidence: int | None
    hint_used: bool | None
    explanation_viewed: bool | None
    probability_before: float
    is_rapid: bool
    #: How many it offered; None where the log does not say.
    options: int | None = None
    #: How hard it was for anybody, in logits: question and topic as it was judged with.
    logit: float = 0.0

    @property
    def seconds(self) -> float | None:
        """As logged."""
        return None if self.milliseconds is None else self.milliseconds / 1000

    @property
    def engaged(self) -> float | None:
        """Idle time cut: None untimed or over ten minutes."""
        return engaged_seconds(self.milliseconds)


class Sitting(NamedTuple):
    """A test of hers with its exact percentage."""

    key: str
    result: AttemptResult
    status: str
    #: A test of these questions that she sat before does not count in fair comparisons.
    is_first: bool = True

    @property
    def percentage(self) -> Fraction:
        return percentage(self.result)

    @property
    def is_low_effort(self) -> bool:
        return is_low_effort(self.result)

    @property
    def completed_at(self) -> datetime:
        return self.result.completed_at

    def week(self, zone: ZoneInfo) -> date:
        """Monday of the week in which it was completed, where she lives."""
        return monday_of(self.completed_at.astimezone(zone).date())


def average_seconds(facts: list[Fact]) -> float | None:
    """Mean of seconds as logged; None untimed."""
    times = [fact.milliseconds for fact in facts if fact.milliseconds is not None]
    return sum(times) / len(times) / 1000 if times else None


def share_right(facts: list[Fact]) -> Fraction | None:
    """Exact share of right answers, 0–1."""
    return Fraction(sum(fact.is_correct for fact in facts), len(facts)) if facts else None


def percent(share: Fraction | None) -> float | None:
    """A share as a percentage for output."""
    return None if share is None else float(100 * share)
