"""Students as they were last read, for taps that find out by themselves whether they still are so."""

from datetime import datetime, timedelta

from services.records import Student

#: Everybody is forgotten after so long, and when there are too many.
REMEMBERED_FOR = timedelta(minutes=10)
MOST = 5_000


class Remembered:
    def __init__(self) -> None:
        self._known: dict[int, Student] = {}
        self._since: datetime | None = None

    def of(self, telegram_id: int, *, at: datetime) -> Student | None:
        """Her as she was not long ago; None where she has to be asked for."""
        if self._since is None or not timedelta(0) <= at - self._since <= REMEMBERED_FOR:
            self._known.clear()
            self._since = at
        return self._known.get(telegram_id)

    def note(self, telegram_id: int, student: Student | None) -> None:
        """How she is now; None forgets her."""
        if student is None:
            self._known.pop(telegram_id, None)
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[telegram_id] = student
