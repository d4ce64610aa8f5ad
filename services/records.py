"""The records that views and handlers see; they know no tables."""

from storage.answers import DaySum, TopicSum
from storage.exam_board import ListedRow
from storage.grievances import Grievance
from storage.intake import Arrival
from storage.quizzes import Quiz
from storage.records import (
    AttemptId,
    Delivery,
    Group,
    GroupId,
    Language,
    Named,
    Question,
    QuestionId,
    Settings,
    Source,
    StoredQuestion,
    Student,
    StudentId,
    Theme,
    Topic,
    TopicId,
)
from storage.review import QueueCounts, ReportReason
from storage.study_plans import PlanSession

__all__ = [
    "Arrival",
    "AttemptId",
    "DaySum",
    "Delivery",
    "Grievance",
    "Group",
    "GroupId",
    "Language",
    "ListedRow",
    "Named",
    "PlanSession",
    "Question",
    "QuestionId",
    "QueueCounts",
    "Quiz",
    "ReportReason",
    "Settings",
    "Source",
    "StoredQuestion",
    "Student",
    "StudentId",
    "Theme",
    "Topic",
    "TopicId",
    "TopicSum",
]
