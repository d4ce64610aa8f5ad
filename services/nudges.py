"""What she answers to a message that she did not ask for: later, less often, stop."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.notices import after_quiet_hours
from services.setting_lines import EVERY
from services.students import local_instant
from storage import outbox, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Student

LATER = "later"
#: A reminder comes in the evening; asked for after four, three hours later.
EVENING_HOUR, LATEST_ASKED = 18, 16
LATER_BY = timedelta(hours=3)
USEFUL_FOR = timedelta(hours=6)


class Nudges:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def later(self, student: Student, arrival: Arrival) -> datetime:
        """Plans one reminder for this evening; when it comes, in her zone. Asked twice, it comes
        once."""
        zone = ZoneInfo(student.settings.timezone)
        local = arrival.at.astimezone(zone)
        due = (
            local_instant(local.date(), EVENING_HOUR, zone)
            if local.hour < LATEST_ASKED
            else arrival.at + LATER_BY
        )
        due = after_quiet_hours(student.settings, due)

        def work(tx: Transaction) -> None:
            outbox.plan(
                tx,
                outbox.NewDelivery(
                    kind=LATER,
                    dedupe_key=f"{LATER}:{student.id}:{local.date().isoformat()}",
                    student_id=student.id,
                    payload={},
                    due_at=due,
                    expires_at=due + USEFUL_FOR,
                    urgency=outbox.ASKED_FOR,
                ),
                at=arrival.at,
            )

        await write_once(self._database, arrival, work)
        return due.astimezone(zone)

    async def less_often(self, student: Student, arrival: Arrival) -> int:
        """Doubles the days between two daily messages, up to once a week; how many they are."""
        steps = [int(one) for one in EVERY]
        now = student.settings.digest_every
        following = next((one for one in steps if one > now), steps[-1])

        def work(tx: Transaction) -> int:
            current = students.get(tx, student.id).settings
            students.save_settings(tx, student.id, replace(current, digest_every=following))
            return following

        return await write_once(self._database, arrival, work)
