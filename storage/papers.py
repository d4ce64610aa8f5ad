"""Mock papers: made once, sat by many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, and_, exists, func, insert, select

from analytics.marking import Scheme
from storage.engine import Transaction
from storage.questions import is_current
from storage.records import StudentId
from storage.tables import (
    attempt_results,
    attempts,
    exams,
    paper_questions,
    papers,
    question_versions,
    questions,
    subjects,
    topics,
)

#: States of an attempt whose result is compared with others'.
RANKED = ("completed", "timed_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class MockPaper:
    """A paper as it is sat."""

    id: int
    exam: str
    paper: str
    #: The part of the paper that it is; empty for all of it.
    section: str
    question_count: int
    duration_seconds: int
    scheme: Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """One question of a paper, with the key as it is by now."""

    position: int
    section: str
    question_id: int
    version_id: int
    accepts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion:
    """A question that a paper could take."""

    question_id: int
    version_id: int
    topic_id: int
    objective: str | None
    difficulty: int | None
    #: In how many papers of the exam it already is.
    used: int


def bank_by_subject(tx: Transaction, exam: str) -> dict[str, list[BankQuestion]]:
    """Questions with four options by subject, in the order of ids."""
    used = (
        select(paper_questions.c.question_id, func.count().label("used"))
        .join(papers, papers.c.id == paper_questions.c.paper_id)
        .join(exams, exams.c.id == papers.c.exam_id)
        .where(exams.c.key == exam)
        .group_by(paper_questions.c.question_id)
        .subquery()
    )
    rows = tx.connection.execute(
        select(
            questions.c.id,
            questions.c.topic_id,
            questions.c.objective,
            questions.c.difficulty,
            question_versions.c.id.label("version_id"),
            subjects.c.key.label("subject"),
            func.coalesce(used.c.used, 0).label("used"),
        )
        .select_from(
            questions.join(
                question_versions,
                is_current(),
            )
            .join(topics, topics.c.id == questions.c.topic_id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
            .outerjoin(used, used.c.question_id == questions.c.id)
        )
        .where(
            questions.c.withdrawn_at.is_(None),
            questions.c.status == "accepted",
            # A fifth option would stand where the sheet has "not attempted".
            question_versions.c.option_count == 4,
        )
        .order_by(questions.c.id)
    )
    found: dict[str, list[BankQuestion]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(
            BankQuestion(
                question_id=row.id,
                version_id=row.version_id,
                topic_id=row.topic_id,
                objective=row.objective,
                difficulty=row.difficulty,
                used=row.used,
            )
        )
    return found


def make(
    tx: Transaction,
    new: MockPaper,
    chosen: Sequence[tuple[str, BankQuestion]],
    *,
    at: datetime,
) -> MockPaper:
    """Stores a paper over (section, question) in their order; `new.id` is not read."""
    exam_id = tx.connection.scalar(select(exams.c.id).where(exams.c.key == new.exam))
    scheme = new.scheme
    result = tx.connection.execute(
        insert(papers).values(
            exam_id=exam_id,
            paper=new.paper,
            section=new.section,
            question_count=len(chosen),
            duration_seconds=new.duration_seconds,
            marks_per_question=str(scheme.marks_per_question),
            wrong=str(scheme.wrong),
            not_attempted=None if scheme.not_attempted is None else str(scheme.not_attempted),
            blank=str(scheme.blank),
            disqualified_over_percent=scheme.disqualified_over_percent,
            made_at=at,
        )
    )
    assert result.inserted_primary_key is not None
    paper_id = result.inserted_primary_key[0]
    tx.connection.execute(
        insert(paper_questions),
        [
            {
                "paper_id": paper_id,
                "position": position,
                "section": section,
                "question_id": one.question_id,
                "version_id": one.version_id,
            }
            for position, (section, one) in enumerate(chosen, start=1)
        ],
    )
    return get(tx, paper_id)


def _query() -> Any:
    return select(papers, exams.c.key.label("exam")).join(exams, exams.c.id == papers.c.exam_id)


def get(tx: Transaction, paper_id: int) -> MockPaper:
    return _paper(tx.connection.execute(_query().where(papers.c.id == paper_id)).one())


def _paper(row: Row[Any]) -> MockPaper:
    return MockPaper(
        id=row.id,
        exam=row.exam,
        paper=row.paper,
        section=row.section,
        question_count=row.question_count,
        duration_seconds=row.duration_seconds,
        scheme=Scheme(
            Fraction(row.marks_per_question),
            Fraction(row.wrong),
            None if row.not_attempted is None else Fraction(row.not_attempted),
            Fraction(row.blank),
            row.disqualified_over_percent,
        ),
    )


def unsat(
    tx: Transaction, student_id: StudentId, *, exam: str, paper: str, section: str
) -> MockPaper | None:
    """The oldest such paper that she has not sat and whose questions all still stand."""
    gone = exists().where(
        paper_questions.c.paper_id == papers.c.id,
        paper_questions.c.question_id == questions.c.id,
        questions.c.withdrawn_at.is_not(None),
    )
    sat = exists().where(attempts.c.paper_id == papers.c.id, attempts.c.student_id == student_id)
    row = tx.connection.execute(
        _query()
        .where(
            exams.c.key == exam, papers.c.paper == paper, papers.c.section == section, ~gone, ~sat
        )
        .order_by(papers.c.id)
        .limit(1)
    ).one_or_none()
    return _paper(row) if row else None


def questions_of(tx: Transaction, paper_id: int) -> list[PaperQuestion]:
    """The paper in its order."""
    rows = tx.connection.execute(
        select(paper_questions, question_versions.c.accepts)
        .join(question_versions, question_versions.c.id == paper_questions.c.version_id)
        .where(paper_questions.c.paper_id == paper_id)
        .order_by(paper_questions.c.position)
    )
    return [
        PaperQuestion(
            position=row.position,
            section=row.section,
            question_id=row.question_id,
            version_id=row.version_id,
            accepts=row.accepts,
        )
        for row in rows
    ]


def section_at(tx: Transaction, paper_id: int, position: int) -> str:
    """The section of one question."""
    found = tx.connection.scalar(
        select(paper_questions.c.section).where(
            paper_questions.c.paper_id == paper_id, paper_questions.c.position == position
        )
    )
    return str(found or "")


@dataclass(frozen=True, slots=True)
class Place:
    """A result among those of the same paper."""

    rank: int
    takers: int
    #: Who did worse, and half of those who did the same, 0–100; the usual percentile rank.
    percentile: float


def place_of(tx: Transaction, paper_id: int, student_id: StudentId) -> Place | None:
    """Her place among all who finished the paper; None where hers does not count."""
    results = (
        select(attempts.c.student_id, attempt_results.c.percentage)
        .join(
            attempt_results,
            and_(
                attempt_results.c.student_id == attempts.c.student_id,
                attempt_results.c.key == attempts.c.key,
            ),
        )
        .where(attempts.c.paper_id == paper_id, attempts.c.state.in_(RANKED))
        .subquery()
    )
    own = tx.connection.scalar(
        select(results.c.percentage).where(results.c.student_id == student_id)
    )
    if own is None:
        return None
    takers, above, below = (
        tx.connection.scalar(select(func.count()).select_from(results).where(*condition)) or 0
        for condition in (
            (),
            (results.c.percentage > own,),
            (results.c.percentage < own,),
        )
    )
    equal = takers - above - below
    return Place(above + 1, takers, 100 * (below + equal / 2) / takers)
