"""A note to one student about something that was decided: once, and outside her quiet hours."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from storage import outbox, students
from storage.engine import Transaction
from storage.records import Settings, StudentId

USEFUL_FOR = timedelta(days=14)


def plan_notice(
    tx: Transaction,
    kind: str,
    about: str,
    student_id: StudentId,
    payload: Mapping[str, str],
    *,
    at: datetime,
) -> bool:
    """Puts a note into the outbox under `kind:about`; False when it stands there already, or when
    she cannot be written to."""
    student = students.get(tx, student_id)
    if not student.is_recorded or student.telegram_id is None or not student.is_reachable:
        return False
    due = after_quiet_hours(student.settings, at)
    return outbox.plan(
        tx,
        outbox.NewDelivery(
            kind=kind,
            dedupe_key=f"{kind}:{about}",
            student_id=student_id,
            payload=dict(payload),
            due_at=due,
            expires_at=due + USEFUL_FOR,
        ),
        at=at,
    )


def after_quiet_hours(settings: Settings, at: datetime) -> datetime:
    """`at`, or the end of her quiet hours where it falls into them."""
    start, end = settings.quiet_from, settings.quiet_to
    local = at.astimezone(ZoneInfo(settings.timezone))
    is_quiet = start <= local.hour < end if start <= end else not end <= local.hour < start
    if start == end or not is_quiet:
        return at
    morning = local.replace(hour=end, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)
