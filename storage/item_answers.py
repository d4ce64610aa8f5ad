"""First answers to questions, as item analysis reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, Select, cast, func, or_, select

from analytics.item_statistics import FirstAttempt
from storage.engine import Transaction
from storage.records import QuestionId, VersionId
from storage.tables import answers, question_versions, questions

CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question's current version with every first answer to it."""

    question_id: QuestionId
    key: str
    version_id: VersionId
    accepts: str
    attempts: list[FirstAttempt]


def _first(question_id: QuestionId | None) -> Select[Any]:
    """Each student's first answer to each question; with `question_id`, of those who met that."""
    own = answers.c
    nth = func.row_number().over(
        partition_by=(own.student_id, own.question_id), order_by=(own.answered_at, own.id)
    )
    ranked = select(
        *(own.student_id, own.question_id, own.version_id, own.is_correct),
        *(own.selected, own.milliseconds, own.language),
        nth.label("nth"),
    ).where(own.is_dropped.is_(False))
    if question_id is not None:
        met = select(answers.c.student_id).where(answers.c.question_id == question_id)
        ranked = ranked.where(own.student_id.in_(met))
    numbered = ranked.subquery()
    return select(numbered).where(numbered.c.nth == 1)


def answered_questions(
    tx: Transaction, question_id: QuestionId | None = None
) -> Iterator[AnsweredQuestion]:
    """Questions with first answers to their current version, or just the one.

    Streams: needs a snapshot, not a plain read.
    """
    first = _first(question_id).subquery()
    totals = {
        row.student_id: (int(row.right), int(row.all))
        for row in tx.connection.execute(
            select(
                first.c.student_id,
                func.sum(cast(first.c.is_correct, Integer)).label("right"),
                func.count().label("all"),
            ).group_by(first.c.student_id)
        )
    }
    statement = (
        select(
            first,
            questions.c.key,
            question_versions.c.id.label("current_version"),
            question_versions.c.accepts,
        )
        .join(questions, questions.c.id == first.c.question_id)
        .join(
            question_versions,
            (question_versions.c.question_id == questions.c.id)
            & (question_versions.c.version == questions.c.version),
        )
        .where(
            questions.c.withdrawn_at.is_(None),
            # Letters of another version may stand for other options.
            or_(first.c.version_id == question_versions.c.id, first.c.version_id.is_(None)),
        )
        .order_by(questions.c.id, first.c.student_id)
    )
    if question_id is not None:
        statement = statement.where(questions.c.id == question_id)
    rows = tx.connection.execute(statement.execution_options(yield_per=CHUNK))
    for (found, key, version_id, accepts), own in groupby(
        rows, key=lambda row: (row.question_id, row.key, row.current_version, row.accepts)
    ):
        yield AnsweredQuestion(
            question_id=QuestionId(found),
            key=key,
            version_id=VersionId(version_id),
            accepts=accepts,
            attempts=[_attempt(row, *totals[row.student_id]) for row in own],
        )


def _attempt(row: Any, right: int, count: int) -> FirstAttempt:
    return FirstAttempt(
        is_correct=row.is_correct,
        selected=row.selected,
        milliseconds=row.milliseconds,
        language=row.language,
        others_right=right - row.is_correct,
        others=count - 1,
    )
