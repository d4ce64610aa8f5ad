"""What an exam asks for, as the forecast needs it: blueprint, cut-off, time, requirements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import stdev

from analytics.readiness import UNKNOWN_CUTOFF_SPREAD, BlueprintPart, Cutoff
from analytics.scores import DEFAULT_OPTIMAL_SECONDS
from content.exam_file import load_catalogue
from content.exams import Exam, Paper

#: Past cut-offs of a category that make a spread of their own.
CUTOFFS_FOR_A_SPREAD = 3
GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamOutlook:
    """One exam for a student's category."""

    exam: str
    category: str
    as_of: date
    blueprint: tuple[BlueprintPart, ...]
    maximum: float
    cutoff: Cutoff
    #: Topics by subject, in the catalogue's order.
    topics: Mapping[str, tuple[str, ...]]
    #: Applicants for each who qualified in the newest cycle that says; None unknown.
    competition: float | None
    optimal_seconds: Fraction

    @property
    def passing_percent(self) -> float:
        return 100 * self.cutoff.marks / self.maximum

    @property
    def topic_count(self) -> int:
        return sum(len(own) for own in self.topics.values())


def optimal_seconds(exam: str | None) -> Fraction:
    """The exam's duration over its questions; 60 without an exam that the catalogue knows."""
    known = load_catalogue().exams.get(exam or "")
    if known is None:
        return DEFAULT_OPTIMAL_SECONDS
    minutes = sum(paper.duration_minutes for paper in known.papers)
    return Fraction(60 * minutes, sum(paper.questions for paper in known.papers))


def exam_outlook(
    exam: str | None, category: str | None, *, targets: Mapping[str, tuple[int, int]]
) -> ExamOutlook | None:
    """The exam as a forecast needs it; None for one that the catalogue does not know."""
    catalogue = load_catalogue()
    known = catalogue.exams.get(exam or "")
    if known is None:
        return None
    papers = [paper for paper in known.papers if paper.alternative_of is None]
    blueprint = tuple(part for paper in papers for part in _parts(known, paper))
    maximum = sum((paper.maximum for paper in papers), Fraction(0))
    chosen = category or GENERAL
    subjects = {part.subject for part in blueprint}
    return ExamOutlook(
        exam=known.id,
        category=chosen,
        as_of=known.as_of,
        blueprint=blueprint,
        maximum=float(maximum),
        cutoff=_cutoff(known, chosen, float(maximum), targets.get(known.id)),
        topics={
            subject: tuple(topic.id for topic in catalogue.subjects[subject].topics)
            for subject in sorted(subjects)
        },
        competition=_competition(known),
        optimal_seconds=optimal_seconds(known.id),
    )


def _parts(exam: Exam, paper: Paper) -> list[BlueprintPart]:
    right = paper.marks_per_question
    scheme = exam.marking
    options = scheme.options_shown - (scheme.not_attempted is not None)
    return [
        BlueprintPart(
            subject=subject,
            questions=count,
            right=float(right),
            wrong=float(right * scheme.wrong),
            guess=1 / options,
        )
        for section in paper.sections
        for subject, count in section.subjects.items()
    ]


def _cutoff(exam: Exam, category: str, maximum: float, target: tuple[int, int] | None) -> Cutoff:
    """Printed cut-offs of the category first, then the pass mark, then the planning target."""
    past = sorted(
        (one for one in exam.cutoffs if one.category == category), key=lambda one: -one.year
    )
    if past:
        shares = [float(one.marks / one.maximum) for one in past]
        enough = len(shares) >= CUTOFFS_FOR_A_SPREAD
        spread = stdev(shares) if enough else UNKNOWN_CUTOFF_SPREAD
        return Cutoff(marks=shares[0] * maximum, basis="official", spread=spread * maximum)
    passing = exam.qualifying_percent.get(category, exam.qualifying_percent.get(GENERAL))
    if passing is not None:
        return Cutoff(marks=passing * maximum / 100, basis="qualifying", spread=0.0)
    low, high = target or exam.planning_target_percent
    percent = high if category == GENERAL else low
    return Cutoff(
        marks=percent * maximum / 100,
        basis="planning_target",
        spread=UNKNOWN_CUTOFF_SPREAD * maximum,
    )


def _competition(exam: Exam) -> float | None:
    for cycle in exam.cycles:
        sat = cycle.appeared or cycle.applicants
        if sat and cycle.qualified:
            return sat / cycle.qualified
    return None
