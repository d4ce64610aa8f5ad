"""What is to be said later: planned once, claimed by one, fenced while it is being said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select, update

from storage.engine import Transaction
from storage.records import Delivery, OutboxState, StudentId
from storage.tables import outbox, students
from storage.upsert import insert_ignoring

UNFINISHED = ("planned", "claimed", "sending")
#: Who goes first: what was asked for, what was decided about her, alerts, the daily message.
ASKED_FOR, DECIDED, ALERT, DAILY = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    kind: str
    dedupe_key: str
    student_id: StudentId
    payload: dict[str, str]
    due_at: datetime
    expires_at: datetime
    #: Lower goes first.
    urgency: int = DECIDED
    #: The one place that a day has for what nobody asked for; None for everything else.
    slot: str | None = None


def slot_of(student_id: StudentId, day: date) -> str:
    return f"{student_id}:{day.isoformat()}"


def plan(tx: Transaction, new: NewDelivery, *, at: datetime) -> bool:
    """Puts a message into the outbox; False when its key or its slot is taken."""
    row = {
        "kind": new.kind,
        "dedupe_key": new.dedupe_key,
        "student_id": new.student_id,
        "slot": new.slot,
        "urgency": new.urgency,
        "payload": new.payload,
        "state": "planned",
        "due_at": new.due_at,
        "expires_at": new.expires_at,
        "tries": 0,
        "planned_at": at,
    }
    return insert_ignoring(tx, outbox, row) == 1


def expire(tx: Transaction, *, at: datetime) -> int:
    """Gives up what nobody would want to read any more."""
    return tx.connection.execute(
        update(outbox)
        .where(outbox.c.state.in_(("planned", "claimed")), outbox.c.expires_at <= at)
        .values(state="expired")
    ).rowcount


def give_up_on_lost(tx: Transaction, *, at: datetime) -> int:
    """A message whose sender died while sending may have arrived: unknown, never sent again."""
    return tx.connection.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.lease_until <= at)
        .values(state="unknown", error="the sender was lost while sending")
    ).rowcount


def claim(
    tx: Transaction, *, owner: str, at: datetime, lease: timedelta, limit: int
) -> list[Delivery]:
    """Takes due messages for one sender, urgent and old ones first; another's expired lease is taken over."""
    due = (
        select(outbox.c.id)
        .where(
            outbox.c.due_at <= at,
            or_(
                outbox.c.state == "planned",
                and_(outbox.c.state == "claimed", outbox.c.lease_until <= at),
            ),
        )
        .order_by(outbox.c.urgency, outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(tx.connection.scalars(due))
    if not ids:
        return []
    tx.connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids))
        .values(state="claimed", owner=owner, lease_until=at + lease)
    )
    rows = tx.connection.execute(
        select(outbox)
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.urgency, outbox.c.due_at, outbox.c.id)
    )
    return [_delivery(row) for row in rows]


def start_sending(
    tx: Transaction, delivery_id: int, *, owner: str, at: datetime, lease: timedelta
) -> bool:
    """The fence before the network: only the claimer passes, and only once."""
    return _move(
        tx,
        delivery_id,
        owner=owner,
        source="claimed",
        state="sending",
        lease_until=at + lease,
        tries=outbox.c.tries + 1,
    )


def finish(
    tx: Transaction,
    delivery_id: int,
    *,
    owner: str,
    state: OutboxState,
    at: datetime,
    message_id: int | None = None,
    error: str | None = None,
) -> bool:
    """Writes down how sending ended."""
    return _move(
        tx,
        delivery_id,
        owner=owner,
        source="sending",
        state=state,
        message_id=message_id,
        sent_at=at if state == "sent" else None,
        error=error,
    )


def skip(tx: Transaction, delivery_id: int, *, owner: str, reason: str) -> bool:
    """Closes a claimed message that need not be sent."""
    return _move(tx, delivery_id, owner=owner, source="claimed", state="skipped", error=reason)


def release(tx: Transaction, delivery_id: int, *, owner: str) -> bool:
    """A claimed message is planned again."""
    return _move(tx, delivery_id, owner=owner, source="claimed", state="planned")


def fail(tx: Transaction, delivery_id: int, *, owner: str, reason: str) -> bool:
    """Closes what its sender could not word or send; one that was being sent is unknown."""
    return _move(
        tx, delivery_id, owner=owner, source="claimed", state="failed", error=reason
    ) or _move(tx, delivery_id, owner=owner, source="sending", state="unknown", error=reason)


def put_back(
    tx: Transaction, delivery_id: int, *, owner: str, due_at: datetime, error: str | None
) -> bool:
    """Tries again later what certainly was not delivered."""
    return _move(
        tx, delivery_id, owner=owner, source="sending", state="planned", due_at=due_at, error=error
    )


def _move(tx: Transaction, delivery_id: int, *, owner: str, source: str, **columns: object) -> bool:
    changed = tx.connection.execute(
        update(outbox)
        .where(outbox.c.id == delivery_id, outbox.c.owner == owner, outbox.c.state == source)
        .values(**columns)
    ).rowcount
    return changed == 1


def oldest_due_at(tx: Transaction, *, at: datetime) -> datetime | None:
    """Since when the message that waits longest has been due; None when nothing is."""
    due_at: datetime | None = tx.connection.scalar(
        select(func.min(outbox.c.due_at)).where(
            outbox.c.state.in_(UNFINISHED), outbox.c.due_at <= at
        )
    )
    return due_at


def failures_by_kind(tx: Transaction, *, since: datetime) -> Counter[tuple[str, str]]:
    """(kind, state) of what did not arrive, planned since then."""
    rows = tx.connection.execute(
        select(outbox.c.kind, outbox.c.state, func.count())
        .where(outbox.c.state.in_(("failed", "unknown", "expired")), outbox.c.planned_at >= since)
        .group_by(outbox.c.kind, outbox.c.state)
    )
    return Counter({(row[0], row[1]): row[2] for row in rows})


def counts(tx: Transaction) -> Counter[str]:
    rows = tx.connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return Counter({row[0]: row[1] for row in rows})


def _with_student() -> Select[Any]:
    return (
        select(outbox, students.c.key.label("student"))
        .join(students, students.c.id == outbox.c.student_id)
        .order_by(outbox.c.planned_at, outbox.c.id)
    )


def due(tx: Transaction, *, at: datetime) -> Sequence[tuple[Delivery, str]]:
    """Planned messages whose time has come, with the key of the student they are for."""
    statement = _with_student().where(
        outbox.c.state == "planned", outbox.c.due_at <= at, outbox.c.expires_at > at
    )
    return [(_delivery(row), row.student) for row in tx.connection.execute(statement)]


def listed(tx: Transaction, *, since: datetime | None = None) -> Sequence[tuple[Delivery, str]]:
    """Messages with the key of the student they are for, oldest plan first."""
    statement = _with_student()
    if since is not None:
        statement = statement.where(outbox.c.planned_at >= since)
    return [(_delivery(row), row.student) for row in tx.connection.execute(statement)]


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        kind=row.kind,
        dedupe_key=row.dedupe_key,
        student_id=StudentId(row.student_id),
        payload=dict(row.payload),
        state=row.state,
        due_at=row.due_at,
        expires_at=row.expires_at,
        message_id=row.message_id,
        planned_at=row.planned_at,
        sent_at=row.sent_at,
        tries=row.tries,
    )
