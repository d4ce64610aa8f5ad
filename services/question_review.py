"""The admins' queue: reports, suspicions, imported questions; and what they decide."""

from collections.abc import Callable
from dataclasses import dataclass

from services.admin_notes import require_admin
from services.errors import QuestionGone
from services.notices import plan_notice
from services.question_editing import EditField, correct, rewrite
from services.question_reports import KIND as OUTCOME_KIND
from storage import audit, corrections, question_bank, review, students
from storage.corrections import CorrectionMode
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Language, QuestionId, QuestionStatus, StoredQuestion, Student
from storage.review import Flag, Outcome, QueueCounts, Report

_OUTCOME_OF: dict[CorrectionMode, Outcome] = {
    "new_key": "corrected",
    "accept_both": "both",
    "drop": "dropped",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """A question with everything an admin needs to decide."""

    question: StoredQuestion
    reports: tuple[Report, ...]
    flags: tuple[Flag, ...]
    #: A correction whose answers are not all judged anew yet.
    is_correcting: bool


class QuestionReview:
    def __init__(self, database: Database, *, admins: frozenset[int]) -> None:
        self._database = database
        self._admins = admins

    async def counts(self, admin: Student) -> QueueCounts:
        require_admin(admin, self._admins)
        return await self._database.read(review.queue_counts)

    async def next_reported(
        self, admin: Student, *, after: QuestionId | None = None
    ) -> ReviewCard | None:
        """The reported question that comes next; None when there is none."""
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> ReviewCard | None:
            found = review.next_reported(tx, after=after)
            return None if found is None else _card(tx, found)

        return await self._database.read(work)

    async def next_flagged(self, admin: Student) -> ReviewCard | None:
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> ReviewCard | None:
            flags = review.open_flags(tx)
            return _card(tx, flags[0].question_id) if flags else None

        return await self._database.read(work)

    async def next_waiting(self, admin: Student) -> ReviewCard | None:
        """The imported question that waits longest."""
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> ReviewCard | None:
            found = question_bank.waiting_question(tx)
            return None if found is None else _card(tx, found.id)

        return await self._database.read(work)

    async def card(self, admin: Student, question_id: QuestionId) -> ReviewCard:
        require_admin(admin, self._admins)
        return await self._database.read(lambda tx: _card(tx, question_id))

    async def card_of_key(self, admin: Student, key: str) -> ReviewCard:
        """The question that its messages call #KEY; raises QuestionGone."""
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> ReviewCard:
            found = question_bank.stored_by_key(tx, [key.lstrip("#")])
            if not found:
                raise QuestionGone
            return _card(tx, next(iter(found.values())).id)

        return await self._database.read(work)

    async def accept(
        self, admin: Student, question_id: QuestionId, arrival: Arrival, *, accepted: bool
    ) -> ReviewCard:
        """Lets a waiting question into the bank, or keeps it out."""
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> ReviewCard:
            status: QuestionStatus = "accepted" if accepted else "declined"
            question_bank.set_status(tx, question_id, status)
            card = _card(tx, question_id)
            audit.note(tx, admin.id, f"question {status}", card.question.key, at=arrival.at)
            return card

        return await write_once(self._database, arrival, work)

    async def decline_reports(
        self, admin: Student, question_id: QuestionId, arrival: Arrival
    ) -> ReviewCard:
        """The question is right as it is; reporters are told so, suspicions are put aside."""
        return await self._decide(admin, question_id, arrival, "declined", lambda _tx, _card: None)

    async def correct(
        self,
        admin: Student,
        question_id: QuestionId,
        mode: CorrectionMode,
        letters: str,
        arrival: Arrival,
    ) -> ReviewCard:
        """Corrects the key; answers follow in the background, reporters are told.

        `letters` is the new key, the second right option, or empty to drop the question.
        """

        def work(tx: Transaction, card: ReviewCard) -> None:
            correct(tx, card.question, mode, letters, by=admin.id, at=arrival.at)

        return await self._decide(admin, question_id, arrival, _OUTCOME_OF[mode], work)

    async def edit(
        self,
        admin: Student,
        question_id: QuestionId,
        field: EditField,
        language: Language,
        text: str,
        arrival: Arrival,
    ) -> ReviewCard:
        """Rewrites one field; a new version, and earlier answers stand. Raises BadEdit."""

        def work(tx: Transaction, card: ReviewCard) -> None:
            rewrite(tx, card.question, field, language, text, at=arrival.at)
            students.set_profile(tx, admin.id, awaiting=None)

        return await self._decide(admin, question_id, arrival, "edited", work)

    async def _decide(
        self,
        admin: Student,
        question_id: QuestionId,
        arrival: Arrival,
        outcome: Outcome,
        work: Callable[[Transaction, ReviewCard], None],
    ) -> ReviewCard:
        require_admin(admin, self._admins)

        def decided(tx: Transaction) -> ReviewCard:
            card = _card(tx, question_id)
            if tx.is_redelivery:
                return card
            work(tx, card)
            audit.note(tx, admin.id, f"question {outcome}", card.question.key, at=arrival.at)
            for report in review.close_reports(tx, question_id, outcome, at=arrival.at):
                if report.student_id is not None:
                    about, payload = str(report.id), {"report": str(report.id)}
                    plan_notice(tx, OUTCOME_KIND, about, report.student_id, payload, at=arrival.at)
            review.close_flags(tx, question_id, at=arrival.at)
            return _card(tx, question_id)

        return await write_once(self._database, arrival, decided)


def _card(tx: Transaction, question_id: QuestionId) -> ReviewCard:
    question = question_bank.stored_question(tx, question_id)
    if question is None:
        raise QuestionGone
    return ReviewCard(
        question=question,
        reports=tuple(review.open_reports(tx, question_id)),
        flags=tuple(review.open_flags(tx, question_id)),
        is_correcting=any(c.question_id == question_id for c in corrections.unfinished(tx)),
    )
