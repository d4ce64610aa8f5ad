"""What a tap in a practice set leads to."""

from dataclasses import dataclass, field
from typing import Literal

from analytics.feedback import Feedback
from analytics.learner_model import Difficulty
from services.habits import Habit
from services.mock_steps import MockRunning
from storage.records import AttemptId, Named, Question, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The set that she asks for."""

    source: Source = "mixed"
    #: Id of the topic or the subject that the source is about.
    of: int = 0
    #: Steps of difficulty: +1 harder, −1 easier.
    shift: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFigures:
    """How the set goes so far."""

    answered: int
    right: int
    #: None before anything was timed.
    average_seconds: float | None
    target_seconds: float
    difficulty: Difficulty | None
    topic: Named
    #: Share right among those she was sure of, and how many those are.
    sure: int
    sure_right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """A question waiting for an answer."""

    attempt_id: AttemptId
    #: Its place in the attempt, and its number among those that count.
    position: int
    number: int
    question_count: int
    question: Question
    hints_shown: int
    source: Source = "mixed"
    #: The time that her exam leaves for a question.
    target_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceAsked:
    """A choice that waits for how sure she is."""

    shown: QuestionShown
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMarked:
    """An answered question with its verdict; the same however often it was tapped."""

    attempt_id: AttemptId
    position: int
    number: int
    question_count: int
    question: Question
    chosen: str
    is_correct: bool
    is_last: bool
    #: How many were right up to now; only right after the answer.
    right: int | None = None
    #: She became ready for harder questions on the topic (+1), or needs easier ones (−1).
    step: Literal[-1, 0, 1] = 0
    is_bookmarked: bool = False
    #: In a speed drill: her time, and the exam's.
    drill_seconds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A question that went wrong, for the summary."""

    position: int
    number: int
    topic: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicProfile:
    """A subject after the first ten questions."""

    name: Named
    asked: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the first ten questions say, and how little that is."""

    #: Central 80 % of her rate of right answers over the exam's questions, 0–1.
    interval: tuple[float, float]
    subjects: tuple[TopicProfile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFinished:
    """A set that is over."""

    attempt_id: AttemptId
    question_count: int
    right: int
    #: Over the questions whose time is known; None when there is none.
    average_seconds: float | None
    missed: tuple[Missed, ...]
    source: Source = "mixed"
    skipped: int = 0
    #: What her last answers suggest; at most one, never the same twice in a day.
    feedback: Feedback | None = None
    profile: Profile | None = None
    habit: Habit | None = None
    review_due: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaused:
    attempt_id: AttemptId
    answered: int
    question_count: int
    source: Source = "mixed"
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWaiting:
    """Another set is under way than the one she asks for."""

    under_way: SetPaused
    wish: Wish = field(default_factory=Wish)


#: What a tap in a practice set may lead to.
Step = (
    QuestionShown
    | ConfidenceAsked
    | AnswerMarked
    | SetFinished
    | SetPaused
    | SetWaiting
    | MockRunning
)
