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
            self._forget_the_rested(at)
        self._buckets[person] = (left - 1 if left >= 1 else left, at)
        return left >= 1

    def _forget_the_rested(self, at: datetime) -> None:
        refilled_after = BURST / self._per_second
        self._buckets = {
            person: bucket
            for person, bucket in self._buckets.items()
            if (at - bucket[1]).total_seconds() < refilled_after
        }
