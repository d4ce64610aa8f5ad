"""The board of an exam's students: only who agreed to stand on it, ranked by kept standings."""

from dataclasses import dataclass

from sqlalchemy import CTE, func, or_, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS
from storage.tables import settings, standings, students


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One student on the board; equal averages share a rank."""

    student_id: StudentId
    rank: int
    name: str
    #: Mean percentage of her tests of the last 30 days, 0–100.
    average: float
    tests: int


def board(
    tx: Transaction, exam_id: int, student_id: StudentId, *, top: int, neighbours: int
) -> tuple[list[ListedRow], int]:
    """The first `top`, she, and so many on each side of her; and how many are ranked in all."""
    ranked = _ranked(exam_id)
    own = select(ranked.c.place).where(ranked.c.student_id == student_id).scalar_subquery()
    shown = func.coalesce(
        func.nullif(settings.c.alias, ""), func.nullif(students.c.name, ""), students.c.key
    )
    rows = tx.connection.execute(
        select(ranked, shown.label("name"), select(func.count()).select_from(ranked).label("all"))
        .join(students, students.c.id == ranked.c.student_id)
        .join(settings, settings.c.student_id == ranked.c.student_id)
        .where(
            or_(
                ranked.c.place <= top,
                ranked.c.place.between(own - neighbours, own + neighbours),
            )
        )
        .order_by(ranked.c.place)
    ).all()
    found = [
        ListedRow(
            student_id=StudentId(row.student_id),
            rank=row.rank,
            name=row.name,
            average=row.average_percentage,
            tests=row.tests,
        )
        for row in rows
    ]
    return found, rows[0].all if rows else 0


def _ranked(exam_id: int) -> CTE:
    order = standings.c.average_percentage.desc()
    return (
        select(
            standings.c.student_id,
            standings.c.average_percentage,
            standings.c.tests,
            func.rank().over(order_by=order).label("rank"),
            func.row_number().over(order_by=(order, standings.c.student_id)).label("place"),
        )
        .join(settings, settings.c.student_id == standings.c.student_id)
        .where(
            standings.c.exam_id == exam_id,
            standings.c.scope == ALL_TESTS,
            # None under the minimum of tests.
            standings.c.bucket.is_not(None),
            settings.c.is_listed.is_(True),
        )
        .cte("ranked")
    )
