"""Students, what they chose, what they agreed to, and the groups they sit in."""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    false,
    text,
    true,
)

from storage.tables.metadata import metadata
from storage.types import Instant, Key

students = Table(
    "students",
    metadata,
    Column("id", Key, primary_key=True),
    # The name that reports and logs know her by: her Telegram id, or the log's value.
    Column("key", String(128), nullable=False, unique=True),
    Column("telegram_id", BigInteger, unique=True),
    Column("name", String(128), nullable=False, server_default=""),
    Column("language", String(2)),
    Column("age_band", String(8)),
    # None until she was asked; without it nothing about her practice is kept.
    Column("keeps_answers", Boolean),
    Column("onboarded_at", Instant),
    Column("awaiting", String(64)),
    Column("unreachable_since", Instant),
    # Told that her account goes, since nobody uses it.
    Column("inactive_warned_at", Instant),
    Column("created_at", Instant, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("exam_on", Date),
    Column("category", String(16)),
    Column("study_minutes", String(64), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("digest_hour", SmallInteger),
    Column("quiet_from", SmallInteger, nullable=False),
    Column("quiet_to", SmallInteger, nullable=False),
    Column("theme", String(8), nullable=False),
    Column("text_only", Boolean, nullable=False),
    Column("alias", String(64)),
    Column("usage_statistics", Boolean, nullable=False),
    # Her name or alias may stand on her exam's board.
    Column("is_listed", Boolean, nullable=False, server_default=false()),
    # Whether a language model may word her advice; nothing is sent without it.
    Column("language_model", Boolean, nullable=False, server_default=false()),
    # Whether practice asks how sure she is before it says what is right.
    Column("asks_confidence", Boolean, nullable=False, server_default=false()),
    # Questions a day; calm hides goal, days and streak.
    Column("daily_goal", SmallInteger, nullable=False, server_default=text("10")),
    Column("is_calm", Boolean, nullable=False, server_default=false()),
    # The daily message every so many days; seven leaves the weekly one.
    Column("digest_every", SmallInteger, nullable=False, server_default=text("1")),
    Column("wants_alerts", Boolean, nullable=False, server_default=true()),
    # Nothing that she did not ask for before this local date.
    Column("paused_until", Date),
    # When the alert rules are to look at her again.
    Column("alerts_due_at", Instant),
    # Due-ness is a column: the tick claims it by a conditional update.
    Column("next_digest_at", Instant),
    Index("ix_settings_next_digest_at", "next_digest_at"),
    Index("ix_settings_alerts_due_at", "alerts_due_at"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False, index=True),
    Column("purpose", String(32), nullable=False),
    Column("notice_version", String(16), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
)

groups = Table(
    "groups",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("title", String(128), nullable=False),
    Column("owner_id", Key, ForeignKey("students.id")),
    Column("join_code", String(32), unique=True),
    # Makes whoever follows it a teacher of the group, once.
    Column("teacher_code", String(32), unique=True),
    Column("archived_at", Instant),
    Column("chat_id", BigInteger, unique=True),
    Column("created_at", Instant, nullable=False),
)

group_members = Table(
    "group_members",
    metadata,
    Column("group_id", Key, ForeignKey("groups.id"), primary_key=True, autoincrement=False),
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("shares_results", Boolean, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    Index("ix_group_members_student_id", "student_id"),
)

# Only for adults who switched usage statistics on.
activity = Table(
    "activity",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("session_started_at", Instant, nullable=False),
    Column("screen", String(64), nullable=False),
    Column("feature", String(64), nullable=False),
    Column("error_key", String(64)),
    Column("client_language", String(16)),
    Column("details", Text),
    UniqueConstraint("student_id", "at", "screen"),
)

# What somebody wants put right, with a day by which she is to have an answer.
grievances = Table(
    "grievances",
    metadata,
    Column("id", Key, primary_key=True),
    Column("student_id", Key, ForeignKey("students.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("answer", Text),
    Column("answered_at", Instant),
    UniqueConstraint("student_id", "created_at"),
)

# A parent's word that a student under 18 may be recorded; asked for, then given, once.
parental_consents = Table(
    "parental_consents",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    # What the link for the parent carries.
    Column("code", String(32), nullable=False, unique=True),
    Column("asked_at", Instant, nullable=False),
    # Who gave it; None until then, and once that person was forgotten.
    Column("parent_telegram_id", BigInteger),
    Column("notice_version", String(32)),
    Column("given_at", Instant),
    Index("ix_parental_consents_parent_telegram_id", "parent_telegram_id"),
)
