"""What practice can ask a student next: topics with her standing, questions, what is due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
)

from analytics.learner_model import Belief, Gaussian, new_question, new_topic
from analytics.question_choice import REST, Candidate, TopicOffer
from analytics.student_state import believe_student, believe_topic
from storage.answers import objective_of
from storage.direct import Direct
from storage.engine import Transaction
from storage.questions import is_current
from storage.records import StudentId, TopicId, difficulty_label
from storage.tables import (
    abilities,
    answers,
    exposures,
    question_states,
    question_versions,
    questions,
    subjects,
    topic_difficulties,
    topic_states,
    topics,
)
from storage.together import Change

#: Of the bank, for everybody.
ASKABLE = (questions.c.withdrawn_at.is_(None), questions.c.status == "accepted")
#: What may be asked of who met it, or is set it: a group's own questions too.
ASKABLE_BY_NAME = (
    questions.c.withdrawn_at.is_(None),
    questions.c.status.in_(("accepted", "own")),
)


#: How the fact of a question without an objective is named.
ALONE = "question:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the questions may come from; everywhere by default."""

    topic_id: TopicId | None = None
    subject_id: int | None = None

    def condition(self) -> ColumnElement[bool]:
        """On a statement that has `questions` and `topics`."""
        if self.topic_id is not None:
            return questions.c.topic_id == self.topic_id
        if self.subject_id is not None:
            return topics.c.subject_id == self.subject_id
        return questions.c.topic_id.is_not(None)


class AskableTopic(NamedTuple):
    """A topic with questions, whoever is asked."""

    topic_id: int
    subject: str
    difficulty: Gaussian


def askable_topics(tx: Transaction, scope: Scope) -> list[AskableTopic]:
    """Topics with questions in a scope, by id."""
    rows = tx.connection.execute(
        select(
            topics.c.id,
            subjects.c.key.label("subject"),
            topic_difficulties.c.mean,
            topic_difficulties.c.variance,
        )
        .select_from(
            questions.join(topics, topics.c.id == questions.c.topic_id)
            .join(subjects, subjects.c.id == topics.c.subject_id)
            .outerjoin(topic_difficulties, topic_difficulties.c.topic_id == topics.c.id)
        )
        .where(*ASKABLE, scope.condition())
        .distinct()
        .order_by(topics.c.id)
    )
    return [
        AskableTopic(
            topic_id=row.id,
            subject=row.subject,
            difficulty=new_topic() if row.mean is None else Gaussian(row.mean, row.variance),
        )
        for row in rows
    ]


_BELIEFS = Direct(
    select(
        abilities.c.mean,
        abilities.c.variance,
        abilities.c.last_at,
        topic_states.c.topic_id,
        topic_states.c.mean,
        topic_states.c.variance,
        topic_states.c.last_at,
    )
    .select_from(
        abilities.outerjoin(topic_states, topic_states.c.student_id == abilities.c.student_id)
    )
    .where(abilities.c.student_id == bindparam("student"))
)


def offers_of(
    tx: Transaction,
    student_id: StudentId,
    found: Sequence[AskableTopic],
    *,
    subject_weights: Mapping[str, float],
    at: datetime,
) -> list[TopicOffer]:
    """Topics with her standing; those of her exam's subjects where there is any of them."""
    own = [one for one in found if subject_weights.get(one.subject, 0) > 0]
    chosen = own or found
    topics_of_subject = Counter(one.subject for one in chosen)
    rows = _BELIEFS.all(tx, {"student": student_id})
    known = {topic: (mean, variance, last_at) for *_, topic, mean, variance, last_at in rows}
    student = believe_student((Gaussian(*rows[0][:2]), rows[0][2]) if rows else None, at=at)
    unmet = Belief(student, believe_topic(None, at=at))

    def believed(topic_id: int) -> Belief:
        if (state := known.get(topic_id)) is None:
            return unmet
        mean, variance, last_at = state
        return Belief(student, believe_topic((Gaussian(mean, variance), last_at), at=at))

    weights = {
        subject: (subject_weights[subject] if own else 1.0) / count
        for subject, count in topics_of_subject.items()
    }
    return [
        TopicOffer(topic_id, weights[subject], believed(topic_id), difficulty)
        for topic_id, subject, difficulty in chosen
    ]


def candidates(
    tx: Transaction, student_id: StudentId, *where: ColumnElement[bool], at: datetime
) -> list[Candidate]:
    """Questions of a list or a fact of hers, with her history of each and how often others saw it.

    Never call it for a whole topic: it finds what teachers wrote for their groups too.
    """
    return _found(tx, _CANDIDATES.where(*ASKABLE_BY_NAME, *where), student_id, at=at)


def variants(
    tx: Transaction,
    student_id: StudentId,
    objectives: Sequence[str],
    scope: Scope = Scope(),
    *,
    at: datetime,
) -> dict[str, list[Candidate]]:
    """What a scope has on each of these facts; those of which it has nothing are missing."""
    values = {
        "objectives": list(objectives),
        "keys": [one.removeprefix(ALONE) for one in objectives if one.startswith(ALONE)],
    }
    found: dict[str, list[Candidate]] = {}
    for one in _found(tx, _variants_in(scope), student_id, at=at, **values):
        found.setdefault(one.objective, []).append(one)
    return found


def _found(
    tx: Transaction, statement: Select[Any], student_id: StudentId, *, at: datetime, **more: object
) -> list[Candidate]:
    values = {"student": student_id, "rested": (at - REST).date(), **more}
    return [candidate_of(row, row.last_at) for row in tx.connection.execute(statement, values)]


#: When she last answered a question.
LAST_AT = (
    select(func.max(answers.c.answered_at))
    .where(answers.c.student_id == bindparam("student"), answers.c.question_id == questions.c.id)
    .scalar_subquery()
)
_SHOWN = (
    select(func.sum(exposures.c.shown))
    .where(exposures.c.question_id == questions.c.id, exposures.c.day > bindparam("rested"))
    .scalar_subquery()
)
#: Questions, whoever is asked; `shown`: how often anybody was since `rested`.
QUESTIONS: Select[Any] = select(
    questions.c.id,
    questions.c.key,
    questions.c.objective,
    questions.c.difficulty,
    question_versions.c.id.label("version_id"),
    question_versions.c.option_count,
    question_states.c.mean,
    question_states.c.variance,
    _SHOWN.label("shown"),
).select_from(
    questions.join(question_versions, is_current())
    .join(topics, topics.c.id == questions.c.topic_id)
    .outerjoin(question_states, question_states.c.question_id == questions.c.id)
)
_CANDIDATES = QUESTIONS.add_columns(LAST_AT.label("last_at")).order_by(questions.c.id)


@cache
def _variants_in(scope: Scope) -> Select[Any]:
    objectives = bindparam("objectives", type_=String, expanding=True)
    keys = bindparam("keys", type_=String, expanding=True)
    return _CANDIDATES.where(
        *ASKABLE_BY_NAME,
        scope.condition(),
        or_(
            questions.c.objective.in_(objectives),
            # A question without an objective is a fact of its own.
            and_(questions.c.objective.is_(None), questions.c.key.in_(keys)),
        ),
    )


def candidate_of(row: Row[Any], last_at: datetime | None) -> Candidate:
    """A row of `QUESTIONS`, and when she last answered it."""
    known = row.mean is not None
    return Candidate(
        question_id=row.id,
        version_id=row.version_id,
        objective=objective_of(row.objective, row.key),
        difficulty=Gaussian(row.mean, row.variance)
        if known
        else new_question(difficulty_label(row.difficulty)),
        options=row.option_count,
        last_at=last_at,
        shown=row.shown or 0,
    )


def among(question_ids: Sequence[int]) -> ColumnElement[bool]:
    return questions.c.id.in_(question_ids)


def exposed(question_id: int, *, at: datetime) -> Change:
    """One more student was asked it today."""
    row = {"question_id": question_id, "day": _utc_day(at), "shown": 1}
    return Change("add", exposures, row, ("question_id", "day"))


def forget_exposures(tx: Transaction, *, at: datetime) -> None:
    """Days that no cap looks at any more."""
    tx.connection.execute(delete(exposures).where(exposures.c.day <= _utc_day(at - REST)))


def _utc_day(at: datetime) -> date:
    return at.date()


def active_students(tx: Transaction, *, at: datetime) -> int:
    """Who answered anything within REST."""
    counted = tx.connection.scalar(
        select(func.count()).select_from(abilities).where(abilities.c.last_at > at - REST)
    )
    return counted or 0
