"""Readiness forecasts as they were made, and what came of them; how answers were forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Integer, and_, case, cast, func, select, update

from analytics.forecast_quality import Bin
from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import abilities, answers, attempt_results, markers, readiness_forecasts
from storage.upsert import insert_ignoring, replace_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class NewForecast:
    """A forecast in shares of the paper's maximum, so that papers of any length compare."""

    student_id: StudentId
    exam_id: int
    made_on: date
    made_at: datetime
    probability: float
    expected_share: float
    low_share: float
    high_share: float
    cutoff_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A forecast and the share of marks that came."""

    probability: float
    low_share: float
    high_share: float
    cutoff_share: float
    outcome_share: float


DAY, STUDENT = "forecast_day", "forecast_student"


def next_students(tx: Transaction, *, since: datetime, day: date, limit: int) -> list[StudentId]:
    """The next who answered lately, in one pass over everybody a day; [] when it is done.

    Who has too little evidence is looked at once a day and not every minute.
    """
    marks = select(markers).where(markers.c.name.in_((DAY, STUDENT)))
    passed = {row.name: row.position for row in tx.connection.execute(marks)}
    after = passed.get(STUDENT, 0) if passed.get(DAY) == day.toordinal() else 0
    whom = [
        StudentId(row)
        for row in tx.connection.scalars(
            select(abilities.c.student_id)
            .where(abilities.c.last_at >= since, abilities.c.student_id > after)
            .order_by(abilities.c.student_id)
            .limit(limit)
        )
    ]
    position = whom[-1] if whom else after
    for name, value in ((DAY, day.toordinal()), (STUDENT, position)):
        replace_rows(tx, markers, ("name",), {"name": name, "position": value})
    return whom


def keep(tx: Transaction, forecast: NewForecast) -> None:
    """Stores one; the day's first stays."""
    row = {name: getattr(forecast, name) for name in forecast.__slots__}
    insert_ignoring(tx, readiness_forecasts, row)


def latest(
    tx: Transaction, whom: Sequence[StudentId], *, since: datetime, until: datetime
) -> dict[StudentId, float]:
    """The newest probability of each in a window; who has none is left out."""
    rows = tx.connection.execute(
        select(readiness_forecasts.c.student_id, readiness_forecasts.c.probability)
        .where(
            readiness_forecasts.c.student_id.in_(whom),
            readiness_forecasts.c.made_at >= since,
            readiness_forecasts.c.made_at < until,
        )
        .order_by(readiness_forecasts.c.made_at)
    )
    return {StudentId(row.student_id): row.probability for row in rows}


def score_by_mocks(tx: Transaction, *, fewest_answers: int) -> int:
    """Gives open forecasts the first long mock test of the exam that followed; how many."""
    later = and_(
        attempt_results.c.student_id == readiness_forecasts.c.student_id,
        attempt_results.c.exam_id == readiness_forecasts.c.exam_id,
        attempt_results.c.marks.is_not(None),
        attempt_results.c.answers >= fewest_answers,
        attempt_results.c.started_at > readiness_forecasts.c.made_at,
    )
    rows = tx.connection.execute(
        select(
            readiness_forecasts.c.id, attempt_results.c.percentage, attempt_results.c.completed_at
        )
        .join(attempt_results, later)
        .where(readiness_forecasts.c.outcome_share.is_(None))
        .order_by(readiness_forecasts.c.id, attempt_results.c.completed_at.desc())
    )
    first = {row.id: (row.percentage / 100, row.completed_at) for row in rows}
    for forecast_id, (share, at) in first.items():
        tx.connection.execute(
            update(readiness_forecasts)
            .where(readiness_forecasts.c.id == forecast_id)
            .values(outcome_share=share, outcome_kind="mock", outcome_at=at)
        )
    return len(first)


def outcomes(tx: Transaction) -> Sequence[Outcome]:
    """Every forecast that came to something."""
    rows = tx.connection.execute(
        select(readiness_forecasts)
        .where(readiness_forecasts.c.outcome_share.is_not(None))
        .order_by(readiness_forecasts.c.id)
    )
    return [
        Outcome(
            probability=row.probability,
            low_share=row.low_share,
            high_share=row.high_share,
            cutoff_share=row.cutoff_share,
            outcome_share=row.outcome_share,
        )
        for row in rows
    ]


def waiting(tx: Transaction) -> int:
    """Forecasts without an outcome yet."""
    return (
        tx.connection.scalar(
            select(func.count()).where(readiness_forecasts.c.outcome_share.is_(None))
        )
        or 0
    )


def answer_bins(tx: Transaction, *, since: datetime, bins: int) -> tuple[Bin, ...]:
    """What was said of answers before they were given, against what came, in equal-width bins."""
    probability = answers.c.probability_before
    place = cast(func.floor(probability * bins), Integer)
    right = func.sum(case((answers.c.is_correct, 1), else_=0))
    rows = tx.connection.execute(
        select(
            place.label("place"),
            func.count().label("n"),
            func.sum(probability).label("said"),
            right.label("right"),
        )
        .where(
            answers.c.answered_at >= since,
            answers.c.is_dropped.is_(False),
            answers.c.state != "blank",
        )
        .group_by(place)
        .order_by(place)
    )
    return tuple(
        Bin(
            low=row.place / bins,
            high=(row.place + 1) / bins,
            count=row.n,
            mean_forecast=row.said / row.n,
            share_right=row.right / row.n,
        )
        for row in rows
    )
