"""What must hold of a history, whatever was killed while it was made.

The sandbox is the outside truth: what a student saw there was acknowledged.

1. Nothing acknowledged is lost: every verdict that somebody saw stands in the answer log.
2. Nothing is counted twice, however often she taps and Telegram repeats: the log holds each
   question of a set once.
3. Everything derived equals what `db rebuild` would make of the log.
4. Nobody is left behind: each person saw a verdict after every fault, within ten seconds of the
   servers' return.
"""

from collections import Counter
from dataclasses import dataclass, field

from services.upkeep import Upkeep
from storage.engine import Database

#: Service returns by itself within this.
RETURN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer as she saw it judged."""

    student: str
    question: str
    option: str


@dataclass(slots=True)
class History:
    acknowledged: list[Verdict] = field(default_factory=list)
    #: Seconds until everybody was served again, by fault.
    returns: list[tuple[str, float]] = field(default_factory=list)

    def check_answers(self, stored: list[tuple[str, Verdict]]) -> None:
        """Invariants 1 and 2; `stored` are the log's answers, each with its set."""
        lost = Counter(self.acknowledged) - Counter(verdict for _, verdict in stored)
        assert not lost, f"acknowledged and lost: {lost}"
        asked = Counter((test, one.student, one.question) for test, one in stored)
        twice = [place for place, count in asked.items() if count > 1]
        assert not twice, f"counted twice: {twice}"

    def check_returns(self) -> None:
        """Invariant 4."""
        slow = [one for one in self.returns if one[1] > RETURN_SECONDS]
        assert not slow, f"too late after {slow}"


async def check_derived(database: Database) -> None:
    """Invariant 3."""
    found = await Upkeep(database, default_timezone="Asia/Kolkata").verify()
    assert not found.differences, found.differences
