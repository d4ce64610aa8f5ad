"""What the bank has on a topic: what everybody shares, and what one student has met of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from analytics.learner_model import Gaussian, new_question
from analytics.question_choice import REST, Candidate
from storage.answers import objective_of
from storage.engine import Transaction
from storage.question_offers import ASKABLE, LAST_AT, SHOWN
from storage.questions import is_current
from storage.records import StudentId, difficulty_label
from storage.tables import question_states, question_versions, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A question of the bank, whoever is asked."""

    question_id: int
    version: int
    version_id: int
    objective: str
    difficulty: Gaussian
    options: int
    #: How often anybody was asked it within REST.
    shown: int


class Met(NamedTuple):
    """A question that may be asked now, by the version that holds, and when she last answered it."""

    question_id: int
    version: int
    last_at: datetime | None


_OFFERED = (
    select(
        questions.c.id,
        questions.c.key,
        questions.c.objective,
        questions.c.difficulty,
        questions.c.version,
        question_versions.c.id.label("version_id"),
        question_versions.c.option_count,
        question_states.c.mean,
        question_states.c.variance,
        SHOWN.label("shown"),
    )
    .select_from(
        questions.join(question_versions, is_current()).outerjoin(
            question_states, question_states.c.question_id == questions.c.id
        )
    )
    .where(*ASKABLE, questions.c.topic_id == bindparam("topic"))
)
_MET = (
    select(questions.c.id, questions.c.version, LAST_AT.label("last_at"))
    .where(*ASKABLE, questions.c.topic_id == bindparam("topic"))
    .order_by(questions.c.id)
)


def offered_on(tx: Transaction, topic_id: int, *, at: datetime) -> list[Offered]:
    """Every question of a topic that may be asked."""
    rows = tx.connection.execute(_OFFERED, {"topic": topic_id, "rested": (at - REST).date()})
    return [
        Offered(
            question_id=row.id,
            version=row.version,
            version_id=row.version_id,
            objective=objective_of(row.objective, row.key),
            difficulty=new_question(difficulty_label(row.difficulty))
            if row.mean is None
            else Gaussian(row.mean, row.variance),
            options=row.option_count,
            shown=row.shown or 0,
        )
        for row in rows
    ]


def met_on(tx: Transaction, student_id: StudentId, topic_id: int) -> Sequence[Met]:
    """The same by id, as far as it is hers or may change at any moment."""
    rows = tx.connection.execute(_MET, {"student": student_id, "topic": topic_id})
    return [Met(*row) for row in rows]


def candidate(offered: Offered, last_at: datetime | None, *, drawn: int = 0) -> Candidate:
    """A question for her; `drawn`: how often it was asked since `offered` was read."""
    return Candidate(
        question_id=offered.question_id,
        version_id=offered.version_id,
        objective=offered.objective,
        difficulty=offered.difficulty,
        options=offered.options,
        last_at=last_at,
        shown=offered.shown + drawn,
    )
