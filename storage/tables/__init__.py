"""Every table, in four files: people, catalogue, practice, delivery."""

from storage.tables.catalogue import (
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

__all__ = [
    "abilities",
    "activity",
    "answers",
    "attempts",
    "consents",
    "exams",
    "group_members",
    "groups",
    "handled_updates",
    "metadata",
    "outbox",
    "parked_updates",
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
