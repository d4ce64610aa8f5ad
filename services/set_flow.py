"""What every tap in a set goes through: her attempt locked, the next question, the end."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from content.exams import ExamCatalogue
from services import step_building as steps
from services.drawing import ADAPTIVE, Drawing
from services.errors import AttemptGone, NoQuestions, StudentChanged
from services.practice_steps import AnswerMarked, QuestionShown, SetFinished
from services.set_summary import summed_up
from storage import attempts, questions, responses, students
from storage.before_answer import Before
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_noting
from storage.records import Attempt, AttemptId, Language, Marking, Question, Response, Student
from storage.responses import Asked

T = TypeVar("T")


class ShownTexts:
    """Questions as they are shown, remembered: the words of a version never change.

    What they are marked by may: whoever judges an answer says how that stands.
    """

    def __init__(self, *, most: int = 5000) -> None:
        self._most = most
        self._known: dict[tuple[int, Language], Question] = {}

    def of(self, tx: Transaction, version_id: int, language: Language) -> Question:
        found = self._known.get((version_id, language))
        if found is None:
            if len(self._known) >= self._most:
                self._known.clear()
            found = questions.question(tx, version_id, language)
            self._known[version_id, language] = found
        return found

    def marked_so(
        self, tx: Transaction, version_id: int, language: Language, marking: Marking
    ) -> Question:
        """The same, read anew where it is marked otherwise by now."""
        if self.of(tx, version_id, language).marking != marking:
            # Another tap may have found that out meanwhile.
            self._known.pop((version_id, language), None)
        return self.of(tx, version_id, language)


class SetFlow:
    def __init__(self, database: Database, catalogue: ExamCatalogue) -> None:
        self.database = database
        self._drawing = Drawing(catalogue)
        self._texts = ShownTexts()

    async def with_attempt(
        self,
        student: Student,
        attempt_id: AttemptId,
        arrival: Arrival,
        work: Callable[[Transaction, Attempt], T],
    ) -> T:
        """Work on her attempt, held; raises StudentChanged where she is not as `student` says."""

        def locked(tx: Transaction) -> T:
            found = attempts.lock_with_student(tx, attempt_id, student.id)
            if found is None and students.find_by_key(tx, student.key) == student:
                raise AttemptGone
            if found is None or found[1] != student:
                raise StudentChanged
            attempt, _ = found
            if attempt.kind not in attempts.SETS:
                raise AttemptGone
            return work(tx, attempt)

        return await write_noting(self.database, arrival, locked)

    def question_of(self, tx: Transaction, student: Student, before: Before) -> Question:
        """The question before her, in the language that she reads it in, as it is marked now."""
        asked = before.asked
        language = steps.language_of(student, asked)
        return self._texts.marked_so(tx, asked.version_id, language, before.marking)

    def question_now(
        self,
        tx: Transaction,
        student: Student,
        attempt: Attempt,
        at: datetime,
        *,
        asked: Sequence[Asked] | None = None,
    ) -> QuestionShown | SetFinished:
        """The open question, or one drawn now; its time runs from its first showing.

        A set for which there is no question left is over. `asked`: where it was read already.
        """
        asked = responses.asked(tx, attempt.id) if asked is None else asked
        now = next((one.response for one in asked if one.is_open), None)
        if now is None and attempt.source in ADAPTIVE:
            now = self._drawing.draw(tx, student, attempt, asked=asked, at=at)
        if now is None:
            if not attempt.answered:
                raise NoQuestions
            over = attempts.shorten(tx, attempt, attempt.answered, at=at)
            return finish(tx, student, over, at=at)
        if now.shown_at is None:
            responses.mark_shown(tx, attempt.id, now.position, at=at)
        skipped = sum(
            one.response.skipped_at is not None for one in asked if one.position < now.position
        )
        question = self._texts.of(tx, now.version_id, steps.language_of(student, now))
        number = now.position - skipped
        return steps.shown(tx, student, attempt, now, number=number, question=question)


def asked_at(tx: Transaction, attempt: Attempt, position: int) -> Response:
    asked = responses.response(tx, attempt.id, position)
    if asked is None:
        raise AttemptGone
    return asked


def as_asked(
    tx: Transaction, student: Student, attempt: Attempt, position: int
) -> QuestionShown | AnswerMarked:
    """A question as it stands: marked, or waiting for her."""
    asked = asked_at(tx, attempt, position)
    if asked.chosen is not None:
        return steps.marked(tx, student, attempt, asked)
    return steps.shown(tx, student, attempt, asked)


def finish(tx: Transaction, student: Student, attempt: Attempt, *, at: datetime) -> SetFinished:
    """The summary; of a student who keeps nothing it is the last that is known of the set."""
    summary = summed_up(tx, student, attempt, at=at)
    if not student.is_recorded:
        attempts.erase(tx, attempt.id)
    return summary
