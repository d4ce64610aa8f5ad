"""When an assignment is spoken of: at its beginning, before its end, and when it is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.notices import after_quiet_hours
from storage import assignments, groups, outbox, students
from storage.assignments import Assignment
from storage.engine import Transaction
from storage.records import StudentId

SET_KIND, REMINDER_KIND = "assignment", "assignment_reminder"
RESULTS_KIND, RESULT_KIND = "assignment_results", "assignment_result"
#: A reminder comes so long before the end, to who has not done it by then.
REMINDED = timedelta(hours=3)
TOLD_FOR = timedelta(days=2)


def plan_notices(tx: Transaction, made: Assignment, at: datetime) -> None:
    """To every member when it opens, and once more before the end to who has not done it by then."""
    first, last = max(at, made.opens_at), made.closes_at - REMINDED
    for member in groups.members(tx, made.group_id):
        _plan(tx, SET_KIND, made, member, due=first, expires_at=made.closes_at, at=at)
        if last - first > REMINDED:
            _plan(tx, REMINDER_KIND, made, member, due=last, expires_at=made.closes_at, at=at)


def plan_results(tx: Transaction, found: Assignment, at: datetime) -> int:
    if not assignments.claim_telling(tx, found.id, at=at):
        return 0
    until = at + TOLD_FOR
    tellable: Sequence[tuple[str, StudentId]] = [
        *((RESULTS_KIND, one) for one in groups.teachers_of(tx, found.group_id)),
        *(
            (RESULT_KIND, one.student_id)
            for one in assignments.work_of(tx, found.id)
            if one.completed_at is not None
        ),
    ]
    return sum(
        _plan(tx, kind, found, who, due=at, expires_at=until, at=at) for kind, who in tellable
    )


def _plan(
    tx: Transaction,
    kind: str,
    found: Assignment,
    who: StudentId,
    *,
    due: datetime,
    expires_at: datetime,
    at: datetime,
) -> bool:
    """One message to one person, outside her quiet hours."""
    person = students.get(tx, who)
    if not person.is_recorded or person.telegram_id is None or not person.is_reachable:
        return False
    due = after_quiet_hours(person.settings, due)
    if due >= expires_at:
        return False
    return outbox.plan(
        tx,
        outbox.NewDelivery(
            kind=kind,
            dedupe_key=f"{kind}:{found.id}:{who}",
            student_id=who,
            payload={"assignment": str(found.id)},
            due_at=due,
            expires_at=expires_at,
        ),
        at=at,
    )
