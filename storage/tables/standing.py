"""How students stand among others, and what was forecast of them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

# The last 30 days of a student in one row; right for every instant after `valid_after` up to
# `valid_until`: then a test leaves the window. A new answer makes it stale.
standings = Table(
    "standings",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("first_at", Instant),
    Column("last_active_at", Instant),
    Column("tests", Integer, nullable=False),
    Column("average_percentage", Double),
    # Its exact value as a fraction, to tell equal averages from close ones.
    Column("exact_percentage", String(200)),
    Column("standard_deviation", Double),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("timed", Integer, nullable=False),
    Column("improvement", Double),
    Column("efficiency", Double),
    Column("overall", Double),
    # First rated, not low-effort attempts: how many, their mean and spread.
    Column("fair_tests", Integer, nullable=False),
    Column("fair_mean", Double),
    Column("fair_variance", Double),
    Column("valid_after", Instant),
    Column("valid_until", Instant),
    Column("is_stale", Boolean, nullable=False),
    Index("ix_standings_exam_id_overall", "exam_id", "overall"),
    Index("ix_standings_exam_id_average_percentage", "exam_id", "average_percentage"),
    Index("ix_standings_is_stale_valid_until", "is_stale", "valid_until"),
)

# Every forecast of an exam's score, kept to be measured against what came.
readiness_forecasts = Table(
    "readiness_forecasts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("exam_id", Integer, ForeignKey("exams.id"), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("probability", Double, nullable=False),
    Column("expected_share", Double, nullable=False),
    Column("low_share", Double, nullable=False),
    Column("high_share", Double, nullable=False),
    Column("cutoff_share", Double, nullable=False),
    # Shares of the maximum, so that papers of any length compare.
    Column("outcome_share", Double),
    Column("outcome_kind", String(16)),
    Column("outcome_at", Instant),
    UniqueConstraint("student_id", "exam_id", "made_on"),
    Index("ix_readiness_forecasts_outcome_at", "outcome_at"),
)

# What a rule said of a student, with the numbers, told or not.
alerts = Table(
    "alerts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("type", String(32), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("spec_condition", Boolean, nullable=False),
    Column("suppressed_by", String(32)),
    UniqueConstraint("student_id", "type", "raised_at"),
)
