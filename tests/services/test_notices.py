"""A note waits for the end of her quiet hours, wherever she lives."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.notices import after_quiet_hours
from storage.records import Settings

NIGHT = Settings(quiet_from=22, quiet_to=6)


def local(hour: int, day: int = 24) -> datetime:
    """An hour in Jaipur as a UTC instant."""
    from zoneinfo import ZoneInfo

    return datetime(2026, 11, day, hour, 15, tzinfo=ZoneInfo("Asia/Kolkata")).astimezone(UTC)


@pytest.mark.parametrize(("hour", "until"), [(23, (6, 25)), (3, (6, 24)), (22, (6, 25))])
def test_at_night_it_waits_for_the_morning(hour: int, until: tuple[int, int]) -> None:
    due = after_quiet_hours(NIGHT, local(hour))
    assert due == local(*until).replace(minute=30)


@pytest.mark.parametrize("hour", [6, 12, 21])
def test_by_day_it_goes_at_once(hour: int) -> None:
    assert after_quiet_hours(NIGHT, local(hour)) == local(hour)


def test_who_has_no_quiet_hours_hears_at_once() -> None:
    assert after_quiet_hours(replace(NIGHT, quiet_to=22), local(23)) == local(23)


def test_quiet_hours_at_noon_are_kept_too() -> None:
    siesta = replace(NIGHT, quiet_from=13, quiet_to=16)
    assert after_quiet_hours(siesta, local(14)) == local(16).replace(minute=30)
    assert after_quiet_hours(siesta, local(17)) == local(17)
