"""Stops asking a server that is in trouble, and tries again more and more rarely."""

from collections import deque
from datetime import datetime, timedelta

from coach.writer import HOPELESS, TROUBLE, Attempt

FAILURES, WINDOW = 5, timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)
#: After a refused key or a spent account: a person has to do something.
HOPELESS_PAUSE = timedelta(hours=1)


class Breaker:
    """Closed lets calls through, open lets none, half open lets one probe through."""

    def __init__(self) -> None:
        self._failed_at: deque[datetime] = deque(maxlen=FAILURES)
        self._pause = FIRST_PAUSE
        self._opens_at: datetime | None = None
        self._is_probing = False

    def lets_through(self, *, at: datetime) -> bool:
        """Whether a call may be made now; of a half-open breaker the first asker alone may."""
        if self._opens_at is None:
            return True
        if at < self._opens_at or self._is_probing:
            return False
        self._is_probing = True
        return True

    def give_back(self) -> None:
        """The call that was let through was not made after all."""
        self._is_probing = False

    def note(self, attempt: Attempt, *, at: datetime) -> None:
        """What came of a call that was let through."""
        was_probe, self._is_probing = self._is_probing, False
        if attempt.outcome in HOPELESS:
            self._open(at, HOPELESS_PAUSE)
        elif attempt.outcome in TROUBLE:
            self._failed_at.append(at)
            told = timedelta(seconds=attempt.retry_after or 0.0)
            if was_probe:
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
            is_full = len(self._failed_at) == FAILURES and at - self._failed_at[0] <= WINDOW
            if was_probe or is_full or told > FIRST_PAUSE:
                self._open(at, max(self._pause, min(told, HOPELESS_PAUSE)))
        else:
            self._failed_at.clear()
            self._pause, self._opens_at = FIRST_PAUSE, None

    def _open(self, at: datetime, pause: timedelta) -> None:
        self._opens_at = at + pause

    def opens_at(self) -> datetime | None:
        """Until when nothing is asked; None while all is well."""
        return self._opens_at
