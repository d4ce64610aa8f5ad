"""What a student can go through again: what is due, her mistakes, her bookmarks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from storage.answers import newest_first
from storage.direct import Direct
from storage.engine import Transaction
from storage.question_offers import ASKABLE_BY_NAME
from storage.questions import is_current
from storage.records import StudentId
from storage.tables import answers, bookmarks, memories, question_versions, questions


def due_objectives(
    tx: Transaction,
    student_id: StudentId,
    *,
    at: datetime,
    horizon: timedelta | None,
    limit: int | None = None,
) -> list[str]:
    """What memory says is due, longest overdue first; `horizon` is the longest wait allowed."""
    values = _values(student_id, at, horizon)
    return [row.objective for row in _due(horizon is not None, limit).all(tx, values)]


def how_many_due(
    tx: Transaction, student_id: StudentId, *, at: datetime, horizon: timedelta | None
) -> int:
    """How many of them there are."""
    row = _count(horizon is not None).one_or_none(tx, _values(student_id, at, horizon))
    return 0 if row is None else int(row.due)


def _values(student_id: StudentId, at: datetime, horizon: timedelta | None) -> Mapping[str, object]:
    values: dict[str, object] = {"student": student_id, "now": at}
    return values if horizon is None else {**values, "overdue": at - horizon}


def _is_due(has_horizon: bool) -> ColumnElement[bool]:
    hers = memories.c.student_id == bindparam("student")
    is_due: ColumnElement[bool] = memories.c.due_at <= bindparam("now")
    if has_horizon:
        is_due = or_(is_due, memories.c.reviewed_at <= bindparam("overdue"))
    return and_(hers, is_due)


@cache
def _count(has_horizon: bool) -> Direct:
    return Direct(
        select(func.count().label("due")).select_from(memories).where(_is_due(has_horizon))
    )


@cache
def _due(has_horizon: bool, limit: int | None) -> Direct:
    return Direct(
        select(memories.c.objective)
        .where(_is_due(has_horizon))
        .order_by(memories.c.due_at, memories.c.objective)
        .limit(limit)
    )


def mistakes(tx: Transaction, student_id: StudentId) -> list[int]:
    """Questions whose last answer of hers was wrong, the newest mistake first."""
    ranked = newest_first(student_id, answers.c.state == "answered")
    found = tx.connection.scalars(
        select(ranked.c.question_id)
        .join(questions, questions.c.id == ranked.c.question_id)
        .join(question_versions, is_current())
        .where(ranked.c.place == 1, ranked.c.is_correct.is_(False), *ASKABLE_BY_NAME)
        .order_by(ranked.c.answered_at.desc(), ranked.c.question_id)
    )
    return list(found)


def bookmarked(tx: Transaction, student_id: StudentId) -> list[int]:
    """Her bookmarks, the newest first."""
    found = tx.connection.scalars(
        select(bookmarks.c.question_id)
        .join(questions, questions.c.id == bookmarks.c.question_id)
        .where(bookmarks.c.student_id == student_id, *ASKABLE_BY_NAME)
        .order_by(bookmarks.c.made_at.desc(), bookmarks.c.question_id)
    )
    return list(found)
