"""Attempts, the answer log, and what is derived from it."""

from sqlalchemy import (
    BigInteger,
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
    false,
    text,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

attempts = Table(
    "attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("key", String(128), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("question_count", SmallInteger, nullable=False),
    Column("answered", SmallInteger, nullable=False),
    Column("right", SmallInteger, nullable=False),
    # Answered questions that were taken back since: they count for nobody.
    Column("dropped", SmallInteger, nullable=False, server_default=text("0")),
    Column("started_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("paused_at", Instant),
    Column("completed_at", Instant),
    UniqueConstraint("student_id", "key"),
    # A student runs one attempt at a time; the database keeps it so.
    Index(
        "uq_attempts_open",
        "student_id",
        unique=True,
        sqlite_where=text("state IN ('running', 'paused')"),
        postgresql_where=text("state IN ('running', 'paused')"),
    ),
)

responses = Table(
    "responses",
    metadata,
    Column("attempt_id", Key, ForeignKey("attempts.id"), primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Column("shown_at", Instant),
    Column("message_id", BigInteger),
    Column("hints", SmallInteger, nullable=False),
    Column("chosen", String(1)),
    Column("is_correct", Boolean),
    Column("milliseconds", Integer),
    Column("answered_at", Instant),
    Column("is_dropped", Boolean, nullable=False, server_default=false()),
    Index("ix_responses_question_id", "question_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
    Column("topic_id", Integer, ForeignKey("topics.id"), nullable=False),
    Column("attempt_id", Key, ForeignKey("attempts.id")),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("test", String(128), nullable=False, server_default=""),
    Column("answered_at", Instant, nullable=False),
    Column("is_correct", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("selected", String(1)),
    Column("right_option", String(1)),
    Column("option_count", SmallInteger),
    Column("difficulty", SmallInteger),
    Column("marks", String(32)),
    Column("milliseconds", Integer),
    Column("confidence", SmallInteger),
    Column("hint_used", Boolean),
    Column("explanation_viewed", Boolean),
    # Which version she saw, in which language; unknown for imported logs.
    Column("version_id", Key, ForeignKey("question_versions.id")),
    Column("language", String(2)),
    # Its question was taken back: the row stays, and counts nowhere.
    Column("is_dropped", Boolean, nullable=False, server_default=false()),
    # What it was judged with (design rule 4): a student's state is a function of her own rows.
    Column("question_mean", Double, nullable=False),
    Column("question_variance", Double, nullable=False),
    Column("topic_mean", Double, nullable=False),
    Column("topic_variance", Double, nullable=False),
    Column("probability_before", Double, nullable=False),
    UniqueConstraint("student_id", "question_id", "answered_at", "test"),
    UniqueConstraint("attempt_id", "question_id"),
    Index(
        "ix_answers_student_id_answered_at",
        "student_id",
        "answered_at",
        "topic_id",
        "is_correct",
        "milliseconds",
    ),
    Index("ix_answers_question_id", "question_id"),
)

abilities = Table(
    "abilities",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
)

topic_states = Table(
    "topic_states",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("topic_id", Integer, ForeignKey("topics.id"), primary_key=True, autoincrement=False),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("timed", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
)

student_days = Table(
    "student_days",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("timed", Integer, nullable=False),
)
