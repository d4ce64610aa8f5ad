"""Mock papers on an exam's blueprint, from the bank, without repeats."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.marking import Scheme
from content.exams import Exam, Paper
from storage import papers
from storage.engine import Transaction
from storage.papers import BankQuestion, MockPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A whole paper or a part of it that can be sat on its own."""

    exam: str
    paper: Paper
    #: A section's id, else a subject's; empty for the whole paper.
    section: str
    name_en: str
    name_hi: str
    #: Questions by (section, subject), in the paper's order.
    wanted: Sequence[tuple[str, str, int]]
    #: What the bank lacks, by subject.
    missing: Mapping[str, int]

    @property
    def questions(self) -> int:
        return sum(count for _, _, count in self.wanted)

    @property
    def seconds(self) -> int:
        """The paper's time, or its share of it."""
        return 60 * self.paper.duration_minutes * self.questions // self.paper.questions

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en


def parts_of(
    exam: Exam, bank: Mapping[str, Sequence[BankQuestion]], names: Mapping[str, tuple[str, str]]
) -> list[PaperPart]:
    """Every paper of an exam, each followed by the parts of it; `names` are the subjects'."""
    found = []
    for paper in exam.papers:
        wanted = [
            (section.id, subject, count)
            for section in paper.sections
            for subject, count in section.subjects.items()
        ]
        found.append(_part(exam, paper, "", (paper.name_en, paper.name_hi), wanted, bank))
        if len(paper.sections) > 1:
            found.extend(
                _part(
                    exam,
                    paper,
                    section.id,
                    (section.name_en, section.name_hi),
                    [one for one in wanted if one[0] == section.id],
                    bank,
                )
                for section in paper.sections
            )
            continue
        found.extend(
            _part(exam, paper, subject, names[subject], [(section, subject, count)], bank)
            for section, subject, count in wanted
            if len(wanted) > 1
        )
    return found


def _part(
    exam: Exam,
    paper: Paper,
    section: str,
    name: tuple[str, str],
    wanted: Sequence[tuple[str, str, int]],
    bank: Mapping[str, Sequence[BankQuestion]],
) -> PaperPart:
    needed: dict[str, int] = {}
    for _, subject, count in wanted:
        needed[subject] = needed.get(subject, 0) + count
    lacking = {
        subject: count - len(bank.get(subject, ()))
        for subject, count in needed.items()
        if count > len(bank.get(subject, ()))
    }
    return PaperPart(
        exam=exam.id,
        paper=paper,
        section=section,
        name_en=name[0],
        name_hi=name[1],
        wanted=wanted,
        missing=lacking,
    )


def scheme_of(exam: Exam, paper: Paper) -> Scheme:
    """The exam's marking with the paper's marks."""
    marking = exam.marking
    return Scheme(
        paper.marks_per_question,
        marking.wrong,
        marking.not_attempted,
        marking.blank,
        marking.disqualified_over_percent_blank,
    )


def make_paper(
    tx: Transaction,
    exam: Exam,
    part: PaperPart,
    bank: Mapping[str, Sequence[BankQuestion]],
    *,
    at: datetime,
    seed: str,
) -> MockPaper:
    """A new paper of a part that lacks nothing: least used questions first, topics and
    difficulties in turn, no two variants of one fact while others are there."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    taken: set[int] = set()
    facts: set[str] = set()
    chosen: list[tuple[str, BankQuestion]] = []
    for section, subject, count in part.wanted:
        left = [one for one in bank[subject] if one.question_id not in taken]
        # With one section only, its subjects are what a result is broken down by.
        label = subject if len(part.paper.sections) == 1 else section
        for one in _in_turn(left, count, facts, rng):
            taken.add(one.question_id)
            chosen.append((label, one))
    return papers.make(
        tx,
        MockPaper(
            id=0,
            exam=exam.id,
            paper=part.paper.id,
            section=part.section,
            question_count=len(chosen),
            duration_seconds=part.seconds,
            scheme=scheme_of(exam, part.paper),
        ),
        chosen,
        at=at,
    )


def _in_turn(
    pool: Sequence[BankQuestion], count: int, facts: set[str], rng: random.Random
) -> list[BankQuestion]:
    """`count` questions: each from the topic and the difficulty that has the fewest so far."""
    left = list(pool)
    chosen: list[BankQuestion] = []
    by_topic: dict[int, int] = {}
    by_difficulty: dict[int | None, int] = {}
    while len(chosen) < count:
        best = min(
            left,
            key=lambda one: (
                one.objective is not None and one.objective in facts,
                one.used,
                by_topic.get(one.topic_id, 0),
                by_difficulty.get(one.difficulty, 0),
                rng.random(),
            ),
        )
        left.remove(best)
        chosen.append(best)
        by_topic[best.topic_id] = by_topic.get(best.topic_id, 0) + 1
        by_difficulty[best.difficulty] = by_difficulty.get(best.difficulty, 0) + 1
        if best.objective is not None:
            facts.add(best.objective)
    return chosen
