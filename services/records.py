"""The records that views and handlers see; they know no tables."""

from storage.answers import TopicSum
from storage.intake import Arrival
from storage.records import (
    AttemptId,
    Delivery,
    Group,
    GroupId,
    Named,
    Question,
    QuestionId,
    Settings,
    StoredQuestion,
    Student,
    StudentId,
    Theme,
    Topic,
    TopicId,
)
from storage.review import QueueCounts, ReportReason

__all__ = [
    "Arrival",
    "AttemptId",
    "Delivery",
    "Group",
    "GroupId",
    "Named",
    "Question",
    "QuestionId",
    "QueueCounts",
    "ReportReason",
    "Settings",
    "StoredQuestion",
    "Student",
    "StudentId",
    "Theme",
    "Topic",
    "TopicId",
    "TopicSum",
]
