"""Work set to a group: what it is, its questions, and who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, func, insert, select, update

from storage.engine import Transaction
from storage.records import AttemptId, GroupId, Named, QuestionId, StudentId, TopicId
from storage.tables import (
    assignment_questions,
    assignment_work,
    assignments,
    attempts,
    questions,
    topics,
)
from storage.upsert import insert_ignoring

#: States of an attempt that is not over.
UNDER_WAY = ("running", "paused", "sitting")
Kind = Literal["topic", "weak", "mixed", "paper", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    id: int
    group_id: GroupId
    made_by: StudentId | None
    kind: Kind
    topic: Named | None
    paper_id: int | None
    question_count: int
    opens_at: datetime
    closes_at: datetime
    takes_late: bool
    is_cancelled: bool
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A member's attempt at an assignment."""

    student_id: StudentId
    attempt_id: AttemptId
    answered: int
    right: int
    #: None while she is at it.
    completed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssignment:
    group_id: GroupId
    made_by: StudentId
    kind: Kind
    topic_id: TopicId | None
    paper_id: int | None
    question_count: int
    opens_at: datetime
    closes_at: datetime
    takes_late: bool


def _query() -> Select[Any]:
    return select(
        assignments, topics.c.key.label("topic_key"), topics.c.name_en, topics.c.name_hi
    ).outerjoin(topics, topics.c.id == assignments.c.topic_id)


def _assignment(row: Row[Any]) -> Assignment:
    topic = None
    if row.topic_key is not None:
        topic = Named(key=row.topic_key, name_en=row.name_en, name_hi=row.name_hi)
    return Assignment(
        id=row.id,
        group_id=GroupId(row.group_id),
        made_by=None if row.made_by is None else StudentId(row.made_by),
        kind=row.kind,
        topic=topic,
        paper_id=row.paper_id,
        question_count=row.question_count,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        takes_late=row.takes_late,
        is_cancelled=row.cancelled_at is not None,
        is_told=row.told_at is not None,
    )


def add(
    tx: Transaction, new: NewAssignment, question_ids: Sequence[int], *, at: datetime
) -> Assignment:
    """A new assignment; the same teacher's second tap at the same moment finds the first."""
    done = tx.connection.execute(
        insert(assignments)
        .values(
            group_id=new.group_id,
            made_by=new.made_by,
            kind=new.kind,
            topic_id=new.topic_id,
            paper_id=new.paper_id,
            question_count=new.question_count,
            opens_at=new.opens_at,
            closes_at=new.closes_at,
            takes_late=new.takes_late,
            created_at=at,
        )
        .returning(assignments.c.id)
    )
    assignment_id = int(done.scalar_one())
    rows = [
        {"assignment_id": assignment_id, "position": place, "question_id": one}
        for place, one in enumerate(question_ids, start=1)
    ]
    if rows:
        tx.connection.execute(insert(assignment_questions), rows)
    found = find(tx, assignment_id)
    assert found is not None, "the row was just made"
    return found


def find(tx: Transaction, assignment_id: int) -> Assignment | None:
    row = tx.connection.execute(_query().where(assignments.c.id == assignment_id)).one_or_none()
    return None if row is None else _assignment(row)


def newest(tx: Transaction, made_by: StudentId) -> Assignment | None:
    row = tx.connection.execute(
        _query().where(assignments.c.made_by == made_by).order_by(assignments.c.id.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _assignment(row)


def twin(
    tx: Transaction,
    made_by: StudentId,
    group_id: GroupId,
    *,
    kind: Kind,
    topic_id: TopicId | None,
    closes_at: datetime,
    since: datetime,
) -> Assignment | None:
    """The same work that the same teacher has just set: a second tap finds the first."""
    row = tx.connection.execute(
        _query()
        .where(
            assignments.c.made_by == made_by,
            assignments.c.group_id == group_id,
            assignments.c.kind == kind,
            assignments.c.topic_id.is_not_distinct_from(topic_id),
            assignments.c.closes_at == closes_at,
            assignments.c.created_at >= since,
            assignments.c.cancelled_at.is_(None),
        )
        .order_by(assignments.c.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _assignment(row)


def question_ids(tx: Transaction, assignment_id: int) -> list[QuestionId]:
    found = tx.connection.scalars(
        select(assignment_questions.c.question_id)
        .where(assignment_questions.c.assignment_id == assignment_id)
        .order_by(assignment_questions.c.position)
    )
    return [QuestionId(one) for one in found]


def of_groups(
    tx: Transaction, group_ids: Sequence[GroupId], *, since: datetime, limit: int
) -> list[Assignment]:
    """What was set to these groups and closes after `since`, the next to close first."""
    rows = tx.connection.execute(
        _query()
        .where(
            assignments.c.group_id.in_(group_ids),
            assignments.c.cancelled_at.is_(None),
            assignments.c.closes_at > since,
        )
        .order_by(assignments.c.closes_at, assignments.c.id)
        .limit(limit)
    )
    return [_assignment(row) for row in rows]


def closed_untold(tx: Transaction, *, at: datetime, limit: int) -> list[Assignment]:
    """What has closed and whose results nobody has yet."""
    rows = tx.connection.execute(
        _query()
        .where(
            assignments.c.closes_at <= at,
            assignments.c.told_at.is_(None),
            assignments.c.cancelled_at.is_(None),
        )
        .order_by(assignments.c.closes_at, assignments.c.id)
        .limit(limit)
    )
    return [_assignment(row) for row in rows]


def claim_telling(tx: Transaction, assignment_id: int, *, at: datetime) -> bool:
    """Whether the results are ours to tell: of two ticks one gets True."""
    changed = tx.connection.execute(
        update(assignments)
        .where(assignments.c.id == assignment_id, assignments.c.told_at.is_(None))
        .values(told_at=at)
    ).rowcount
    return changed == 1


def cancel(tx: Transaction, assignment_id: int, *, at: datetime) -> bool:
    changed = tx.connection.execute(
        update(assignments)
        .where(assignments.c.id == assignment_id, assignments.c.cancelled_at.is_(None))
        .values(cancelled_at=at)
    ).rowcount
    return changed == 1


def note_work(
    tx: Transaction, assignment_id: int, student_id: StudentId, attempt_id: AttemptId
) -> None:
    """Her one attempt; a second one is never noted."""
    insert_ignoring(
        tx,
        assignment_work,
        {"assignment_id": assignment_id, "student_id": student_id, "attempt_id": attempt_id},
    )


def attempt_of(tx: Transaction, assignment_id: int, student_id: StudentId) -> AttemptId | None:
    found = tx.connection.scalar(
        select(assignment_work.c.attempt_id).where(
            assignment_work.c.assignment_id == assignment_id,
            assignment_work.c.student_id == student_id,
        )
    )
    return None if found is None else AttemptId(found)


def work_of(tx: Transaction, assignment_id: int) -> list[Work]:
    """Everybody who has begun, whoever is done first."""
    rows = tx.connection.execute(
        select(
            assignment_work.c.student_id,
            assignment_work.c.attempt_id,
            attempts.c.answered,
            attempts.c.right,
            attempts.c.state,
            func.coalesce(attempts.c.completed_at, attempts.c.updated_at).label("ended_at"),
        )
        .join(attempts, attempts.c.id == assignment_work.c.attempt_id)
        .where(assignment_work.c.assignment_id == assignment_id)
        .order_by("ended_at", assignment_work.c.student_id)
    )
    return [
        Work(
            student_id=StudentId(row.student_id),
            attempt_id=AttemptId(row.attempt_id),
            answered=row.answered,
            right=row.right,
            completed_at=None if row.state in UNDER_WAY else row.ended_at,
        )
        for row in rows
    ]


def askable(tx: Transaction, topic_id: int) -> list[QuestionId]:
    """Questions of a topic that may be asked, in the order of ids."""
    found = tx.connection.scalars(
        select(questions.c.id)
        .where(
            questions.c.topic_id == topic_id,
            questions.c.status == "accepted",
            questions.c.withdrawn_at.is_(None),
        )
        .order_by(questions.c.id)
    )
    return [QuestionId(one) for one in found]
