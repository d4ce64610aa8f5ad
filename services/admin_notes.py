"""One line a day to the operators while questions wait for them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.errors import NotAnAdmin
from storage import outbox, review, students
from storage.engine import Database, Transaction
from storage.records import Student
from storage.review import QueueCounts

KIND = "review_queue"
HOUR = time(9)
USEFUL_FOR = timedelta(hours=12)


def require_admin(student: Student, admins: frozenset[int]) -> None:
    """Raises NotAnAdmin for anybody whose Telegram id the operator did not name."""
    if student.telegram_id is None or student.telegram_id not in admins:
        raise NotAnAdmin


def plan_queue_note(tx: Transaction, admins: Iterable[int], *, at: datetime) -> None:
    """Tells each admin at the next nine o'clock of hers, once a day however much comes in."""
    for admin in sorted(admins):
        person = students.find_by_telegram_id(tx, admin)
        if person is None:
            continue
        zone = ZoneInfo(person.settings.timezone)
        due = datetime.combine(at.astimezone(zone).date(), HOUR, zone)
        due = due if due >= at else due + timedelta(days=1)
        outbox.plan(
            tx,
            outbox.NewDelivery(
                kind=KIND,
                dedupe_key=f"{KIND}:{person.id}:{due.date().isoformat()}",
                student_id=person.id,
                payload={},
                due_at=due,
                expires_at=due + USEFUL_FOR,
            ),
            at=at,
        )


class AdminNotes:
    """What the note says when it is sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self) -> QueueCounts:
        return await self._database.read(review.queue_counts)
