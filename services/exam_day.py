"""When a student's exam is, as an instant."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from storage.records import Settings

#: Papers start about then.
STARTS = time(10)


def exam_at(settings: Settings) -> datetime | None:
    """Ten in the morning of her exam day where she lives; None where she set none."""
    if settings.exam_on is None:
        return None
    return datetime.combine(settings.exam_on, STARTS, ZoneInfo(settings.timezone))
