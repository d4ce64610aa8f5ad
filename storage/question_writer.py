"""New questions and new versions: what the content files ship, what imports add, what is edited."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from analytics.learner_model import Difficulty
from storage.catalogue import keys
from storage.engine import Transaction
from storage.records import (
    GroupId,
    QuestionStatus,
    QuestionText,
    StoredQuestion,
    StudentId,
    difficulty_code,
)
from storage.tables import question_texts, question_versions, questions, topics

#: Fields of a text that a file may know nothing about.
ALL_FIELDS = frozenset({"explanation", "hints", "why_wrong"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """A question to be stored, in one language or two."""

    key: str
    topic: str
    difficulty: Difficulty | None
    kind: str
    objective: str | None
    right_option: str
    source: str | None
    valid_on: date | None
    exam: str | None = None
    texts: tuple[QuestionText, ...]
    #: By text: equal for the same stem with the same options.
    fingerprints: tuple[str, ...]
    #: What its origin says anything about; the rest stays as it is stored.
    holds: frozenset[str] = ALL_FIELDS

    def digest(self) -> str:
        """Equal for equal content; a changed question becomes a new version."""
        content = [
            self.topic,
            self.difficulty,
            self.kind,
            self.objective,
            self.right_option,
            self.source,
            str(self.valid_on),
            self.exam,
            sorted(
                [t.language, t.stem, t.options, t.explanation, t.hints, t.why_wrong]
                for t in self.texts
            ),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@dataclass(slots=True)
class _Known:
    id: int
    version: int
    digest: str | None
    shipped_digest: str | None
    is_withdrawn: bool


@dataclass(slots=True)
class KnownQuestions:
    """Keys and fingerprints of what is stored, kept current while more is added."""

    by_key: dict[str, _Known] = field(default_factory=dict)
    by_fingerprint: dict[str, int] = field(default_factory=dict)
    topic_ids: dict[str, int] = field(default_factory=dict)


def known_questions(tx: Transaction, group_id: GroupId | None = None) -> KnownQuestions:
    """Every key, and the fingerprints of what the bank holds by now, or what a group's teachers do.

    A group's question is no twin of the bank's, nor of another group's: nobody learns of it.
    """
    current = question_versions.c.question_id == questions.c.id
    current &= question_versions.c.version == questions.c.version
    rows = tx.connection.execute(
        select(questions, question_versions.c.digest).outerjoin(question_versions, current)
    )
    known = KnownQuestions(topic_ids=keys(tx, topics))
    for row in rows:
        known.by_key[row.key] = _Known(
            row.id, row.version, row.digest, row.shipped_digest, row.withdrawn_at is not None
        )
    texts = tx.connection.execute(
        select(question_texts.c.fingerprint, questions.c.id)
        .join(question_versions, question_versions.c.id == question_texts.c.version_id)
        .join(questions, current)
        .where(questions.c.group_id.is_not_distinct_from(group_id))
    )
    known.by_fingerprint = {row.fingerprint: row.id for row in texts}
    return known


def ship(tx: Transaction, new: Iterable[NewQuestion], *, at: datetime) -> int:
    """Stores what the content files changed since they were last loaded; how many questions.

    A question that was edited here since then stays as it is: an admin's correction outlives
    every restart and upgrade.
    """
    known = known_questions(tx)
    gone = {
        key
        for key, one in known.by_key.items()
        if one.shipped_digest is not None and one.shipped_digest == one.digest
    }
    changed = 0
    for question in new:
        gone.discard(question.key)
        digest = question.digest()
        before = known.by_key.get(question.key)
        if before is not None and before.shipped_digest == digest:
            continue
        is_edited = before is not None and before.shipped_digest not in {None, before.digest}
        if before is None or not (is_edited or before.digest == digest):
            _write(tx, known, question, before, digest=digest, at=at)
            changed += 1
        tx.connection.execute(
            update(questions).where(questions.c.key == question.key).values(shipped_digest=digest)
        )
    # What the files hold no more is asked no more, unless somebody here made it her own.
    tx.connection.execute(
        update(questions)
        .where(questions.c.key.in_(sorted(gone)), questions.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
    )
    return changed


def add(
    tx: Transaction,
    known: KnownQuestions,
    question: NewQuestion,
    *,
    status: QuestionStatus,
    imported_by: StudentId | None,
    group_id: GroupId | None = None,
    at: datetime,
) -> bool:
    """Adds a question unless the same one is there; False then."""
    if any(print_ in known.by_fingerprint for print_ in question.fingerprints):
        return False
    before = known.by_key.get(question.key)
    _write(tx, known, question, before, digest=question.digest(), at=at)
    tx.connection.execute(
        update(questions)
        .where(questions.c.key == question.key)
        .values(status=status, imported_by=imported_by, group_id=group_id)
    )
    return True


def add_version(
    tx: Transaction, known: KnownQuestions, question: NewQuestion, *, at: datetime
) -> bool:
    """A new version of a stored question; False when nothing in it is new."""
    before = known.by_key[question.key]
    digest = question.digest()
    if digest == before.digest:
        return False
    _write(tx, known, question, before, digest=digest, at=at)
    return True


def merged(new: NewQuestion, stored: StoredQuestion) -> NewQuestion:
    """The new question with what its origin knows nothing about taken from the stored one."""
    before = {
        text.language: (text, print_)
        for text, print_ in zip(stored.texts, stored.fingerprints, strict=True)
    }
    pairs = []
    for text, print_ in zip(new.texts, new.fingerprints, strict=True):
        old, _ = before.pop(text.language, (None, ""))
        pairs.append((_filled(text, old, new.holds) if old else text, print_))
    # A language that the file does not carry stays, as long as its options still fit.
    count = len(new.texts[0].options)
    pairs += [(text, print_) for text, print_ in before.values() if len(text.options) == count]
    return replace(
        new,
        texts=tuple(text for text, _ in pairs),
        fingerprints=tuple(print_ for _, print_ in pairs),
    )


def _filled(text: QuestionText, old: QuestionText, holds: frozenset[str]) -> QuestionText:
    kept: dict[str, Any] = {}
    for name in ALL_FIELDS - holds:
        if name != "why_wrong" or text.options == old.options:
            kept[name] = getattr(old, name)
    return replace(text, **kept)


def _write(
    tx: Transaction,
    known: KnownQuestions,
    question: NewQuestion,
    before: _Known | None,
    *,
    digest: str,
    at: datetime,
) -> None:
    version = (before.version if before else 0) + 1
    columns: dict[str, object] = {
        "key": question.key,
        "topic_id": known.topic_ids[question.topic],
        "difficulty": difficulty_code(question.difficulty),
        "kind": question.kind,
        "objective": question.objective,
        "version": version,
    }
    if before is None:
        result = tx.connection.execute(insert(questions).values(**columns))
        assert result.inserted_primary_key is not None
        question_id = int(result.inserted_primary_key[0])
    else:
        question_id = before.id
        tx.connection.execute(
            update(questions).where(questions.c.id == question_id).values(**columns)
        )
    _write_version(tx, question, question_id, version, digest=digest, at=at)
    shipped, gone = (before.shipped_digest, before.is_withdrawn) if before else (None, False)
    known.by_key[question.key] = _Known(question_id, version, digest, shipped, gone)
    known.by_fingerprint |= {print_: question_id for print_ in question.fingerprints if print_}


def _write_version(
    tx: Transaction,
    question: NewQuestion,
    question_id: int,
    version: int,
    *,
    digest: str,
    at: datetime,
) -> None:
    result = tx.connection.execute(
        insert(question_versions).values(
            question_id=question_id,
            version=version,
            right_option=question.right_option,
            accepts=question.right_option,
            option_count=len(question.texts[0].options),
            source=question.source,
            valid_on=question.valid_on,
            exam=question.exam,
            digest=digest,
            created_at=at,
        )
    )
    assert result.inserted_primary_key is not None
    tx.connection.execute(
        insert(question_texts),
        [
            {
                "version_id": result.inserted_primary_key[0],
                "language": text.language,
                "stem": text.stem,
                "options": list(text.options),
                "explanation": text.explanation,
                "hints": list(text.hints),
                "why_wrong": list(text.why_wrong),
                "fingerprint": print_,
            }
            for text, print_ in zip(question.texts, question.fingerprints, strict=True)
        ],
    )
