"""What the alert rules said of people, and what people thought of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select, update

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import alerts, group_members, group_teachers, groups
from storage.upsert import insert_ignoring

Number = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedAlert:
    """A row; `suppressed_by` None means that it was to be told."""

    id: int
    student_id: StudentId
    type: str
    raised_at: datetime
    evidence: Mapping[str, Number]
    spec_condition: bool
    suppressed_by: str | None
    was_useful: bool | None


def _raised(row: Row[Any]) -> RaisedAlert:
    return RaisedAlert(
        id=row.id,
        student_id=StudentId(row.student_id),
        type=row.type,
        raised_at=row.raised_at,
        evidence=row.evidence,
        spec_condition=row.spec_condition,
        suppressed_by=row.suppressed_by,
        was_useful=row.was_useful,
    )


def add(
    tx: Transaction,
    student_id: StudentId,
    type_: str,
    evidence: Mapping[str, Number],
    *,
    spec_condition: bool,
    suppressed_by: str | None,
    at: datetime,
) -> int | None:
    """Stores what a rule said; its id, None where it stands already."""
    row = {
        "student_id": student_id,
        "type": type_,
        "raised_at": at,
        "evidence": dict(evidence),
        "spec_condition": spec_condition,
        "suppressed_by": suppressed_by,
    }
    if insert_ignoring(tx, alerts, row) != 1:
        return None
    found: int | None = tx.connection.scalar(
        select(alerts.c.id).where(
            alerts.c.student_id == student_id, alerts.c.type == type_, alerts.c.raised_at == at
        )
    )
    return found


def suppress(tx: Transaction, alert_id: int, why: str) -> None:
    """It is not to be told after all, so that no cool-down starts from it."""
    tx.connection.execute(update(alerts).where(alerts.c.id == alert_id).values(suppressed_by=why))


def find(tx: Transaction, alert_id: int) -> RaisedAlert | None:
    row = tx.connection.execute(select(alerts).where(alerts.c.id == alert_id)).one_or_none()
    return _raised(row) if row else None


def told(
    tx: Transaction, student_id: StudentId, *, until: datetime, since: datetime | None = None
) -> Sequence[RaisedAlert]:
    """What she was told before an instant, oldest first."""
    statement = (
        select(alerts)
        .where(
            alerts.c.student_id == student_id,
            alerts.c.suppressed_by.is_(None),
            alerts.c.raised_at < until,
        )
        .order_by(alerts.c.raised_at, alerts.c.id)
    )
    if since is not None:
        statement = statement.where(alerts.c.raised_at >= since)
    return [_raised(row) for row in tx.connection.execute(statement)]


def milestones_of(
    tx: Transaction, student_id: StudentId, *, since: datetime, until: datetime
) -> list[RaisedAlert]:
    """What she reached in a time, whether it was told on its own or kept for the week."""
    rows = tx.connection.execute(
        select(alerts)
        .where(
            alerts.c.student_id == student_id,
            alerts.c.type == "milestone_achieved",
            alerts.c.raised_at >= since,
            alerts.c.raised_at < until,
        )
        .order_by(alerts.c.raised_at, alerts.c.id)
    )
    return [_raised(row) for row in rows]


def milestone_keys(tx: Transaction, student_id: StudentId) -> set[str]:
    """Keys of the milestones that were kept of her, told or not."""
    rows = tx.connection.scalars(
        select(alerts.c.evidence).where(
            alerts.c.student_id == student_id, alerts.c.type == "milestone_achieved"
        )
    )
    return {str(one["milestone"]) for one in rows if "milestone" in one}


def judge(tx: Transaction, alert_id: int, student_id: StudentId, *, is_useful: bool) -> bool:
    """Her thumb; a later one replaces it. False for an alert that is not hers."""
    changed = tx.connection.execute(
        update(alerts)
        .where(alerts.c.id == alert_id, alerts.c.student_id == student_id)
        .values(was_useful=is_useful)
    )
    return changed.rowcount == 1


def thumbs(tx: Transaction) -> dict[str, tuple[int, int, int]]:
    """By type: told, thumbs up, thumbs down."""
    rows = tx.connection.execute(
        select(
            alerts.c.type,
            func.count(),
            func.sum(case((alerts.c.was_useful.is_(True), 1), else_=0)),
            func.sum(case((alerts.c.was_useful.is_(False), 1), else_=0)),
        )
        .where(alerts.c.suppressed_by.is_(None))
        .group_by(alerts.c.type)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def teachers_of(tx: Transaction, student_id: StudentId) -> list[StudentId]:
    """Teachers of the groups in which she shares her results."""
    rows = tx.connection.scalars(
        select(group_teachers.c.student_id)
        .join(group_members, group_members.c.group_id == group_teachers.c.group_id)
        .join(groups, groups.c.id == group_teachers.c.group_id)
        .where(
            group_members.c.student_id == student_id,
            group_members.c.left_at.is_(None),
            group_members.c.shares_results.is_(True),
            groups.c.archived_at.is_(None),
            group_teachers.c.student_id != student_id,
        )
        .distinct()
    )
    return [StudentId(one) for one in rows]


def newest(
    tx: Transaction, whom: Sequence[StudentId], type_: str, *, since: datetime, until: datetime
) -> dict[StudentId, RaisedAlert]:
    """Each one's newest alert of a type, told or not."""
    rows = tx.connection.execute(
        select(alerts)
        .where(
            alerts.c.student_id.in_(whom),
            alerts.c.type == type_,
            alerts.c.raised_at >= since,
            alerts.c.raised_at < until,
        )
        .order_by(alerts.c.raised_at)
    )
    return {StudentId(row.student_id): _raised(row) for row in rows}


def of_sharing_members(
    tx: Transaction, teacher_id: StudentId, type_: str, *, since: datetime, until: datetime
) -> list[RaisedAlert]:
    """Alerts of a type told to members who share with this teacher."""
    rows = tx.connection.execute(
        select(alerts)
        .where(
            alerts.c.type == type_,
            alerts.c.suppressed_by.is_(None),
            alerts.c.raised_at >= since,
            alerts.c.raised_at < until,
            alerts.c.student_id.in_(
                select(group_members.c.student_id)
                .join(groups, groups.c.id == group_members.c.group_id)
                .join(group_teachers, group_teachers.c.group_id == groups.c.id)
                .where(
                    group_teachers.c.student_id == teacher_id,
                    groups.c.archived_at.is_(None),
                    group_members.c.left_at.is_(None),
                    group_members.c.shares_results.is_(True),
                )
            ),
        )
        .order_by(alerts.c.raised_at)
    )
    return [_raised(row) for row in rows]
