"""Forecasts are kept once a day, and measured against the mock tests that followed."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from analytics.logged_answer import LoggedAnswer
from content.exam_file import load_catalogue
from services.errors import NotAnAdmin
from services.forecasts import Forecasts, calibration
from storage import answer_log, forecasts, students
from storage.engine import Database
from storage.records import Student

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ZONE = "Asia/Kolkata"
TOPICS = [
    topic.id
    for subject in load_catalogue().exams["ras_pre"].subjects()
    for topic in load_catalogue().subjects[subject].topics
]


def answers(
    count: int, *, start: datetime, mock: str = "", right: float = 0.7
) -> list[LoggedAnswer]:
    rng = random.Random(count)
    rows = []
    for number in range(count):
        hit = rng.random() < right
        rows.append(
            LoggedAnswer(
                student="asha",
                question=f"q{number}",
                topic=TOPICS[number % len(TOPICS)],
                correct=hit,
                answered_at=start + timedelta(minutes=number),
                test=mock,
                groups=(),
                exam="ras_pre",
                difficulty=None,
                options=4,
                selected=None,
                right_option=None,
                state="answered",
                marks=None if not mock else str(Fraction(4, 3) if hit else Fraction(-4, 9)),
                milliseconds=20_000,
                confidence=None,
                hint_used=None,
                explanation_viewed=None,
            )
        )
    return rows


async def take_in(database: Database, rows: list[LoggedAnswer]) -> None:
    await database.write(lambda tx: answer_log.store(tx, rows, at=AT, default_timezone=ZONE))


async def test_a_forecast_is_kept_and_meets_its_mock(database: Database) -> None:
    kept = Forecasts(database, admins=frozenset(), default_timezone=ZONE)
    await take_in(database, answers(150, start=AT - timedelta(hours=4)))

    assert await kept.keep(at=AT) == 1
    assert await kept.keep(at=AT + timedelta(hours=1)) == 0
    assert await database.read(forecasts.waiting) == 1

    short = answers(20, start=AT + timedelta(hours=2), mock="short")
    await take_in(database, short)
    await kept.keep(at=AT + timedelta(hours=3))
    assert await database.read(forecasts.outcomes) == []

    await take_in(database, answers(60, start=AT + timedelta(hours=4), mock="long", right=1.0))
    await kept.keep(at=AT + timedelta(hours=6))
    found = await database.read(lambda tx: calibration(tx, at=AT + timedelta(hours=6)))

    assert (found.forecasts, found.waiting) == (1, 0)
    (outcome,) = await database.read(forecasts.outcomes)
    assert outcome.outcome_share == 1
    assert found.brier == pytest.approx((outcome.probability - 1) ** 2)
    assert found.coverage == float(outcome.high_share >= 1)
    assert found.answers == 230
    assert sum(one.count for one in found.answer_bins) == 230


async def test_too_few_answers_make_no_forecast(database: Database) -> None:
    kept = Forecasts(database, admins=frozenset(), default_timezone=ZONE)
    await take_in(database, answers(10, start=AT - timedelta(hours=4)))

    assert await kept.keep(at=AT) == 1
    assert await database.read(forecasts.waiting) == 0


async def test_only_an_admin_sees_what_forecasts_were_worth(database: Database) -> None:
    await take_in(database, answers(10, start=AT - timedelta(hours=4)))
    asha = await database.read(lambda tx: students.find_by_key(tx, "asha"))
    assert isinstance(asha, Student)
    kept = Forecasts(database, admins=frozenset({7}), default_timezone=ZONE)

    with pytest.raises(NotAnAdmin):
        await kept.calibration(asha, at=AT)
    found = await kept.calibration(replace(asha, telegram_id=7), at=AT)
    assert found.answers == 10
    assert found.brier is None
