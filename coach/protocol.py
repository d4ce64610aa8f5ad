"""What a coach is: facts in, advice out. Every number comes from the facts, never from the coach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Trend = Literal["up", "steady", "down", "unknown"]
Language = Literal["en", "hi"]
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
    #: How much stands behind the forecast: answers, and how much of the paper they touch.
    confidence: Literal["low", "medium", "high"]
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
class PlanSheet:
    """A week of her plan as a coach may know it; the days themselves stand in the plan's table."""

    #: Topics to learn and to revise, the ones with most minutes first.
    learn: tuple[str, ...]
    review: tuple[str, ...]
    minutes: int
    has_mock: bool
    has_mistakes: bool
    rest_days: int
    strength: str | None
    days_to_exam: int
    is_taper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who asks, and how."""

    student_id: int
    language: Language
    at: datetime
    #: Which of several wordings; another each day.
    variant: int
    #: Topics by id: their names, English first, Hindi last.
    topic_names: Mapping[str, tuple[str, ...]]
    #: She has agreed that a language model words it.
    has_consented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One sentence: a text's key, its numbers, its topic. Words are the views' business."""

    key: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One sentence or a few as written, `{f2}` where a number belongs."""

    text: str
    numbers: Mapping[str, int] = field(default_factory=dict)


Sentence = Advice | Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The specification's adaptive feedback (2.2)."""

    encouragement: Sentence
    #: Two or three, concrete.
    improvements: tuple[Sentence, ...]
    next_step: Sentence
    motivation: Sentence
    source: Source
    #: Facts are due and worth an evening before anything else.
    leads_to_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessStory:
    """The specification's exam readiness in words (4.1): probability, strengths, weaknesses,
    strategy, timeline, confidence; empty where there is no forecast."""

    points: tuple[Sentence, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """Why the week is as it is, and how to go about it."""

    headline: Sentence
    why: tuple[Sentence, ...]
    how: tuple[Sentence, ...]
    source: Source


class Coach(Protocol):
    """Words for a student's figures; two implementations give the same typed results."""

    async def feedback(self, facts: FactSheet, ask: Ask) -> Feedback: ...

    async def readiness(self, facts: FactSheet, ask: Ask) -> ReadinessStory: ...

    async def plan(self, week: PlanSheet, ask: Ask) -> PlanWords: ...
