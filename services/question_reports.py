"""Students report questions, and are told what became of it."""

from dataclasses import dataclass

from services.admin_notes import plan_queue_note
from services.errors import AttemptGone
from storage import attempts, question_bank, responses, review, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import AttemptId, Response, StoredQuestion, Student
from storage.review import NewReport, Outcome, ReportReason, ReportState

KIND = "report_outcome"
#: What a student's next message is kept for, as `students.awaiting` has it.
AWAITING_NOTE = "note:"
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report as it stands after a tap; the same after a second one."""

    attempt_id: AttemptId
    position: int
    question_key: str
    #: Whether she will be told the outcome: nothing is kept of who reports under 18.
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOutcome:
    """What became of a report."""

    question_key: str
    reason: ReportReason
    outcome: Outcome
    question: StoredQuestion | None


class QuestionReports:
    def __init__(self, database: Database, *, admins: frozenset[int]) -> None:
        self._database = database
        self._admins = admins

    async def question_of(
        self, student: Student, attempt_id: AttemptId, position: int
    ) -> StoredQuestion:
        """The answered question that she is about to report; raises AttemptGone."""

        def work(tx: Transaction) -> StoredQuestion:
            return _question(tx, _answered(tx, student, attempt_id, position))

        return await self._database.read(work)

    async def report(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        reason: ReportReason,
        arrival: Arrival,
    ) -> Reported:
        """Stores a report once, and waits for a sentence to it."""

        def work(tx: Transaction) -> Reported:
            asked = _answered(tx, student, attempt_id, position)
            question = _question(tx, asked)
            new = NewReport(
                question_id=asked.question_id,
                version_id=asked.version_id,
                student_id=student.id if student.is_recorded else None,
                dedupe_key=f"{attempt_id}:{position}",
                reason=reason,
                language=student.language or "en",
            )
            if review.add_report(tx, new, at=arrival.at):
                plan_queue_note(tx, self._admins, at=arrival.at)
            students.set_profile(tx, student.id, awaiting=f"{AWAITING_NOTE}{attempt_id}:{position}")
            return Reported(
                attempt_id=attempt_id,
                position=position,
                question_key=question.key,
                is_told=student.is_recorded,
            )

        return await write_once(self._database, arrival, work)

    async def add_note(self, student: Student, place: str, note: str, arrival: Arrival) -> bool:
        """Puts her sentence to her report; False when it is closed by now."""

        def work(tx: Transaction) -> bool:
            students.set_profile(tx, student.id, awaiting=None)
            attempt_id, _, position = place.partition(":")
            if not (attempt_id.isdecimal() and position.isdecimal()):
                return False
            _answered(tx, student, AttemptId(int(attempt_id)), int(position))
            return review.add_note(tx, place, note.strip()[:LONGEST_NOTE])

        return await write_once(self._database, arrival, work)

    async def outcome(self, report_id: int) -> ReportOutcome | None:
        """What a reporter is told; None while nobody looked."""

        def work(tx: Transaction) -> ReportOutcome | None:
            found = review.report(tx, report_id)
            outcome = _OUTCOMES.get(found.state) if found else None
            if found is None or outcome is None:
                return None
            question = question_bank.stored_question(tx, found.question_id)
            return ReportOutcome(
                question_key=question.key if question else "",
                reason=found.reason,
                outcome=outcome,
                question=question,
            )

        return await self._database.read(work)


_OUTCOMES: dict[ReportState, Outcome] = {
    "corrected": "corrected",
    "both": "both",
    "dropped": "dropped",
    "edited": "edited",
    "declined": "declined",
}


def _answered(tx: Transaction, student: Student, attempt_id: AttemptId, position: int) -> Response:
    """Her response with a choice in it; what she has not answered she cannot report."""
    own = attempts.find(tx, attempt_id, student.id)
    asked = responses.response(tx, attempt_id, position) if own else None
    if asked is None or asked.chosen is None:
        raise AttemptGone
    return asked


def _question(tx: Transaction, asked: Response) -> StoredQuestion:
    question = question_bank.stored_question(tx, asked.question_id)
    assert question is not None, "a response refers to it"
    return question
