"""What is worth celebrating beside the specification's two: once each, by a key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

#: Study days in a row.
STREAKS = (7, 30, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One celebration; `key` says it once for ever."""

    key: str
    kind: str
    #: Days of a streak; 1 else.
    count: int = 1
    topic: str | None = None


def milestones(
    *, streak_days: int, mocks: int, mastered: Sequence[str], told: Collection[str]
) -> list[Milestone]:
    """Those reached and not told yet, the rarest first: first mock test, topic mastered for sure,
    streak of 7, 30, 100 days (the longest only)."""
    found = [Milestone(key="first_mock", kind="first_mock")] if mocks else []
    found += [
        Milestone(key=f"mastered:{topic}", kind="mastered", topic=topic) for topic in mastered
    ]
    reached = [days for days in STREAKS if days <= streak_days]
    found += [Milestone(key=f"streak:{days}", kind="streak", count=days) for days in reached[-1:]]
    return [one for one in found if one.key not in told]
