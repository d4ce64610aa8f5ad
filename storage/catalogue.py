"""Exams, topics and questions: what the content files hold, and what logs mention."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, func, insert, select, update

from analytics.learner_model import Difficulty
from storage.engine import Transaction
from storage.records import Named, QuestionText, Topic, TopicId, difficulty_code
from storage.tables import exams, question_texts, question_versions, questions, subjects, topics
from storage.upsert import insert_ignoring


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic(Named):
    subject: str


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
    texts: tuple[QuestionText, ...]

    def digest(self) -> str:
        """Equal for equal content; a changed question becomes a new version."""
        content = [
            self.right_option,
            self.source,
            str(self.valid_on),
            [
                [t.language, t.stem, t.options, t.explanation, t.hints, t.why_wrong]
                for t in self.texts
            ],
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def save_names(tx: Transaction, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Makes or renames exams, subjects or topics by key."""
    known = {row.key: row for row in tx.connection.execute(select(table))}
    for row in rows:
        before = known.get(str(row["key"]))
        if before is None:
            tx.connection.execute(insert(table).values(**row))
        elif any(getattr(before, name) != value for name, value in row.items()):
            tx.connection.execute(update(table).where(table.c.key == row["key"]).values(**row))


def save_exams(tx: Transaction, named: Iterable[Named]) -> None:
    save_names(tx, exams, [_names(item) for item in named])


def save_subjects(tx: Transaction, named: Iterable[Named]) -> None:
    save_names(tx, subjects, [_names(item) for item in named])


def save_topics(tx: Transaction, named: Iterable[NewTopic]) -> None:
    by_key = keys(tx, subjects)
    rows = [{**_names(topic), "subject_id": by_key[topic.subject]} for topic in named]
    save_names(tx, topics, rows)


def _names(item: Named) -> dict[str, object]:
    return {"key": item.key, "name_en": item.name_en, "name_hi": item.name_hi}


def keys(tx: Transaction, table: Table) -> dict[str, int]:
    """Key to id, of a whole small table."""
    return {row.key: row.id for row in tx.connection.execute(select(table.c.key, table.c.id))}


def save_questions(tx: Transaction, new: Iterable[NewQuestion], *, at: datetime) -> int:
    """Stores questions; an unchanged one is left, a changed one gets a version. How many changed."""
    topic_ids = keys(tx, topics)
    known = {
        row.key: (row.id, row.version, row.digest)
        for row in tx.connection.execute(
            select(
                questions.c.key, questions.c.id, questions.c.version, question_versions.c.digest
            ).outerjoin(
                question_versions,
                (question_versions.c.question_id == questions.c.id)
                & (question_versions.c.version == questions.c.version),
            )
        )
    }
    changed = 0
    for question in new:
        digest = question.digest()
        question_id, version, before = known.get(question.key, (None, 0, None))
        if before == digest:
            continue
        columns: dict[str, object] = {
            "key": question.key,
            "topic_id": topic_ids[question.topic],
            "difficulty": difficulty_code(question.difficulty),
            "kind": question.kind,
            "objective": question.objective,
            "version": version + 1,
        }
        if question_id is None:
            result = tx.connection.execute(insert(questions).values(**columns))
            assert result.inserted_primary_key is not None
            question_id = result.inserted_primary_key[0]
        else:
            tx.connection.execute(
                update(questions).where(questions.c.id == question_id).values(**columns)
            )
        _save_version(tx, question, question_id, version + 1, digest=digest, at=at)
        changed += 1
    return changed


def _save_version(
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
            option_count=len(question.texts[0].options),
            source=question.source,
            valid_on=question.valid_on,
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
            }
            for text in question.texts
        ],
    )


def topics_with_questions(tx: Transaction) -> list[Topic]:
    """Topics that can be practised, in the catalogue's order."""
    rows = tx.connection.execute(
        select(topics, subjects.c.key.label("subject"), func.count().label("questions"))
        .select_from(
            topics.join(questions, questions.c.topic_id == topics.c.id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
            .join(
                question_versions,
                (question_versions.c.question_id == questions.c.id)
                & (question_versions.c.version == questions.c.version),
            )
        )
        .where(questions.c.withdrawn_at.is_(None))
        .group_by(*topics.columns, subjects.c.key)
        .order_by(topics.c.id)
    )
    return [
        Topic(
            id=TopicId(row.id),
            key=row.key,
            name_en=row.name_en,
            name_hi=row.name_hi,
            subject=row.subject,
            questions=row.questions,
        )
        for row in rows
    ]


def exam_names(tx: Transaction) -> list[Named]:
    rows = tx.connection.execute(select(exams).order_by(exams.c.id))
    return [Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi) for row in rows]


def subject_names(tx: Transaction) -> dict[str, Named]:
    rows = tx.connection.execute(select(subjects))
    return {r.key: Named(key=r.key, name_en=r.name_en, name_hi=r.name_hi) for r in rows}


def make_missing(tx: Transaction, table: Table, wanted: Iterable[str]) -> dict[str, int]:
    """Ids for keys of exams or topics; what a log names and nobody knows is made bare."""
    insert_ignoring(
        tx, table, [{"key": key, "name_en": key, "name_hi": key} for key in sorted(set(wanted))]
    )
    return keys(tx, table)


def make_missing_questions(
    tx: Transaction, wanted: Mapping[str, tuple[int, int | None]]
) -> dict[str, int]:
    """Ids for question keys; an unknown one is made bare with its (topic id, difficulty code)."""
    insert_ignoring(
        tx,
        questions,
        [
            {
                "key": key,
                "topic_id": topic_id,
                "difficulty": difficulty,
                "kind": "logged",
                "version": 0,
            }
            for key, (topic_id, difficulty) in sorted(wanted.items())
        ],
    )
    return keys(tx, questions)
