"""The exam catalogue and the topic tree, read from YAML and checked before anybody relies on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

SplitBasis = Literal["official", "reported", "estimate"]


class BadCatalogue(ValueError):
    """The catalogue has faults; the message lists every one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingScheme:
    """Shares of a question's marks for each way of not being right."""

    id: str
    wrong: Fraction
    #: Option "not attempted"; None where the paper offers none.
    not_attempted: Fraction | None
    blank: Fraction
    disqualified_over_percent_blank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    name_en: str
    name_hi: str
    questions: int
    #: Questions by subject id.
    subjects: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    id: str
    name_en: str
    name_hi: str
    questions: int
    marks_per_question: Fraction
    duration_minutes: int
    split_basis: SplitBasis
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    id: str
    short: str
    name_en: str
    name_hi: str
    body: str
    marking: MarkingScheme
    #: Every screen says "pattern as of DATE, unconfirmed" until an admin confirms the cycle.
    as_of: date
    #: Pass percentage by category, where the rules print one.
    qualifying_percent: Mapping[str, int]
    planning_target_percent: tuple[int, int]
    papers: tuple[Paper, ...]

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
class TopicEntry:
    id: str
    name_en: str
    name_hi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    id: str
    name_en: str
    name_hi: str
    topics: tuple[TopicEntry, ...]


@dataclass(frozen=True, slots=True)
class ExamCatalogue:
    exams: Mapping[str, Exam]
    subjects: Mapping[str, Subject]

    def topic_ids(self) -> set[str]:
        return {topic.id for subject in self.subjects.values() for topic in subject.topics}


@cache
def load_catalogue() -> ExamCatalogue:
    """The shipped catalogue; raises BadCatalogue with every fault in it."""
    folder = files("content") / "catalogue"
    return parse_catalogue(
        (folder / "exams.yaml").read_text("utf-8"), (folder / "topics.yaml").read_text("utf-8")
    )


def parse_catalogue(exams_text: str, topics_text: str) -> ExamCatalogue:
    """The catalogue in two YAML texts, checked."""
    raw = yaml.load(exams_text, Loader=_loader())  # noqa: S506 - a safe loader
    tree = yaml.load(topics_text, Loader=_loader())  # noqa: S506 - a safe loader
    subjects = {entry["id"]: _subject(entry) for entry in tree["subjects"]}
    schemes = {name: _scheme(name, entry) for name, entry in raw["marking_schemes"].items()}
    faults = [
        f"exam {entry['id']}: unknown marking scheme {entry['marking']}"
        for entry in raw["exams"]
        if entry["marking"] not in schemes
    ]
    exams = {e["id"]: _exam(e, schemes) for e in raw["exams"] if e["marking"] in schemes}
    for exam in exams.values():
        faults += _faults_of(exam, subjects)
    faults += _repeated_topics(subjects)
    if faults:
        raise BadCatalogue("; ".join(faults))
    return ExamCatalogue(exams, subjects)


def _loader() -> type[yaml.SafeLoader]:
    """libyaml's loader where it is compiled in: ten times as fast."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _subject(entry: Mapping[str, object]) -> Subject:
    topics = entry["topics"]
    assert isinstance(topics, list)
    return Subject(
        id=str(entry["id"]),
        name_en=str(entry["name_en"]),
        name_hi=str(entry["name_hi"]),
        topics=tuple(TopicEntry(**topic) for topic in topics),
    )


def _scheme(name: str, entry: Mapping[str, str | int | None]) -> MarkingScheme:
    not_attempted = entry["not_attempted"]
    percent = entry["disqualified_over_percent_blank"]
    return MarkingScheme(
        id=name,
        wrong=Fraction(str(entry["wrong"])),
        not_attempted=None if not_attempted is None else Fraction(str(not_attempted)),
        blank=Fraction(str(entry["blank"])),
        disqualified_over_percent_blank=None if percent is None else int(percent),
    )


def _exam(entry: Mapping[str, object], schemes: Mapping[str, MarkingScheme]) -> Exam:
    target: list[int] = entry["planning_target_percent"]  # type: ignore[assignment]
    return Exam(
        id=str(entry["id"]),
        short=str(entry["short"]),
        name_en=str(entry["name_en"]),
        name_hi=str(entry["name_hi"]),
        body=str(entry["body"]),
        marking=schemes[str(entry["marking"])],
        as_of=date.fromisoformat(str(entry["as_of"])),
        qualifying_percent=dict(entry["qualifying_percent"]),  # type: ignore[call-overload]
        planning_target_percent=(target[0], target[1]),
        papers=tuple(_paper(paper) for paper in entry["papers"]),  # type: ignore[attr-defined]
    )


def _paper(entry: Mapping[str, object]) -> Paper:
    fields = dict(entry)
    fields["marks_per_question"] = Fraction(str(entry["marks_per_question"]))
    fields["sections"] = tuple(Section(**section) for section in entry["sections"])  # type: ignore[attr-defined]
    return Paper(**fields)  # type: ignore[arg-type]


def _faults_of(exam: Exam, subjects: Mapping[str, Subject]) -> list[str]:
    faults = []
    for paper in exam.papers:
        place = f"exam {exam.id}, paper {paper.id}"
        total = sum(section.questions for section in paper.sections)
        if total != paper.questions:
            faults.append(f"{place}: sections ask {total} questions, the paper {paper.questions}")
        if paper.duration_minutes <= 0 or paper.marks_per_question <= 0:
            faults.append(f"{place}: duration and marks must be positive")
        for section in paper.sections:
            if sum(section.subjects.values()) != section.questions:
                faults.append(f"{place}, section {section.id}: subjects do not add up")
            faults += [
                f"{place}, section {section.id}: unknown subject {name}"
                for name in section.subjects
                if name not in subjects
            ]
    if exam.marking.wrong > 0 or exam.marking.blank > 0:
        faults.append(f"exam {exam.id}: a wrong answer cannot earn marks")
    return faults


def _repeated_topics(subjects: Mapping[str, Subject]) -> list[str]:
    ids = [topic.id for subject in subjects.values() for topic in subject.topics]
    return [f"topic {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
