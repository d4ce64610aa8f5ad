"""What happened to each question of an attempt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from storage.direct import Direct
from storage.engine import Transaction
from storage.records import AttemptId, Language, QuestionId, Response
from storage.tables import questions, responses, subjects, topics
from storage.together import Change

_RESPONSE = select(responses).where(
    responses.c.attempt_id == bindparam("attempt"), responses.c.position == bindparam("at_position")
)

_ALL = Direct(
    select(responses)
    .where(responses.c.attempt_id == bindparam("attempt"))
    .order_by(responses.c.position)
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
        answered_at=row.answered_at,
        skipped_at=row.skipped_at,
        confidence=row.confidence,
        is_random=row.is_random,
        is_marked=row.is_marked,
        language=row.language,
    )


def added(
    attempt_id: AttemptId,
    position: int,
    *,
    question_id: int,
    version_id: int,
    is_random: bool = False,
    shown_at: datetime | None = None,
) -> tuple[Response, Change]:
    """The next question of an attempt, and its row."""
    new = Response(
        position=position,
        question_id=QuestionId(question_id),
        version_id=version_id,
        shown_at=shown_at,
        is_random=is_random,
    )
    row = {
        "attempt_id": attempt_id,
        "position": position,
        "question_id": question_id,
        "version_id": version_id,
        "hints": new.hints,
        "is_random": is_random,
        "shown_at": shown_at,
    }
    return new, Change("insert", responses, row)


def lay_out(tx: Transaction, attempt_id: AttemptId, questions: Sequence[tuple[int, int]]) -> None:
    """All questions of an attempt at once, as (question, version), in their order."""
    tx.connection.execute(
        insert(responses),
        [
            {
                "attempt_id": attempt_id,
                "position": position,
                "question_id": question_id,
                "version_id": version_id,
                "hints": 0,
            }
            for position, (question_id, version_id) in enumerate(questions, start=1)
        ],
    )


def response(tx: Transaction, attempt_id: AttemptId, position: int) -> Response | None:
    row = tx.connection.execute(
        _RESPONSE, {"attempt": attempt_id, "at_position": position}
    ).one_or_none()
    return _response(row) if row else None


def all_responses(tx: Transaction, attempt_id: AttemptId) -> list[Response]:
    return [_response(row) for row in _ALL.all(tx, {"attempt": attempt_id})]


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


def mark_shown_later(
    tx: Transaction, attempt_id: AttemptId, position: int, *, planned_at: datetime, at: datetime
) -> None:
    """The question reached her only now: her time starts here, unless she has answered."""
    tx.connection.execute(
        update(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            responses.c.position == position,
            responses.c.shown_at == planned_at,
            responses.c.answered_at.is_(None),
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


def chosen(
    attempt_id: AttemptId,
    position: int,
    *,
    option: str,
    is_correct: bool | None,
    milliseconds: int | None,
    confidence: int | None,
    at: datetime,
) -> Change:
    """Her choice; whoever writes it holds the attempt, and saw that none stands there yet.

    `is_correct` is None for a question that was dropped and counts for nobody.
    """
    row = {
        "attempt_id": attempt_id,
        "position": position,
        "chosen": option,
        "is_correct": is_correct,
        "is_dropped": is_correct is None,
        "milliseconds": milliseconds,
        "confidence": confidence,
        "answered_at": at,
    }
    return Change("set", responses, row, ("attempt_id", "position"))


def hold(
    tx: Transaction, attempt_id: AttemptId, position: int, *, milliseconds: int | None
) -> None:
    """Keeps the time of a choice that is not judged before she said how sure she is."""
    tx.connection.execute(
        update(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            responses.c.position == position,
            responses.c.answered_at.is_(None),
        )
        .values(milliseconds=milliseconds)
    )


def skip(tx: Transaction, attempt_id: AttemptId, position: int, *, at: datetime) -> bool:
    """Leaves a question out; False when it was answered or left out before."""
    changed = tx.connection.execute(
        update(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            responses.c.position == position,
            responses.c.answered_at.is_(None),
            responses.c.skipped_at.is_(None),
        )
        .values(skipped_at=at)
    )
    return changed.rowcount == 1


def set_language(tx: Transaction, attempt_id: AttemptId, position: int, language: Language) -> None:
    tx.connection.execute(
        update(responses)
        .where(responses.c.attempt_id == attempt_id, responses.c.position == position)
        .values(language=language)
    )


def last_shown(tx: Transaction, attempt_id: AttemptId) -> Response | None:
    """The question that she saw last."""
    row = tx.connection.execute(
        select(responses)
        .where(
            responses.c.attempt_id == attempt_id,
            or_(responses.c.shown_at.is_not(None), responses.c.answered_at.is_not(None)),
            responses.c.skipped_at.is_(None),
        )
        .order_by(responses.c.position.desc())
        .limit(1)
    ).one_or_none()
    return _response(row) if row else None


def last_answered(tx: Transaction, attempt_id: AttemptId) -> Response | None:
    row = tx.connection.execute(
        select(responses)
        .where(responses.c.attempt_id == attempt_id, responses.c.answered_at.is_not(None))
        .order_by(responses.c.position.desc())
        .limit(1)
    ).one_or_none()
    return _response(row) if row else None


def skipped_before(tx: Transaction, attempt_id: AttemptId, position: int) -> int:
    """How many questions before this one were left out."""
    counted = tx.connection.scalar(
        select(func.count()).where(
            responses.c.attempt_id == attempt_id,
            responses.c.position < position,
            responses.c.skipped_at.is_not(None),
        )
    )
    return counted or 0


class Asked(NamedTuple):
    """A question that an attempt has come to, and what it is about."""

    response: Response
    topic_id: int
    objective: str | None

    @property
    def position(self) -> int:
        return self.response.position

    @property
    def question_id(self) -> int:
        return self.response.question_id

    @property
    def is_open(self) -> bool:
        return self.response.answered_at is None and self.response.skipped_at is None


_ASKED = Direct(
    select(responses, questions.c.topic_id, questions.c.objective)
    .join(questions, questions.c.id == responses.c.question_id)
    .where(responses.c.attempt_id == bindparam("attempt"))
    .order_by(responses.c.position)
)


def asked(tx: Transaction, attempt_id: AttemptId) -> list[Asked]:
    """The questions of an attempt so far, in their order."""
    rows = _ASKED.all(tx, {"attempt": attempt_id})
    return [Asked(_response(row), row.topic_id, row.objective) for row in rows]


def verdicts_by_subject(tx: Transaction, attempt_id: AttemptId) -> list[tuple[str, bool]]:
    """The answered questions of an attempt as (subject, whether right), in their order."""
    rows = tx.connection.execute(
        select(subjects.c.key, responses.c.is_correct)
        .select_from(
            responses.join(questions, questions.c.id == responses.c.question_id)
            .join(topics, topics.c.id == questions.c.topic_id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
        )
        .where(responses.c.attempt_id == attempt_id, responses.c.is_correct.is_not(None))
        .order_by(responses.c.position)
    )
    return [(row.key, row.is_correct) for row in rows]
