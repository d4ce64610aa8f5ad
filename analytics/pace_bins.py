"""Accuracy by how long she took: bins of equal size, quickest first."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

#: Answers that a bin needs, and the most bins.
FEWEST, MOST_BINS = 10, 5


class PaceBin(NamedTuple):
    """Answers that took about as long."""

    #: Mean of the times, seconds.
    seconds: float
    answers: int
    right: int


def pace_bins(answers: Sequence[tuple[float, bool]]) -> list[PaceBin]:
    """Bins of (seconds, whether right) with at least ten answers each; none below twenty.

    Cut at equal counts, so that every point rests on about the same evidence.
    """
    bins = min(MOST_BINS, len(answers) // FEWEST)
    if bins < 2:
        return []
    ordered = sorted(answers)
    edges = [len(ordered) * n // bins for n in range(bins + 1)]
    return [
        PaceBin(
            sum(seconds for seconds, _ in part) / len(part),
            len(part),
            sum(is_right for _, is_right in part),
        )
        for part in (ordered[low:high] for low, high in itertools.pairwise(edges))
    ]
