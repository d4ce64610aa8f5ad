"""Who teaches a group, what is set to it, and what is announced there."""

from sqlalchemy import (
    Boolean,
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

# Everybody who may act for a group, its owner among them.
group_teachers = Table(
    "group_teachers",
    metadata,
    Column("group_id", Key, ForeignKey("groups.id"), primary_key=True, autoincrement=False),
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Index("ix_group_teachers_student_id", "student_id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Key, primary_key=True),
    Column("group_id", Key, ForeignKey("groups.id"), nullable=False),
    # None once she was erased.
    Column("made_by", Key, ForeignKey("students.id")),
    # topic, weak, mixed: the same questions for everybody; paper: a mock test.
    Column("kind", String(16), nullable=False),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("paper_id", Key, ForeignKey("papers.id")),
    Column("question_count", SmallInteger, nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    # Work after the end counts as late, or is refused.
    Column("takes_late", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    # When the results went out; the job that does it claims them by this.
    Column("told_at", Instant),
    UniqueConstraint("group_id", "made_by", "created_at"),
    Index("ix_assignments_closes_at", "closes_at"),
)

assignment_questions = Table(
    "assignment_questions",
    metadata,
    Column(
        "assignment_id",
        Key,
        ForeignKey("assignments.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
)

# Her one attempt at it.
assignment_work = Table(
    "assignment_work",
    metadata,
    Column(
        "assignment_id",
        Key,
        ForeignKey("assignments.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("attempt_id", Key, ForeignKey("attempts.id"), nullable=False),
    Index("ix_assignment_work_student_id", "student_id"),
    Index("ix_assignment_work_attempt_id", "attempt_id"),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("group_id", Key, ForeignKey("groups.id"), nullable=False),
    Column("made_by", Key, ForeignKey("students.id")),
    Column("text", Text, nullable=False),
    # draft, planned, cancelled
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("send_at", Instant),
    UniqueConstraint("group_id", "made_by", "created_at"),
)

# Whom a teacher expects: a place that its own link leads to, until somebody takes it.
roster_entries = Table(
    "roster_entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("group_id", Key, ForeignKey("groups.id"), nullable=False),
    Column("name", String(64), nullable=False),
    Column("roll", String(32), nullable=False),
    Column("code", String(32), nullable=False, unique=True),
    Column("added_at", Instant, nullable=False),
    # Who took it; the name then is what her teacher knows her by.
    Column("student_id", Key, ForeignKey("students.id")),
    UniqueConstraint("group_id", "name", "roll"),
    Index("ix_roster_entries_student_id", "student_id"),
)

# A teacher's question while she writes it: one at a time.
own_question_drafts = Table(
    "own_question_drafts",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("group_id", Key, ForeignKey("groups.id"), nullable=False),
    # The question that it will change; None for a new one.
    Column("question_id", Key, ForeignKey("questions.id")),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("text", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
)
