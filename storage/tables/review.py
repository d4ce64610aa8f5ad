"""A bank that corrects itself: reports, corrected keys, flagged questions."""

from sqlalchemy import (
    JSON,
    Column,
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

question_reports = Table(
    "question_reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False, index=True),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    # None where nothing is kept of who reported: nobody can be told the outcome then.
    Column("student_id", Key, ForeignKey("students.id"), index=True),
    # attempt:position, so that a second tap finds the first.
    Column("dedupe_key", String(64), nullable=False, unique=True),
    Column("reason", String(16), nullable=False),
    Column("note", Text),
    Column("language", String(2), nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index("ix_question_reports_state", "state", "created_at"),
)

key_corrections = Table(
    "key_corrections",
    metadata,
    Column("id", Key, primary_key=True),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False, index=True),
    # The version that was current when the key was corrected.
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("accepts", String(5), nullable=False),
    Column("requested_by", Key, ForeignKey("students.id")),
    Column("requested_at", Instant, nullable=False),
    # Everybody was looked at once, but answers under way at the time may still come in.
    Column("swept_at", Instant),
    Column("finished_at", Instant),
    Index("ix_key_corrections_finished_at", "finished_at"),
)

# Whom a correction changed something for; she is told once.
correction_effects = Table(
    "correction_effects",
    metadata,
    Column(
        "correction_id",
        Key,
        ForeignKey("key_corrections.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("answers", SmallInteger, nullable=False),
    # [[attempt id, right before, right after, counted before, counted after], …]
    Column("attempts", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_correction_effects_student_id", "student_id"),
)

question_flags = Table(
    "question_flags",
    metadata,
    Column("id", Key, primary_key=True),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False, index=True),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("detail", String(200), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("closed_at", Instant),
    # Raised once for a version, however many weeks it stays suspicious.
    UniqueConstraint("version_id", "kind"),
)

# Work that is due at a time and claimed by whoever looks first.
chores = Table(
    "chores",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("due_at", Instant, nullable=False),
    Column("runs", Integer, nullable=False),
)

# What operators and owners of groups decided for others.
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Instant, nullable=False),
    # None once she was erased.
    Column("by_id", Key, ForeignKey("students.id")),
    Column("action", String(32), nullable=False),
    Column("about", String(128), nullable=False),
    Index("ix_audit_entries_at", "at"),
    Index("ix_audit_entries_by_id", "by_id"),
)
