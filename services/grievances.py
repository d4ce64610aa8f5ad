"""Grievances: a number and a day for whoever complains, the text for the operators."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.admin_notes import require_admin
from services.errors import UnknownGrievance
from storage import audit, grievances, outbox, students
from storage.engine import Database, Transaction
from storage.grievances import Grievance
from storage.intake import Arrival, write_once
from storage.records import Student, StudentId

#: What a student's next message is kept for, as `students.awaiting` has it.
AWAITING = "grievance:"
RAISED, ANSWERED = "grievance", "grievance_answer"
#: An answer is due within so many days.
DUE = timedelta(days=30)
USEFUL_FOR = timedelta(days=30)
LONGEST = 2000
_NUMBER = re.compile(r"(?i)G-0*(\d{1,9})\b\s*(.*)", re.DOTALL)


class Grievances:
    def __init__(self, database: Database, *, admins: frozenset[int]) -> None:
        self._database = database
        self._admins = admins

    async def raise_one(self, student: Student, text: str, arrival: Arrival) -> Grievance:
        """Stores it, tells every operator, and gives it a number and a day."""
        zone = ZoneInfo(student.settings.timezone)

        def work(tx: Transaction) -> Grievance:
            due_on = (arrival.at.astimezone(zone) + DUE).date()
            found = grievances.add(tx, student.id, text[:LONGEST], due_on=due_on, at=arrival.at)
            students.set_profile(tx, student.id, awaiting=None)
            for admin in sorted(self._admins):
                person = students.find_by_telegram_id(tx, admin)
                if person is not None:
                    _tell(tx, RAISED, found, person.id, at=arrival.at)
            return found

        return await write_once(self._database, arrival, work)

    async def answer(self, admin: Student, words: str, arrival: Arrival) -> Grievance:
        """`G-00012 answer`: stored, and sent to whom it concerns; raises NotAnAdmin, UnknownGrievance."""
        require_admin(admin, self._admins)
        match = _NUMBER.fullmatch(words.strip())
        if match is None or not match[2].strip():
            raise UnknownGrievance

        def work(tx: Transaction) -> Grievance:
            found = grievances.find(tx, int(match[1]))
            if found is None:
                raise UnknownGrievance
            grievances.answer(tx, found.id, match[2].strip()[:LONGEST], at=arrival.at)
            audit.note(tx, admin.id, "grievance answered", str(found.id), at=arrival.at)
            _tell(tx, ANSWERED, found, found.student_id, at=arrival.at)
            return found

        return await write_once(self._database, arrival, work)

    def is_answer(self, student: Student, words: str) -> bool:
        """Whether an operator answers, rather than complains herself."""
        return student.telegram_id in self._admins and _NUMBER.fullmatch(words.strip()) is not None

    async def find(self, grievance_id: int) -> Grievance | None:
        return await self._database.read(lambda tx: grievances.find(tx, grievance_id))


def _tell(tx: Transaction, kind: str, about: Grievance, whom: StudentId, *, at: datetime) -> None:
    outbox.plan(
        tx,
        outbox.NewDelivery(
            kind=kind,
            dedupe_key=f"{kind}:{about.id}:{whom}",
            student_id=whom,
            payload={"grievance": str(about.id)},
            due_at=at,
            expires_at=at + USEFUL_FOR,
        ),
        at=at,
    )
