"""A student's day and streak."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.habit import streak, study_days
from storage import answers
from storage.engine import Transaction
from storage.records import Student

#: A streak is looked for so far back.
STREAK_DAYS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Her day and her streak."""

    #: Questions answered today, and how many she set herself.
    today: int
    goal: int
    #: Study days in a row, slack days allowed for; and in the last seven days.
    streak: int
    days_of_seven: int
    slack_left: int


def habit_of(tx: Transaction, student: Student, *, at: datetime) -> Habit:
    """Her day and her streak as of an instant."""
    today = at.astimezone(ZoneInfo(student.settings.timezone)).date()
    since = today - timedelta(days=STREAK_DAYS)
    days = {
        one.day: one.answers for one in answers.days_of(tx, student.id, since=since, until=today)
    }
    days_off = {day for day, minutes in enumerate(student.settings.study_minutes) if not minutes}
    now = streak(days, today=today, days_off=days_off)
    return Habit(
        today=days.get(today, 0),
        goal=student.settings.daily_goal,
        streak=now.days,
        days_of_seven=study_days(days, today=today),
        slack_left=now.slack,
    )
