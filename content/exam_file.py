"""Reads the catalogue's two YAML files; what is wrong in them is said all at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from content.exams import (
    BadCatalogue,
    Body,
    Exam,
    ExamCatalogue,
    MarkingScheme,
    Paper,
    Subject,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ExamsFile:
    bodies: Mapping[str, Body]
    marking_schemes: Mapping[str, MarkingScheme]
    exams: tuple[Exam, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _TopicsFile:
    subjects: tuple[Subject, ...]


@cache
def load_catalogue() -> ExamCatalogue:
    """The shipped catalogue; raises BadCatalogue with every fault in it."""
    folder = files("content") / "catalogue"
    return parse_catalogue(
        (folder / "exams.yaml").read_text("utf-8"), (folder / "topics.yaml").read_text("utf-8")
    )


def parse_catalogue(exams_text: str, topics_text: str) -> ExamCatalogue:
    """The catalogue in two YAML texts; raises BadCatalogue with every fault in it."""
    faults: list[str] = []
    raw = _yaml("exams.yaml", exams_text, faults)
    schemes = raw.get("marking_schemes")
    raw["exams"] = [_with_scheme(exam, schemes, faults) for exam in raw.get("exams") or ()]
    if isinstance(schemes, dict):
        raw["marking_schemes"] = {k: {"id": k, **v} for k, v in schemes.items()}
    exams_file = _valid("exams.yaml", _ExamsFile, raw, faults)
    topics_file = _valid(
        "topics.yaml", _TopicsFile, _yaml("topics.yaml", topics_text, faults), faults
    )
    if exams_file is None or topics_file is None:
        raise BadCatalogue(faults)
    catalogue = ExamCatalogue(
        {exam.id: exam for exam in exams_file.exams},
        {subject.id: subject for subject in topics_file.subjects},
        exams_file.bodies,
        exams_file.sources,
    )
    faults += _repeated("exam", [exam.id for exam in exams_file.exams])
    topics = [topic.id for subject in topics_file.subjects for topic in subject.topics]
    faults += _repeated("topic", topics)
    faults += _repeated("subject", [subject.id for subject in topics_file.subjects])
    for exam in exams_file.exams:
        faults += [f"exam {exam.id}{fault}" for fault in _exam_faults(exam, catalogue)]
    faults += _scheme_faults(exams_file)
    if faults:
        raise BadCatalogue(faults)
    return catalogue


def _yaml(name: str, text: str, faults: list[str]) -> dict[str, Any]:
    # libyaml's loader where it is compiled in: ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        faults.append(f"{name}: no YAML: {error}")
        return {}
    return document if isinstance(document, dict) else {}


def _with_scheme(entry: Any, schemes: Any, faults: list[str]) -> Any:
    """An exam's entry with its marking scheme in the place of the scheme's name."""
    if not isinstance(entry, dict) or not isinstance(schemes, dict):
        return entry
    name = entry.get("marking")
    if name not in schemes:
        faults.append(f"exam {entry.get('id')}: unknown marking scheme {name}")
        return entry
    return {**entry, "marking": {"id": name, **schemes[name]}}


def _valid(name: str, kind: type, document: object, faults: list[str]) -> Any:
    """The document as a value; None, with each fault noted, where it is none."""
    try:
        return _adapter(kind).validate_python(document)
    except ValidationError as error:
        for problem in error.errors():
            place = ".".join(str(part) for part in problem["loc"])
            faults.append(f"{name} {place}: {problem['msg'].removeprefix('Value error, ')}")
        return None


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _repeated(what: str, ids: list[str]) -> list[str]:
    return [f"{what} {name} stands twice" for name, n in sorted(Counter(ids).items()) if n > 1]


def _exam_faults(exam: Exam, catalogue: ExamCatalogue) -> Iterator[str]:
    if exam.body not in catalogue.bodies:
        yield f": unknown body {exam.body}"
    for paper in exam.papers:
        for fault in _paper_faults(paper, catalogue):
            yield f", paper {paper.id}{fault}"
    papers = {paper.id for paper in exam.papers}
    for paper in exam.papers:
        if paper.alternative_of is not None and paper.alternative_of not in papers - {paper.id}:
            yield f", paper {paper.id}: alternative of unknown paper {paper.alternative_of}"
    low, high = exam.planning_target_percent
    if not 0 < low <= high <= 100:
        yield f": planning target {low} to {high} is no range of percentages"
    percents = [*exam.qualifying_percent.values(), exam.qualifying.per_paper_percent or 50]
    if not all(0 < percent <= 100 for percent in percents):
        yield ": a qualifying percentage is none"
    yield from _cycle_faults(exam)
    yield from (
        f": unknown source {name}" for name in _sources(exam) if name not in catalogue.sources
    )


def _paper_faults(paper: Paper, catalogue: ExamCatalogue) -> Iterator[str]:
    total = sum(section.questions for section in paper.sections)
    if total != paper.questions:
        yield f": sections ask {total} questions, the paper {paper.questions}"
    if paper.duration_minutes <= 0 or paper.marks_per_question <= 0:
        yield ": duration and marks must be positive"
    for section in paper.sections:
        if sum(section.subjects.values()) != section.questions:
            yield f", section {section.id}: subjects do not add up"
        for name in section.subjects:
            if name not in catalogue.subjects:
                yield f", section {section.id}: unknown subject {name}"


def _cycle_faults(exam: Exam) -> Iterator[str]:
    ids = [cycle.id for cycle in exam.cycles]
    if exam.pattern.id not in ids:
        yield f": the pattern's cycle {exam.pattern.id} is not among its cycles"
    if ids != sorted(set(ids), reverse=True):
        yield ": cycles must stand once each, the newest first"
    for cycle in exam.cycles:
        dates = (cycle.registration_from, cycle.registration_to, cycle.held_from, cycle.held_to)
        known = [day for day in dates if day is not None]
        if known != sorted(known):
            yield f", cycle {cycle.id}: its dates are out of order"
        counts = [n for n in (cycle.qualified, cycle.appeared, cycle.applicants) if n is not None]
        if counts != sorted(counts):
            yield f", cycle {cycle.id}: more appeared than applied, or qualified than appeared"
    for cutoff in exam.cutoffs:
        if not 0 <= cutoff.marks <= cutoff.maximum:
            yield f", cut-off {cutoff.year} {cutoff.category}: beyond the maximum"
        if not cutoff.sources:
            yield f", cut-off {cutoff.year} {cutoff.category}: has no source"


def _sources(exam: Exam) -> set[str]:
    groups = (
        exam.pattern.sources,
        exam.qualifying.sources,
        *(cutoff.sources for cutoff in exam.cutoffs),
        *(cycle.sources for cycle in exam.cycles),
    )
    return {name for group in groups for name in group}


def _scheme_faults(found: _ExamsFile) -> Iterator[str]:
    for scheme in found.marking_schemes.values():
        if scheme.wrong > 0 or scheme.blank > 0:
            yield f"marking scheme {scheme.id}: a wrong answer cannot earn marks"
        if scheme.options_shown not in {4, 5}:
            yield f"marking scheme {scheme.id}: four or five options are shown"
        for name in scheme.sources:
            if name not in found.sources:
                yield f"marking scheme {scheme.id}: unknown source {name}"
