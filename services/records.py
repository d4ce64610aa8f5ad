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
    Settings,
    Student,
    StudentId,
    Theme,
    Topic,
    TopicId,
)

__all__ = [
    "Arrival",
    "AttemptId",
    "Delivery",
    "Group",
    "GroupId",
    "Named",
    "Question",
    "Settings",
    "Student",
    "StudentId",
    "Theme",
    "Topic",
    "TopicId",
    "TopicSum",
]
