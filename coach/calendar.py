"""Which days a plan can use, and for what: rest, mock tests, the taper before the exam."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

#: Farther ahead a plan says nothing: too much changes.
LONGEST_DAYS = 180
#: The last days: less work, nothing new, and an evening off before the exam.
TAPER_DAYS, TAPER_SHARE, EVE_SHARE = 7, 0.8, 1 / 3
#: Mock tests are counted back from the exam, so that a plan made anew keeps them: the last four
#: days before, weekly in the last four weeks, every fortnight before.
LAST_MOCK, MOCK_EVERY_LATE, LATE_DAYS, MOCK_EVERY = 4, 7, 28, 14
#: Nobody sits one in the first days of a plan.
FIRST_MOCK = 3
#: A mock test whose day is a rest day moves nearer to the exam by so much at most.
MOVES_BY = 2
SHORTEST_MOCK_DAY = 45
#: Minutes of a mock test at most, and what of a day it may take.
MOCK_MINUTES, MOCK_SHARE = 180, 0.75
#: A day worth planning.
SHORTEST_MINUTES = 15
SUNDAY = 6
#: In the last days before an exam Sundays are for study too.
LAST_SUNDAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDay:
    """One day of the horizon."""

    on: date
    #: Days from the plan's first.
    index: int
    minutes: int
    mock_minutes: int = 0
    is_taper: bool = False

    @property
    def is_rest(self) -> bool:
        return self.minutes + self.mock_minutes < SHORTEST_MINUTES


def study_days(
    *,
    today: date,
    exam_on: date,
    minutes_by_weekday: Sequence[int],
    days_off: Collection[date] = (),
) -> list[StudyDay]:
    """Every day from today to the eve of the exam; nothing for an exam that is today or past.

    A week without a free day gets its Sunday as one, but for the last ten days.
    """
    horizon = min((exam_on - today).days, LONGEST_DAYS)
    all_week = all(minutes >= SHORTEST_MINUTES for minutes in minutes_by_weekday)
    found = []
    for index in range(max(0, horizon)):
        day = today + timedelta(days=index)
        left = (exam_on - day).days
        minutes = minutes_by_weekday[day.weekday()]
        is_sunday_off = all_week and day.weekday() == SUNDAY and left > LAST_SUNDAYS
        is_rest = day in days_off or is_sunday_off
        share = EVE_SHARE if left == 1 else TAPER_SHARE if left <= TAPER_DAYS else 1.0
        found.append(
            StudyDay(
                on=day,
                index=index,
                minutes=0 if is_rest else _shortened(minutes, share, is_eve=left == 1),
                is_taper=left <= TAPER_DAYS,
            )
        )
    return _with_mocks(found, exam_on)


def _shortened(minutes: int, share: float, *, is_eve: bool) -> int:
    """A day's minutes in the taper; who has little time keeps it, but for the eve."""
    kept = int(minutes * share) // 5 * 5
    if is_eve or minutes < SHORTEST_MINUTES:
        return kept
    return max(SHORTEST_MINUTES, kept)


def mock_days_left() -> list[int]:
    """Days before the exam on which a mock test is due, the nearest first."""
    late = list(range(LAST_MOCK, LATE_DAYS + 1, MOCK_EVERY_LATE))
    return late + list(range(late[-1] + MOCK_EVERY, LONGEST_DAYS, MOCK_EVERY))


def _with_mocks(days: list[StudyDay], exam_on: date) -> list[StudyDay]:
    """Gives each mock test its day, or the next study day where that one is free."""
    by_left = {(exam_on - day.on).days: day for day in days}
    placed: dict[int, int] = {}
    for due in mock_days_left():
        for left in range(due, due - MOVES_BY - 1, -1):
            day = by_left.get(left)
            if day is None or day.index < FIRST_MOCK or day.minutes < SHORTEST_MOCK_DAY:
                continue
            placed[day.index] = min(MOCK_MINUTES, int(day.minutes * MOCK_SHARE) // 5 * 5)
            break
    return [
        StudyDay(
            on=day.on,
            index=day.index,
            minutes=day.minutes - placed.get(day.index, 0),
            mock_minutes=placed.get(day.index, 0),
            is_taper=day.is_taper,
        )
        for day in days
    ]
