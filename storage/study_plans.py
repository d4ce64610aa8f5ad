"""A student's study plan: what is planned for which day, and what of it she has done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import delete, func, insert, select, update

from storage.engine import Transaction
from storage.records import Named, StudentId
from storage.tables import plan_sessions, study_plans, topics
from storage.upsert import replace_rows

SessionKind = Literal["learn", "review", "mock", "mistakes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMade:
    """What a plan was made for, and what it promises."""

    made_at: datetime
    exam: str
    exam_on: date
    study_minutes: tuple[int, ...]
    marks_without: float
    marks_with: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession:
    day: date
    position: int
    kind: SessionKind
    minutes: int
    #: None for a mock test and its mistakes.
    topic: Named | None
    topic_id: int | None = None
    done_at: datetime | None = None


def find(tx: Transaction, student_id: StudentId) -> PlanMade | None:
    row = tx.connection.execute(
        select(study_plans).where(study_plans.c.student_id == student_id)
    ).one_or_none()
    if row is None:
        return None
    return PlanMade(
        made_at=row.made_at,
        exam=row.exam,
        exam_on=row.exam_on,
        study_minutes=tuple(int(one) for one in row.study_minutes.split()),
        marks_without=row.marks_without,
        marks_with=row.marks_with,
    )


def sessions(
    tx: Transaction, student_id: StudentId, *, since: date, until: date
) -> list[PlanSession]:
    """The sessions of some days, `until` left out, in order."""
    rows = tx.connection.execute(
        select(plan_sessions, topics.c.key, topics.c.name_en, topics.c.name_hi)
        .outerjoin(topics, topics.c.id == plan_sessions.c.topic_id)
        .where(
            plan_sessions.c.student_id == student_id,
            plan_sessions.c.day >= since,
            plan_sessions.c.day < until,
        )
        .order_by(plan_sessions.c.day, plan_sessions.c.position)
    )
    return [
        PlanSession(
            day=row.day,
            position=row.position,
            kind=row.kind,
            minutes=row.minutes,
            topic=None
            if row.key is None
            else Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi),
            topic_id=row.topic_id,
            done_at=row.done_at,
        )
        for row in rows
    ]


def replace(
    tx: Transaction,
    student_id: StudentId,
    made: PlanMade,
    planned: Sequence[PlanSession],
    *,
    since: date,
) -> None:
    """Stores a plan from a day on; earlier days and what was done of them stay."""
    replace_rows(
        tx,
        study_plans,
        ("student_id",),
        {
            "student_id": student_id,
            "made_at": made.made_at,
            "exam": made.exam,
            "exam_on": made.exam_on,
            "study_minutes": " ".join(map(str, made.study_minutes)),
            "marks_without": made.marks_without,
            "marks_with": made.marks_with,
        },
    )
    tx.connection.execute(
        delete(plan_sessions).where(
            plan_sessions.c.student_id == student_id, plan_sessions.c.day >= since
        )
    )
    keys = {one.topic.key for one in planned if one.topic is not None}
    ids = {
        row.key: row.id
        for row in tx.connection.execute(
            select(topics.c.id, topics.c.key).where(topics.c.key.in_(keys))
        )
    }
    rows = [
        {
            "student_id": student_id,
            "day": one.day,
            "position": one.position,
            "kind": one.kind,
            "topic_id": None if one.topic is None else ids[one.topic.key],
            "minutes": one.minutes,
            "done_at": one.done_at,
        }
        for one in planned
    ]
    if rows:
        tx.connection.execute(insert(plan_sessions), rows)


def tick(
    tx: Transaction, student_id: StudentId, day: date, position: int, *, at: datetime | None
) -> bool:
    """Marks a session as done, or as not done (`at` None); False where there is none."""
    changed = tx.connection.execute(
        update(plan_sessions)
        .where(
            plan_sessions.c.student_id == student_id,
            plan_sessions.c.day == day,
            plan_sessions.c.position == position,
        )
        .values(done_at=at)
    )
    return changed.rowcount == 1


def adherence(
    tx: Transaction, student_id: StudentId, *, since: date, until: date
) -> tuple[int, int]:
    """(minutes done, minutes planned) of some days, `until` left out."""
    row = tx.connection.execute(
        select(
            func.coalesce(
                func.sum(plan_sessions.c.minutes).filter(plan_sessions.c.done_at.is_not(None)), 0
            ),
            func.coalesce(func.sum(plan_sessions.c.minutes), 0),
        ).where(
            plan_sessions.c.student_id == student_id,
            plan_sessions.c.day >= since,
            plan_sessions.c.day < until,
        )
    ).one()
    return int(row[0]), int(row[1])
