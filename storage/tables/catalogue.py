"""Exams, subjects, topics and questions: a copy of the content files, and what imports add."""

from sqlalchemy import (
    JSON,
    BigInteger,
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

exams = Table(
    "exams",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("name_en", String(200), nullable=False),
    Column("name_hi", String(200), nullable=False),
)

subjects = Table(
    "subjects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("name_en", String(200), nullable=False),
    Column("name_hi", String(200), nullable=False),
)

topics = Table(
    "topics",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("subject_id", Integer, ForeignKey("subjects.id")),
    Column("name_en", String(200), nullable=False),
    Column("name_hi", String(200), nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("topic_id", Integer, ForeignKey("topics.id"), nullable=False),
    Column("difficulty", SmallInteger),
    Column("kind", String(32), nullable=False),
    Column("objective", String(128)),
    Column("version", Integer, nullable=False),
    Column("withdrawn_at", Instant),
    # Only accepted questions are asked; waiting ones want an admin's look; own ones are asked in
    # their group's assignments.
    Column("status", String(16), nullable=False, server_default="accepted"),
    # What the content files held when they were last loaded: a local edit is told apart by it.
    Column("shipped_digest", String(64)),
    Column("imported_by", Key, ForeignKey("students.id")),
    # Whose teachers wrote it; None for the bank's.
    Column("group_id", Key, ForeignKey("groups.id")),
    Index("ix_questions_group_id", "group_id"),
    Index("ix_questions_topic_id", "topic_id"),
    Index("ix_questions_status", "status"),
)

question_versions = Table(
    "question_versions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("right_option", String(1), nullable=False),
    # Letters that count as right by now; none once the question was dropped.
    Column("accepts", String(5), nullable=False),
    Column("option_count", SmallInteger, nullable=False),
    Column("exam", String(64)),
    Column("source", Text),
    Column("valid_on", Date),
    Column("digest", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("question_id", "version"),
)

question_texts = Table(
    "question_texts",
    metadata,
    Column("version_id", Key, ForeignKey("question_versions.id"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("stem", Text, nullable=False),
    Column("options", JSON, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("hints", JSON, nullable=False),
    # One sentence for each option on why it tempts; empty for the right one.
    Column("why_wrong", JSON, nullable=False),
    # Equal for the same stem with the same options.
    Column("fingerprint", String(64), nullable=False),
    Index("ix_question_texts_fingerprint", "fingerprint"),
)

# What an admin stands for: the pattern of an exam as this version of the catalogue has it.
exam_confirmations = Table(
    "exam_confirmations",
    metadata,
    Column("exam", String(64), primary_key=True),
    Column("pattern", String(64), primary_key=True),
    Column("confirmed_by", BigInteger, nullable=False),
    Column("confirmed_at", Instant, nullable=False),
)

exam_targets = Table(
    "exam_targets",
    metadata,
    Column("exam", String(64), primary_key=True),
    Column("low_percent", SmallInteger, nullable=False),
    Column("high_percent", SmallInteger, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Column("set_at", Instant, nullable=False),
)
