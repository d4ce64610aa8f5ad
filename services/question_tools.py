"""What stands around a question of a set: hints, the other language, skip, bookmark, figures."""

from services import step_building as steps
from services.drawing import ADAPTIVE
from services.errors import AttemptGone
from services.practice_steps import LiveFigures, Step
from services.set_flow import SetFlow, as_asked, asked_at, finish
from storage import attempts, bookmarks, questions, responses
from storage.engine import Transaction
from storage.intake import Arrival
from storage.records import Attempt, AttemptId, Language, Student


class QuestionTools:
    def __init__(self, flow: SetFlow) -> None:
        self._flow = flow

    async def hint(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        hints: int,
        arrival: Arrival,
    ) -> Step:
        """Shows the first `hints` hints of an unanswered question, and remembers that."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            responses.take_hint(tx, attempt.id, position, hints=hints)
            return as_asked(tx, student, attempt, position)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def switch_language(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        language: Language,
        arrival: Arrival,
    ) -> Step:
        """The same question in the other language; her settings stay."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            responses.set_language(tx, attempt.id, position, language)
            return as_asked(tx, student, attempt, position)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def skip(
        self, student: Student, attempt_id: AttemptId, position: int, arrival: Arrival
    ) -> Step:
        """Leaves a question out, without a mark on her record, and shows the next."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            asked = asked_at(tx, attempt, position)
            if asked.chosen is not None:
                return steps.marked(tx, student, attempt, asked)
            left_out = attempt.state in attempts.OPEN_STATES and responses.skip(
                tx, attempt.id, position, at=arrival.at
            )
            if left_out and attempt.source not in ADAPTIVE:
                attempt = attempts.shorten(tx, attempt, attempt.question_count - 1, at=arrival.at)
            if attempt.state not in attempts.OPEN_STATES:
                return finish(tx, student, attempt, at=arrival.at)
            return self._flow.question_now(tx, student, attempt, arrival.at)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def bookmark(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        arrival: Arrival,
        *,
        keeps: bool,
    ) -> Step:
        """Keeps an answered question to come back to, or lets it go."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            asked = asked_at(tx, attempt, position)
            if student.is_recorded and keeps:
                bookmarks.keep(tx, student.id, asked.question_id, at=arrival.at)
            elif student.is_recorded:
                bookmarks.drop(tx, student.id, asked.question_id)
            return as_asked(tx, student, attempt, position)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def figures(self, student: Student, attempt_id: AttemptId, position: int) -> LiveFigures:
        """How the set goes so far; raises AttemptGone."""

        def work(tx: Transaction) -> LiveFigures:
            attempt = attempts.find(tx, attempt_id, student.id)
            asked = responses.response(tx, attempt_id, position) if attempt else None
            if attempt is None or asked is None:
                raise AttemptGone
            question = questions.question(tx, asked.version_id, "en")
            return steps.live_figures(tx, student, attempt, question)

        return await self._flow.database.read(work)
