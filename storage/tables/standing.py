"""How students stand among others, and what was forecast of them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

# The last 30 days of a student in one row, of all her tests (scope 0) and of those of each exam;
# right for every instant after `valid_after` up to `valid_until`: then a test leaves the window.
# A new answer makes it stale.
standings = Table(
    "standings",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("scope", Integer, primary_key=True, autoincrement=False),
    # Her own exam, whatever the scope.
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("first_at", Instant),
    Column("last_active_at", Instant),
    Column("tests", Integer, nullable=False),
    Column("average_percentage", Double),
    # Tenths of a percent; none under the minimum of tests.
    Column("bucket", SmallInteger),
    Column("standard_deviation", Double),
    Column("overall", Double),
    # At nine decimals, so that equals are equal.
    Column("improvement", Double),
    Column("efficiency", Double),
    # {subject: [right answers, answers]} of the window's tests.
    Column("subjects", JSON, nullable=False),
    Column("fair_tests", Integer, nullable=False),
    Column("fair_deviation", Double),
    # Fractions as text: average, improvement, efficiency, fair mean.
    Column("exact", JSON, nullable=False),
    Column("valid_after", Instant),
    Column("valid_until", Instant),
    Column("is_stale", Boolean, nullable=False),
    Index("ix_standings_scope_bucket", "scope", "bucket", "average_percentage"),
    # Holds all that peers are counted by, so that counting them reads no row.
    Index(
        "ix_standings_peers",
        *("exam_id", "scope", "first_at", "overall", "improvement", "efficiency"),
    ),
    Index("ix_standings_is_stale_valid_until", "is_stale", "valid_until"),
    Index("ix_standings_valid_after", "valid_after"),
)

# How many ranked students have an average of so many tenths of a percent.
standing_buckets = Table(
    "standing_buckets",
    metadata,
    Column("scope", Integer, primary_key=True, autoincrement=False),
    Column("bucket", SmallInteger, primary_key=True, autoincrement=False),
    Column("students", Integer, nullable=False),
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
    # Her thumb, once she gave one.
    Column("was_useful", Boolean),
    UniqueConstraint("student_id", "type", "raised_at"),
    Index("ix_alerts_raised_at", "raised_at"),
)
