"""The bank's questions as they stand: current versions in every language they have."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, collate, func, select, update

from storage.engine import Transaction
from storage.records import (
    QuestionId,
    QuestionStatus,
    QuestionText,
    StoredQuestion,
    VersionId,
    difficulty_label,
)
from storage.tables import question_texts, question_versions, questions, topics

CHUNK = 500


def _current() -> Select[Any]:
    version = question_versions.c
    return (
        select(
            questions,
            version.id.label("version_id"),
            version.right_option,
            version.accepts,
            version.source,
            version.valid_on,
            version.exam,
            topics.c.key.label("topic"),
        )
        .join(topics, topics.c.id == questions.c.topic_id)
        .join(
            question_versions,
            (version.question_id == questions.c.id) & (version.version == questions.c.version),
        )
    )


def stored_question(tx: Transaction, question_id: QuestionId) -> StoredQuestion | None:
    """A question as it stands; None where there is none with text."""
    return next(_stored(tx, _current().where(questions.c.id == question_id)), None)


def stored_by_key(tx: Transaction, wanted: Sequence[str]) -> dict[str, StoredQuestion]:
    """The questions with these keys, as they stand."""
    found: dict[str, StoredQuestion] = {}
    for start in range(0, len(wanted), CHUNK):
        statement = _current().where(questions.c.key.in_(wanted[start : start + CHUNK]))
        found |= {question.key: question for question in _stored(tx, statement)}
    return found


def accepted_questions(tx: Transaction) -> Iterator[StoredQuestion]:
    """Everything that may be asked, sorted by key."""
    # Both databases must sort alike, whatever language the server was set up in.
    by_bytes = "C" if tx.connection.dialect.name == "postgresql" else "BINARY"
    return _stored(
        tx,
        _current()
        .where(questions.c.status == "accepted", questions.c.withdrawn_at.is_(None))
        .order_by(collate(questions.c.key, by_bytes)),
    )


def count_accepted(tx: Transaction) -> int:
    found = tx.connection.scalar(
        select(func.count())
        .select_from(questions)
        .where(questions.c.status == "accepted", questions.c.withdrawn_at.is_(None))
    )
    return found or 0


def waiting_question(tx: Transaction) -> StoredQuestion | None:
    """The question that waits longest for an admin's look."""
    statement = _current().where(questions.c.status == "waiting").order_by(questions.c.id).limit(1)
    return next(_stored(tx, statement), None)


def _stored(tx: Transaction, statement: Select[Any]) -> Iterator[StoredQuestion]:
    rows = tx.connection.execute(statement).all()
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        texts: dict[int, list[QuestionText]] = {}
        prints: dict[int, list[str]] = {}
        for text in tx.connection.execute(
            select(question_texts)
            .where(question_texts.c.version_id.in_([row.version_id for row in chunk]))
            .order_by(question_texts.c.version_id, question_texts.c.language)
        ):
            texts.setdefault(text.version_id, []).append(text_of(text))
            prints.setdefault(text.version_id, []).append(text.fingerprint)
        for row in chunk:
            own = row.version_id
            yield _question(row, tuple(texts[own]), tuple(prints[own]))


def text_of(row: Row[Any]) -> QuestionText:
    """A row of question_texts as a value."""
    return QuestionText(
        language=row.language,
        stem=row.stem,
        options=tuple(row.options),
        explanation=row.explanation,
        hints=tuple(row.hints),
        why_wrong=tuple(row.why_wrong),
    )


def _question(
    row: Row[Any], texts: tuple[QuestionText, ...], prints: tuple[str, ...]
) -> StoredQuestion:
    return StoredQuestion(
        id=QuestionId(row.id),
        key=row.key,
        version_id=VersionId(row.version_id),
        version=row.version,
        topic=row.topic,
        difficulty=difficulty_label(row.difficulty),
        kind=row.kind,
        objective=row.objective,
        right_option=row.right_option,
        accepts=row.accepts,
        source=row.source,
        valid_on=row.valid_on,
        exam=row.exam,
        status=row.status,
        is_withdrawn=row.withdrawn_at is not None,
        texts=texts,
        fingerprints=prints,
    )


def set_status(tx: Transaction, question_id: QuestionId, status: QuestionStatus) -> bool:
    """Moves a waiting question; False when somebody did already."""
    changed = tx.connection.execute(
        update(questions)
        .where(questions.c.id == question_id, questions.c.status == "waiting")
        .values(status=status)
    ).rowcount
    return changed == 1


def withdraw(tx: Transaction, question_id: QuestionId, *, at: datetime) -> None:
    """Asks a question no more; what it was stays."""
    tx.connection.execute(
        update(questions).where(questions.c.id == question_id).values(withdrawn_at=at)
    )
