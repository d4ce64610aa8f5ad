"""Attempts and what happened to each of their questions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from analytics.question_choice import Candidate
from storage.engine import Transaction
from storage.records import (
    Attempt,
    AttemptId,
    Language,
    Named,
    Question,
    QuestionId,
    QuestionText,
    Response,
    StudentId,
    TopicId,
    difficulty_label,
)
from storage.tables import (
    answers,
    attempts,
    exams,
    question_texts,
    question_versions,
    questions,
    responses,
    students,
    subjects,
    topics,
)

OPEN_STATES = ("running", "paused")

_LOCKED = (
    select(attempts)
    .where(attempts.c.id == bindparam("attempt"), attempts.c.student_id == bindparam("student"))
    .with_for_update()
)
_RESPONSE = select(responses).where(
    responses.c.attempt_id == bindparam("attempt"), responses.c.position == bindparam("at_position")
)
_FIRST_UNANSWERED = (
    select(responses)
    .where(responses.c.attempt_id == bindparam("attempt"), responses.c.answered_at.is_(None))
    .order_by(responses.c.position)
    .limit(1)
)
_QUESTION = (
    select(
        questions.c.id,
        questions.c.key,
        questions.c.topic_id,
        questions.c.difficulty,
        question_versions.c.id.label("version_id"),
        question_versions.c.right_option,
        question_versions.c.option_count,
        topics.c.key.label("topic_key"),
        topics.c.name_en,
        topics.c.name_hi,
        question_texts,
    )
    .select_from(
        question_versions.join(questions, questions.c.id == question_versions.c.question_id)
        .join(topics, topics.c.id == questions.c.topic_id)
        .join(question_texts, question_texts.c.version_id == question_versions.c.id)
    )
    .where(question_versions.c.id == bindparam("version"))
)
_CHOOSE = (
    update(responses)
    .where(
        responses.c.attempt_id == bindparam("attempt"),
        responses.c.position == bindparam("at_position"),
        responses.c.answered_at.is_(None),
    )
    .values(
        chosen=bindparam("option"),
        is_correct=bindparam("hit"),
        milliseconds=bindparam("took"),
        answered_at=bindparam("at"),
    )
)
_COUNT = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"))
    .values(
        answered=bindparam("now_answered"),
        right=bindparam("now_right"),
        state=bindparam("now_state"),
        completed_at=bindparam("done_at"),
        updated_at=bindparam("at"),
    )
)


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        id=AttemptId(row.id),
        student_id=StudentId(row.student_id),
        key=row.key,
        kind=row.kind,
        state=row.state,
        topic_id=None if row.topic_id is None else TopicId(row.topic_id),
        exam_id=row.exam_id,
        question_count=row.question_count,
        answered=row.answered,
        right=row.right,
        started_at=row.started_at,
        paused_at=row.paused_at,
    )


def _response(row: Row[Any]) -> Response:
    return Response(
        position=row.position,
        question_id=QuestionId(row.question_id),
        version_id=row.version_id,
        shown_at=row.shown_at,
        message_id=row.message_id,
        hints=row.hints,
        chosen=row.chosen,
        is_correct=row.is_correct,
        milliseconds=row.milliseconds,
    )


def find_open(tx: Transaction, student_id: StudentId) -> Attempt | None:
    """The attempt she has under way, running or paused."""
    row = tx.connection.execute(
        select(attempts).where(
            attempts.c.student_id == student_id, attempts.c.state.in_(OPEN_STATES)
        )
    ).one_or_none()
    return _attempt(row) if row else None


def lock(tx: Transaction, attempt_id: AttemptId, student_id: StudentId) -> Attempt | None:
    """Her attempt, held until the transaction ends; None when it is not hers or is gone."""
    row = tx.connection.execute(
        _LOCKED, {"attempt": attempt_id, "student": student_id}
    ).one_or_none()
    return _attempt(row) if row else None


def latest(tx: Transaction, student_id: StudentId) -> Attempt | None:
    """The attempt she started last, in whatever state."""
    row = tx.connection.execute(
        select(attempts)
        .where(attempts.c.student_id == student_id)
        .order_by(attempts.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _attempt(row) if row else None


def start(
    tx: Transaction,
    student_id: StudentId,
    chosen: Sequence[Candidate],
    *,
    kind: str,
    topic_id: TopicId | None,
    exam: str | None,
    at: datetime,
) -> Attempt:
    """Opens an attempt over the chosen questions, in their order."""
    exam_id = tx.connection.scalar(select(exams.c.id).where(exams.c.key == exam))
    result = tx.connection.execute(
        insert(attempts).values(
            student_id=student_id,
            key=f"{kind}:{at.timestamp():.3f}",
            kind=kind,
            state="running",
            topic_id=topic_id,
            exam_id=exam_id,
            question_count=len(chosen),
            answered=0,
            right=0,
            started_at=at,
            updated_at=at,
        )
    )
    assert result.inserted_primary_key is not None
    attempt_id = AttemptId(result.inserted_primary_key[0])
    tx.connection.execute(
        insert(responses),
        [
            {
                "attempt_id": attempt_id,
                "position": position,
                "question_id": candidate.question_id,
                "version_id": candidate.version_id,
                "hints": 0,
            }
            for position, candidate in enumerate(chosen, start=1)
        ],
    )
    started = lock(tx, attempt_id, student_id)
    assert started is not None, "the row was just made"
    return started


def candidates(tx: Transaction, student_id: StudentId, topic_id: TopicId | None) -> list[Candidate]:
    """Every question that could be asked, with her history of it."""
    history = (
        select(
            answers.c.question_id,
            func.count().label("asked"),
            func.max(answers.c.answered_at).label("last_at"),
        )
        .where(answers.c.student_id == student_id)
        .group_by(answers.c.question_id)
        .subquery()
    )
    statement = (
        select(
            questions.c.id,
            question_versions.c.id.label("version_id"),
            questions.c.topic_id,
            subjects.c.key.label("subject"),
            func.coalesce(history.c.asked, 0).label("asked"),
            history.c.last_at,
        )
        .select_from(
            questions.join(
                question_versions,
                (question_versions.c.question_id == questions.c.id)
                & (question_versions.c.version == questions.c.version),
            )
            .join(topics, topics.c.id == questions.c.topic_id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
            .outerjoin(history, history.c.question_id == questions.c.id)
        )
        .where(questions.c.withdrawn_at.is_(None))
        .order_by(questions.c.id)
    )
    if topic_id is not None:
        statement = statement.where(questions.c.topic_id == topic_id)
    return [
        Candidate(
            question_id=row.id,
            version_id=row.version_id,
            topic_id=row.topic_id,
            subject=row.subject,
            asked=row.asked,
            last_at=row.last_at,
        )
        for row in tx.connection.execute(statement)
    ]


def response(tx: Transaction, attempt_id: AttemptId, position: int) -> Response | None:
    row = tx.connection.execute(
        _RESPONSE, {"attempt": attempt_id, "at_position": position}
    ).one_or_none()
    return _response(row) if row else None


def first_unanswered(tx: Transaction, attempt_id: AttemptId) -> Response | None:
    row = tx.connection.execute(_FIRST_UNANSWERED, {"attempt": attempt_id}).one_or_none()
    return _response(row) if row else None


def all_responses(tx: Transaction, attempt_id: AttemptId) -> list[Response]:
    rows = tx.connection.execute(
        select(responses).where(responses.c.attempt_id == attempt_id).order_by(responses.c.position)
    )
    return [_response(row) for row in rows]


def question(tx: Transaction, version_id: int, language: Language) -> Question:
    """A question as that version of it reads in her language, else in the one it has."""
    rows = tx.connection.execute(_QUESTION, {"version": version_id}).all()
    row = next((row for row in rows if row.language == language), rows[0])
    return Question(
        id=QuestionId(row.id),
        key=row.key,
        version_id=row.version_id,
        topic_id=TopicId(row.topic_id),
        topic=Named(key=row.topic_key, name_en=row.name_en, name_hi=row.name_hi),
        difficulty=difficulty_label(row.difficulty),
        right_option=row.right_option,
        option_count=row.option_count,
        text=QuestionText(
            language=row.language,
            stem=row.stem,
            options=tuple(row.options),
            explanation=row.explanation,
            hints=tuple(row.hints),
            why_wrong=tuple(row.why_wrong),
        ),
    )


def mark_shown(tx: Transaction, attempt_id: AttemptId, position: int, *, at: datetime) -> None:
    """Starts the question's time, once; a second showing does not restart it."""
    tx.connection.execute(
        update(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            responses.c.position == position,
            responses.c.shown_at.is_(None),
        )
        .values(shown_at=at)
    )


def take_hint(tx: Transaction, attempt_id: AttemptId, position: int, *, hints: int) -> None:
    tx.connection.execute(
        update(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            responses.c.position == position,
            responses.c.hints < hints,
            responses.c.answered_at.is_(None),
        )
        .values(hints=hints)
    )


def choose(
    tx: Transaction,
    attempt_id: AttemptId,
    position: int,
    *,
    option: str,
    is_correct: bool,
    milliseconds: int | None,
    at: datetime,
) -> bool:
    """Stores the choice unless one stands there already; False then."""
    values = {
        "attempt": attempt_id,
        "at_position": position,
        "option": option,
        "hit": is_correct,
        "took": milliseconds,
        "at": at,
    }
    return tx.connection.execute(_CHOOSE, values).rowcount == 1


def count_answer(tx: Transaction, attempt: Attempt, *, is_correct: bool, at: datetime) -> Attempt:
    """The attempt with one answer more; completed when it was the last."""
    answered = attempt.answered + 1
    done = answered >= attempt.question_count
    counted = replace(
        attempt,
        answered=answered,
        right=attempt.right + is_correct,
        state="completed" if done else "running",
    )
    tx.connection.execute(
        _COUNT,
        {
            "attempt": attempt.id,
            "now_answered": counted.answered,
            "now_right": counted.right,
            "now_state": counted.state,
            "done_at": at if done else None,
            "at": at,
        },
    )
    return counted


def pause(tx: Transaction, attempt: Attempt, *, at: datetime) -> None:
    """Stops the clock: the question under way will start its time anew."""
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.id == attempt.id, attempts.c.state == "running")
        .values(state="paused", paused_at=at, updated_at=at)
    )
    tx.connection.execute(
        update(responses)
        .where(responses.c.attempt_id == attempt.id, responses.c.answered_at.is_(None))
        .values(shown_at=None)
    )


def resume(tx: Transaction, attempt: Attempt, *, at: datetime) -> None:
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.id == attempt.id, attempts.c.state == "paused")
        .values(state="running", updated_at=at)
    )


def abandon(tx: Transaction, attempt: Attempt, *, at: datetime) -> None:
    """Ends an attempt unfinished; its answers stand."""
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.id == attempt.id, attempts.c.state.in_(OPEN_STATES))
        .values(state="abandoned", completed_at=at, updated_at=at)
    )


def erase(tx: Transaction, attempt_id: AttemptId) -> None:
    """Removes a running set that was never to be kept."""
    tx.connection.execute(delete(responses).where(responses.c.attempt_id == attempt_id))
    tx.connection.execute(delete(attempts).where(attempts.c.id == attempt_id))


def erase_finished_of_minors(tx: Transaction, *, before: datetime) -> int:
    """Removes what under-18s left behind, even unfinished, once it is older than `before`."""
    stale = tx.connection.scalars(
        select(attempts.c.id)
        .join(students, students.c.id == attempts.c.student_id)
        .where(students.c.age_band == "minor", attempts.c.updated_at < before)
    ).all()
    for attempt_id in stale:
        erase(tx, AttemptId(attempt_id))
    return len(stale)
