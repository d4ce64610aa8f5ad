"""Attempts: practice sets, reviews, mock tests, live quizzes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, or_, select, update

from storage import daily
from storage.direct import Direct
from storage.engine import Transaction
from storage.records import (
    Attempt,
    AttemptId,
    AttemptState,
    Source,
    Student,
    StudentId,
    TopicId,
)
from storage.students import student_of, students_query
from storage.tables import (
    assignment_work,
    attempts,
    exams,
    response_changes,
    responses,
    students,
)
from storage.together import Change

OPEN_STATES = ("running", "paused")
#: States that an answer does not change.
LASTING = ("live", "completed")
#: The alert rules look once the evening's practice has settled.
LOOK_AFTER = timedelta(minutes=10)
#: Kinds of attempts that are asked one question after another in the private chat.
SETS = ("practice", "review")

_LOCKED = (
    select(attempts)
    .where(attempts.c.id == bindparam("attempt"), attempts.c.student_id == bindparam("student"))
    .with_for_update()
)
_FIELDS = tuple(Attempt.__slots__)
_LOCKED_WITH_STUDENT = Direct(
    students_query()
    .add_columns(*(attempts.c[name].label(f"attempt_{name}") for name in _FIELDS))
    .join(attempts, attempts.c.student_id == students.c.id)
    .where(attempts.c.id == bindparam("attempt"), students.c.id == bindparam("student"))
    .with_for_update(of=attempts)
)


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        id=AttemptId(row.id),
        student_id=StudentId(row.student_id),
        key=row.key,
        kind=row.kind,
        state=row.state,
        source=row.source,
        topic_id=None if row.topic_id is None else TopicId(row.topic_id),
        subject_id=row.subject_id,
        exam_id=row.exam_id,
        paper_id=row.paper_id,
        shift=row.shift,
        question_count=row.question_count,
        answered=row.answered,
        right=row.right,
        dropped=row.dropped,
        started_at=row.started_at,
        paused_at=row.paused_at,
        completed_at=row.completed_at,
        deadline_at=row.deadline_at,
        current_position=row.current_position,
        current_since=row.current_since,
    )


_OPEN = Direct(
    select(attempts).where(
        attempts.c.student_id == bindparam("student"),
        or_(*(attempts.c.state == one for one in OPEN_STATES)),
    )
)


def find_open(tx: Transaction, student_id: StudentId) -> Attempt | None:
    """The attempt she has under way, running or paused."""
    row = _OPEN.one_or_none(tx, {"student": student_id})
    return _attempt(row) if row else None


def lock(tx: Transaction, attempt_id: AttemptId, student_id: StudentId) -> Attempt | None:
    """Her attempt, held until the transaction ends; None when it is not hers or is gone."""
    row = tx.connection.execute(
        _LOCKED, {"attempt": attempt_id, "student": student_id}
    ).one_or_none()
    return _attempt(row) if row else None


def lock_with_student(
    tx: Transaction, attempt_id: AttemptId, student_id: StudentId
) -> tuple[Attempt, Student] | None:
    """The same, and she herself as she is known now, in one statement."""
    row = _LOCKED_WITH_STUDENT.one_or_none(tx, {"attempt": attempt_id, "student": student_id})
    if row is None:
        return None
    # The attempt's columns come last, in the order of its fields.
    return Attempt(**dict(zip(_FIELDS, row[-len(_FIELDS) :], strict=True))), student_of(row)


def find(tx: Transaction, attempt_id: AttemptId, student_id: StudentId) -> Attempt | None:
    """Her attempt; None when it is not hers or is gone."""
    row = tx.connection.execute(
        select(attempts).where(attempts.c.id == attempt_id, attempts.c.student_id == student_id)
    ).one_or_none()
    return _attempt(row) if row else None


def is_over(attempt: Attempt) -> bool:
    return attempt.state not in {*OPEN_STATES, "sitting", "live"}


def latest_set(tx: Transaction, student_id: StudentId) -> Attempt | None:
    """The set she started last, in whatever state."""
    row = tx.connection.execute(
        select(attempts)
        .where(attempts.c.student_id == student_id, attempts.c.kind.in_(SETS))
        .order_by(attempts.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _attempt(row) if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttempt:
    """An attempt about to start."""

    kind: str
    source: Source
    state: AttemptState = "running"
    question_count: int
    topic_id: TopicId | None = None
    subject_id: int | None = None
    exam_id: int | None = None
    paper_id: int | None = None
    quiz_id: int | None = None
    shift: float = 0.0
    deadline_at: datetime | None = None
    #: Names it among hers; made from the kind and the time where it is empty.
    key: str = ""


def start(tx: Transaction, student_id: StudentId, new: NewAttempt, *, at: datetime) -> Attempt:
    """Opens an attempt; its questions come one by one, or by `responses.lay_out`."""
    columns = {name: getattr(new, name) for name in new.__slots__}
    columns["key"] = new.key or f"{new.kind}:{at.timestamp():.3f}"
    opened = {"student_id": student_id, "started_at": at, "updated_at": at}
    result = tx.connection.execute(
        insert(attempts), {**columns, **opened, "answered": 0, "right": 0}
    )
    assert result.inserted_primary_key is not None
    return Attempt(
        id=AttemptId(result.inserted_primary_key[0]),
        student_id=student_id,
        key=columns["key"],
        kind=new.kind,
        state=new.state,
        source=new.source,
        topic_id=new.topic_id,
        subject_id=new.subject_id,
        exam_id=new.exam_id,
        paper_id=new.paper_id,
        shift=new.shift,
        question_count=new.question_count,
        answered=0,
        right=0,
        dropped=0,
        started_at=at,
        paused_at=None,
        completed_at=None,
        deadline_at=new.deadline_at,
        current_position=None,
        current_since=None,
    )


_EXAM = Direct(select(exams.c.id).where(exams.c.key == bindparam("exam")))


def exam_id_of(tx: Transaction, exam: str | None) -> int | None:
    row = None if exam is None else _EXAM.one_or_none(tx, {"exam": exam})
    return None if row is None else int(row.id)


def with_answer(
    attempt: Attempt, *, is_correct: bool | None, at: datetime
) -> tuple[Attempt, Change]:
    """The attempt with one answer more, completed when it was the last; the row's change."""
    answered = attempt.answered + 1
    done = answered >= attempt.question_count
    counted = replace(
        attempt,
        answered=answered,
        right=attempt.right + bool(is_correct),
        dropped=attempt.dropped + (is_correct is None),
        state="completed" if done else attempt.state if attempt.state in LASTING else "running",
    )
    row = {
        "id": attempt.id,
        "answered": counted.answered,
        "right": counted.right,
        "dropped": counted.dropped,
        "state": counted.state,
        "completed_at": at if counted.state == "completed" else None,
        "updated_at": at,
    }
    return counted, Change("set", attempts, row, ("id",))


def ask_for_alerts(tx: Transaction, attempt: Attempt, *, at: datetime) -> None:
    """A finished attempt may be worth a word to her."""
    daily.ask_for_alerts(tx, attempt.student_id, due_at=at + LOOK_AFTER)


def finished_mocks(tx: Transaction, student_id: StudentId) -> int:
    """How many mock tests she handed in or sat to the end of the time."""
    found: int | None = tx.connection.scalar(
        select(func.count())
        .select_from(attempts)
        .where(
            attempts.c.student_id == student_id,
            attempts.c.kind == "mock",
            attempts.c.state.in_(("completed", "timed_out")),
        )
    )
    return found or 0


def has_finished_mock(
    tx: Transaction, student_id: StudentId, *, since: datetime, until: datetime
) -> bool:
    """Whether a mock test of hers ended in a time."""
    return (
        tx.connection.scalar(
            select(attempts.c.id)
            .where(
                attempts.c.student_id == student_id,
                attempts.c.kind == "mock",
                attempts.c.completed_at > since,
                attempts.c.completed_at <= until,
            )
            .limit(1)
        )
        is not None
    )


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


def shorten(tx: Transaction, attempt: Attempt, question_count: int, *, at: datetime) -> Attempt:
    """A set with fewer questions than planned; over, when they are all answered."""
    is_over = attempt.answered >= question_count
    shorter = replace(
        attempt, question_count=question_count, state="completed" if is_over else attempt.state
    )
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.id == attempt.id)
        .values(
            question_count=question_count,
            state=shorter.state,
            completed_at=at if is_over else None,
            updated_at=at,
        )
    )
    return shorter


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
    tx.connection.execute(
        delete(response_changes).where(response_changes.c.attempt_id == attempt_id)
    )
    tx.connection.execute(delete(responses).where(responses.c.attempt_id == attempt_id))
    tx.connection.execute(delete(assignment_work).where(assignment_work.c.attempt_id == attempt_id))
    tx.connection.execute(delete(attempts).where(attempts.c.id == attempt_id))


def erase_finished_of_minors(tx: Transaction, *, before: datetime) -> int:
    """Removes what under-18s without consent left behind, even unfinished, older than `before`."""
    stale = tx.connection.scalars(
        select(attempts.c.id)
        .join(students, students.c.id == attempts.c.student_id)
        .where(
            students.c.age_band == "minor",
            students.c.keeps_answers.is_not(True),
            attempts.c.updated_at < before,
        )
    ).all()
    for attempt_id in stale:
        erase(tx, AttemptId(attempt_id))
    return len(stale)
