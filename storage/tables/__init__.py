"""Every table: people, catalogue, practice, papers, quizzes, population, standing, review, delivery."""

from storage.tables.catalogue import (
    exam_confirmations,
    exam_targets,
    exams,
    question_texts,
    question_versions,
    questions,
    subjects,
    topics,
)
from storage.tables.delivery import handled_updates, outbox, parked_updates
from storage.tables.metadata import metadata
from storage.tables.papers import paper_questions, papers
from storage.tables.people import activity, consents, group_members, groups, settings, students
from storage.tables.plans import plan_sessions, study_plans
from storage.tables.population import (
    markers,
    question_states,
    repeat_effects,
    stale_questions,
    topic_difficulties,
)
from storage.tables.practice import (
    abilities,
    answers,
    attempt_results,
    attempts,
    bookmarks,
    exposures,
    memories,
    response_changes,
    responses,
    student_days,
    suggestions,
    topic_states,
)
from storage.tables.quizzes import quiz_questions, quiz_votes, quizzes
from storage.tables.review import (
    chores,
    correction_effects,
    key_corrections,
    question_flags,
    question_reports,
)
from storage.tables.standing import alerts, readiness_forecasts, standing_buckets, standings

__all__ = [
    "abilities",
    "activity",
    "alerts",
    "answers",
    "attempt_results",
    "attempts",
    "bookmarks",
    "chores",
    "consents",
    "correction_effects",
    "exam_confirmations",
    "exam_targets",
    "exams",
    "exposures",
    "group_members",
    "groups",
    "handled_updates",
    "key_corrections",
    "markers",
    "memories",
    "metadata",
    "outbox",
    "paper_questions",
    "papers",
    "parked_updates",
    "plan_sessions",
    "question_flags",
    "question_reports",
    "question_states",
    "question_texts",
    "question_versions",
    "questions",
    "quiz_questions",
    "quiz_votes",
    "quizzes",
    "readiness_forecasts",
    "repeat_effects",
    "response_changes",
    "responses",
    "settings",
    "stale_questions",
    "standing_buckets",
    "standings",
    "student_days",
    "students",
    "study_plans",
    "subjects",
    "suggestions",
    "topic_difficulties",
    "topic_states",
    "topics",
]
