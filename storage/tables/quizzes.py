"""Live quizzes in a group's chat: polls asked one after another, and who voted how."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    text,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

quizzes = Table(
    "quizzes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("group_id", Key, ForeignKey("groups.id")),
    # Who started it; nobody once she is erased.
    Column("owner_id", Key, ForeignKey("students.id")),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("language", String(2), nullable=False),
    Column("question_count", SmallInteger, nullable=False),
    Column("seconds", SmallInteger, nullable=False),
    Column("state", String(16), nullable=False),
    # Questions asked so far.
    Column("position", SmallInteger, nullable=False, server_default=text("0")),
    # When the next step is due; claimed by a conditional update.
    Column("due_at", Instant),
    Column("board_message_id", BigInteger),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_quizzes_due_at", "due_at"),
    # A chat has one quiz at a time.
    Index(
        "uq_quizzes_chat_id",
        "chat_id",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
)

quiz_questions = Table(
    "quiz_questions",
    metadata,
    Column("quiz_id", Key, ForeignKey("quizzes.id"), primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Column("poll_id", String(32), unique=True),
    Column("message_id", BigInteger),
    Column("asked_at", Instant),
)

quiz_votes = Table(
    "quiz_votes",
    metadata,
    Column("quiz_id", Key, ForeignKey("quizzes.id"), primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    # As Telegram showed it; kept for the board only, and gone a day later.
    Column("name", String(128), nullable=False),
    Column("option", String(1), nullable=False),
    Column("voted_at", Instant, nullable=False),
    Index("ix_quiz_votes_telegram_id", "telegram_id"),
)

# Votes that came before it was noted which question their poll is; moved on as soon as it is.
early_votes = Table(
    "early_votes",
    metadata,
    Column("poll_id", String(32), primary_key=True),
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(128), nullable=False),
    Column("option", String(1), nullable=False),
    Column("voted_at", Instant, nullable=False),
    Index("ix_early_votes_telegram_id", "telegram_id"),
)
