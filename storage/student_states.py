"""What is derived of a student and moved by each answer: ability, topics, tests, memories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import Row, and_, bindparam, select

from analytics.attempt_result import AttemptResult, percentage
from analytics.learner_model import Gaussian
from analytics.memory import Memory
from analytics.student_state import Ability, TopicState, Week
from storage.engine import Transaction
from storage.records import StudentId, TopicId
from storage.tables import (
    abilities,
    attempt_results,
    memories,
    topic_difficulties,
    topic_states,
    topics,
)
from storage.together import Change

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an answer is about to move; None for what she has not met yet."""

    ability: Ability | None
    topic: TopicState | None
    test: AttemptResult | None
    memory: Memory | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTopic:
    """A topic: how hard it is, None where nobody met it, and how she stands, None where not she."""

    id: TopicId
    key: str
    difficulty: Gaussian | None
    state: TopicState | None


def topic_states_of(tx: Transaction, student_id: StudentId) -> dict[TopicId, TopicState]:
    """Her states by topic."""
    rows = tx.connection.execute(
        select(topic_states).where(topic_states.c.student_id == student_id)
    )
    return {TopicId(row.topic_id): topic_of(_mapping(row)) for row in rows}


_TOPICS_OF = select(
    topics.c.id,
    topics.c.key,
    topic_difficulties.c.mean.label("difficulty_mean"),
    topic_difficulties.c.variance.label("difficulty_variance"),
    *(column.label(f"own_{column.name}") for column in topic_states.columns),
).select_from(
    topics.outerjoin(topic_difficulties, topic_difficulties.c.topic_id == topics.c.id).outerjoin(
        topic_states,
        and_(
            topic_states.c.topic_id == topics.c.id,
            topic_states.c.student_id == bindparam("student"),
        ),
    )
)


def every_topic_of(tx: Transaction, student_id: StudentId) -> list[KnownTopic]:
    """Every topic with what is believed of it, and of her on it."""
    return [
        KnownTopic(
            id=TopicId(row.id),
            key=row.key,
            difficulty=(
                None
                if row.difficulty_mean is None
                else Gaussian(row.difficulty_mean, row.difficulty_variance)
            ),
            state=(
                None
                if row.own_student_id is None
                else topic_of({name: getattr(row, f"own_{name}") for name in topic_states.c.keys()})  # noqa: SIM118 - not a dict
            ),
        )
        for row in tx.connection.execute(_TOPICS_OF, {"student": student_id})
    ]


def ability_for(tx: Transaction, student_id: StudentId) -> Ability | None:
    row = tx.connection.execute(
        select(abilities).where(abilities.c.student_id == student_id)
    ).one_or_none()
    return None if row is None else ability_of(_mapping(row))


def _mapping(row: Row[Any]) -> Mapping[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - public API of Row


def ability_of(row: Mapping[str, Any]) -> Ability:
    return Ability(
        Gaussian(row["mean"], row["variance"]),
        Gaussian(row["pace"], row["pace_variance"]),
        row["answers"],
        row["last_at"],
    )


def topic_of(row: Mapping[str, Any]) -> TopicState:
    weeks = tuple(
        Week(date.fromisoformat(monday), Gaussian(mean, variance), answers, right)
        for monday, mean, variance, answers, right in row["weeks"]
    )
    return TopicState(
        Gaussian(row["mean"], row["variance"]),
        row["answers"],
        row["right"],
        row["milliseconds"],
        row["timed"],
        row["first_at"],
        row["last_at"],
        weeks,
    )


def result_of(row: Mapping[str, Any]) -> AttemptResult:
    return AttemptResult(
        row["answers"],
        row["right"],
        row["rapid"],
        _fraction(row["marks"]),
        _fraction(row["best"]),
        row["milliseconds"],
        row["timed"],
        row["exam_id"],
        row["started_at"],
        row["completed_at"],
    )


def memory_of(row: Mapping[str, Any]) -> Memory:
    return Memory(
        row["stability"],
        row["difficulty"],
        row["reviewed_at"],
        row["due_at"],
        row["reviews"],
        row["successes"],
    )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def ability_row(student_id: StudentId, ability: Ability) -> dict[str, object]:
    return {
        "student_id": student_id,
        "mean": ability.belief.mean,
        "variance": ability.belief.variance,
        "pace": ability.pace.mean,
        "pace_variance": ability.pace.variance,
        "answers": ability.answers,
        "last_at": ability.last_at,
    }


def topic_row(student_id: StudentId, topic_id: int, state: TopicState) -> dict[str, object]:
    return {
        "student_id": student_id,
        "topic_id": topic_id,
        "mean": state.belief.mean,
        "variance": state.belief.variance,
        "answers": state.answers,
        "right": state.right,
        "milliseconds": state.milliseconds,
        "timed": state.timed,
        "first_at": state.first_at,
        "last_at": state.last_at,
        "weeks": [
            [week.starts_on.isoformat(), *week.theta, week.answers, week.right]
            for week in state.weeks
        ],
    }


def test_row(student_id: StudentId, key: str, test: AttemptResult) -> dict[str, object]:
    return {
        "student_id": student_id,
        "key": key,
        "answers": test.answers,
        "right": test.right,
        "rapid": test.rapid,
        "marks": _text(test.marks),
        "best": _text(test.best),
        "milliseconds": test.milliseconds,
        "timed": test.timed,
        "exam_id": test.exam_id,
        "started_at": test.started_at,
        "completed_at": test.completed_at,
        "percentage": float(percentage(test)),
    }


def memory_row(student_id: StudentId, objective: str, memory: Memory) -> dict[str, object]:
    return {
        "student_id": student_id,
        "objective": objective,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "reviewed_at": memory.reviewed_at,
        "due_at": memory.due_at,
        "reviews": memory.reviews,
        "successes": memory.successes,
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def moved(
    student_id: StudentId, topic_id: TopicId, known: Known, *, test: str, objective: str
) -> list[Change]:
    """The rows of the states that one answer moved."""
    found = []
    if known.ability is not None:
        row = ability_row(student_id, known.ability)
        found.append(Change("replace", abilities, row, ("student_id",)))
    if known.topic is not None:
        row = topic_row(student_id, topic_id, known.topic)
        found.append(Change("replace", topic_states, row, ("student_id", "topic_id")))
    if known.test is not None:
        row = test_row(student_id, test, known.test)
        found.append(Change("replace", attempt_results, row, ("student_id", "key")))
    if known.memory is not None:
        row = memory_row(student_id, objective, known.memory)
        found.append(Change("replace", memories, row, ("student_id", "objective")))
    return found
