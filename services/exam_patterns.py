"""An exam as students see it: its pattern, confirmed or not, and the target to plan for."""

import re
from dataclasses import dataclass
from datetime import datetime

from content.exams import Body, Exam, ExamCatalogue
from services.admin_notes import require_admin
from services.errors import BadValue, UnknownExam
from storage import audit, exam_patterns, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Student

#: What an admin's next message is kept for, as `students.awaiting` has it.
AWAITING_TARGET = "target:"
_TARGET = re.compile(r"(\d{1,3})\s*(?:-|–|to|से)?\s*(\d{1,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamCard:
    """An exam with what admins said of it."""

    exam: Exam
    body: Body
    #: None until an admin confirmed this very pattern.
    confirmed_at: datetime | None
    target_percent: tuple[int, int]
    is_target_changed: bool
    is_for_admin: bool


class ExamPatterns:
    def __init__(
        self, database: Database, catalogue: ExamCatalogue, *, admins: frozenset[int]
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._admins = admins

    @property
    def exams(self) -> tuple[Exam, ...]:
        return tuple(self._catalogue.exams.values())

    async def card(self, student: Student, exam: str) -> ExamCard:
        """An exam's card; raises UnknownExam."""
        found = self._exam(exam)
        return await self._database.read(lambda tx: self._card(tx, found, student))

    async def confirm(
        self, admin: Student, exam: str, arrival: Arrival, *, confirmed: bool
    ) -> ExamCard:
        """An admin stands for this cycle's pattern, or takes that back."""
        require_admin(admin, self._admins)
        found = self._exam(exam)

        def work(tx: Transaction) -> ExamCard:
            if confirmed:
                exam_patterns.confirm(
                    tx, found.id, found.pattern_key, by=admin.telegram_id or 0, at=arrival.at
                )
            else:
                exam_patterns.take_back(tx, found.id, found.pattern_key)
            action = "pattern confirmed" if confirmed else "pattern taken back"
            audit.note(tx, admin.id, action, found.id, at=arrival.at)
            return self._card(tx, found, admin)

        return await write_once(self._database, arrival, work)

    async def set_target(self, admin: Student, exam: str, text: str, arrival: Arrival) -> ExamCard:
        """Changes the planning target to percentages such as `60-70`; raises BadValue."""
        require_admin(admin, self._admins)
        found = self._exam(exam)
        match = _TARGET.fullmatch(text.strip().removesuffix("%").strip())
        low = int(match.group(1)) if match else 0
        high = int(match.group(2) or low) if match else 0
        if not 0 < low <= high <= 100:
            raise BadValue(hint="60-70")

        def work(tx: Transaction) -> ExamCard:
            exam_patterns.set_target(
                tx, found.id, low, high, by=admin.telegram_id or 0, at=arrival.at
            )
            students.set_profile(tx, admin.id, awaiting=None)
            audit.note(tx, admin.id, f"target {low}-{high}", found.id, at=arrival.at)
            return self._card(tx, found, admin)

        return await write_once(self._database, arrival, work)

    def _exam(self, exam: str) -> Exam:
        found = self._catalogue.exams.get(exam)
        if found is None:
            raise UnknownExam
        return found

    def _card(self, tx: Transaction, exam: Exam, student: Student) -> ExamCard:
        confirmed = exam_patterns.confirmed_patterns(tx)
        changed = exam_patterns.targets(tx).get(exam.id)
        return ExamCard(
            exam=exam,
            body=self._catalogue.bodies[exam.body],
            confirmed_at=confirmed.get((exam.id, exam.pattern_key)),
            target_percent=changed or exam.planning_target_percent,
            is_target_changed=changed is not None,
            is_for_admin=student.telegram_id in self._admins,
        )
