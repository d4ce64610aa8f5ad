"""One answer as the answer log has it, by keys instead of ids."""

from dataclasses import dataclass
from datetime import datetime

from analytics.learner_model import Difficulty


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAnswer:
    """A row of the log: who answered what, when, and how; empty cells are None."""

    student: str
    question: str
    topic: str
    correct: bool
    answered_at: datetime
    test: str
    groups: tuple[str, ...]
    exam: str | None
    difficulty: Difficulty | None
    options: int | None
    selected: str | None
    right_option: str | None
    state: str
    marks: str | None
    milliseconds: int | None
    confidence: int | None
    hint_used: bool | None
    explanation_viewed: bool | None
