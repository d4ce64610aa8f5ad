"""What a tap around a mock test leads to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analytics.marking import GuessAdvice, Scheme, Tally
from content.exams import Exam
from services.paper_making import PaperPart
from storage.papers import Place
from storage.records import AttemptId, AttemptState, Question

#: What a solution review shows.
SolutionFilter = Literal["all", "wrong", "left", "marked", "right"]
FILTERS: tuple[SolutionFilter, ...] = ("all", "wrong", "left", "marked", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class MockRunning:
    """A mock test is being sat; everything else waits."""

    attempt_id: AttemptId
    position: int
    seconds_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MockOffers:
    """What can be sat of an exam."""

    exam: Exam | None
    #: When an admin confirmed the pattern; None: unconfirmed.
    confirmed_at: datetime | None
    parts: tuple[PaperPart, ...]
    running: MockRunning | None
    #: Finished ones, newest first: (attempt, percentage, day).
    taken: tuple[tuple[AttemptId, int, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MockIntro:
    """A paper before its clock starts."""

    exam: Exam
    part: PaperPart
    scheme: Scheme
    most_blanks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MockQuestion:
    """A question of the paper, with her choice by now."""

    attempt_id: AttemptId
    position: int
    question_count: int
    #: A section of the catalogue, else a subject.
    section: tuple[str, str]
    question: Question
    chosen: str | None
    is_marked: bool
    #: The letter that says "not attempted"; None where the paper has none.
    not_attempted: str | None
    seconds_left: int
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteCell:
    position: int
    state: Literal["unseen", "blank", "answered", "not_attempted"]
    is_marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MockPalette:
    """A page of the paper at a glance."""

    attempt_id: AttemptId
    page: int
    pages: int
    cells: tuple[PaletteCell, ...]
    current: int
    seconds_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitAsked:
    """The paper before it is handed in."""

    attempt_id: AttemptId
    position: int
    answered: int
    not_attempted: int
    blank: int
    marked: int
    #: More blanks than this disqualify; None where the paper sets no limit.
    most_blanks: int | None
    has_not_attempted: bool
    seconds_left: int

    @property
    def would_disqualify(self) -> bool:
        return self.most_blanks is not None and self.blank > self.most_blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionResult:
    name: tuple[str, str]
    tally: Tally
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MockResult:
    """A finished paper."""

    attempt_id: AttemptId
    exam: Exam
    part_name: tuple[str, str]
    state: AttemptState
    total: Tally
    sections: tuple[SectionResult, ...]
    seconds: float
    allowed_seconds: int
    scheme: Scheme
    most_blanks: int | None
    completed_at: datetime
    #: The clock ended it, not she.
    ran_out: bool
    #: None under 18 and where it does not count.
    place: Place | None
    #: Marks won and lost on answers that she had less than an even chance at, by the model.
    won_by_luck: Tally | None
    advice: GuessAdvice | None
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One question of a finished paper, solved."""

    attempt_id: AttemptId
    wanted: SolutionFilter
    #: Place in the filtered list, from 0; and its length.
    index: int
    count: int
    position: int
    question: Question | None
    chosen: str | None
    is_marked: bool
    seconds: float | None


MockStep = MockQuestion | MockPalette | SubmitAsked | MockResult
