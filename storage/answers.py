"""The answer log, and the sums and states that each answer moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, Row, Subquery, bindparam, cast, func, literal, select

from analytics.history import AnswerLogged
from analytics.learner_model import Gaussian, Judgement, guess_floor
from analytics.memory import GUESS
from storage.direct import Direct
from storage.engine import Transaction
from storage.records import AttemptId, Named, QuestionId, StudentId, TopicId
from storage.standings import stale
from storage.student_states import Known, moved
from storage.tables import (
    abilities,
    answers,
    questions,
    student_days,
    topics,
)
from storage.together import Change


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
    objective: str
    judgement: Judgement
    #: Mean and variance of log seconds that the question takes.
    time: Gaussian
    #: Her last verdict on it; None at first sight.
    seen: bool | None

    def logged(self, zone: ZoneInfo) -> AnswerLogged:
        """The answer as her history takes it, on her calendar."""
        return AnswerLogged(
            question_id=self.question_id,
            topic_id=self.topic_id,
            objective=self.objective,
            exam_id=self.exam_id,
            test=self.test,
            answered_at=self.answered_at,
            is_correct=self.is_correct,
            is_blank=self.state == "blank",
            marks=self.marks,
            milliseconds=self.milliseconds,
            confidence=self.confidence,
            hint_used=self.hint_used,
            judgement=self.judgement,
            time=self.time,
            zone=zone,
        )

    def columns(
        self, *, probability_before: float, ability_variance: float, is_rapid: bool
    ) -> dict[str, object]:
        """The row to insert."""
        columns: dict[str, object] = {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in {"judgement", "time", "objective"}
        }
        return columns | {
            "question_mean": self.judgement.question.mean,
            "question_variance": self.judgement.question.variance,
            "topic_mean": self.judgement.topic.mean,
            "topic_variance": self.judgement.topic.variance,
            "probability_before": probability_before,
            "ability_variance": ability_variance,
            "time_mean": self.time.mean,
            "time_variance": self.time.variance,
            "is_rapid": is_rapid,
        }


def recorded(
    answer: NewAnswer, row: Mapping[str, object], known: Known, *, on: AnswerLogged
) -> list[Change]:
    """One answer to append, and the rows that it moved: O(1) of them."""
    day = {
        "student_id": answer.student_id,
        "day": on.day,
        "answers": 1,
        "right": int(answer.is_correct),
        "milliseconds": answer.milliseconds or 0,
        "timed": int(answer.milliseconds is not None),
    }
    return [
        Change("insert", answers, row),
        *moved(
            answer.student_id,
            answer.topic_id,
            known,
            test=on.test_key,
            objective=answer.objective,
        ),
        Change("add", student_days, day, ("student_id", "day")),
        stale(answer.student_id),
    ]


def newest_first(student_id: StudentId, *where: ColumnElement[bool]) -> Subquery:
    """Her answers, each with its `place` among those to the same question, the newest first."""
    place = func.row_number().over(
        partition_by=answers.c.question_id,
        order_by=(answers.c.answered_at.desc(), answers.c.id.desc()),
    )
    return (
        select(
            answers.c.question_id,
            answers.c.answered_at,
            answers.c.is_correct,
            place.label("place"),
        )
        .where(answers.c.student_id == student_id, answers.c.is_dropped.is_(False), *where)
        .subquery()
    )


def objective_of(objective: str | None, question_key: str) -> str:
    """What memory files an answer under: the fact that variants share, else the question."""
    return objective or f"question:{question_key}"


def filed_under() -> ColumnElement[str]:
    """The same of a row of questions, said by the database."""
    own = literal("question:") + questions.c.key
    return func.coalesce(func.nullif(questions.c.objective, ""), own)


def logged_of(row: Row[Any], zone: ZoneInfo) -> AnswerLogged:
    """An answer of `log_of` as her history takes it."""
    return AnswerLogged(
        question_id=row.question_id,
        topic_id=row.topic_id,
        objective=objective_of(row.objective, row.question_key),
        exam_id=row.exam_id,
        test=row.test,
        answered_at=row.answered_at,
        is_correct=row.is_correct,
        is_blank=row.state == "blank",
        marks=row.marks,
        milliseconds=row.milliseconds,
        confidence=row.confidence,
        hint_used=row.hint_used,
        judgement=Judgement(
            Gaussian(row.question_mean, row.question_variance),
            Gaussian(row.topic_mean, row.topic_variance),
            guess_floor(row.option_count),
        ),
        time=Gaussian(row.time_mean, row.time_variance),
        zone=zone,
    )


def log_of(
    tx: Transaction, student_id: StudentId, *, until: datetime | None = None
) -> Iterator[Row[Any]]:
    """A student's answers in log order, but for those whose question was dropped."""
    statement = (
        select(
            answers,
            questions.c.key.label("question_key"),
            questions.c.objective.label("objective"),
        )
        .join(questions, questions.c.id == answers.c.question_id)
        .where(answers.c.student_id == student_id, answers.c.is_dropped.is_(False))
        .order_by(answers.c.answered_at, answers.c.id)
    )
    if until is not None:
        statement = statement.where(answers.c.answered_at < until)
    return iter(tx.connection.execute(statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """What a student did on one local day."""

    day: date
    answers: int
    right: int
    milliseconds: int
    timed: int


_DAYS = Direct(
    select(student_days)
    .where(
        student_days.c.student_id == bindparam("student"),
        student_days.c.day.between(bindparam("since"), bindparam("until")),
    )
    .order_by(student_days.c.day)
)


def days_of(tx: Transaction, student_id: StudentId, *, since: date, until: date) -> list[DaySum]:
    """Her days with answers, `since` and `until` included, in order."""
    rows = _DAYS.all(tx, {"student": student_id, "since": since, "until": until})
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


def last_day(tx: Transaction, student_id: StudentId) -> date | None:
    """The local day of her last answer; None before the first."""
    day: date | None = tx.connection.scalar(
        select(func.max(student_days.c.day)).where(student_days.c.student_id == student_id)
    )
    return day


def topics_of(
    tx: Transaction, student_id: StudentId, *, since: datetime, until: datetime
) -> list[TopicSum]:
    """Her answers per topic with since ≤ answered_at < until."""
    return topics_of_all(tx, [student_id], since=since, until=until)


def topics_of_all(
    tx: Transaction, student_ids: Sequence[StudentId], *, since: datetime, until: datetime
) -> list[TopicSum]:
    """The same over several students together."""
    right = func.sum(cast(answers.c.is_correct, Integer)).label("right")
    rows = tx.connection.execute(
        select(topics, func.count().label("answers"), right)
        .select_from(answers.join(topics, topics.c.id == answers.c.topic_id))
        .where(
            answers.c.student_id.in_(student_ids),
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


def gambles_of(tx: Transaction, attempt_id: AttemptId, *, below: float) -> list[bool]:
    """Verdicts of an attempt's answers that had less than this chance, by the model."""
    found = tx.connection.scalars(
        select(answers.c.is_correct).where(
            answers.c.attempt_id == attempt_id,
            answers.c.state == "answered",
            answers.c.is_dropped.is_(False),
            answers.c.probability_before < below,
        )
    )
    return list(found)


def declared_guesses(tx: Transaction, student_id: StudentId) -> tuple[int, int]:
    """How many answers that she called a guess were right, and how many there are."""
    row = tx.connection.execute(
        select(func.count(), func.sum(cast(answers.c.is_correct, Integer))).where(
            answers.c.student_id == student_id,
            answers.c.confidence == GUESS,
            answers.c.is_dropped.is_(False),
        )
    ).one()
    return int(row[1] or 0), int(row[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChoice:
    """What she chose when she met a question last."""

    question_id: QuestionId
    selected: str | None


def last_choice(
    tx: Transaction, student_id: StudentId, *, key: str | None = None
) -> LastChoice | None:
    """Her newest wrong answer, or with a question's key her newest answer to that one."""
    statement = (
        select(answers.c.question_id, answers.c.selected)
        .join(questions, questions.c.id == answers.c.question_id)
        .where(answers.c.student_id == student_id, answers.c.is_dropped.is_(False))
        .order_by(answers.c.answered_at.desc(), answers.c.id.desc())
        .limit(1)
    )
    if key is None:
        statement = statement.where(answers.c.is_correct.is_(False), answers.c.state == "answered")
    else:
        statement = statement.where(questions.c.key == key)
    row = tx.connection.execute(statement).one_or_none()
    if row is None:
        return None
    return LastChoice(question_id=QuestionId(row.question_id), selected=row.selected)


def total(tx: Transaction, student_id: StudentId) -> int:
    counted = tx.connection.scalar(
        select(abilities.c.answers).where(abilities.c.student_id == student_id)
    )
    return int(counted or 0)
