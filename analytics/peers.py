"""A student among others of her exam: percentiles, ranks, what she leads in, what she lacks (4.2).

Peers are students of the same exam whose time since the first answer lies within a factor of two
of hers; where those are fewer than twenty, all of that exam.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeVar

from analytics.ranking import SMALLEST_PEER_GROUP, percentile

Key = TypeVar("Key", bound=Hashable)
MatchedOn = Literal["study_duration", "exam"]
FACTOR = 2
#: A subject's share needs this many answers of a student.
SUBJECT_ANSWERS = 10
#: Percentile from which a subject is a strength, and points under the best quarter for a gap.
STRENGTH_PERCENTILE = 70.0
GAP_POINTS = 10.0


def matched(
    first_at: Mapping[Key, datetime], of: Key, *, at: datetime
) -> tuple[list[Key], MatchedOn]:
    """Whom to compare with, herself counted in, and by what they were chosen."""
    own = (at - first_at[of]).total_seconds()
    near = [
        key
        for key, began in first_at.items()
        if own <= FACTOR * (at - began).total_seconds() <= FACTOR * FACTOR * own
    ]
    if len(near) >= SMALLEST_PEER_GROUP:
        return near, "study_duration"
    return list(first_at), "exam"


def percentile_among(values: Mapping[Key, Fraction | float | int], of: Key) -> float | None:
    """Mid-rank percentile 0–100 of one among all; None where she has no value or too few have."""
    if of not in values or len(values) < SMALLEST_PEER_GROUP:
        return None
    own = values[of]
    below = sum(value < own for value in values.values())
    equal = sum(value == own for value in values.values())
    return percentile(below, equal, len(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAmongPeers:
    """One subject: her percent right, her percentile, and the best quarter's mean."""

    subject: str
    percent: float
    percentile: float
    top_quarter: float

    @property
    def gap(self) -> float:
        """Points under the best quarter."""
        return self.top_quarter - self.percent


def subjects_among(
    counts: Mapping[Key, Mapping[str, tuple[int, int]]], of: Key
) -> list[SubjectAmongPeers]:
    """Her subjects with ten answers of hers and of at least twenty peers (right, answers)."""
    found = []
    for subject in sorted(counts.get(of, {})):
        shares = {
            key: 100 * own[subject][0] / own[subject][1]
            for key, own in counts.items()
            if own.get(subject, (0, 0))[1] >= SUBJECT_ANSWERS
        }
        place = percentile_among(shares, of)
        if place is not None:
            best = sorted(shares.values(), reverse=True)[: max(1, len(shares) // 4)]
            found.append(
                SubjectAmongPeers(
                    subject=subject,
                    percent=shares[of],
                    percentile=place,
                    top_quarter=sum(best) / len(best),
                )
            )
    return found


def strengths(subjects: Sequence[SubjectAmongPeers]) -> list[SubjectAmongPeers]:
    """Subjects in which she is ahead of seven in ten, the strongest first."""
    ahead = [one for one in subjects if one.percentile >= STRENGTH_PERCENTILE]
    return sorted(ahead, key=lambda one: -one.percentile)


def gaps(subjects: Sequence[SubjectAmongPeers]) -> list[SubjectAmongPeers]:
    """Subjects ten points and more under the best quarter, the widest first."""
    behind = [one for one in subjects if one.gap >= GAP_POINTS]
    return sorted(behind, key=lambda one: -one.gap)
