"""Finished mock tests: the result again, and every question solved."""

from services.errors import AttemptGone
from services.mock_results import NOT_ATTEMPTED, result_of
from services.mock_steps import MockResult, Solution, SolutionFilter
from services.step_building import language_of
from storage import attempts, questions, responses
from storage.engine import Database, Transaction
from storage.records import Attempt, AttemptId, Response, Student

KIND = "mock"


class MockReview:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def result(self, student: Student, attempt_id: AttemptId) -> MockResult:
        """Raises AttemptGone for one that is not hers or still runs."""
        return await self._database.read(lambda tx: finished_result(tx, student, attempt_id))

    async def solution(
        self, student: Student, attempt_id: AttemptId, wanted: SolutionFilter, index: int
    ) -> Solution:
        """One question of a finished paper with its solution."""

        def work(tx: Transaction) -> Solution:
            attempt = _finished(tx, student, attempt_id)
            asked = [one for one in responses.all_responses(tx, attempt.id) if _passes(one, wanted)]
            if not asked:
                return Solution(
                    attempt_id=attempt.id,
                    wanted=wanted,
                    index=0,
                    count=0,
                    position=0,
                    question=None,
                    chosen=None,
                    is_marked=False,
                    seconds=None,
                )
            here = min(max(index, 0), len(asked) - 1)
            one = asked[here]
            return Solution(
                attempt_id=attempt.id,
                wanted=wanted,
                index=here,
                count=len(asked),
                position=one.position,
                question=questions.question(tx, one.version_id, language_of(student)),
                chosen=one.chosen,
                is_marked=one.is_marked,
                seconds=None if one.milliseconds is None else one.milliseconds / 1000,
            )

        return await self._database.read(work)


def _finished(tx: Transaction, student: Student, attempt_id: AttemptId) -> Attempt:
    attempt = attempts.find(tx, attempt_id, student.id)
    if attempt is None or attempt.kind != KIND or attempt.state == "sitting":
        raise AttemptGone
    return attempt


def finished_result(tx: Transaction, student: Student, attempt_id: AttemptId) -> MockResult:
    return result_of(tx, student, _finished(tx, student, attempt_id))


def _passes(one: Response, wanted: SolutionFilter) -> bool:
    match wanted:
        case "all":
            return True
        case "wrong":
            return one.is_correct is False and one.chosen not in {None, NOT_ATTEMPTED}
        case "left":
            return one.chosen in {None, NOT_ATTEMPTED}
        case "marked":
            return one.is_marked
        case "right":
            return one.is_correct is True
