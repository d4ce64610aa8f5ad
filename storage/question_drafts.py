"""Drafted explanations and hints: what lacks them, what was ordered, what waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, func, insert, or_, select, update

from storage.engine import Transaction
from storage.questions import is_current
from storage.records import Language, QuestionId
from storage.tables import (
    coach_batches,
    question_drafts,
    question_texts,
    question_versions,
    questions,
)

WAITING, REFUSED = "waiting", "refused"
#: A question whose drafts were refused so often is left to people.
MOST_TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A question's text in one language without explanation or hints."""

    version_id: int
    language: Language
    stem: str
    options: tuple[str, ...]
    right_option: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    id: int
    question_id: QuestionId
    version_id: int
    language: Language
    explanation: str
    hints: tuple[str, ...]
    why_wrong: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    id: int
    vendor_id: str
    submitted_at: datetime
    #: By name in the batch: version, language, row of the ledger, earlier tries.
    orders: Mapping[str, tuple[int, Language, int, int]]


def lacking(tx: Transaction, *, limit: int) -> list[Lacking]:
    """Accepted questions without explanation or hints and without a draft under way."""
    rows = tx.connection.execute(
        select(
            question_versions.c.id,
            question_versions.c.right_option,
            question_texts.c.language,
            question_texts.c.stem,
            question_texts.c.options,
            func.coalesce(question_drafts.c.tries, 0).label("tries"),
        )
        .select_from(
            questions.join(question_versions, is_current())
            .join(question_texts, question_texts.c.version_id == question_versions.c.id)
            .outerjoin(
                question_drafts,
                (question_drafts.c.version_id == question_versions.c.id)
                & (question_drafts.c.language == question_texts.c.language),
            )
        )
        .where(
            questions.c.status == "accepted",
            questions.c.withdrawn_at.is_(None),
            or_(
                question_texts.c.explanation == "",
                cast(question_texts.c.hints, Text) == "[]",
            ),
            or_(
                question_drafts.c.id.is_(None),
                (question_drafts.c.state == REFUSED) & (question_drafts.c.tries < MOST_TRIES),
            ),
        )
        .order_by(question_versions.c.id, question_texts.c.language)
        .limit(limit)
    )
    return [
        Lacking(
            version_id=row.id,
            language=row.language,
            stem=row.stem,
            options=tuple(row.options),
            right_option=row.right_option,
            tries=row.tries,
        )
        for row in rows
    ]


def text_of_version(tx: Transaction, version_id: int, language: Language) -> Lacking | None:
    """The text that a draft is about, as it stands."""
    row = tx.connection.execute(
        select(question_texts.c.stem, question_texts.c.options, question_versions.c.right_option)
        .join(question_versions, question_versions.c.id == question_texts.c.version_id)
        .where(question_texts.c.version_id == version_id, question_texts.c.language == language)
    ).one_or_none()
    if row is None:
        return None
    return Lacking(
        version_id=version_id,
        language=language,
        stem=row.stem,
        options=tuple(row.options),
        right_option=row.right_option,
        tries=0,
    )


def put(
    tx: Transaction,
    version_id: int,
    language: Language,
    *,
    explanation: str,
    hints: list[str],
    why_wrong: list[str],
    state: str,
    tries: int,
    at: datetime,
) -> None:
    """Stores a draft, or takes the place of one that was refused."""
    row = {
        "version_id": version_id,
        "language": language,
        "explanation": explanation,
        "hints": hints,
        "why_wrong": why_wrong,
        "state": state,
        "tries": tries,
        "made_at": at,
    }
    known = tx.connection.scalar(
        select(question_drafts.c.id).where(
            question_drafts.c.version_id == version_id, question_drafts.c.language == language
        )
    )
    if known is None:
        tx.connection.execute(insert(question_drafts).values(row))
    else:
        tx.connection.execute(
            update(question_drafts)
            .where(question_drafts.c.id == known, question_drafts.c.state == REFUSED)
            .values(row)
        )


def waiting(tx: Transaction) -> Draft | None:
    """The draft that waits longest, of a question that still stands as it was."""
    return _one(
        tx,
        (question_drafts.c.state == WAITING) & is_current() & questions.c.withdrawn_at.is_(None),
    )


def find(tx: Transaction, draft_id: int) -> Draft | None:
    return _one(tx, question_drafts.c.id == draft_id)


def _one(tx: Transaction, condition: ColumnElement[bool]) -> Draft | None:
    row = tx.connection.execute(
        select(question_drafts, questions.c.id.label("question_id"))
        .join(question_versions, question_versions.c.id == question_drafts.c.version_id)
        .join(questions, questions.c.id == question_versions.c.question_id)
        .where(condition)
        .order_by(question_drafts.c.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Draft(
        id=row.id,
        question_id=QuestionId(row.question_id),
        version_id=row.version_id,
        language=row.language,
        explanation=row.explanation,
        hints=tuple(row.hints),
        why_wrong=tuple(row.why_wrong),
        state=row.state,
    )


def count_waiting(tx: Transaction) -> int:
    found = tx.connection.scalar(
        select(func.count())
        .select_from(question_drafts)
        .join(question_versions, question_versions.c.id == question_drafts.c.version_id)
        .join(questions, questions.c.id == question_versions.c.question_id)
        .where(question_drafts.c.state == WAITING, is_current(), questions.c.withdrawn_at.is_(None))
    )
    return found or 0


def decide(tx: Transaction, draft_id: int, *, state: str) -> bool:
    """Whether the draft waited until now."""
    changed = tx.connection.execute(
        update(question_drafts)
        .where(question_drafts.c.id == draft_id, question_drafts.c.state == WAITING)
        .values(state=state)
    ).rowcount
    return changed == 1


def open_batch(tx: Transaction) -> Batch | None:
    row = tx.connection.execute(
        select(coach_batches)
        .where(coach_batches.c.collected_at.is_(None))
        .order_by(coach_batches.c.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    orders = {name: tuple(order) for name, order in row.orders.items()}
    return Batch(id=row.id, vendor_id=row.vendor_id, submitted_at=row.submitted_at, orders=orders)


def add_batch(
    tx: Transaction,
    vendor_id: str,
    orders: Mapping[str, tuple[int, Language, int, int]],
    *,
    at: datetime,
) -> None:
    tx.connection.execute(
        insert(coach_batches).values(
            vendor_id=vendor_id,
            submitted_at=at,
            orders={name: list(order) for name, order in orders.items()},
        )
    )


def close_batch(tx: Transaction, batch_id: int, *, at: datetime) -> bool:
    """Whether it was open until now: of two workers one stores what it brought."""
    changed = tx.connection.execute(
        update(coach_batches)
        .where(coach_batches.c.id == batch_id, coach_batches.c.collected_at.is_(None))
        .values(collected_at=at)
    ).rowcount
    return changed == 1
