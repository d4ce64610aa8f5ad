"""What all students' answers say of questions and topics; moved in log order by one consumer."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
)

from storage.tables.metadata import metadata
from storage.types import Key

question_states = Table(
    "question_states",
    metadata,
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    Column("answers", Integer, nullable=False),
    # Welford's sums of log seconds.
    Column("timed", Integer, nullable=False),
    Column("time_mean", Double, nullable=False),
    Column("time_squares", Double, nullable=False),
)

topic_difficulties = Table(
    "topic_difficulties",
    metadata,
    Column("topic_id", Integer, ForeignKey("topics.id"), primary_key=True, autoincrement=False),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    Column("answers", Integer, nullable=False),
)

# How much easier a question is after a right and after a wrong answer to it.
repeat_effects = Table(
    "repeat_effects",
    metadata,
    Column("after_right", Boolean, primary_key=True),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    Column("answers", Integer, nullable=False),
)

# How far a consumer has read the answer log.
markers = Table(
    "markers",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("position", BigInteger, nullable=False),
)

# Questions whose past changed under a correction or an erasure: to be read again from the log.
stale_questions = Table(
    "stale_questions",
    metadata,
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
)
