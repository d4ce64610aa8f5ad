"""The only clock. Everything else is told what time it is."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Says the time once per update or tick."""

    async def now(self) -> datetime: ...


def truncated(at: datetime) -> datetime:
    """To the millisecond, which is what the answer log keeps."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


class SystemClock:
    """The machine's time."""

    async def now(self) -> datetime:
        return wall_clock()


def wall_clock() -> datetime:
    return truncated(datetime.now(UTC))  # noqa: TID251 - this is the clock


class FixedClock:
    """A time that a command was given."""

    def __init__(self, at: datetime) -> None:
        self._at = truncated(at)

    async def now(self) -> datetime:
        return self._at
