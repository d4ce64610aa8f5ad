"""Readiness forecasts kept day by day, measured against what came, for the admins."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from analytics.forecast_quality import (
    BINS,
    Bin,
    Decomposition,
    brier,
    calibration_error,
    decomposition,
    reliability_table,
)
from analytics.readiness import Forecast
from services.admin_notes import require_admin
from services.report_data import ReportData, report_data
from services.report_outlook import readiness_forecast
from storage import forecasts, peer_rows, students
from storage.engine import Database, Transaction
from storage.forecasts import NewForecast
from storage.records import Student, StudentId

#: Forecasts a tick: each reads a student's report.
BATCH = 20
#: Who answered within a day has something new to forecast from.
LATELY = timedelta(days=1)
#: A mock of fewer questions says too little about the exam.
FEWEST_MOCK_ANSWERS = 50
#: Answers whose forecasts are looked at.
LOOKBACK = timedelta(days=90)
#: Forecasts in ten bins: there are fewer of them than answers.
FORECAST_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How good what the bot says of the future was; None where nothing came yet."""

    answers: int
    answer_error: float | None
    answer_bins: tuple[Bin, ...]
    forecasts: int
    waiting: int
    brier: float | None
    parts: Decomposition | None
    error: float | None
    #: Share of 80 % score intervals that held what came.
    coverage: float | None


class Forecasts:
    def __init__(
        self, database: Database, *, admins: frozenset[int], default_timezone: str
    ) -> None:
        self._database = database
        self._admins = admins
        self._timezone = default_timezone

    async def keep(self, *, at: datetime) -> int:
        """Forecasts for students who answered lately, once a day each; how many were looked at."""
        day = at.astimezone(UTC).date()
        whom = await self._database.write(
            lambda tx: forecasts.next_students(tx, since=at - LATELY, day=day, limit=BATCH)
        )
        for one in whom:
            await self._database.write(lambda tx, who=one: self._keep_one(tx, who, at=at))  # type: ignore[misc]
        await self._database.write(
            lambda tx: forecasts.score_by_mocks(tx, fewest_answers=FEWEST_MOCK_ANSWERS)
        )
        return len(whom)

    def _keep_one(self, tx: Transaction, student_id: StudentId, *, at: datetime) -> None:
        student = students.get(tx, student_id)
        data = report_data(tx, student, days=30, at=at, default_timezone=self._timezone)
        found = readiness_forecast(data)
        if isinstance(found, Forecast):
            forecasts.keep(tx, _new(tx, data, found, at=at))

    async def calibration(self, admin: Student, *, at: datetime) -> Calibration:
        """What came of everything said; raises NotAnAdmin."""
        require_admin(admin, self._admins)
        return await self._database.read(lambda tx: calibration(tx, at=at))


def _new(tx: Transaction, data: ReportData, found: Forecast, *, at: datetime) -> NewForecast:
    outlook = data.outlook
    assert outlook is not None
    exam_id = peer_rows.exam_id(tx, outlook.exam)
    assert exam_id is not None
    low, high = found.score_interval
    return NewForecast(
        student_id=data.student.id,
        exam_id=exam_id,
        made_on=at.astimezone(UTC).date(),
        made_at=at,
        probability=found.probability,
        expected_share=found.expected_score / found.maximum,
        low_share=low / found.maximum,
        high_share=high / found.maximum,
        cutoff_share=outlook.cutoff.marks / found.maximum,
    )


def calibration(tx: Transaction, *, at: datetime) -> Calibration:
    """The same, inside a transaction."""
    bins = forecasts.answer_bins(tx, since=at - LOOKBACK, bins=BINS)
    came = forecasts.outcomes(tx)
    said = [one.probability for one in came]
    passed = [int(one.outcome_share >= one.cutoff_share) for one in came]
    table = reliability_table(said, passed, bins=FORECAST_BINS)
    held = [one.low_share <= one.outcome_share <= one.high_share for one in came]
    return Calibration(
        answers=sum(one.count for one in bins),
        answer_error=calibration_error(bins),
        answer_bins=bins,
        forecasts=len(came),
        waiting=forecasts.waiting(tx),
        brier=brier(said, passed),
        parts=decomposition(table),
        error=calibration_error(table),
        coverage=sum(held) / len(held) if held else None,
    )
