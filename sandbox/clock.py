"""The sandbox's own clock: the machine's time plus what people advanced it by."""

from datetime import UTC, datetime


class SandboxClock:
    """Never goes back."""

    def __init__(self, ahead_seconds: float = 0.0) -> None:
        self.ahead_seconds = ahead_seconds

    def now(self) -> float:
        """Seconds since the epoch."""
        return datetime.now(UTC).timestamp() + self.ahead_seconds  # noqa: TID251 - this is the clock

    def advance(self, seconds: float) -> None:
        self.ahead_seconds += seconds

    def advance_to(self, at: float) -> None:
        """Moves to an instant; one that has passed changes nothing."""
        self.ahead_seconds += max(0.0, at - self.now())
