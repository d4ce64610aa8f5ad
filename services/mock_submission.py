"""Hands a mock test in, once: verdicts, answers into the log, everything that follows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from analytics.marking import Mark, Scheme, is_disqualified, marks_for
from services.mock_results import mark_of
from storage import batch, papers, population, questions, responses, sittings
from storage.answers import NewAnswer, objective_of
from storage.engine import Transaction
from storage.papers import PaperQuestion
from storage.records import (
    Attempt,
    AttemptState,
    Question,
    QuestionId,
    Response,
    Student,
    difficulty_code,
)

#: The log's word for each way of answering.
STATES: dict[Mark, str] = {
    "right": "answered",
    "wrong": "answered",
    "not_attempted": "not_attempted",
    "blank": "blank",
}


def submit(tx: Transaction, student: Student, attempt: Attempt, *, at: datetime) -> bool:
    """Ends a sitting by hand or by time; False when it has ended before.

    Past the deadline it ends at the deadline, however late that is noticed.
    """
    assert attempt.paper_id is not None
    assert attempt.deadline_at is not None
    is_late = at >= attempt.deadline_at
    ended_at = min(at, attempt.deadline_at)
    sittings.move(tx, attempt, None, at=ended_at)
    paper = papers.get(tx, attempt.paper_id)
    own = papers.questions_of(tx, paper.id)
    asked = {one.position: one for one in responses.all_responses(tx, attempt.id)}
    marks = {one.position: mark_of(asked[one.position], one, paper.scheme) for one in own}
    blanks = sum(mark == "blank" for mark in marks.values())
    state: AttemptState = "timed_out" if is_late else "completed"
    if is_disqualified(paper.scheme, blank=blanks, questions=len(own)):
        state = "disqualified"
    verdicts = {
        one.position: marks[one.position] == "right" if one.accepts else None for one in own
    }
    if not sittings.close(tx, attempt, verdicts, state=state, at=ended_at):
        return False
    if student.is_recorded:
        kept = [one for one in own if one.accepts]
        _log(tx, student, attempt, kept, asked, marks=marks, scheme=paper.scheme, at=ended_at)
    return True


def _log(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    own: list[PaperQuestion],
    asked: dict[int, Response],
    *,
    marks: dict[int, Mark],
    scheme: Scheme,
    at: datetime,
) -> None:
    """One answer for each of these questions."""
    states = population.load(tx, [one.question_id for one in own])
    seen = batch.last_verdicts(tx, student.id, [one.question_id for one in own])
    texts = questions.questions_of(tx, [one.version_id for one in own], student.language or "en")
    new = []
    for one in own:
        question, mark = texts[one.version_id], marks[one.position]
        response = asked[one.position]
        state = states.question(one.question_id, question.difficulty)
        new.append(
            NewAnswer(
                student_id=student.id,
                question_id=QuestionId(one.question_id),
                topic_id=question.topic_id,
                attempt_id=attempt.id,
                exam_id=attempt.exam_id,
                test=attempt.key,
                answered_at=response.answered_at or at,
                is_correct=mark == "right",
                state=STATES[mark],
                selected=response.chosen,
                right_option=_right_option(question, response, mark),
                option_count=question.option_count,
                difficulty=difficulty_code(question.difficulty),
                marks=str(marks_for(scheme, mark)),
                milliseconds=response.milliseconds,
                confidence=None,
                hint_used=False,
                explanation_viewed=False,
                version_id=question.version_id,
                language=question.text.language,
                objective=objective_of(question.objective, question.key),
                judgement=states.judgement(
                    state,
                    question.topic_id,
                    options=question.option_count,
                    seen=seen.get(one.question_id),
                ),
                time=state.time.expected(),
                seen=seen.get(one.question_id),
            )
        )
    batch.record_all(tx, student.id, new, zone=ZoneInfo(student.settings.timezone))


def _right_option(question: Question, response: Response, mark: Mark) -> str:
    return str(response.chosen) if mark == "right" else question.accepts[0]
