"""Every table, in five files: people, catalogue, practice, review, delivery."""

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
from storage.tables.people import activity, consents, group_members, groups, settings, students
from storage.tables.practice import (
    abilities,
    answers,
    attempts,
    responses,
    student_days,
    topic_states,
)
from storage.tables.review import (
    chores,
    correction_effects,
    key_corrections,
    question_flags,
    question_reports,
)

__all__ = [
    "abilities",
    "activity",
    "answers",
    "attempts",
    "chores",
    "consents",
    "correction_effects",
    "exam_confirmations",
    "exam_targets",
    "exams",
    "group_members",
    "groups",
    "handled_updates",
    "key_corrections",
    "metadata",
    "outbox",
    "parked_updates",
    "question_flags",
    "question_reports",
    "question_texts",
    "question_versions",
    "questions",
    "responses",
    "settings",
    "student_days",
    "students",
    "subjects",
    "topic_states",
    "topics",
]
