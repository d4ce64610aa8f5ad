"""A mock test while it is sat: where she is, what she chose and changed, when it ends."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from storage import attempts, daily
from storage.direct import Direct
from storage.engine import Transaction
from storage.records import Attempt, AttemptId, AttemptState, StudentId
from storage.tables import attempts as attempt_rows
from storage.tables import response_changes, responses

_SITTING = Direct(
    select(attempt_rows.c.id).where(
        attempt_rows.c.student_id == bindparam("student"), attempt_rows.c.state == "sitting"
    )
)


def find(tx: Transaction, student_id: StudentId) -> Attempt | None:
    """The mock test that she is sitting."""
    found = _SITTING.one_or_none(tx, {"student": student_id})
    return attempts.lock(tx, AttemptId(found.id), student_id) if found is not None else None


def move(tx: Transaction, attempt: Attempt, position: int | None, *, at: datetime) -> None:
    """Turns to a question (None at the end); the time since the last turn goes to the one left."""
    if attempt.current_position is not None and attempt.current_since is not None:
        until = min(at, attempt.deadline_at or at)
        spent = max(0, round((until - attempt.current_since).total_seconds() * 1000))
        tx.connection.execute(
            update(responses)
            .where(
                responses.c.attempt_id == attempt.id,
                responses.c.position == attempt.current_position,
            )
            .values(milliseconds=func.coalesce(responses.c.milliseconds, 0) + spent)
        )
    if position is not None:
        tx.connection.execute(
            update(responses)
            .where(
                responses.c.attempt_id == attempt.id,
                responses.c.position == position,
                responses.c.shown_at.is_(None),
            )
            .values(shown_at=at)
        )
    tx.connection.execute(
        update(attempt_rows)
        .where(attempt_rows.c.id == attempt.id)
        .values(
            current_position=position, current_since=None if position is None else at, updated_at=at
        )
    )


def choose(
    tx: Transaction, attempt_id: AttemptId, position: int, option: str | None, *, at: datetime
) -> None:
    """Her choice by now, or None to take it back; the change is kept."""
    tx.connection.execute(
        update(responses)
        .where(responses.c.attempt_id == attempt_id, responses.c.position == position)
        .values(chosen=option, answered_at=None if option is None else at)
    )
    action = "choose" if option is not None else "clear"
    _note(tx, attempt_id, position, action, option, at=at)


def mark(
    tx: Transaction, attempt_id: AttemptId, position: int, *, is_marked: bool, at: datetime
) -> None:
    """Marks a question for another look, or lets it go."""
    tx.connection.execute(
        update(responses)
        .where(responses.c.attempt_id == attempt_id, responses.c.position == position)
        .values(is_marked=is_marked)
    )
    _note(tx, attempt_id, position, "mark" if is_marked else "unmark", None, at=at)


def _note(
    tx: Transaction,
    attempt_id: AttemptId,
    position: int,
    action: str,
    option: str | None,
    *,
    at: datetime,
) -> None:
    tx.connection.execute(
        insert(response_changes).values(
            attempt_id=attempt_id, position=position, action=action, option=option, at=at
        )
    )


def due(tx: Transaction, *, at: datetime, limit: int) -> list[tuple[AttemptId, StudentId]]:
    """Mock tests whose time is up."""
    rows = tx.connection.execute(
        select(attempt_rows.c.id, attempt_rows.c.student_id)
        .where(attempt_rows.c.state == "sitting", attempt_rows.c.deadline_at <= at)
        .order_by(attempt_rows.c.deadline_at, attempt_rows.c.id)
        .limit(limit)
    )
    return [(AttemptId(row.id), StudentId(row.student_id)) for row in rows]


_VERDICT = (
    update(responses)
    .where(
        responses.c.attempt_id == bindparam("attempt"),
        responses.c.position == bindparam("at_position"),
    )
    .values(is_correct=bindparam("hit"), is_dropped=bindparam("gone"))
)


def close(
    tx: Transaction,
    attempt: Attempt,
    verdicts: Mapping[int, bool | None],
    *,
    state: AttemptState,
    at: datetime,
) -> bool:
    """Ends a sitting with a verdict for each position (None where it was dropped); False when
    it has ended before."""
    changed = tx.connection.execute(
        update(attempt_rows)
        .where(attempt_rows.c.id == attempt.id, attempt_rows.c.state == "sitting")
        .values(
            state=state,
            answered=len(verdicts),
            right=sum(one is True for one in verdicts.values()),
            dropped=sum(one is None for one in verdicts.values()),
            completed_at=at,
            updated_at=at,
        )
    )
    if changed.rowcount != 1:
        return False
    tx.connection.execute(
        _VERDICT,
        [
            {"attempt": attempt.id, "at_position": position, "hit": one, "gone": one is None}
            for position, one in verdicts.items()
        ],
    )
    daily.ask_for_alerts(tx, attempt.student_id, due_at=at + attempts.LOOK_AFTER)
    return True


def taken(tx: Transaction, student_id: StudentId, *, limit: int) -> Sequence[Attempt]:
    """The mock tests that she finished, the newest first."""
    rows = tx.connection.scalars(
        select(attempt_rows.c.id)
        .where(
            attempt_rows.c.student_id == student_id,
            attempt_rows.c.kind == "mock",
            attempt_rows.c.state != "sitting",
        )
        .order_by(attempt_rows.c.completed_at.desc())
        .limit(limit)
    ).all()
    found = (attempts.find(tx, AttemptId(one), student_id) for one in rows)
    return [one for one in found if one is not None]
