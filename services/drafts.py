"""Explanations and hints made ahead by a batch at night, and read by an admin before anybody."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from coach import drafting
from coach.drafting import QuestionSheet
from coach.prices import cost, worst_cost
from coach.writer import Attempt, BatchResult, Reservation, Writer
from content.formats.draft import finish
from content.rejected import Rejected
from services.admin_notes import require_admin
from services.bank_questions import new_question
from services.coach_ledger import CoachLedger
from services.errors import BadEdit, QuestionGone
from services.question_editing import draft_of
from storage import audit, question_bank, question_drafts, question_writer, review
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.question_drafts import Batch, Draft, Lacking
from storage.records import Language, StoredQuestion, Student

log = structlog.get_logger()
CHORE = "drafts"
#: Local time at which a batch is sent, and questions in it at most.
SENT_AT, A_NIGHT = time(1), 50
#: A batch that brought nothing by then is given up.
GIVEN_UP_AFTER = timedelta(hours=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """A draft beside the question it is for."""

    draft: Draft
    question: StoredQuestion
    waiting: int


class Drafts:
    """Without a writer nothing is ordered; what was drafted before can still be read."""

    def __init__(
        self,
        database: Database,
        writer: Writer | None,
        ledger: CoachLedger,
        *,
        admins: frozenset[int],
        default_timezone: str,
    ) -> None:
        self._database = database
        self._writer = writer
        self._ledger = ledger
        self._admins = admins
        self._zone = ZoneInfo(default_timezone)

    async def work(self, *, at: datetime) -> None:
        """Collects what was ordered, and orders once a night."""
        if self._writer is None:
            return
        batch = await self._database.read(question_drafts.open_batch)
        if batch is not None:
            await self._collect(self._writer, batch, at)
            return
        local = at.astimezone(self._zone)
        following = datetime.combine(local.date(), SENT_AT, self._zone)
        if following <= at:
            following += timedelta(days=1)
        is_due = await self._database.write(
            lambda tx: review.claim_chore(tx, CHORE, at=at, next_at=following)
        )
        if is_due:
            await self._order(self._writer, at)

    async def _order(self, writer: Writer, at: datetime) -> None:
        wanted = await self._database.read(lambda tx: question_drafts.lacking(tx, limit=A_NIGHT))
        orders, names = [], {}
        for one in wanted:
            order = drafting.order_of(_sheet(one))
            # A batch costs half; the whole is put aside.
            reserved = await self._ledger.reserve(
                None,
                "draft",
                writer.model,
                micro_dollars=worst_cost(
                    writer.model,
                    characters=len(order.system) + len(order.document),
                    max_tokens=order.max_tokens,
                ),
                at=at,
            )
            if not isinstance(reserved, Reservation):
                break
            name = secrets.token_hex(8)
            orders.append((name, order))
            names[name] = (one.version_id, one.language, reserved.call_id, one.tries)
        if not orders:
            return
        vendor_id = await writer.submit(orders)
        if vendor_id is None:
            log.warning("batch refused", action="batch_refused", count=len(orders))
            for _, _, call_id, _ in names.values():
                await self._ledger.settle(
                    Reservation(call_id=call_id), Attempt(outcome="abandoned"), micro_dollars=0
                )
            return
        await self._database.write(
            lambda tx: question_drafts.add_batch(tx, vendor_id, names, at=at)
        )

    async def _collect(self, writer: Writer, batch: Batch, at: datetime) -> None:
        found = await writer.collect(batch.vendor_id)
        if found is None and at - batch.submitted_at < GIVEN_UP_AFTER:
            return
        results = {one.custom_id: one for one in found or ()}

        def work(tx: Transaction) -> bool:
            if not question_drafts.close_batch(tx, batch.id, at=at):
                return False
            for name, order in batch.orders.items():
                _keep(tx, results.get(name), order, at)
            return True

        if not await self._database.write(work):
            return
        for name, (_, _, call_id, _) in batch.orders.items():
            one = results.get(name)
            attempt = Attempt(outcome="abandoned") if one is None else one.attempt
            spent = 0 if attempt.usage is None else cost(writer.model, attempt.usage, in_batch=True)
            await self._ledger.settle(Reservation(call_id=call_id), attempt, micro_dollars=spent)

    async def next_waiting(self, admin: Student) -> DraftCard | None:
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> DraftCard | None:
            found = question_drafts.waiting(tx)
            return None if found is None else _card(tx, found)

        return await self._database.read(work)

    async def count(self, admin: Student) -> int:
        require_admin(admin, self._admins)
        return await self._database.read(question_drafts.count_waiting)

    async def decide(
        self, admin: Student, draft_id: int, arrival: Arrival, *, is_good: bool
    ) -> None:
        """A good one becomes a new version of its question; a second tap changes nothing.

        Raises QuestionGone for an unknown draft, BadEdit where the question's checks refuse it.
        """
        require_admin(admin, self._admins)

        def work(tx: Transaction) -> None:
            found = question_drafts.find(tx, draft_id)
            if found is None:
                raise QuestionGone
            state = "approved" if is_good else "declined"
            if not question_drafts.decide(tx, draft_id, state=state):
                return
            audit.note(tx, admin.id, f"draft {state}", str(draft_id), at=arrival.at)
            if is_good:
                _adopt(tx, found, at=arrival.at)

        await write_once(self._database, arrival, work)


def _sheet(one: Lacking) -> QuestionSheet:
    return QuestionSheet(
        language=one.language, stem=one.stem, options=one.options, right=one.right_option
    )


def _keep(
    tx: Transaction,
    result: BatchResult | None,
    order: tuple[int, Language, int, int],
    at: datetime,
) -> None:
    """A draft that passed waits for a person; any other is noted and may be tried once more."""
    version_id, language, _, tries = order
    about = question_drafts.text_of_version(tx, version_id, language)
    if about is None or result is None or result.attempt.outcome != "written":
        return
    prose, faults = drafting.read(result.attempt.text, _sheet(about))
    if prose is None:
        log.info("draft refused", action="draft_refused", version=version_id, faults=faults)
    question_drafts.put(
        tx,
        version_id,
        language,
        explanation="" if prose is None else prose.explanation,
        hints=[] if prose is None else list(prose.hints),
        why_wrong=[] if prose is None else list(prose.why_wrong),
        state=question_drafts.REFUSED if prose is None else question_drafts.WAITING,
        tries=tries + 1,
        at=at,
    )


def _card(tx: Transaction, found: Draft) -> DraftCard:
    question = question_bank.stored_question(tx, found.question_id)
    if question is None:
        raise QuestionGone
    return DraftCard(draft=found, question=question, waiting=question_drafts.count_waiting(tx))


def _adopt(tx: Transaction, found: Draft, *, at: datetime) -> None:
    """Fills what the question lacks; what its author wrote stays."""
    question = question_bank.stored_question(tx, found.question_id)
    if question is None or question.version_id != found.version_id:
        raise QuestionGone
    draft = draft_of(question)
    own = draft.texts[found.language]
    own.explanation = own.explanation or found.explanation
    own.hints = own.hints or list(found.hints)
    if not any(own.why_wrong.values()):
        own.why_wrong = dict(enumerate(found.why_wrong))
    made = finish(draft)
    if isinstance(made, Rejected):
        raise BadEdit(reason=made.reason)
    known = question_writer.known_questions(tx)
    changed = new_question(replace(made.question, topic=question.topic))
    question_writer.add_version(tx, known, changed, at=at)
