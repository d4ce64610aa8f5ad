"""A bucket of updates a person, refilled steadily."""

from datetime import datetime

#: A hurried student taps in bursts.
BURST = 20
#: People whose bucket is full again are forgotten in batches.
REMEMBERED = 10_000


class Throttle:
    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._buckets: dict[int, tuple[float, datetime]] = {}

    def admits(self, person: int, at: datetime) -> bool:
        """Whether this update still fits; takes one from the bucket if so."""
        left, since = self._buckets.get(person, (float(BURST), at))
        refill = max(0.0, (at - since).total_seconds()) * self._per_second
        left = min(float(BURST), left + refill)
        if len(self._buckets) > REMEMBERED:
            self._buckets = {}
        self._buckets[person] = (left - 1 if left >= 1 else left, at)
        return left >= 1
