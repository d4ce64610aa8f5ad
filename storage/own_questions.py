"""What a group's teachers wrote themselves, and what one of them is writing now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, delete, func, select, update

from storage.engine import Transaction
from storage.records import GroupId, QuestionId, StudentId
from storage.tables import (
    answers,
    own_question_drafts,
    question_texts,
    question_versions,
    questions,
    topics,
)
from storage.upsert import replace_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """A question as its author sent it."""

    group_id: GroupId
    #: The question that it will change; None for a new one.
    question_id: QuestionId | None
    topic_id: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A group's question in a list."""

    id: QuestionId
    stem: str
    #: Answers to it, and how many were right.
    answers: int
    right: int


def put_draft(tx: Transaction, author: StudentId, draft: OwnDraft, *, at: datetime) -> None:
    """The author's one draft."""
    row = {
        "student_id": author,
        "group_id": draft.group_id,
        "question_id": draft.question_id,
        "topic_id": draft.topic_id,
        "text": draft.text,
        "updated_at": at,
    }
    replace_rows(tx, own_question_drafts, ("student_id",), row)


def draft_of(tx: Transaction, author: StudentId) -> OwnDraft | None:
    row = tx.connection.execute(
        select(own_question_drafts).where(own_question_drafts.c.student_id == author)
    ).one_or_none()
    if row is None:
        return None
    return OwnDraft(
        group_id=GroupId(row.group_id),
        question_id=None if row.question_id is None else QuestionId(row.question_id),
        topic_id=row.topic_id,
        text=row.text,
    )


def drop_draft(tx: Transaction, author: StudentId) -> None:
    tx.connection.execute(
        delete(own_question_drafts).where(own_question_drafts.c.student_id == author)
    )


def forget_drafts(tx: Transaction, *, before: datetime) -> None:
    """What nobody finished."""
    tx.connection.execute(
        delete(own_question_drafts).where(own_question_drafts.c.updated_at < before)
    )


def listed(tx: Transaction, group_id: GroupId, *, limit: int) -> list[OwnLine]:
    """A group's questions, the newest first."""
    stem = (
        select(question_texts.c.stem)
        .join(question_versions, question_versions.c.id == question_texts.c.version_id)
        .where(
            question_versions.c.question_id == questions.c.id,
            question_versions.c.version == questions.c.version,
        )
        .order_by(question_texts.c.language)
        .limit(1)
        .scalar_subquery()
    )
    rows = tx.connection.execute(
        select(
            questions.c.id,
            stem.label("stem"),
            func.count(answers.c.id).label("answers"),
            func.coalesce(func.sum(cast(answers.c.is_correct, Integer)), 0).label("right"),
        )
        .outerjoin(
            answers,
            (answers.c.question_id == questions.c.id)
            & answers.c.is_dropped.is_(False)
            & (answers.c.state == "answered"),
        )
        .where(questions.c.group_id == group_id, questions.c.withdrawn_at.is_(None))
        .group_by(questions.c.id)
        .order_by(questions.c.id.desc())
        .limit(limit)
    )
    return [
        OwnLine(id=QuestionId(row.id), stem=row.stem or "", answers=row.answers, right=row.right)
        for row in rows
    ]


def count(tx: Transaction, group_id: GroupId) -> int:
    found = tx.connection.scalar(
        select(func.count())
        .select_from(questions)
        .where(questions.c.group_id == group_id, questions.c.withdrawn_at.is_(None))
    )
    return found or 0


def askable(tx: Transaction, group_id: GroupId) -> list[QuestionId]:
    """What can be set to the group, in the order of writing."""
    found = tx.connection.scalars(
        select(questions.c.id)
        .where(
            questions.c.group_id == group_id,
            questions.c.status == "own",
            questions.c.withdrawn_at.is_(None),
        )
        .order_by(questions.c.id)
    )
    return [QuestionId(one) for one in found]


def group_of(tx: Transaction, question_id: QuestionId) -> GroupId | None:
    """Whose it is; None for the bank's and for what was withdrawn."""
    found = tx.connection.scalar(
        select(questions.c.group_id).where(
            questions.c.id == question_id, questions.c.withdrawn_at.is_(None)
        )
    )
    return None if found is None else GroupId(found)


def last_topic(tx: Transaction, group_id: GroupId, *, but: str) -> int | None:
    """Of the group's newest question that is not under the topic `but`."""
    return tx.connection.scalar(
        select(questions.c.topic_id)
        .join(topics, topics.c.id == questions.c.topic_id)
        .where(questions.c.group_id == group_id, topics.c.key != but)
        .order_by(questions.c.id.desc())
        .limit(1)
    )


def withdraw(tx: Transaction, question_id: QuestionId, *, at: datetime) -> None:
    tx.connection.execute(
        update(questions)
        .where(questions.c.id == question_id, questions.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
    )
