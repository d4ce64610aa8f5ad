"""What a teacher's lists read of a group's members; only rows, no judgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Integer, cast, func, select

from analytics.integrity import FirstAnswer
from storage.engine import Transaction
from storage.questions import is_current
from storage.records import GroupId, StudentId
from storage.tables import answers, group_members, question_versions, questions, student_days


def study_days(
    tx: Transaction, whom: Sequence[StudentId], *, since: date, until: date
) -> dict[StudentId, list[date]]:
    """Local days with answers of each, `since` and `until` included."""
    found: dict[StudentId, list[date]] = {one: [] for one in whom}
    rows = tx.connection.execute(
        select(student_days.c.student_id, student_days.c.day).where(
            student_days.c.student_id.in_(whom), student_days.c.day.between(since, until)
        )
    )
    for row in rows:
        found[StudentId(row.student_id)].append(row.day)
    return found


def joined_at(tx: Transaction, group_id: GroupId) -> dict[StudentId, datetime]:
    """Since when each member sits in the group."""
    rows = tx.connection.execute(
        select(group_members.c.student_id, group_members.c.joined_at).where(
            group_members.c.group_id == group_id, group_members.c.left_at.is_(None)
        )
    )
    return {StudentId(row.student_id): row.joined_at for row in rows}


@dataclass(frozen=True, slots=True)
class QuestionSum:
    """How a group answered one question."""

    key: str
    version_id: int
    answers: int
    right: int


def hardest(
    tx: Transaction,
    whom: Sequence[StudentId],
    *,
    since: datetime,
    until: datetime,
    fewest: int,
    limit: int,
) -> list[QuestionSum]:
    """Questions with the smallest share right among those with enough answers."""
    right = func.sum(cast(answers.c.is_correct, Integer))
    rows = tx.connection.execute(
        select(
            questions.c.key,
            question_versions.c.id.label("version_id"),
            func.count().label("answers"),
            right.label("right"),
        )
        .select_from(
            answers.join(questions, questions.c.id == answers.c.question_id).join(
                question_versions,
                is_current(),
            )
        )
        .where(
            answers.c.student_id.in_(whom),
            answers.c.answered_at >= since,
            answers.c.answered_at < until,
            answers.c.is_dropped.is_(False),
            questions.c.withdrawn_at.is_(None),
        )
        .group_by(questions.c.id, questions.c.key, question_versions.c.id)
        .having(func.count() >= fewest)
        .order_by(right * 1.0 / func.count(), func.count().desc(), questions.c.key)
        .limit(limit)
    )
    return [QuestionSum(row.key, row.version_id, row.answers, row.right) for row in rows]


def first_answers(
    tx: Transaction, whom: Sequence[StudentId], *, since: datetime, until: datetime
) -> Iterator[FirstAnswer]:
    """Chosen options of the window in their order; blanks and questions taken back left out."""
    rows = tx.connection.execute(
        select(
            answers.c.student_id,
            answers.c.question_id,
            answers.c.selected,
            answers.c.is_correct,
            answers.c.milliseconds,
        )
        .where(
            answers.c.student_id.in_(whom),
            answers.c.answered_at.between(since, until),
            answers.c.state == "answered",
            answers.c.selected.is_not(None),
            answers.c.is_dropped.is_(False),
        )
        .order_by(answers.c.id)
    )
    return (FirstAnswer(*row) for row in rows)
