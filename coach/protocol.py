"""What a coach is: facts in, advice out. Every number comes from the facts, never from the coach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Trend = Literal["up", "steady", "down", "unknown"]
#: Who wrote it; said under the message.
Source = Literal["rules", "llm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFact:
    """A topic with what went right on it."""

    id: str
    percent: float
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessFacts:
    """The chance of reaching the cut-off if the exam were today; marks."""

    probability: float
    interval: tuple[float, float]
    expected_score: float
    maximum: float
    cutoff: float
    #: Topics by marks lost, the costliest first.
    costly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """What a coach may know of a student: no name, no id, nothing she wrote."""

    answers: int
    percent: float | None
    trend: Trend
    #: Points against the window before; meaningless where the trend is unknown.
    change_points: float
    seconds: float | None
    target_seconds: float
    active_days: int
    days: int
    streak_days: int
    due: int
    mocks: int
    weakest: TopicFact | None
    strongest: TopicFact | None
    readiness: ReadinessFacts | None
    days_to_exam: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One sentence: a text's key, its numbers, its topic. Words are the views' business."""

    key: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The specification's adaptive feedback (2.2)."""

    encouragement: Advice
    #: Two or three, concrete.
    improvements: tuple[Advice, ...]
    next_step: Advice
    motivation: Advice
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessStory:
    """The specification's exam readiness in words (4.1): probability, strengths, weaknesses,
    strategy, timeline, confidence; empty where there is no forecast."""

    points: tuple[Advice, ...]
    source: Source


class Coach(Protocol):
    """Words for a student's figures; two implementations give the same typed results."""

    def feedback(self, facts: FactSheet, *, variant: int) -> Feedback: ...

    def readiness(self, facts: FactSheet) -> ReadinessStory: ...
