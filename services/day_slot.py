"""The one place that a student's day has for what she did not ask for."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.notices import after_quiet_hours
from services.students import local_instant
from storage import outbox
from storage.engine import Transaction
from storage.records import Student

#: Who has the daily message switched off gets the rest at this hour.
USUAL_HOUR = 9
#: A message that finds no place by then has lost its point.
DAYS_TRIED = 4
USEFUL_FOR = timedelta(hours=12)


def plan_in_a_day(
    tx: Transaction,
    student: Student,
    *,
    kind: str,
    about: str,
    payload: Mapping[str, str],
    at: datetime,
) -> datetime | None:
    """Plans a message for the first day that is free, today included; when it is due.

    None where it was planned before, or where every day near is taken, paused, or her exam's.
    """
    own = student.settings
    zone = ZoneInfo(own.timezone)
    today = at.astimezone(zone).date()
    hour = USUAL_HOUR if own.digest_hour is None else own.digest_hour
    for ahead in range(DAYS_TRIED):
        due = at if ahead == 0 else local_instant(today + timedelta(days=ahead), hour, zone)
        due = after_quiet_hours(own, due)
        day = due.astimezone(zone).date()
        if day == own.exam_on or (own.paused_until is not None and day < own.paused_until):
            continue
        new = outbox.NewDelivery(
            kind=kind,
            dedupe_key=f"{kind}:{about}",
            student_id=student.id,
            payload=dict(payload),
            due_at=due,
            expires_at=due + USEFUL_FOR,
            urgency=outbox.ALERT,
            slot=outbox.slot_of(student.id, day),
        )
        if outbox.plan(tx, new, at=at):
            return due
    return None
