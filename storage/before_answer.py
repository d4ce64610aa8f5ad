"""What an answer is judged with and what it is about to move, read in one statement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import and_, bindparam, select

from analytics.learner_model import (
    Gaussian,
    Judgement,
    new_question,
    new_repeat_effect,
    new_topic,
)
from analytics.population import judgement_of
from analytics.response_time import QuestionTime
from storage.answers import filed_under
from storage.direct import Direct
from storage.engine import Transaction
from storage.records import Attempt, Marking, Response, difficulty_label
from storage.student_states import Known, ability_of, memory_of, result_of, topic_of
from storage.tables import (
    abilities,
    answers,
    attempt_results,
    memories,
    question_states,
    question_versions,
    questions,
    repeat_effects,
    responses,
    topic_difficulties,
    topic_states,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How things stand before an answer."""

    asked: Response
    #: The question's key and where it belongs, as of now.
    marking: Marking
    #: What memory files it under.
    objective: str
    judgement: Judgement
    #: Mean and variance of log seconds.
    time: Gaussian
    #: Her last verdict on the question; None at first sight.
    seen: bool | None
    known: Known


_LAST_VERDICT = (
    select(answers.c.is_correct)
    .where(
        answers.c.question_id == responses.c.question_id,
        answers.c.student_id == bindparam("student"),
        answers.c.is_dropped.is_(False),
    )
    .order_by(answers.c.answered_at.desc(), answers.c.id.desc())
    .limit(1)
    .correlate(responses)
    .scalar_subquery()
)
_HERS = (abilities, topic_states, attempt_results, memories)
_ASKED = tuple(Response.__slots__)
_OBJECTIVE = filed_under()
_BEFORE = Direct(
    select(
        # What happened to it, and hers, first: they are read by their order.
        *(responses.c[name].label(f"asked_{name}") for name in _ASKED),
        *(
            column.label(f"{table.name}_{column.name}")
            for table in _HERS
            for column in table.columns
        ),
        _LAST_VERDICT.label("seen"),
        question_states.c.mean,
        question_states.c.variance,
        question_states.c.timed,
        question_states.c.time_mean,
        question_states.c.time_squares,
        topic_difficulties.c.mean.label("topic_mean"),
        topic_difficulties.c.variance.label("topic_variance"),
        repeat_effects.c.mean.label("repeat_mean"),
        repeat_effects.c.variance.label("repeat_variance"),
        _OBJECTIVE.label("filed_under"),
        questions.c.topic_id,
        questions.c.difficulty,
        questions.c.objective,
        question_versions.c.right_option,
        question_versions.c.accepts,
        question_versions.c.option_count,
    )
    .select_from(
        responses.join(questions, questions.c.id == responses.c.question_id)
        .join(question_versions, question_versions.c.id == responses.c.version_id)
        .outerjoin(question_states, question_states.c.question_id == questions.c.id)
        .outerjoin(topic_difficulties, topic_difficulties.c.topic_id == questions.c.topic_id)
        .outerjoin(repeat_effects, repeat_effects.c.after_right == _LAST_VERDICT)
        .outerjoin(abilities, abilities.c.student_id == bindparam("student"))
        .outerjoin(
            topic_states,
            and_(
                topic_states.c.student_id == bindparam("student"),
                topic_states.c.topic_id == questions.c.topic_id,
            ),
        )
        .outerjoin(
            attempt_results,
            and_(
                attempt_results.c.student_id == bindparam("student"),
                attempt_results.c.key == bindparam("test"),
            ),
        )
        .outerjoin(
            memories,
            and_(
                memories.c.student_id == bindparam("student"),
                memories.c.objective == _OBJECTIVE,
            ),
        )
    )
    .where(
        responses.c.attempt_id == bindparam("attempt"),
        responses.c.position == bindparam("at_position"),
    )
)


def before_answer(tx: Transaction, attempt: Attempt, position: int) -> Before | None:
    """A question of an attempt with what happened to it, and what is known now of it, its topic,
    and her as far as one answer touches her; None where none was asked there.
    """
    row = _BEFORE.one_or_none(
        tx,
        {
            "attempt": attempt.id,
            "at_position": position,
            "student": attempt.student_id,
            "test": attempt.key,
        },
    )
    if row is None:
        return None
    values = iter(row)
    asked = Response(**{name: next(values) for name in _ASKED})
    of_ability, of_topic, of_test, of_memory = (
        {name: next(values) for name in table.c.keys()}  # noqa: SIM118 - not a dict
        for table in _HERS
    )
    marking = Marking(
        row.topic_id,
        difficulty_label(row.difficulty),
        row.objective,
        row.right_option,
        row.accepts,
        row.option_count,
    )
    question = _gaussian(row.mean, row.variance)
    topic = _gaussian(row.topic_mean, row.topic_variance) or new_topic()
    repeat = None
    if row.seen is not None:
        repeat = _gaussian(row.repeat_mean, row.repeat_variance) or new_repeat_effect()
    time = QuestionTime(row.timed, row.time_mean, row.time_squares) if question else QuestionTime()
    label, options = marking.difficulty, marking.option_count
    return Before(
        asked=asked,
        marking=marking,
        objective=row.filed_under,
        judgement=judgement_of(question or new_question(label), topic, repeat, options=options),
        time=time.expected(),
        seen=row.seen,
        known=Known(
            ability=_if_there(of_ability, ability_of),
            topic=_if_there(of_topic, topic_of),
            test=_if_there(of_test, result_of),
            memory=_if_there(of_memory, memory_of),
        ),
    )


def _gaussian(mean: float | None, variance: float | None) -> Gaussian | None:
    return None if mean is None or variance is None else Gaussian(mean, variance)


def _if_there(row: Mapping[str, Any], make: Callable[[Mapping[str, Any]], T]) -> T | None:
    return None if row["student_id"] is None else make(row)
