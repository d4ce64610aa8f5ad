"""Study days in a row, with slack that is earned by studying and costs nothing.

Streaks that a single missed day destroys drive people away once it happens (what users of
rivals complain of most); so a day off is kept in reserve for every week of work.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

#: Answers that make a study day: opening the bot is none.
ENOUGH = 5
#: Days in reserve: one to begin with, one more after so many study days, never more than that.
FIRST_SLACK, EARNED_EVERY, MOST_SLACK = 1, 7, 2


class Streak(NamedTuple):
    """Study days in a row up to today, and the missed days it still survives."""

    days: int
    slack: int


def streak(
    answers_by_day: Mapping[date, int], *, today: date, days_off: Collection[int] = ()
) -> Streak:
    """The streak as of today; a day off by her own plan (Monday 0) neither counts nor breaks.

    Today counts once it has enough answers and breaks nothing before it is over.
    """
    first = min(answers_by_day, default=today)
    length, slack = 0, FIRST_SLACK
    for offset in range((today - first).days + 1):
        day = first + timedelta(days=offset)
        if answers_by_day.get(day, 0) >= ENOUGH:
            length += 1
            if length % EARNED_EVERY == 0:
                slack = min(MOST_SLACK, slack + 1)
        elif day == today or day.weekday() in days_off or length == 0:
            continue
        elif slack > 0:
            slack -= 1
        else:
            length, slack = 0, FIRST_SLACK
    return Streak(length, slack)


def study_days(answers_by_day: Mapping[date, int], *, today: date, days: int = 7) -> int:
    """How many of the last days, today included, had enough answers."""
    window = (today - timedelta(days=back) for back in range(days))
    return sum(answers_by_day.get(day, 0) >= ENOUGH for day in window)
