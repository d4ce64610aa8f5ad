"""Mock tests: papers on the exam's blueprint, sat under the exam's clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from analytics.marking import most_blanks
from content.exams import Exam, ExamCatalogue
from services.assigned_work import to_do
from services.errors import AttemptGone, PaperIncomplete, UnknownExam
from services.mock_results import NOT_ATTEMPTED, result_of, total_of
from services.mock_review import KIND, finished_result
from services.mock_screens import (
    asked_to_submit,
    palette,
    question_at,
    response_at,
    running_of,
)
from services.mock_steps import MockIntro, MockOffers, MockStep
from services.mock_submission import submit
from services.paper_making import PaperPart, make_paper, parts_of, scheme_of
from storage import (
    assignments,
    attempts,
    catalogue,
    exam_patterns,
    outbox,
    papers,
    questions,
    responses,
    sittings,
    students,
)
from storage.attempts import NewAttempt
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.papers import MockPaper
from storage.records import Attempt, AttemptId, Language, Student, StudentId

T = TypeVar("T")
#: Kind of the message that tells a result when time ran out.
RESULT = "mock_result"
TOLD_FOR = timedelta(days=2)
TAKEN_SHOWN = 5
BATCH = 20


class Mocks:
    def __init__(self, database: Database, known: ExamCatalogue) -> None:
        self._database = database
        self._known = known

    async def offers(self, student: Student, exam_id: str | None, *, at: datetime) -> MockOffers:
        """What she can sit of an exam; her own unless one is named. Raises UnknownExam."""
        exam = self._exam(exam_id) if exam_id else None
        exam = exam or self._known.exams.get(student.settings.exam or "")

        def work(tx: Transaction) -> MockOffers:
            sitting = sittings.find(tx, student.id)
            done = [
                (one.id, round(total_of(tx, one).percentage), one.completed_at or at)
                for one in sittings.taken(tx, student.id, limit=TAKEN_SHOWN)
            ]
            return MockOffers(
                exam=exam,
                confirmed_at=_confirmed(tx, exam) if exam else None,
                parts=tuple(self._parts(tx, exam)) if exam else (),
                running=running_of(sitting, at) if sitting else None,
                taken=tuple(done),
            )

        return await self._database.read(work)

    def _exam(self, exam_id: str) -> Exam:
        wanted = exam_id.strip().casefold()
        for one in self._known.exams.values():
            if wanted in {one.id.casefold(), one.short.casefold()}:
                return one
        raise UnknownExam

    def _parts(self, tx: Transaction, exam: Exam) -> list[PaperPart]:
        names = {
            key: (one.name_en, one.name_hi) for key, one in catalogue.subject_names(tx).items()
        }
        return parts_of(exam, papers.bank_by_subject(tx, exam.id), names)

    def _part(self, tx: Transaction, exam_id: str, paper: str, section: str) -> PaperPart:
        exam = self._exam(exam_id)
        for part in self._parts(tx, exam):
            if (part.paper.id, part.section) == (paper, section):
                if part.missing:
                    raise PaperIncomplete(missing=sum(part.missing.values()))
                return part
        raise UnknownExam

    async def intro(self, exam_id: str, paper: str, section: str) -> MockIntro:
        """A paper's rules before its clock starts; raises PaperIncomplete, UnknownExam."""
        exam = self._exam(exam_id)
        part = await self._database.read(lambda tx: self._part(tx, exam_id, paper, section))
        scheme = scheme_of(exam, part.paper)
        return MockIntro(
            exam=exam,
            part=part,
            scheme=scheme,
            most_blanks=most_blanks(scheme, questions=part.questions),
        )

    async def start(
        self, student: Student, exam_id: str, paper: str, section: str, arrival: Arrival
    ) -> MockStep:
        """Starts the clock, on a paper that she has not sat; goes on with one that runs."""

        def work(tx: Transaction) -> MockStep:
            sitting = sittings.find(tx, student.id)
            if sitting is not None and _is_past(sitting, arrival.at):
                submit(tx, student, sitting, at=arrival.at)
                return finished_result(tx, student, sitting.id)
            if sitting is not None:
                return question_at(tx, student, sitting, sitting.current_position or 1, arrival.at)
            if tx.is_redelivery:
                done = sittings.taken(tx, student.id, limit=1)
                if done:
                    return result_of(tx, student, done[0])
            attempt = self._begin(tx, student, exam_id, paper, section, at=arrival.at)
            return question_at(tx, student, attempt, 1, arrival.at)

        return await write_once(self._database, arrival, work)

    def _begin(
        self,
        tx: Transaction,
        student: Student,
        exam_id: str,
        paper: str,
        section: str,
        *,
        at: datetime,
    ) -> Attempt:
        exam, part = self._exam(exam_id), self._part(tx, exam_id, paper, section)
        chosen = papers.unsat(tx, student.id, exam=exam.id, paper=paper, section=section)
        if chosen is None:
            bank = papers.bank_by_subject(tx, exam.id)
            chosen = make_paper(
                tx, exam, part, bank, at=at, seed=f"{exam.id}:{paper}:{section}:{at.isoformat()}"
            )
        return _sit(tx, student, chosen, at=at)

    async def start_assigned(
        self, student: Student, assignment_id: int, arrival: Arrival
    ) -> MockStep:
        """The paper that was set to her group, once; goes on with it, or shows its result.

        Raises AssignmentGone, AssignmentClosed.
        """

        def work(tx: Transaction) -> MockStep:
            found, begun = to_do(tx, student, assignment_id, at=arrival.at)
            sitting = sittings.find(tx, student.id)
            if sitting is not None and _is_past(sitting, arrival.at):
                submit(tx, student, sitting, at=arrival.at)
                sitting = None
            if sitting is not None:
                return question_at(tx, student, sitting, sitting.current_position or 1, arrival.at)
            if begun is not None:
                return finished_result(tx, student, begun)
            if found.paper_id is None:
                raise AttemptGone
            attempt = _sit(tx, student, papers.get(tx, found.paper_id), at=arrival.at)
            assignments.note_work(tx, found.id, student.id, attempt.id)
            return question_at(tx, student, attempt, 1, arrival.at)

        return await write_once(self._database, arrival, work)

    async def show(
        self, student: Student, attempt_id: AttemptId, position: int, arrival: Arrival
    ) -> MockStep:
        """Turns to a question; behind the last one, asks whether to hand in."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            if position > attempt.question_count:
                return asked_to_submit(tx, attempt, arrival.at)
            return question_at(tx, student, attempt, position, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def choose(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        option: str | None,
        arrival: Arrival,
    ) -> MockStep:
        """Her choice, changed as often as she likes; None takes it back."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            asked = response_at(tx, attempt, position)
            scheme = papers.get(tx, attempt.paper_id or 0).scheme
            question = questions.question(tx, asked.version_id, "en")
            letters = "ABCDE"[: question.option_count]
            if scheme.not_attempted is not None:
                letters += NOT_ATTEMPTED
            if option is not None and option not in tuple(letters):
                raise AttemptGone
            if option != asked.chosen and not tx.is_redelivery:
                sittings.choose(tx, attempt.id, position, option, at=arrival.at)
            return question_at(tx, student, attempt, position, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def mark(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        arrival: Arrival,
        *,
        is_marked: bool,
    ) -> MockStep:
        """Marks a question for another look, or lets it go."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            if response_at(tx, attempt, position).is_marked != is_marked:
                sittings.mark(tx, attempt.id, position, is_marked=is_marked, at=arrival.at)
            return question_at(tx, student, attempt, position, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def switch_language(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        language: Language,
        arrival: Arrival,
    ) -> MockStep:
        """The question in the other language."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            responses.set_language(tx, attempt.id, position, language)
            return question_at(tx, student, attempt, position, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def palette(
        self, student: Student, attempt_id: AttemptId, page: int, arrival: Arrival
    ) -> MockStep:
        """The paper at a glance; a page below 0 is the one she is on."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            return palette(tx, attempt, page, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def ask_submit(
        self, student: Student, attempt_id: AttemptId, arrival: Arrival
    ) -> MockStep:
        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            return asked_to_submit(tx, attempt, arrival.at)

        return await self._sitting(student, attempt_id, arrival, work)

    async def hand_in(self, student: Student, attempt_id: AttemptId, arrival: Arrival) -> MockStep:
        """Ends it; a second tap shows the same result."""

        def work(tx: Transaction, attempt: Attempt) -> MockStep:
            submit(tx, student, attempt, at=arrival.at)
            return finished_result(tx, student, attempt.id)

        return await self._sitting(student, attempt_id, arrival, work)

    async def submit_due(self, *, at: datetime) -> int:
        """Hands in what is past its time, and plans the message that says so; how many."""
        handed_in = 0
        while True:
            due = await self._database.read(lambda tx: sittings.due(tx, at=at, limit=BATCH))
            for attempt_id, student_id in due:
                handed_in += await self._database.write(
                    lambda tx, ids=(attempt_id, student_id): self._time_up(tx, *ids, at=at)  # type: ignore[misc]
                )
            if len(due) < BATCH:
                return handed_in

    def _time_up(
        self, tx: Transaction, attempt_id: AttemptId, student_id: StudentId, *, at: datetime
    ) -> int:
        student = students.get(tx, student_id)
        attempt = attempts.lock(tx, attempt_id, student.id)
        if attempt is None or attempt.state != "sitting":
            return 0
        submit(tx, student, attempt, at=at)
        outbox.plan(
            tx,
            outbox.NewDelivery(
                kind=RESULT,
                dedupe_key=f"{RESULT}:{attempt_id}",
                student_id=student.id,
                payload={"attempt": str(attempt_id)},
                due_at=at,
                expires_at=at + TOLD_FOR,
            ),
            at=at,
        )
        return 1

    async def _sitting(
        self,
        student: Student,
        attempt_id: AttemptId,
        arrival: Arrival,
        work: Callable[[Transaction, Attempt], MockStep],
    ) -> MockStep:
        """Work on a test that runs; what is over, or is past its time, shows its result."""

        def locked(tx: Transaction) -> MockStep:
            attempt = attempts.lock(tx, attempt_id, student.id)
            if attempt is None or attempt.kind != KIND:
                raise AttemptGone
            if attempt.state != "sitting":
                return result_of(tx, student, attempt)
            if _is_past(attempt, arrival.at):
                submit(tx, student, attempt, at=arrival.at)
                return finished_result(tx, student, attempt.id)
            return work(tx, attempt)

        return await write_once(self._database, arrival, locked)


def _sit(tx: Transaction, student: Student, chosen: MockPaper, *, at: datetime) -> Attempt:
    """Starts the clock on a paper."""
    attempt = attempts.start(
        tx,
        student.id,
        NewAttempt(
            kind=KIND,
            source="paper",
            state="sitting",
            question_count=chosen.question_count,
            exam_id=attempts.exam_id_of(tx, chosen.exam),
            paper_id=chosen.id,
            deadline_at=at + timedelta(seconds=chosen.duration_seconds),
            # The same for all who sit it: reports rank by the name of a test.
            key=f"paper:{chosen.id}",
        ),
        at=at,
    )
    own = papers.questions_of(tx, chosen.id)
    responses.lay_out(tx, attempt.id, [(one.question_id, one.version_id) for one in own])
    return attempt


def _is_past(attempt: Attempt, at: datetime) -> bool:
    return attempt.deadline_at is not None and at >= attempt.deadline_at


def _confirmed(tx: Transaction, exam: Exam) -> datetime | None:
    return exam_patterns.confirmed_patterns(tx).get((exam.id, exam.pattern_key))
