"""Accounts that nobody uses: warned, given a month, then erased like by /forgetme."""

from datetime import datetime, timedelta

from services.erasing import Erasing
from services.notices import after_quiet_hours
from storage import inactivity, outbox, students
from storage.engine import Database, Transaction
from storage.records import StudentId

KIND = "inactive_warning"
#: Time to come back after the warning.
GRACE = timedelta(days=30)
BATCH = 50
USEFUL_FOR = timedelta(days=14)


class Inactivity:
    """`days` without practice until an account goes; 0 keeps everything."""

    def __init__(self, database: Database, *, days: int, erasing: Erasing | None = None) -> None:
        self._database = database
        self._erasing = erasing or Erasing()
        self._days = days

    async def work(self, *, at: datetime) -> int:
        """Forgives who came back, warns who is idle, erases whose time is up; how many warned."""
        if not self._days:
            return 0
        long_ago = at - timedelta(days=self._days)
        soon = long_ago + GRACE

        def warn(tx: Transaction) -> int:
            inactivity.forgive_returned(tx)
            idle = inactivity.to_warn(tx, since=soon.date(), joined_before=soon, limit=BATCH)
            return sum(_warn(tx, one, at) for one in idle)

        def remove(tx: Transaction) -> int:
            gone = inactivity.to_remove(
                tx,
                warned_before=at - GRACE,
                since=long_ago.date(),
                joined_before=long_ago,
                limit=BATCH,
            )
            for one in gone:
                self._erasing.erase(tx, one, at=at)
            return len(gone)

        warned = await self._database.write(warn)
        while gone := await self._database.write(remove):
            await self._database.wipe()
            if gone < BATCH:
                break
        return warned


def _warn(tx: Transaction, student_id: StudentId, at: datetime) -> bool:
    """A warning to who can be written to; the month runs for who cannot, too."""
    inactivity.note_warning(tx, student_id, at=at)
    person = students.get(tx, student_id)
    if person.telegram_id is None or not person.is_reachable:
        return False
    due = after_quiet_hours(person.settings, at)
    return outbox.plan(
        tx,
        outbox.NewDelivery(
            kind=KIND,
            dedupe_key=f"{KIND}:{student_id}:{at.date().isoformat()}",
            student_id=student_id,
            payload={},
            due_at=due,
            expires_at=due + USEFUL_FOR,
        ),
        at=at,
    )
