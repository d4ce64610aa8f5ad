"""Standings: each student's last 30 days summed up, kept until an answer or time undoes them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, tuple_

from analytics.ranking import DECIMALS, MINIMUM_TESTS, Standing
from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import standing_buckets, standings, students
from storage.together import Change, write_together
from storage.upsert import add_to_row, insert_ignoring, replace_rows

#: All of a student's tests, whatever their exam.
ALL_TESTS = 0
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStanding:
    """A student's standing in a scope with the time for which it holds."""

    student_id: StudentId
    scope: int
    exam_id: int | None
    first_at: datetime | None
    #: None where no test stands in the window.
    standing: Standing | None
    #: Right answers and answers by subject, of the window's tests.
    subjects: Mapping[str, tuple[int, int]]
    valid_after: datetime | None
    valid_until: datetime | None


def holds(at: datetime) -> ColumnElement[bool]:
    """Rows that are right for an instant."""
    return and_(
        standings.c.is_stale.is_(False),
        or_(standings.c.valid_after.is_(None), standings.c.valid_after < at),
        or_(standings.c.valid_until.is_(None), standings.c.valid_until >= at),
    )


_OF_A_BOARD = [
    standings.c[name]
    for name in (
        *("student_id", "tests", "standard_deviation", "last_active_at", "exact"),
        *("fair_tests", "fair_deviation", "overall"),
    )
]


def valid(
    tx: Transaction, whom: Sequence[StudentId], *, scope: int, at: datetime
) -> dict[StudentId, Standing | None]:
    """Standings that hold at an instant; None says that there is none in the window."""
    found: dict[StudentId, Standing | None] = {}
    for start in range(0, len(whom), CHUNK):
        part = whom[start : start + CHUNK]
        rows = tx.connection.execute(
            select(*_OF_A_BOARD).where(
                standings.c.scope == scope, standings.c.student_id.in_(part), holds(at)
            )
        )
        found.update({StudentId(row.student_id): _standing(row) for row in rows})
    return found


def _standing(row: Row[Any]) -> Standing | None:
    return _kept(row) if row.tests else None


def _kept(row: Row[Any]) -> Standing:
    average, improvement, efficiency, fair_mean = (
        None if text is None else Fraction(text) for text in row.exact
    )
    assert average is not None
    return Standing(
        average=average,
        tests=row.tests,
        deviation=row.standard_deviation,
        last_active=row.last_active_at,
        improvement=improvement,
        efficiency=efficiency,
        fair_tests=row.fair_tests,
        fair_mean=fair_mean,
        fair_deviation=row.fair_deviation,
        overall=row.overall,
    )


def of_exam(tx: Transaction, exam: int, *, at: datetime) -> dict[StudentId, tuple[str, Standing]]:
    """Keys and standings, by an exam's tests, of those whose window holds and has any."""
    rows = tx.connection.execute(
        select(students.c.key, *_OF_A_BOARD)
        .join(students, students.c.id == standings.c.student_id)
        .where(standings.c.scope == exam, standings.c.tests > 0, holds(at))
        .order_by(standings.c.student_id)
    )
    return {StudentId(row.student_id): (row.key, _kept(row)) for row in rows}


def undone(tx: Transaction, *, at: datetime) -> list[StudentId]:
    """Students of whom some standing does not hold at an instant."""
    whom: set[int] = set()
    # Each by its own index: together they would be a scan.
    for late in (
        standings.c.is_stale.is_(True),
        and_(standings.c.is_stale.is_(False), standings.c.valid_until < at),
        standings.c.valid_after >= at,
    ):
        whom.update(tx.connection.scalars(select(standings.c.student_id).where(late)))
    return [StudentId(one) for one in sorted(whom)]


def save(tx: Transaction, whom: Sequence[StudentId], rows: Sequence[NewStanding]) -> None:
    """Replaces the standings of these students, and counts their buckets anew."""
    moved: Counter[tuple[int, int]] = Counter()
    for row in _of(tx, whom):
        moved[row.scope, row.bucket] -= 1
    tx.connection.execute(
        delete(standings).where(
            standings.c.student_id.in_(list(whom)),
            tuple_(standings.c.student_id, standings.c.scope).not_in(
                [(row.student_id, row.scope) for row in rows]
            ),
        )
    )
    for new in rows:
        bucket = bucket_of(new.standing)
        if bucket is not None:
            moved[new.scope, bucket] += 1
    replace_rows(tx, standings, ("student_id", "scope"), [_row(new) for new in rows])
    for (scope, bucket), change in sorted(moved.items()):
        if change:
            count = {"scope": scope, "bucket": bucket, "students": change}
            add_to_row(tx, standing_buckets, ("scope", "bucket"), count)


def forget(tx: Transaction, student_id: StudentId) -> None:
    """Takes a student out of every board."""
    save(tx, [student_id], [])


def _of(tx: Transaction, whom: Sequence[StudentId]) -> Sequence[Any]:
    return tx.connection.execute(
        select(standings.c.scope, standings.c.bucket).where(
            standings.c.student_id.in_(list(whom)), standings.c.bucket.is_not(None)
        )
    ).all()


def _row(new: NewStanding) -> dict[str, object]:
    own = new.standing
    plain: dict[str, object] = {
        "student_id": new.student_id,
        "scope": new.scope,
        "exam_id": new.exam_id,
        "first_at": new.first_at,
        "last_active_at": None,
        "tests": 0,
        "average_percentage": None,
        "bucket": None,
        "standard_deviation": None,
        "overall": None,
        "improvement": None,
        "efficiency": None,
        "subjects": {key: list(counts) for key, counts in new.subjects.items()},
        "fair_tests": 0,
        "fair_deviation": None,
        "exact": [None] * 4,
        "valid_after": new.valid_after,
        "valid_until": new.valid_until,
        "is_stale": False,
    }
    if own is None:
        return plain
    exact = (own.average, own.improvement, own.efficiency, own.fair_mean)
    return plain | {
        "last_active_at": own.last_active,
        "tests": own.tests,
        "average_percentage": float(own.average),
        "bucket": bucket_of(own),
        "standard_deviation": own.deviation,
        "overall": own.overall,
        "improvement": _rounded(own.improvement),
        "efficiency": _rounded(own.efficiency),
        "fair_tests": own.fair_tests,
        "fair_deviation": own.fair_deviation,
        "exact": [None if value is None else str(value) for value in exact],
    }


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), DECIMALS)


def bucket_of(standing: Standing | None) -> int | None:
    """Tenths of a percent, 0–1000; None for who has too few tests to be ranked."""
    if standing is None or standing.tests < MINIMUM_TESTS:
        return None
    return int(10 * standing.average)


def stale(student_id: StudentId) -> Change:
    """Her standings no longer hold.

    A stale row is written too: whoever is filling it has it locked, and must not be passed.
    """
    return Change("set", standings, {"student_id": student_id, "is_stale": True}, ("student_id",))


def make_row(tx: Transaction, student_id: StudentId) -> None:
    """A row to be filled, for a student's first answer."""
    empty = {
        "student_id": student_id,
        "scope": ALL_TESTS,
        "tests": 0,
        "fair_tests": 0,
        "exact": [None] * 4,
        "subjects": {},
        "is_stale": True,
    }
    band = tx.connection.scalar(select(students.c.age_band).where(students.c.id == student_id))
    # Nobody under 18 is put beside others.
    if band != "minor":
        insert_ignoring(tx, standings, empty)


def mark_stale(tx: Transaction, student_id: StudentId, *, is_new: bool) -> None:
    """Her standings no longer hold; a student's first answer makes her a row to be filled."""
    write_together(tx, [stale(student_id)])
    if is_new:
        make_row(tx, student_id)


def due(tx: Transaction, *, at: datetime, limit: int) -> list[StudentId]:
    """Students whose standing does not hold any more, their rows locked until the end."""
    waiting = select(standings.c.student_id).where(~holds(at)).distinct().limit(limit)
    rows = tx.connection.scalars(
        select(standings.c.student_id)
        .where(standings.c.student_id.in_(waiting))
        .order_by(standings.c.student_id, standings.c.scope)
        .with_for_update()
    )
    return [StudentId(row) for row in dict.fromkeys(rows)]


def rank_of(tx: Transaction, student_id: StudentId, *, scope: int) -> tuple[int, int] | None:
    """Her rank by average among the ranked of a scope, and how many they are.

    Exact: whole buckets above hers are counted, her own is searched. None where she has fewer
    than five tests. As fresh as the standings are.
    """
    own = tx.connection.execute(
        select(standings.c.bucket, standings.c.average_percentage).where(
            standings.c.student_id == student_id, standings.c.scope == scope
        )
    ).one_or_none()
    if own is None or own.bucket is None:
        return None
    counted = tx.connection.execute(
        select(
            func.coalesce(func.sum(standing_buckets.c.students), 0).label("everybody"),
            func.coalesce(
                func.sum(standing_buckets.c.students).filter(
                    standing_buckets.c.bucket > own.bucket
                ),
                0,
            ).label("above"),
            select(func.count())
            .select_from(standings)
            .where(
                standings.c.scope == scope,
                standings.c.bucket == own.bucket,
                standings.c.average_percentage > own.average_percentage,
            )
            .scalar_subquery()
            .label("beside"),
        ).where(standing_buckets.c.scope == scope)
    ).one()
    return 1 + counted.above + counted.beside, counted.everybody
