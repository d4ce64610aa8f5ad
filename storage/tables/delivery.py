"""What is to be said later, and which updates have had their effect."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(32), nullable=False),
    # kind:student:local date; a second planner or a repeated hour finds it taken.
    Column("dedupe_key", String(128), nullable=False, unique=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    # student:local date of what nobody asked for; unique, so that a day brings one at most.
    Column("slot", String(40), unique=True),
    # 0 asked for, 1 decided about her, 2 alerts, 3 the daily message: the lower goes first.
    Column("urgency", SmallInteger, nullable=False, server_default=text("1")),
    Column("payload", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("owner", String(64)),
    Column("lease_until", Instant),
    Column("tries", SmallInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("planned_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("error", Text),
    Index(
        "ix_outbox_unfinished",
        "urgency",
        "due_at",
        "id",
        sqlite_where=text("state IN ('planned', 'claimed', 'sending')"),
        postgresql_where=text("state IN ('planned', 'claimed', 'sending')"),
    ),
    Index("ix_outbox_student_id", "student_id"),
)

handled_updates = Table(
    "handled_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Instant, nullable=False),
    Index("ix_handled_updates_handled_at", "handled_at"),
)

parked_updates = Table(
    "parked_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("error", Text),
    Column("first_tried_at", Instant, nullable=False),
    Column("parked_at", Instant),
)

# Proof of an erasure, encrypted; nobody's, and gone on its day.
retained_records = Table(
    "retained_records",
    metadata,
    Column("id", Key, primary_key=True),
    Column("content", Text, nullable=False),
    Column("purge_at", Instant, nullable=False),
    Index("ix_retained_records_purge_at", "purge_at"),
)
