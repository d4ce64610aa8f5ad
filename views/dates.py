"""Days as people say them."""

from datetime import date

from views.translate import Translate


def day_and_month(t: Translate, day: date) -> str:
    """23 Nov, in the reader's language."""
    return t.plain("day-and-month", day=str(day.day), month=t.plain(f"month-{day.month}"))
