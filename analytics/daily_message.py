"""Which message a student's day brings, if any: the manners of what nobody asked for.

Rivals lose people to reminders that never tire (products research, asks 5 and 7); so silence is
the answer whenever a message would not help her today.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["exam_day", "weekly", "digest", "comeback"]
Silence = Literal["day_off", "paused", "resting", "seldom"]
Chart = Literal["trend", "topics", "activity"]
#: Days without an answer after which she is invited back; in between and after, silence.
COMEBACK_DAYS = (3, 7, 14, 30)
#: Up to so many idle days the daily message goes on.
IDLE_DAYS = 2
#: Monday looks back on the week.
WEEKLY_ON = 0
#: Every so many days means: the weekly message only.
WEEKLY_ONLY = 7
#: Points of change that make the trend worth a picture.
CHANGE_POINTS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What decides about a student's day."""

    today: date
    #: Her last answer's local day; the day she came, before the first.
    last_active_on: date
    #: Minutes she plans to study today.
    study_minutes: int
    exam_on: date | None = None
    paused_until: date | None = None
    #: A message every so many days.
    every: int = 1


def daily_message(day: Day) -> Form | Silence:
    """What her day brings, or why it brings nothing.

    On the day of her exam it is good wishes and nothing else. An invitation to come back after 3,
    7, 14 and 30 idle days; a look back on Mondays; the digest on the other days she studies.
    """
    if day.paused_until is not None and day.today < day.paused_until:
        return "paused"
    if day.today == day.exam_on:
        return "exam_day"
    return _usual(day)


def _usual(day: Day) -> Form | Silence:
    """A day that is neither paused nor her exam's."""
    is_monday = day.today.weekday() == WEEKLY_ON
    idle = (day.today - day.last_active_on).days
    if day.every >= WEEKLY_ONLY and not is_monday:
        return "seldom"
    if idle in COMEBACK_DAYS:
        return "comeback"
    if idle > IDLE_DAYS:
        return "resting"
    if is_monday:
        return "weekly"
    if not day.study_minutes:
        return "day_off"
    return "seldom" if day.today.toordinal() % day.every else "digest"


def chart_of_the_day(
    *, change_points: float | None, streak_days: int, topics: int, weekday: int
) -> Chart:
    """What changed is shown: the trend when it moved, the calendar at each full week of a streak,
    else topics and trend by turns; `topics` is how many have enough answers."""
    if change_points is not None and abs(change_points) >= CHANGE_POINTS:
        return "trend"
    if streak_days and streak_days % 7 == 0:
        return "activity"
    return "topics" if topics >= 2 and weekday % 2 else "trend"
