"""How many questions there are, and how far they reach for each paper of each exam."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.exams import ExamCatalogue
from content.question import BankQuestion

#: A paper is covered when twice as many questions are there as it asks: one mock is not another.
TIMES_ASKED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCoverage:
    """What a paper asks, and how much of it the bank holds."""

    exam: str
    paper: str
    asked: int
    #: Of those asked, how many one paper could be made of.
    available: int
    #: By subject, what twice the paper lacks.
    missing: dict[str, int]


def counts_of(questions: Iterable[BankQuestion]) -> dict[str, dict[str, int]]:
    """Questions by subject, language, kind and difficulty."""
    found = list(questions)
    return {
        "subject": _sorted(Counter(question.subject for question in found)),
        "language": _sorted(Counter("+".join(sorted(q.texts)) for q in found)),
        "kind": _sorted(Counter(question.kind for question in found)),
        "difficulty": _sorted(Counter(question.difficulty or "none" for question in found)),
    }


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def coverage_of(questions: Sequence[BankQuestion], catalogue: ExamCatalogue) -> list[PaperCoverage]:
    """Per paper: what it asks of each subject, what there is, what twice the paper lacks."""
    available = Counter(question.subject for question in questions)
    rows: list[PaperCoverage] = []
    for exam in catalogue.exams.values():
        for paper in exam.papers:
            asked: Counter[str] = Counter()
            for section in paper.sections:
                asked.update(section.subjects)
            missing = {
                subject: TIMES_ASKED * count - available[subject]
                for subject, count in asked.items()
                if available[subject] < TIMES_ASKED * count
            }
            reach = sum(min(count, available[subject]) for subject, count in asked.items())
            rows.append(
                PaperCoverage(
                    exam=exam.id,
                    paper=paper.id,
                    asked=sum(asked.values()),
                    available=reach,
                    missing=missing,
                )
            )
    return rows
