"""When a student's exam is, as an instant, and what may wait until then."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from analytics.memory import longest_wait
from storage.records import Settings

#: Papers start about then.
STARTS = time(10)


def exam_at(settings: Settings) -> datetime | None:
    """Ten in the morning of her exam day where she lives; None where she set none."""
    if settings.exam_on is None:
        return None
    return datetime.combine(settings.exam_on, STARTS, ZoneInfo(settings.timezone))


def review_horizon(settings: Settings, *, at: datetime) -> timedelta | None:
    """How long a fact may wait before her exam; None without an exam ahead."""
    return longest_wait(at=at, exam_at=exam_at(settings))
