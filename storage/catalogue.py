"""Exams, topics and questions: what the content files hold, and what logs mention."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, select, update

from storage.engine import Transaction
from storage.records import Named, Topic, TopicId
from storage.tables import exams, question_versions, questions, subjects, topics
from storage.upsert import insert_ignoring


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic(Named):
    subject: str


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
        .where(questions.c.withdrawn_at.is_(None), questions.c.status == "accepted")
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


def names(tx: Transaction) -> dict[str, Named]:
    """Topics and subjects by key."""
    found = subject_names(tx)
    for row in tx.connection.execute(select(topics)):
        found[row.key] = Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi)
    return found


def topic_ids(tx: Transaction) -> dict[str, int]:
    return keys(tx, topics)


def topic(tx: Transaction, topic_id: int) -> Named | None:
    row = tx.connection.execute(select(topics).where(topics.c.id == topic_id)).one_or_none()
    return None if row is None else Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi)


def subject_ids(tx: Transaction) -> dict[str, int]:
    return {row.key: row.id for row in tx.connection.execute(select(subjects))}


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
