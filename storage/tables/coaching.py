"""What a language model was asked, what it cost, and the texts that passed."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

# One row for each attempt, put down before it is made; no text.
coach_calls = Table(
    "coach_calls",
    metadata,
    Column("id", Key, primary_key=True),
    # None for what no student asked for, and for who was erased: what it cost stays.
    Column("student_id", Key, ForeignKey("students.id")),
    Column("on_date", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("task", String(16), nullable=False),
    Column("model", String(64), nullable=False),
    Column("prices_of", String(16), nullable=False),
    # "reserved" until the outcome is known; a lost answer keeps what was reserved.
    Column("outcome", String(16), nullable=False),
    Column("micro_dollars", Integer, nullable=False),
    Column("input_tokens", Integer),
    Column("output_tokens", Integer),
    Column("cache_write_tokens", Integer),
    Column("cache_read_tokens", Integer),
    Column("thinking_tokens", Integer),
    Column("milliseconds", Integer),
    Column("request_id", String(64)),
    Index("ix_coach_calls_student_id_on_date", "student_id", "on_date"),
    Index("ix_coach_calls_on_date", "on_date"),
)

# The day's money, changed only by a conditional update: two workers cannot overspend it.
coach_days = Table(
    "coach_days",
    metadata,
    Column("on_date", Date, primary_key=True),
    Column("micro_dollars", Integer, nullable=False),
)

# Texts without numbers and names, for everybody in the same situation.
coach_texts = Table(
    "coach_texts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# Requests that were sent together, and what each is about.
coach_batches = Table(
    "coach_batches",
    metadata,
    Column("id", Key, primary_key=True),
    Column("vendor_id", String(128), nullable=False, unique=True),
    Column("submitted_at", Instant, nullable=False),
    Column("collected_at", Instant),
    # {name in the batch: [version, language, call]}
    Column("orders", JSON, nullable=False),
)

# Explanations and hints that wait for a person's look before anybody gets them.
question_drafts = Table(
    "question_drafts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Column("language", String(2), nullable=False),
    Column("explanation", Text, nullable=False),
    Column("hints", JSON, nullable=False),
    Column("why_wrong", JSON, nullable=False),
    # waiting, approved, declined; refused where the checks found a fault.
    Column("state", String(16), nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("version_id", "language"),
    Index("ix_question_drafts_state", "state"),
)
