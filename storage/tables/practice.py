"""Attempts, the answer log, and what is derived from it."""

from sqlalchemy import (
    JSON,
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
    # Where its questions come from: a mix, a subject, a topic, memory, her mistakes, ….
    Column("source", String(16), nullable=False, server_default="mixed"),
    Column("topic_id", Integer, ForeignKey("topics.id")),
    Column("subject_id", Integer, ForeignKey("subjects.id")),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("paper_id", Key, ForeignKey("papers.id")),
    Column("quiz_id", Key, ForeignKey("quizzes.id")),
    # Logits that were asked for on top of what suits her: a harder or an easier set.
    Column("shift", Double, nullable=False, server_default=text("0")),
    Column("question_count", SmallInteger, nullable=False),
    Column("answered", SmallInteger, nullable=False),
    Column("right", SmallInteger, nullable=False),
    # Answered questions that were taken back since: they count for nobody.
    Column("dropped", SmallInteger, nullable=False, server_default=text("0")),
    Column("started_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("paused_at", Instant),
    Column("completed_at", Instant),
    # A mock test's clock: the tick submits what is past it.
    Column("deadline_at", Instant),
    # In a mock test, the question before her and since when.
    Column("current_position", SmallInteger),
    Column("current_since", Instant),
    UniqueConstraint("student_id", "key"),
    Index(
        "ix_attempts_deadline_at",
        "deadline_at",
        sqlite_where=text("state = 'sitting'"),
        postgresql_where=text("state = 'sitting'"),
    ),
    Index("ix_attempts_paper_id", "paper_id"),
    Index("ix_attempts_quiz_id", "quiz_id"),
    # A student runs one set and one mock test at a time; the database keeps it so.
    Index(
        "uq_attempts_open",
        "student_id",
        unique=True,
        sqlite_where=text("state IN ('running', 'paused')"),
        postgresql_where=text("state IN ('running', 'paused')"),
    ),
    Index(
        "uq_attempts_sitting",
        "student_id",
        unique=True,
        sqlite_where=text("state = 'sitting'"),
        postgresql_where=text("state = 'sitting'"),
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
    # 1 guess, 2 fairly sure, 3 sure; said before the verdict.
    Column("confidence", SmallInteger),
    Column("skipped_at", Instant),
    # Drawn at random, whatever suits her: what calibrates the questions.
    Column("is_random", Boolean, nullable=False, server_default=false()),
    # The language she switched this question to; none for her own.
    Column("language", String(2)),
    # In a mock test: to be looked at again.
    Column("is_marked", Boolean, nullable=False, server_default=false()),
    Index("ix_responses_question_id", "question_id"),
)

# What was chosen, changed and taken back while a mock test ran; append-only.
response_changes = Table(
    "response_changes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("attempt_id", Key, ForeignKey("attempts.id"), nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("action", String(8), nullable=False),
    Column("option", String(1)),
    Column("at", Instant, nullable=False),
    Index("ix_response_changes_attempt_id", "attempt_id"),
)

# When each rule of feedback last spoke to her, so that none repeats itself.
suggestions = Table(
    "suggestions",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("rule", String(32), primary_key=True),
    Column("made_at", Instant, nullable=False),
)

# How often each question was put before somebody, by UTC day: practice spreads by it.
exposures = Table(
    "exposures",
    metadata,
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("shown", Integer, nullable=False),
)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
    Column("made_at", Instant, nullable=False),
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
    Column("ability_variance", Double, nullable=False, server_default=text("0.8")),
    Column("time_mean", Double, nullable=False, server_default=text("3.4011973816621555")),
    Column("time_variance", Double, nullable=False, server_default=text("0.25")),
    # Her last verdict on the same question by then; none at first sight.
    Column("seen", Boolean),
    Column("is_rapid", Boolean, nullable=False, server_default=false()),
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
    # How fast she is: mean and variance of τ, in log seconds.
    Column("pace", Double, nullable=False, server_default=text("0")),
    Column("pace_variance", Double, nullable=False, server_default=text("0.1")),
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
    # [[Monday, mean and variance of θ, answers, right], …]: the last weeks with answers.
    Column("weeks", JSON, nullable=False, server_default=text("'[]'")),
)

# A test is its answers: an attempt's, or a log's rows of one local day.
attempt_results = Table(
    "attempt_results",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("key", String(128), primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("rapid", Integer, nullable=False),
    # Exact fractions; none in practice.
    Column("marks", String(64)),
    Column("best", String(32)),
    Column("milliseconds", BigInteger, nullable=False),
    Column("timed", Integer, nullable=False),
    Column("exam_id", Integer, ForeignKey("exams.id")),
    Column("started_at", Instant, nullable=False),
    Column("completed_at", Instant, nullable=False),
    Column("percentage", Double, nullable=False),
    Index("ix_attempt_results_student_id_completed_at", "student_id", "completed_at"),
    Index("ix_attempt_results_exam_id_completed_at", "exam_id", "completed_at"),
    Index("ix_attempt_results_key", "key"),
)

memories = Table(
    "memories",
    metadata,
    Column("student_id", Key, ForeignKey("students.id"), primary_key=True, autoincrement=False),
    Column("objective", String(160), primary_key=True),
    Column("stability", Double, nullable=False),
    Column("difficulty", Double, nullable=False),
    Column("reviewed_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("successes", Integer, nullable=False),
    Index("ix_memories_student_id_due_at", "student_id", "due_at"),
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
