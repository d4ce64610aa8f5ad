"""Which subjects have had their share of a plan's newest sessions: a week is not to be one subject."""

import math
from collections import Counter
from collections.abc import Collection, Sequence

#: Sessions that are looked back on where a day has fewer.
NEWEST_SESSIONS = 6
#: Of those one subject has no more than this, or a third, or its share in the exam's marks.
MOST_OF_A_SUBJECT, MOST_SHARE = 2, 1 / 3


class Variety:
    """Keeps count of subjects by the topics that are studied one after another."""

    def __init__(self, subjects: Sequence[str], marks: Sequence[float]) -> None:
        """Each topic's subject, empty for none, and its marks."""
        self._subjects = subjects
        self._newest: list[str] = []
        total = sum(marks) or 1.0
        self._shares = dict.fromkeys(subjects, 0.0)
        for subject, own in zip(subjects, marks, strict=True):
            self._shares[subject] += own / total

    def note(self, topic: int) -> None:
        """A session on this topic is planned."""
        self._newest.append(self._subjects[topic])

    def crowded(self, sessions: int, today: Collection[int]) -> list[int]:
        """Topics that would give their subject too much of the newest sessions, on a day of so many;
        what today has already may go on, and a topic without a subject is never too much."""
        window = max(sessions, NEWEST_SESSIONS)
        counts = Counter(self._newest[1 - window :])
        return [
            topic
            for topic, subject in enumerate(self._subjects)
            if subject and topic not in today and counts[subject] >= self._most(subject, window)
        ]

    def _most(self, subject: str, window: int) -> int:
        share = max(MOST_SHARE, self._shares[subject])
        return max(MOST_OF_A_SUBJECT, math.ceil(window * share))
