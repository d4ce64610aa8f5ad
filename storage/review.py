"""Reports about questions and flags on them: what an admin is to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, func, select, update

from storage import question_drafts
from storage.engine import Transaction
from storage.records import Language, QuestionId, StudentId, VersionId
from storage.tables import chores, question_flags, question_reports, questions
from storage.upsert import insert_ignoring

ReportReason = Literal["wrong_key", "unclear", "outdated", "typo", "translation"]
#: What became of a report; its sender is told the outcome.
Outcome = Literal["corrected", "both", "dropped", "edited", "declined"]
ReportState = Outcome | Literal["open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    question_id: QuestionId
    version_id: int
    student_id: StudentId | None
    #: Where she met it, so that a second tap finds the first.
    dedupe_key: str
    reason: ReportReason
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    id: int
    question_id: QuestionId
    version_id: VersionId
    student_id: StudentId | None
    reason: ReportReason
    note: str | None
    language: Language
    state: ReportState
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A question that item analysis found suspicious."""

    id: int
    question_id: QuestionId
    question_key: str
    kind: str
    detail: str


def add_report(tx: Transaction, new: NewReport, *, at: datetime) -> bool:
    """Stores a report; False when she reported this very showing already."""
    row = {
        "question_id": new.question_id,
        "version_id": new.version_id,
        "student_id": new.student_id,
        "dedupe_key": new.dedupe_key,
        "reason": new.reason,
        "language": new.language,
        "state": "open",
        "created_at": at,
    }
    return insert_ignoring(tx, question_reports, row) == 1


def add_note(tx: Transaction, dedupe_key: str, note: str) -> bool:
    """Puts her words to a report that is still open."""
    changed = tx.connection.execute(
        update(question_reports)
        .where(question_reports.c.dedupe_key == dedupe_key, question_reports.c.state == "open")
        .values(note=note)
    ).rowcount
    return changed == 1


def open_reports(tx: Transaction, question_id: QuestionId) -> list[Report]:
    """What students say of a question, oldest first."""
    rows = tx.connection.execute(
        select(question_reports)
        .where(question_reports.c.question_id == question_id, question_reports.c.state == "open")
        .order_by(question_reports.c.id)
    )
    return [_report(row) for row in rows]


def report(tx: Transaction, report_id: int) -> Report | None:
    row = tx.connection.execute(
        select(question_reports).where(question_reports.c.id == report_id)
    ).one_or_none()
    return _report(row) if row else None


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        question_id=QuestionId(row.question_id),
        version_id=VersionId(row.version_id),
        student_id=None if row.student_id is None else StudentId(row.student_id),
        reason=row.reason,
        note=row.note,
        language=row.language,
        state=row.state,
        created_at=row.created_at,
    )


def next_reported(tx: Transaction, *, after: QuestionId | None = None) -> QuestionId | None:
    """The reported question with most open reports; with `after`, the one that follows it."""
    counted = (
        select(
            question_reports.c.question_id,
            func.count().label("reports"),
            func.min(question_reports.c.id).label("first"),
        )
        .where(question_reports.c.state == "open")
        .group_by(question_reports.c.question_id)
        .order_by(func.count().desc(), func.min(question_reports.c.id))
    )
    queue = [QuestionId(row.question_id) for row in tx.connection.execute(counted)]
    if after in queue:
        queue = queue[queue.index(after) + 1 :] + queue[: queue.index(after)]
    return queue[0] if queue else None


def close_reports(
    tx: Transaction, question_id: QuestionId, state: Outcome, *, at: datetime
) -> list[Report]:
    """Closes the open reports about a question; those that were closed just now."""
    closed = open_reports(tx, question_id)
    tx.connection.execute(
        update(question_reports)
        .where(question_reports.c.id.in_([one.id for one in closed]))
        .values(state=state, closed_at=at)
    )
    return closed


def raise_flag(
    tx: Transaction,
    question_id: QuestionId,
    version_id: VersionId,
    *,
    kind: str,
    detail: str,
    at: datetime,
) -> bool:
    """Flags a version; False when it was flagged for this before."""
    row = {
        "question_id": question_id,
        "version_id": version_id,
        "kind": kind,
        "detail": detail,
        "raised_at": at,
    }
    return insert_ignoring(tx, question_flags, row) == 1


def open_flags(tx: Transaction, question_id: QuestionId | None = None) -> list[Flag]:
    statement = (
        select(question_flags, questions.c.key)
        .join(questions, questions.c.id == question_flags.c.question_id)
        .where(question_flags.c.closed_at.is_(None), questions.c.withdrawn_at.is_(None))
        .order_by(question_flags.c.id)
    )
    if question_id is not None:
        statement = statement.where(question_flags.c.question_id == question_id)
    return [
        Flag(
            id=row.id,
            question_id=QuestionId(row.question_id),
            question_key=row.key,
            kind=row.kind,
            detail=row.detail,
        )
        for row in tx.connection.execute(statement)
    ]


def close_flags(tx: Transaction, question_id: QuestionId, *, at: datetime) -> None:
    tx.connection.execute(
        update(question_flags)
        .where(question_flags.c.question_id == question_id, question_flags.c.closed_at.is_(None))
        .values(closed_at=at)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    """Questions that wait for an admin."""

    reported: int
    waiting: int
    flagged: int
    #: Explanations and hints drafted by a language model.
    drafted: int = 0


def queue_counts(tx: Transaction) -> QueueCounts:
    reported = tx.connection.scalar(
        select(func.count(question_reports.c.question_id.distinct())).where(
            question_reports.c.state == "open"
        )
    )
    waiting = tx.connection.scalar(
        select(func.count()).select_from(questions).where(questions.c.status == "waiting")
    )
    flagged: Sequence[Flag] = open_flags(tx)
    return QueueCounts(
        reported=reported or 0,
        waiting=waiting or 0,
        flagged=len({flag.question_id for flag in flagged}),
        drafted=question_drafts.count_waiting(tx),
    )


def claim_chore(tx: Transaction, name: str, *, at: datetime, next_at: datetime) -> bool:
    """Whether the chore is due and ours; a new one is only put down for its first time."""
    if insert_ignoring(tx, chores, {"name": name, "due_at": next_at, "runs": 0}):
        return False
    changed = tx.connection.execute(
        update(chores)
        .where(chores.c.name == name, chores.c.due_at <= at)
        .values(due_at=next_at, runs=chores.c.runs + 1)
    ).rowcount
    return changed == 1
