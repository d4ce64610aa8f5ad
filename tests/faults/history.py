"""What must hold of a history, whatever was killed while it was made.

The sandbox is the outside truth: what a student saw there was acknowledged.

1. Nothing acknowledged is lost: every verdict that somebody saw stands in the answer log.
2. Nothing is counted twice: the log holds each of her answers once, and at most one more a person
   than she saw verdicts (what was under way when it ended).
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

    def check_answers(self, stored: list[Verdict]) -> None:
        """Invariants 1 and 2."""
        seen, kept = Counter(self.acknowledged), Counter(stored)
        assert not seen - kept, f"acknowledged and lost: {seen - kept}"
        unseen = Counter(one.student for one in (kept - seen).elements())
        assert all(count <= 1 for count in unseen.values()), f"counted, never seen: {unseen}"

    def check_returns(self) -> None:
        """Invariant 4."""
        slow = [one for one in self.returns if one[1] > RETURN_SECONDS]
        assert not slow, f"too late after {slow}"


async def check_derived(database: Database) -> None:
    """Invariant 3."""
    found = await Upkeep(database, default_timezone="Asia/Kolkata").verify()
    assert not found.differences, found.differences
