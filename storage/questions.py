"""Questions as they are asked: one version in one language."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select

from storage.direct import Direct
from storage.engine import Transaction
from storage.records import (
    AttemptId,
    Language,
    Named,
    Question,
    QuestionId,
    QuestionText,
    TopicId,
    difficulty_label,
)
from storage.tables import (
    question_texts,
    question_versions,
    questions,
    responses,
    topics,
)

_QUESTIONS: Select[Any] = select(
    questions.c.id,
    questions.c.key,
    questions.c.topic_id,
    questions.c.difficulty,
    questions.c.objective,
    question_versions.c.id.label("version_id"),
    question_versions.c.right_option,
    question_versions.c.accepts,
    question_versions.c.option_count,
    topics.c.key.label("topic_key"),
    topics.c.name_en,
    topics.c.name_hi,
    question_texts,
).select_from(
    question_versions.join(questions, questions.c.id == question_versions.c.question_id)
    .join(topics, topics.c.id == questions.c.topic_id)
    .join(question_texts, question_texts.c.version_id == question_versions.c.id)
)
_QUESTION = Direct(_QUESTIONS.where(question_versions.c.id == bindparam("version")))
_TOPICS_MISSED = Direct(
    select(responses.c.position, topics.c.key, topics.c.name_en, topics.c.name_hi)
    .select_from(
        responses.join(questions, questions.c.id == responses.c.question_id).join(
            topics, topics.c.id == questions.c.topic_id
        )
    )
    .where(responses.c.attempt_id == bindparam("attempt"), responses.c.is_correct.is_(False))
)


def question(tx: Transaction, version_id: int, language: Language) -> Question:
    """A question as that version of it reads in her language, else in the one it has."""
    rows = _QUESTION.all(tx, {"version": version_id})
    return _question(rows, language)


def topics_missed(tx: Transaction, attempt_id: AttemptId) -> dict[int, Named]:
    """What the wrongly answered questions of an attempt are about, by position."""
    rows = _TOPICS_MISSED.all(tx, {"attempt": attempt_id})
    return {
        row.position: Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi) for row in rows
    }


def questions_of(
    tx: Transaction, version_ids: Sequence[int], language: Language
) -> dict[int, Question]:
    """The same of many versions, by version."""
    rows = tx.connection.execute(_QUESTIONS.where(question_versions.c.id.in_(version_ids)))
    grouped: dict[int, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.version_id, []).append(row)
    return {version: _question(own, language) for version, own in grouped.items()}


def _question(rows: Sequence[Row[Any]], language: Language) -> Question:
    """One version from its rows, one for each language."""
    row = next((row for row in rows if row.language == language), rows[0])
    return Question(
        id=QuestionId(row.id),
        key=row.key,
        version_id=row.version_id,
        topic_id=TopicId(row.topic_id),
        topic=Named(key=row.topic_key, name_en=row.name_en, name_hi=row.name_hi),
        difficulty=difficulty_label(row.difficulty),
        objective=row.objective,
        right_option=row.right_option,
        accepts=row.accepts,
        option_count=row.option_count,
        text=QuestionText(
            language=row.language,
            stem=row.stem,
            options=tuple(row.options),
            explanation=row.explanation,
            hints=tuple(row.hints),
            why_wrong=tuple(row.why_wrong),
        ),
        languages=tuple(sorted(row.language for row in rows)),
    )


def is_current() -> ColumnElement[bool]:
    """On a join of a question with its versions: the newest one."""
    return and_(
        question_versions.c.question_id == questions.c.id,
        question_versions.c.version == questions.c.version,
    )


def current_versions(tx: Transaction, question_ids: Sequence[int]) -> list[int]:
    """The newest version of each of these questions, in the order given."""
    rows = tx.connection.execute(
        select(questions.c.id, question_versions.c.id.label("version_id"))
        .join(
            question_versions,
            is_current(),
        )
        .where(questions.c.id.in_(question_ids))
    )
    found = {row.id: row.version_id for row in rows}
    return [found[one] for one in question_ids if one in found]
