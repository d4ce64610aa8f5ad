"""A finished mock test: marks, sections, place, what guessing did."""

from fractions import Fraction

from analytics.marking import (
    GuessAdvice,
    Mark,
    Scheme,
    Tally,
    guess_advice,
    most_blanks,
    tally,
)
from content.exam_file import load_catalogue
from services.mock_steps import MockResult, SectionResult
from storage import answers, papers, responses
from storage.engine import Transaction
from storage.papers import MockPaper, PaperQuestion
from storage.records import Attempt, Response, Student

NOT_ATTEMPTED = "E"
#: Below this chance of being right an answer is a gamble.
EVEN = 0.5
#: An unnamed part.
UNKNOWN = ("", "")


def mark_of(asked: Response, question: PaperQuestion, scheme: Scheme) -> Mark:
    """What a response counts as, by the key as it is by now."""
    if asked.chosen is None:
        return "blank"
    if asked.chosen == NOT_ATTEMPTED and scheme.not_attempted is not None:
        return "not_attempted"
    return "right" if asked.chosen in tuple(question.accepts) else "wrong"


def part_name(exam_id: str, paper_id: str, section: str) -> tuple[str, str]:
    """The name, English and Hindi, of a section, a subject, or a whole paper."""
    catalogue = load_catalogue()
    exam = catalogue.exams[exam_id]
    paper = next((one for one in exam.papers if one.id == paper_id), None)
    if paper is None:
        return UNKNOWN
    if not section:
        return paper.name_en, paper.name_hi
    for one in paper.sections:
        if one.id == section:
            return one.name_en, one.name_hi
    subject = catalogue.subjects.get(section)
    return UNKNOWN if subject is None else (subject.name_en, subject.name_hi)


def result_of(tx: Transaction, student: Student, attempt: Attempt) -> MockResult:
    """The result as it stands now: corrected keys count."""
    assert attempt.paper_id is not None
    paper = papers.get(tx, attempt.paper_id)
    questions = {one.position: one for one in papers.questions_of(tx, paper.id)}
    asked = responses.all_responses(tx, attempt.id)
    counted = [one for one in asked if questions[one.position].accepts]
    marks = {one.position: mark_of(one, questions[one.position], paper.scheme) for one in counted}
    sections: dict[str, list[Response]] = {}
    for one in counted:
        sections.setdefault(questions[one.position].section, []).append(one)
    kept = student.is_recorded
    return MockResult(
        attempt_id=attempt.id,
        exam=load_catalogue().exams[paper.exam],
        part_name=part_name(paper.exam, paper.paper, paper.section),
        state=attempt.state,
        total=tally(paper.scheme, marks.values()),
        sections=tuple(
            SectionResult(
                name=part_name(paper.exam, paper.paper, key),
                tally=tally(paper.scheme, (marks[one.position] for one in own)),
                seconds=_seconds(own),
            )
            for key, own in sections.items()
        ),
        seconds=_seconds(asked),
        allowed_seconds=paper.duration_seconds,
        scheme=paper.scheme,
        most_blanks=most_blanks(paper.scheme, questions=len(asked)),
        completed_at=attempt.completed_at or attempt.started_at,
        ran_out=attempt.completed_at == attempt.deadline_at,
        place=papers.place_of(tx, paper.id, student.id) if student.is_profiled else None,
        won_by_luck=_luck(tx, attempt, paper) if kept else None,
        advice=_advice(tx, student, paper.scheme) if kept else None,
        dropped=len(asked) - len(counted),
    )


def total_of(tx: Transaction, attempt: Attempt) -> Tally:
    """The whole paper's marks alone."""
    assert attempt.paper_id is not None
    paper = papers.get(tx, attempt.paper_id)
    asked = responses.all_responses(tx, attempt.id)
    questions = papers.questions_of(tx, paper.id)
    counted = [
        mark_of(one, question, paper.scheme)
        for one, question in zip(asked, questions, strict=True)
        if question.accepts
    ]
    return tally(paper.scheme, counted)


def _seconds(own: list[Response]) -> float:
    return sum(one.milliseconds or 0 for one in own) / 1000


def _luck(tx: Transaction, attempt: Attempt, paper: MockPaper) -> Tally:
    """What the answers brought that the model gave less than an even chance."""
    marks: list[Mark] = [
        "right" if is_correct else "wrong"
        for is_correct in answers.gambles_of(tx, attempt.id, below=EVEN)
    ]
    return tally(paper.scheme, marks)


def _advice(tx: Transaction, student: Student, scheme: Scheme) -> GuessAdvice:
    right, guesses = answers.declared_guesses(tx, student.id)
    return guess_advice(scheme, right=right, guesses=guesses)


def lost_and_won(luck: Tally, scheme: Scheme) -> tuple[Fraction, Fraction]:
    """Marks won by gambles that came off, and lost by those that did not (≥ 0)."""
    won = luck.right * scheme.marks_per_question
    return won, -luck.wrong * scheme.marks_per_question * scheme.wrong
