"""What score to expect on questions to come: a student's uncertainty carried through to marks.

Her general ability is integrated over a grid; what a topic adds, being shared by its questions,
widens the score by its first derivative; answers given all that are independent. Source: posterior
predictive of a sum of Bernoulli trials (Poisson-binomial) in its normal approximation.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

from analytics.learner_model import Gaussian, sigmoid

#: Nodes over ±4 standard deviations of general ability; the step of 0.2 leaves no waves.
_NODES = tuple(-4 + 8 * k / 40 for k in range(41))
_RAW = tuple(math.exp(-z * z / 2) for z in _NODES)
_WEIGHTS = tuple(w / sum(_RAW) for w in _RAW)
_NORMAL = NormalDist()


class Asked(NamedTuple):
    """So many questions of one topic that look alike from here."""

    topic: int
    #: Difficulty within the topic; its variance is each question's own.
    difficulty: Gaussian
    guess: float
    questions: float = 1.0
    #: Marks for a right and for a wrong answer.
    right: float = 1.0
    wrong: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoreDistribution:
    """A mixture of normals over marks; `parts` are (weight, mean, variance)."""

    parts: tuple[tuple[float, float, float], ...]

    @property
    def mean(self) -> float:
        """Expected marks."""
        return sum(w * m for w, m, _ in self.parts)

    def share_below(self, marks: float) -> float:
        """Probability 0–1 of a score below `marks`."""
        return sum(
            w * _NORMAL.cdf((marks - m) / math.sqrt(v)) if v > 0 else w * (marks > m)
            for w, m, v in self.parts
        )

    def at_least(self, marks: float, *, spread: float = 0.0) -> float:
        """Probability 0–1 of reaching `marks`, themselves known to a standard deviation."""
        blurred = ScoreDistribution(tuple((w, m, v + spread * spread) for w, m, v in self.parts))
        return 1 - blurred.share_below(marks)

    def quantile(self, share: float) -> float:
        """Marks below which the score stays with probability `share`; by bisection."""
        widest = [(m, 10 * math.sqrt(v) + 1e-9) for _, m, v in self.parts]
        low, high = min(m - s for m, s in widest), max(m + s for m, s in widest)
        for _ in range(60):
            middle = (low + high) / 2
            if self.share_below(middle) < share:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def interval(self, share: float = 0.8) -> tuple[float, float]:
        """The central interval that holds the score with probability `share`."""
        return self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)


def score_distribution(
    student: Gaussian, topics: Mapping[int, Gaussian], asked: Iterable[Asked]
) -> ScoreDistribution:
    """Marks on the questions asked; `topics` hold what each adds to her ability, less its
    difficulty. An empty paper scores 0."""
    by_topic: dict[int, list[Asked]] = {}
    for one in asked:
        by_topic.setdefault(one.topic, []).append(one)
    groups = [(topics[topic], tuple(own)) for topic, own in by_topic.items()]
    spread = math.sqrt(student.variance)
    return ScoreDistribution(
        tuple(
            (weight, *_given(student.mean + spread * node, groups))
            for node, weight in zip(_NODES, _WEIGHTS, strict=True)
        )
    )


def _given(
    ability: float, groups: Sequence[tuple[Gaussian, tuple[Asked, ...]]]
) -> tuple[float, float]:
    """Mean and variance of the score at one general ability."""
    mean = variance = 0.0
    for offset, asked in groups:
        shared = own = 0.0
        for one in asked:
            scale = 1 / math.sqrt(1 + math.pi * (one.difficulty.variance + offset.variance) / 8)
            known = sigmoid((ability + offset.mean - one.difficulty.mean) * scale)
            probability = one.guess + (1 - one.guess) * known
            stake = one.right - one.wrong
            mean += one.questions * (probability * stake + one.wrong)
            slope = stake * (1 - one.guess) * known * (1 - known) * scale
            variance += one.questions * stake * stake * probability * (1 - probability)
            shared += one.questions * slope
            own += one.questions * slope * slope
        # Each question's own Bernoulli variance holds its share of the topic's already.
        variance += max(0.0, shared * shared - own) * offset.variance
    return mean, variance
