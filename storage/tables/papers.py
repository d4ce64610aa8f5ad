"""Mock papers: fixed lists of questions with their marking, the same for all who sit them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table

from storage.tables.metadata import metadata
from storage.types import Instant, Key

papers = Table(
    "papers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("exam_id", Integer, ForeignKey("exams.id"), nullable=False),
    # The catalogue's paper, and its section where only that is asked; empty for all of it.
    Column("paper", String(64), nullable=False),
    Column("section", String(64), nullable=False, server_default=""),
    Column("question_count", SmallInteger, nullable=False),
    Column("duration_seconds", Integer, nullable=False),
    # Exact fractions: marks of a question, and shares of them for each way of not being right.
    Column("marks_per_question", String(32), nullable=False),
    Column("wrong", String(32), nullable=False),
    Column("not_attempted", String(32)),
    Column("blank", String(32), nullable=False),
    Column("disqualified_over_percent", SmallInteger),
    Column("made_at", Instant, nullable=False),
    Index("ix_papers_exam_id", "exam_id", "paper", "section"),
)

paper_questions = Table(
    "paper_questions",
    metadata,
    Column("paper_id", Key, ForeignKey("papers.id"), primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("section", String(64), nullable=False),
    Column("question_id", Key, ForeignKey("questions.id"), nullable=False),
    Column("version_id", Key, ForeignKey("question_versions.id"), nullable=False),
    Index("ix_paper_questions_question_id", "question_id"),
)
