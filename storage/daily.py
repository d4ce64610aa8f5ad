"""Who is due for the day's message and for a look by the alert rules: columns, claimed in sets."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, and_, bindparam, cast, literal, or_, select, update

from storage.direct import Direct
from storage.engine import Transaction
from storage.outbox import DAILY
from storage.records import StudentId
from storage.tables import outbox, settings, students
from storage.upsert import insert_selected


@dataclass(frozen=True, slots=True, kw_only=True)
class DueHour:
    """Students of one zone and hour whose message has been due since the same instant."""

    timezone: str
    digest_hour: int | None
    due_at: datetime


def due_hours(tx: Transaction, *, at: datetime) -> list[DueHour]:
    """The hours that have come, oldest first: a handful, however many students there are."""
    rows = tx.connection.execute(
        select(settings.c.timezone, settings.c.digest_hour, settings.c.next_digest_at)
        .where(settings.c.next_digest_at <= at)
        .distinct()
        .order_by(settings.c.next_digest_at, settings.c.timezone)
    )
    return [
        DueHour(timezone=row.timezone, digest_hour=row.digest_hour, due_at=row.next_digest_at)
        for row in rows
    ]


def due_students(tx: Transaction, *, at: datetime) -> list[StudentId]:
    """Everybody whose hour has come."""
    rows = tx.connection.scalars(
        select(settings.c.student_id)
        .where(settings.c.next_digest_at <= at)
        .order_by(settings.c.student_id)
    )
    return [StudentId(one) for one in rows]


def _of_hour(hour: DueHour) -> ColumnElement[bool]:
    return and_(
        settings.c.timezone == hour.timezone,
        settings.c.digest_hour == hour.digest_hour
        if hour.digest_hour is not None
        else settings.c.digest_hour.is_(None),
        settings.c.next_digest_at == hour.due_at,
    )


def plan_hour(
    tx: Transaction, hour: DueHour, *, kind: str, day: date, expires_at: datetime, at: datetime
) -> int:
    """Plans the day's message for everybody of the hour in one statement; how many were new.

    Whose day has another message by now keeps that one.
    """
    who = cast(students.c.id, String)
    chosen = (
        select(
            literal(kind).label("kind"),
            (literal(f"{kind}:") + who + literal(f":{day.isoformat()}")).label("dedupe_key"),
            students.c.id,
            (who + literal(f":{day.isoformat()}")).label("slot"),
            literal(DAILY),
            literal({"day": day.isoformat()}, outbox.c.payload.type),
            literal("planned"),
            literal(hour.due_at, outbox.c.due_at.type),
            literal(expires_at, outbox.c.expires_at.type),
            literal(0),
            literal(at, outbox.c.planned_at.type),
        )
        .join(settings, settings.c.student_id == students.c.id)
        .where(
            _of_hour(hour),
            students.c.age_band == "adult",
            students.c.keeps_answers.is_(True),
            students.c.unreachable_since.is_(None),
            students.c.telegram_id.is_not(None),
            or_(settings.c.paused_until.is_(None), settings.c.paused_until <= day),
        )
    )
    columns = (
        "kind dedupe_key student_id slot urgency payload state due_at expires_at tries planned_at"
    )
    return insert_selected(tx, outbox, columns.split(), chosen)


def move_hour(tx: Transaction, hour: DueHour, *, following: datetime | None) -> int:
    """Sets the next instant for everybody of the hour; how many there were."""
    return tx.connection.execute(
        update(settings).where(_of_hour(hour)).values(next_digest_at=following)
    ).rowcount


_ASK_FOR_ALERTS = Direct(
    update(settings)
    .where(settings.c.student_id == bindparam("student"), settings.c.alerts_due_at.is_(None))
    .values(alerts_due_at=bindparam("due_at", type_=settings.c.alerts_due_at.type))
)


def ask_for_alerts(tx: Transaction, student_id: StudentId, *, due_at: datetime) -> None:
    """The alert rules are to look at her then; a look that is asked for already stands."""
    _ASK_FOR_ALERTS.all(tx, {"student": student_id, "due_at": due_at})


def due_for_alerts(
    tx: Transaction, *, at: datetime, limit: int
) -> list[tuple[StudentId, datetime]]:
    """Whom the rules are to look at, with the instant that says so."""
    rows = tx.connection.execute(
        select(settings.c.student_id, settings.c.alerts_due_at)
        .where(settings.c.alerts_due_at <= at)
        .order_by(settings.c.alerts_due_at)
        .limit(limit)
    )
    return [(StudentId(row.student_id), row.alerts_due_at) for row in rows]


def take_alerts(tx: Transaction, student_id: StudentId, *, due_at: datetime) -> bool:
    """Claims one look; False when another worker had it."""
    changed = tx.connection.execute(
        update(settings)
        .where(settings.c.student_id == student_id, settings.c.alerts_due_at == due_at)
        .values(alerts_due_at=None)
    )
    return changed.rowcount == 1
