"""Attempts and what happened to each of their questions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from analytics.question_choice import Candidate
from storage.engine import Transaction
from storage.records import (
    Attempt,
    AttemptId,
    QuestionId,
    Response,
    StudentId,
    TopicId,
)
from storage.tables import (
    attempts,
    exams,
    responses,
    students,
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
        is_dropped=bindparam("gone"),
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
        dropped=bindparam("now_dropped"),
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
        dropped=row.dropped,
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
        is_dropped=row.is_dropped,
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


def find(tx: Transaction, attempt_id: AttemptId, student_id: StudentId) -> Attempt | None:
    """Her attempt; None when it is not hers or is gone."""
    row = tx.connection.execute(
        select(attempts).where(attempts.c.id == attempt_id, attempts.c.student_id == student_id)
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
    is_correct: bool | None,
    milliseconds: int | None,
    at: datetime,
) -> bool:
    """Stores the choice unless one stands there already; False then.

    `is_correct` is None for a question that was dropped and counts for nobody.
    """
    values = {
        "attempt": attempt_id,
        "at_position": position,
        "option": option,
        "hit": is_correct,
        "gone": is_correct is None,
        "took": milliseconds,
        "at": at,
    }
    return tx.connection.execute(_CHOOSE, values).rowcount == 1


def count_answer(
    tx: Transaction, attempt: Attempt, *, is_correct: bool | None, at: datetime
) -> Attempt:
    """The attempt with one answer more; completed when it was the last."""
    answered = attempt.answered + 1
    done = answered >= attempt.question_count
    counted = replace(
        attempt,
        answered=answered,
        right=attempt.right + bool(is_correct),
        dropped=attempt.dropped + (is_correct is None),
        state="completed" if done else "running",
    )
    tx.connection.execute(
        _COUNT,
        {
            "attempt": attempt.id,
            "now_answered": counted.answered,
            "now_right": counted.right,
            "now_dropped": counted.dropped,
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
