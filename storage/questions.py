"""Questions as they are asked: candidates for a set, and one version in one language."""

from sqlalchemy import bindparam, func, select

from analytics.question_choice import Candidate
from storage.engine import Transaction
from storage.records import (
    Language,
    Named,
    Question,
    QuestionId,
    QuestionText,
    StudentId,
    TopicId,
    difficulty_label,
)
from storage.tables import (
    answers,
    question_texts,
    question_versions,
    questions,
    subjects,
    topics,
)

_QUESTION = (
    select(
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
    )
    .select_from(
        question_versions.join(questions, questions.c.id == question_versions.c.question_id)
        .join(topics, topics.c.id == questions.c.topic_id)
        .join(question_texts, question_texts.c.version_id == question_versions.c.id)
    )
    .where(question_versions.c.id == bindparam("version"))
)


def candidates(tx: Transaction, student_id: StudentId, topic_id: TopicId | None) -> list[Candidate]:
    """Every question that could be asked, with her history of it."""
    history = (
        select(
            answers.c.question_id,
            func.count().label("asked"),
            func.max(answers.c.answered_at).label("last_at"),
        )
        .where(answers.c.student_id == student_id)
        .group_by(answers.c.question_id)
        .subquery()
    )
    statement = (
        select(
            questions.c.id,
            question_versions.c.id.label("version_id"),
            questions.c.topic_id,
            subjects.c.key.label("subject"),
            func.coalesce(history.c.asked, 0).label("asked"),
            history.c.last_at,
        )
        .select_from(
            questions.join(
                question_versions,
                (question_versions.c.question_id == questions.c.id)
                & (question_versions.c.version == questions.c.version),
            )
            .join(topics, topics.c.id == questions.c.topic_id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
            .outerjoin(history, history.c.question_id == questions.c.id)
        )
        .where(questions.c.withdrawn_at.is_(None), questions.c.status == "accepted")
        .order_by(questions.c.id)
    )
    if topic_id is not None:
        statement = statement.where(questions.c.topic_id == topic_id)
    return [
        Candidate(
            question_id=row.id,
            version_id=row.version_id,
            topic_id=row.topic_id,
            subject=row.subject,
            asked=row.asked,
            last_at=row.last_at,
        )
        for row in tx.connection.execute(statement)
    ]


def question(tx: Transaction, version_id: int, language: Language) -> Question:
    """A question as that version of it reads in her language, else in the one it has."""
    rows = tx.connection.execute(_QUESTION, {"version": version_id}).all()
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
    )
