"""A student among the kept standings of her exam: counted by the database, never fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Double, Row, and_, exists, func, literal, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS
from storage.tables import standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many peers there are, and how many of them lie below, beside and ahead of her."""

    size: int
    rated: int
    below: int
    equal: int
    better_improvement: int
    better_efficiency: int


#: The ends of what holds, one look into an index each: asked as "is there one that does not", the
#: planner would take a third of the table for such and read all of it.
_ENDS = select(
    exists().where(standings.c.is_stale.is_(True)).label("is_any_stale"),
    select(standings.c.valid_until)
    .where(standings.c.is_stale.is_(False), standings.c.valid_until.is_not(None))
    .order_by(standings.c.valid_until)
    .limit(1)
    .scalar_subquery()
    .label("first_end"),
    select(standings.c.valid_after)
    .where(standings.c.valid_after.is_not(None))
    .order_by(standings.c.valid_after.desc())
    .limit(1)
    .scalar_subquery()
    .label("last_start"),
)


def all_hold(tx: Transaction, *, at: datetime) -> bool:
    """Whether every standing of every student is right for an instant."""
    ends = tx.connection.execute(_ENDS).one()
    return (
        not ends.is_any_stale
        and (ends.first_end is None or ends.first_end >= at)
        and (ends.last_start is None or ends.last_start < at)
    )


def is_larger(tx: Transaction, exam_id: int, count: int) -> bool:
    """Whether an exam has more students than that."""
    beyond = (
        select(standings.c.exam_id)
        .where(standings.c.exam_id == exam_id, standings.c.scope == ALL_TESTS)
        .offset(count)
        .limit(1)
    )
    return tx.connection.scalar(beyond) is not None


def own_standing(tx: Transaction, student_id: StudentId) -> Row[Any] | None:
    return tx.connection.execute(
        select(standings).where(
            standings.c.student_id == student_id, standings.c.scope == ALL_TESTS
        )
    ).one_or_none()


def began_between(
    exam_id: int, earliest: datetime | None, latest: datetime | None
) -> ColumnElement[bool]:
    """Students of the exam whose first answer lies between two instants; None leaves open."""
    conditions = [standings.c.exam_id == exam_id, standings.c.scope == ALL_TESTS]
    if earliest is not None:
        conditions.append(standings.c.first_at >= earliest)
    if latest is not None:
        conditions.append(standings.c.first_at <= latest)
    return and_(*conditions)


def count(tx: Transaction, peers: ColumnElement[bool], own: Any) -> Counted:
    """Everything about her among them in one statement."""
    overall, improvement, efficiency = (
        standings.c.overall,
        standings.c.improvement,
        standings.c.efficiency,
    )
    row = tx.connection.execute(
        select(
            func.count().label("size"),
            func.count(overall).label("rated"),
            func.count().filter(overall < _number(own.overall)).label("below"),
            func.count().filter(overall == _number(own.overall)).label("equal"),
            func.count().filter(improvement > _number(own.improvement)).label("better_improvement"),
            func.count().filter(efficiency > _number(own.efficiency)).label("better_efficiency"),
        ).where(peers)
    ).one()
    return Counted(
        size=row.size,
        rated=row.rated,
        below=row.below,
        equal=row.equal,
        better_improvement=row.better_improvement,
        better_efficiency=row.better_efficiency,
    )


def _number(value: float | None) -> ColumnElement[float]:
    """A bound number; with none, nothing compares to it."""
    return literal(value, Double())


def subjects_of_nearest(
    tx: Transaction, peers: ColumnElement[bool], first_at: datetime, *, limit: int
) -> dict[StudentId, dict[str, tuple[int, int]]]:
    """Right answers and answers by subject of those who began nearest to her."""
    columns = (standings.c.student_id, standings.c.first_at, standings.c.subjects)
    rows: Sequence[Row[Any]] = [
        *tx.connection.execute(
            select(*columns)
            .where(peers, standings.c.first_at >= first_at)
            .order_by(standings.c.first_at, standings.c.student_id)
            .limit(limit)
        ),
        *tx.connection.execute(
            select(*columns)
            .where(peers, standings.c.first_at < first_at)
            .order_by(standings.c.first_at.desc(), standings.c.student_id)
            .limit(limit)
        ),
    ]
    nearest = sorted(rows, key=lambda row: (abs(row.first_at - first_at), row.student_id))[:limit]
    return {
        StudentId(row.student_id): {
            subject: (right, answers) for subject, (right, answers) in row.subjects.items()
        }
        for row in nearest
    }
