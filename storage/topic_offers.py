"""What the bank has on a topic: what everybody shares, and what one student has met of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from analytics.question_choice import REST, Candidate
from storage.direct import Direct
from storage.engine import Transaction
from storage.question_offers import ASKABLE, LAST_AT, QUESTIONS, candidate_of
from storage.records import StudentId
from storage.tables import questions


class Offered(NamedTuple):
    """A question of the bank with the version that it was read in; met by nobody."""

    version: int
    candidate: Candidate


class Met(NamedTuple):
    """A question that may be asked now, by the version that holds, and when she last answered it."""

    question_id: int
    version: int
    last_at: datetime | None


_OFFERED = Direct(
    QUESTIONS.add_columns(questions.c.version).where(
        *ASKABLE, questions.c.topic_id == bindparam("topic")
    )
)
_MET = Direct(
    select(questions.c.id, questions.c.version, LAST_AT.label("last_at"))
    .where(*ASKABLE, questions.c.topic_id == bindparam("topic"))
    .order_by(questions.c.id)
)


def offered_on(tx: Transaction, topic_id: int, *, at: datetime) -> dict[int, Offered]:
    """Every question of a topic that may be asked, by id."""
    rows = _OFFERED.all(tx, {"topic": topic_id, "rested": (at - REST).date()})
    return {row.id: Offered(row.version, candidate_of(row, None)) for row in rows}


def met_on(tx: Transaction, student_id: StudentId, topic_id: int) -> Sequence[Met]:
    """The same by id, as far as it is hers or may change at any moment."""
    rows = _MET.all(tx, {"student": student_id, "topic": topic_id})
    return [Met(*row) for row in rows]
