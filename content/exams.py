"""The exam catalogue and the topic tree: dated, sourced values, checked before anybody relies on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

#: official: the section is that subject; reported: widely printed; estimate: our own split.
SplitBasis = Literal["official", "reported", "estimate"]
Certainty = Literal["high", "medium-high", "medium", "low"]


class _FileEntry:
    """An entry of the catalogue's files: a key that nobody knows is a fault, not a remark."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


class BadCatalogue(ValueError):
    """The catalogue has faults; the message lists every one."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingScheme(_FileEntry):
    """Shares of a question's marks for each way of not being right."""

    id: str
    wrong: Fraction
    #: Option "not attempted"; None where the paper offers none.
    not_attempted: Fraction | None
    blank: Fraction
    disqualified_over_percent_blank: int | None
    #: Bubbles on the sheet, the one for "not attempted" counted in.
    options_shown: int
    confidence: Certainty
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(_FileEntry):
    id: str
    name_en: str
    name_hi: str
    questions: int
    #: Questions by subject id.
    subjects: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(_FileEntry):
    id: str
    name_en: str
    name_hi: str
    questions: int
    marks_per_question: Fraction
    duration_minutes: int
    split_basis: SplitBasis
    sections: tuple[Section, ...]
    #: A candidate sits this paper or that one, not both.
    alternative_of: str | None = None

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en

    @property
    def maximum(self) -> Fraction:
        """The marks of a faultless paper."""
        return self.questions * self.marks_per_question


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(_FileEntry):
    """Of which cycle the pattern is, when it was read, and where."""

    id: str
    as_of: date
    confidence: Certainty
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifying(_FileEntry):
    """What the rules ask for a pass; a merit list may ask for more."""

    #: Empty where the rules print none.
    by_category_percent: Mapping[str, int]
    sources: tuple[str, ...]
    per_paper_percent: int | None = None
    aggregate_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff(_FileEntry):
    """Marks of the last who was called, as a source printed them."""

    year: int
    category: str
    marks: Fraction
    maximum: Fraction
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(_FileEntry):
    """One round of an exam; what no source says is None."""

    id: str
    sources: tuple[str, ...]
    registration_from: date | None = None
    registration_to: date | None = None
    held_from: date | None = None
    held_to: date | None = None
    #: Where only the month is known: YYYY-MM.
    held_in: str | None = None
    proposed_on: date | None = None
    cancelled_on: date | None = None
    posts: int | None = None
    applicants: int | None = None
    appeared: int | None = None
    qualified: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam(_FileEntry):
    id: str
    short: str
    name_en: str
    name_hi: str
    body: str
    marking: MarkingScheme
    pattern: Pattern
    qualifying: Qualifying
    cutoffs: tuple[Cutoff, ...]
    #: An assumption for planning where no cut-off is known; an admin can change it.
    planning_target_percent: tuple[int, int]
    #: The newest first.
    cycles: tuple[Cycle, ...]
    papers: tuple[Paper, ...]

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en

    @property
    def as_of(self) -> date:
        """Every screen says "pattern as of DATE, unconfirmed" until an admin confirms the cycle."""
        return self.pattern.as_of

    @property
    def pattern_key(self) -> str:
        """What an admin confirms; another cycle or a new reading asks for a new confirmation."""
        return f"{self.pattern.id}@{self.pattern.as_of.isoformat()}"

    @property
    def qualifying_percent(self) -> Mapping[str, int]:
        return self.qualifying.by_category_percent

    def subjects(self) -> dict[str, int]:
        """Questions by subject over all papers: what to practise, and how much of it."""
        weights: dict[str, int] = {}
        for paper in self.papers:
            for section in paper.sections:
                for subject, count in section.subjects.items():
                    weights[subject] = weights.get(subject, 0) + count
        return weights

    def seconds_per_question(self) -> float:
        """The exam's time over its questions."""
        minutes = sum(paper.duration_minutes for paper in self.papers)
        return 60 * minutes / sum(paper.questions for paper in self.papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry(_FileEntry):
    id: str
    name_en: str
    name_hi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(_FileEntry):
    id: str
    name_en: str
    name_hi: str
    topics: tuple[TopicEntry, ...]

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(_FileEntry):
    """Who holds an exam."""

    name_en: str
    name_hi: str

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en


@dataclass(frozen=True, slots=True)
class ExamCatalogue:
    exams: Mapping[str, Exam]
    subjects: Mapping[str, Subject]
    bodies: Mapping[str, Body]
    #: Where a source id leads.
    sources: Mapping[str, str]

    def topic_ids(self) -> set[str]:
        return {topic.id for subject in self.subjects.values() for topic in subject.topics}
