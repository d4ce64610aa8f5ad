"""How long a question takes and how fast a student is: a lognormal model of response times.

log T = β − τ + ε, ε ~ N(0, s²): β and s of the question, τ her pace (positive = fast). Source:
van der Linden (2006), J. Educ. Behav. Stat. 31(2). Rapid guesses after Wise and Ma (2012), NT10,
with a z so that experts are not punished. Times are a small signal: they make feedback and
flags, never ability.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

from analytics.learner_model import Gaussian

#: Longer than this and she left the chat: the answer counts, its time does not.
LONGEST_SECONDS = 600.0
#: What a question takes before anybody was timed: half a minute, give or take, worth 5 answers.
PRIOR_LOG_SECONDS = math.log(30)
PRIOR_VARIANCE = 0.25
PRIOR_WEIGHT = 5
#: Spread of pace between people, in log seconds squared.
PACE_VARIANCE = 0.1
#: A rapid guess takes less than this, or than a tenth of the question's mean, and z below −3.
SHORTEST_SECONDS = 2.0
RAPID_SHARE = 0.1
RAPID_Z = -3.0


class QuestionTime(NamedTuple):
    """Timed, engaged answers to a question: how many, mean and sum of squares of log seconds."""

    timed: int = 0
    mean: float = 0.0
    squares: float = 0.0

    def expected(self) -> Gaussian:
        """Mean and variance of log seconds, the prior counted in as PRIOR_WEIGHT answers."""
        total = PRIOR_WEIGHT + self.timed
        mean = (PRIOR_WEIGHT * PRIOR_LOG_SECONDS + self.timed * self.mean) / total
        variance = (PRIOR_WEIGHT * PRIOR_VARIANCE + self.squares) / total
        return Gaussian(mean, variance)

    def after(self, seconds: float) -> "QuestionTime":
        """One more timed answer (Welford's recurrence)."""
        timed, x = self.timed + 1, math.log(seconds)
        mean = self.mean + (x - self.mean) / timed
        return QuestionTime(timed, mean, self.squares + (x - self.mean) * (x - mean))


NO_PACE = Gaussian(0.0, PACE_VARIANCE)


def engaged_seconds(milliseconds: int | None) -> float | None:
    """Seconds that she can have spent on the question; None untimed, idle, or not positive."""
    if not milliseconds or milliseconds > LONGEST_SECONDS * 1000:
        return None
    return milliseconds / 1000


def deviation(seconds: float, expected: Gaussian, pace: Gaussian) -> float:
    """z of a response time: how slow it was for her on this question."""
    return (math.log(seconds) - expected.mean + pace.mean) / math.sqrt(expected.variance)


def is_rapid_guess(seconds: float, expected: Gaussian, pace: Gaussian) -> bool:
    """Whether she cannot have read it: under 2 s or a tenth of its mean time, and z < −3."""
    typical = math.exp(expected.mean + expected.variance / 2)
    shortest = max(SHORTEST_SECONDS, RAPID_SHARE * typical)
    return seconds < shortest and deviation(seconds, expected, pace) < RAPID_Z


def after_time(pace: Gaussian, seconds: float, expected: Gaussian) -> Gaussian:
    """Her pace after one timed answer: the normal-normal update with known residual variance."""
    precision = 1 / pace.variance + 1 / expected.variance
    residual = expected.mean - math.log(seconds)
    mean = (pace.mean / pace.variance + residual / expected.variance) / precision
    return Gaussian(mean, 1 / precision)


def pace_figures(pace: Gaussian) -> tuple[float, tuple[float, float]]:
    """Where her pace stands among people, 0–100, and its 80 % interval: 100·Φ(τ/√0.1)."""
    half = NormalDist().inv_cdf(0.9) * math.sqrt(pace.variance)

    def percentile(tau: float) -> float:
        return 100 * NormalDist().cdf(tau / math.sqrt(PACE_VARIANCE))

    return percentile(pace.mean), (percentile(pace.mean - half), percentile(pace.mean + half))
