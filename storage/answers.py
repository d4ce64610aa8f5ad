"""The answer log, and the sums and states that each answer moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, Row, and_, bindparam, cast, func, insert, select

from analytics.learner_model import Gaussian, Judgement, guess_floor
from analytics.student_state import Ability, Evidence, Judged, TopicState
from storage.engine import Transaction
from storage.records import AttemptId, Named, QuestionId, StudentId, TopicId
from storage.tables import abilities, answers, student_days, topic_states, topics
from storage.upsert import add_to_row, replace_rows

_STATE = (
    select(
        abilities.c.mean,
        abilities.c.variance,
        abilities.c.answers,
        abilities.c.last_at,
        topic_states.c.mean.label("topic_mean"),
        topic_states.c.variance.label("topic_variance"),
        topic_states.c.answers.label("topic_answers"),
        topic_states.c.right,
        topic_states.c.milliseconds,
        topic_states.c.timed,
        topic_states.c.first_at,
        topic_states.c.last_at.label("topic_last_at"),
    )
    .select_from(
        abilities.outerjoin(
            topic_states,
            and_(
                topic_states.c.student_id == abilities.c.student_id,
                topic_states.c.topic_id == bindparam("topic"),
            ),
        )
    )
    .where(abilities.c.student_id == bindparam("student"))
)
_SEEN = (
    select(answers.c.id)
    .where(
        answers.c.question_id == bindparam("question"),
        answers.c.student_id == bindparam("student"),
        answers.c.is_dropped.is_(False),
    )
    .limit(1)
)
_INSERT = insert(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """One answer as it goes into the log."""

    student_id: StudentId
    question_id: QuestionId
    topic_id: TopicId
    attempt_id: AttemptId | None
    exam_id: int | None
    test: str
    answered_at: datetime
    is_correct: bool
    state: str
    selected: str | None
    right_option: str | None
    option_count: int | None
    difficulty: int | None
    marks: str | None
    milliseconds: int | None
    confidence: int | None
    hint_used: bool | None
    explanation_viewed: bool | None
    version_id: int | None = None
    language: str | None = None
    judgement: Judgement

    def evidence(self, *, is_repeat: bool) -> Evidence:
        return Evidence(
            question_id=self.question_id,
            topic_id=self.topic_id,
            answered_at=self.answered_at,
            is_correct=self.is_correct,
            milliseconds=self.milliseconds,
            is_repeat=is_repeat,
            judgement=self.judgement,
        )

    def columns(self, probability_before: float) -> dict[str, object]:
        """The row to insert."""
        columns: dict[str, object] = {
            name: getattr(self, name) for name in self.__slots__ if name != "judgement"
        }
        return columns | {
            "question_mean": self.judgement.question.mean,
            "question_variance": self.judgement.question.variance,
            "topic_mean": self.judgement.topic.mean,
            "topic_variance": self.judgement.topic.variance,
            "probability_before": probability_before,
        }


def state_of(
    tx: Transaction, student_id: StudentId, topic_id: TopicId
) -> tuple[Ability | None, TopicState | None]:
    """What is known of a student, in general and on a topic."""
    row = tx.connection.execute(_STATE, {"student": student_id, "topic": topic_id}).one_or_none()
    if row is None:
        return None, None
    ability = Ability(
        belief=Gaussian(row.mean, row.variance), answers=row.answers, last_at=row.last_at
    )
    if row.topic_mean is None:
        return ability, None
    return ability, TopicState(
        belief=Gaussian(row.topic_mean, row.topic_variance),
        answers=row.topic_answers,
        right=row.right,
        milliseconds=row.milliseconds,
        timed=row.timed,
        first_at=row.first_at,
        last_at=row.topic_last_at,
    )


def has_seen(tx: Transaction, student_id: StudentId, question_id: QuestionId) -> bool:
    found = tx.connection.scalar(_SEEN, {"student": student_id, "question": question_id})
    return found is not None


def record(tx: Transaction, answer: NewAnswer, judged: Judged, *, day: date) -> None:
    """Appends one answer and moves what is derived from it: O(1) rows."""
    tx.connection.execute(_INSERT, answer.columns(judged.probability_before))
    save_ability(tx, answer.student_id, judged.ability)
    save_topic_states(tx, answer.student_id, {answer.topic_id: judged.topic})
    add_to_row(
        tx,
        student_days,
        ("student_id", "day"),
        {
            "student_id": answer.student_id,
            "day": day,
            "answers": 1,
            "right": int(answer.is_correct),
            "milliseconds": answer.milliseconds or 0,
            "timed": int(answer.milliseconds is not None),
        },
    )


def ability_row(student_id: StudentId, ability: Ability) -> dict[str, object]:
    return {
        "student_id": student_id,
        "mean": ability.belief.mean,
        "variance": ability.belief.variance,
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
    }


def save_ability(tx: Transaction, student_id: StudentId, ability: Ability) -> None:
    replace_rows(tx, abilities, ("student_id",), ability_row(student_id, ability))


def save_topic_states(
    tx: Transaction, student_id: StudentId, states: dict[TopicId, TopicState]
) -> None:
    rows = [topic_row(student_id, topic_id, state) for topic_id, state in states.items()]
    replace_rows(tx, topic_states, ("student_id", "topic_id"), rows)


def evidence_of(row: Row[Any]) -> Evidence:
    """An answer row as the model reads it; the fold finds out about repeats itself."""
    return Evidence(
        question_id=row.question_id,
        topic_id=row.topic_id,
        answered_at=row.answered_at,
        is_correct=row.is_correct,
        milliseconds=row.milliseconds,
        is_repeat=False,
        judgement=Judgement(
            Gaussian(row.question_mean, row.question_variance),
            Gaussian(row.topic_mean, row.topic_variance),
            guess_floor(row.option_count),
        ),
    )


def log_of(tx: Transaction, student_id: StudentId) -> Iterator[Row[Any]]:
    """A student's answers in log order, but for those whose question was dropped."""
    return iter(
        tx.connection.execute(
            select(answers)
            .where(answers.c.student_id == student_id, answers.c.is_dropped.is_(False))
            .order_by(answers.c.answered_at, answers.c.id)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """What a student did on one local day."""

    day: date
    answers: int
    right: int
    milliseconds: int
    timed: int


def days_of(tx: Transaction, student_id: StudentId, *, since: date, until: date) -> list[DaySum]:
    """Her days with answers, `since` and `until` included, in order."""
    rows = tx.connection.execute(
        select(student_days)
        .where(student_days.c.student_id == student_id, student_days.c.day.between(since, until))
        .order_by(student_days.c.day)
    )
    return [
        DaySum(
            day=row.day,
            answers=row.answers,
            right=row.right,
            milliseconds=row.milliseconds,
            timed=row.timed,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSum:
    """What a student did on one topic in a window."""

    topic: Named
    answers: int
    right: int


def topics_of(
    tx: Transaction, student_id: StudentId, *, since: datetime, until: datetime
) -> list[TopicSum]:
    """Her answers per topic with since ≤ answered_at < until."""
    right = func.sum(cast(answers.c.is_correct, Integer)).label("right")
    rows = tx.connection.execute(
        select(topics, func.count().label("answers"), right)
        .select_from(answers.join(topics, topics.c.id == answers.c.topic_id))
        .where(
            answers.c.student_id == student_id,
            answers.c.answered_at >= since,
            answers.c.answered_at < until,
            answers.c.is_dropped.is_(False),
        )
        .group_by(*topics.columns)
        .order_by(topics.c.id)
    )
    return [
        TopicSum(
            topic=Named(key=row.key, name_en=row.name_en, name_hi=row.name_hi),
            answers=row.answers,
            right=row.right,
        )
        for row in rows
    ]


def total(tx: Transaction, student_id: StudentId) -> int:
    counted = tx.connection.scalar(
        select(abilities.c.answers).where(abilities.c.student_id == student_id)
    )
    return int(counted or 0)
