"""Study plans: what was planned for each day, and what of it was done."""

from sqlalchemy import (
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

study_plans = Table(
    "study_plans",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("made_at", Instant, nullable=False),
    # What it was made for; another exam, date or week of hours makes a new one.
    Column("exam", String(64), nullable=False),
    Column("exam_on", Date, nullable=False),
    Column("study_minutes", String(64), nullable=False),
    Column("marks_without", Double, nullable=False),
    Column("marks_with", Double, nullable=False),
)

plan_sessions = Table(
    "plan_sessions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("position", SmallInteger, nullable=False),
    # learn, review, mock, mistakes
    Column("kind", String(16), nullable=False),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("minutes", SmallInteger, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("student_id", "day", "position"),
)
