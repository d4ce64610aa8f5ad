"""What may be asked of a topic: the bank's part remembered for a minute, hers read each time."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from analytics.question_choice import Candidate
from storage.engine import Transaction
from storage.records import StudentId
from storage.topic_offers import Met, Offered, met_on, offered_on

REMEMBERED_FOR = timedelta(minutes=1)


def is_fresh(since: datetime, at: datetime, longest: timedelta) -> bool:
    """Whether what was read then still holds; never where the clock went back."""
    return timedelta(0) <= at - since < longest


@dataclass(slots=True)
class _Topic:
    read_at: datetime
    offered: dict[int, Offered]
    #: Asked since then, by this process.
    drawn: Counter[int] = field(default_factory=Counter)

    def knows(self, met: Met) -> bool:
        found = self.offered.get(met.question_id)
        return found is not None and found.version == met.version

    def hers(self, met: Met) -> Candidate:
        candidate, drawn = self.offered[met.question_id].candidate, self.drawn[met.question_id]
        if met.last_at is None and not drawn:
            return candidate
        return replace(candidate, last_at=met.last_at, shown=candidate.shown + drawn)


class TopicPool:
    """Difficulties and counts of showings may be a minute old; what may be asked never is."""

    def __init__(self) -> None:
        self._topics: dict[int, _Topic] = {}

    def candidates(
        self, tx: Transaction, student_id: StudentId, topic_id: int, *, at: datetime
    ) -> list[Candidate]:
        """Everything that the bank has on a topic, with her history of each, by id."""
        met = met_on(tx, student_id, topic_id)
        topic = self._topics.get(topic_id)
        if (
            topic is None
            or not is_fresh(topic.read_at, at, REMEMBERED_FOR)
            or not all(map(topic.knows, met))
        ):
            topic = self._topics[topic_id] = _Topic(at, offered_on(tx, topic_id, at=at))
        # Between the two statements somebody may have changed one: another time, then.
        return [topic.hers(one) for one in met if topic.knows(one)]

    def drawn(self, topic_id: int, question_id: int) -> None:
        """Somebody was asked it now."""
        self._topics[topic_id].drawn[question_id] += 1
