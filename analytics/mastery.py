"""How well a topic is known: the specification's level, and what the learner model is sure of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from typing import Literal

from analytics.learner_model import Gaussian, chance_right

Level = Literal["Mastered", "Proficient", "Developing", "Needs Focus"]
#: The specification's thresholds.
MASTERED_SHARE, MASTERED_ANSWERS = Fraction(4, 5), 10
PROFICIENT_SHARE, PROFICIENT_ANSWERS = Fraction(3, 5), 5
DEVELOPING_SHARE = Fraction(2, 5)
#: The true rate of right answers that counts as mastery, and how sure "confirmed" must be.
MASTERY_RATE = 0.8
CONFIRMED_PROBABILITY = 0.9
CONFIRMED_ANSWERS = 10
#: Spread of difficulty among a topic's questions in an exam, logits².
QUESTION_SPREAD = 1.0
#: Exam questions have four options.
EXAM_GUESS = 0.25
#: Up after this sure that she is at .80; down after this sure that she is below .60.
STEP_UP_RATE, STEP_DOWN_RATE, STEP_PROBABILITY = 0.8, 0.6, 0.8
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastery:
    """What is believed of her true rate of right answers on a topic's exam questions."""

    #: P(true rate ≥ 0.8), 0–1.
    probability: float
    #: Central 80 % of the true rate, 0–1.
    interval: tuple[float, float]
    #: Its median, and what of it is knowledge once guessing is taken out, 0–1.
    rate: float
    known: float
    #: Sure enough to say "mastered" whenever one looks.
    confirmed: bool


def spec_level(right: int, answers: int) -> Level:
    """The specification's level from the share right and the number of answers (3.2)."""
    share = Fraction(right, answers)
    if share >= MASTERED_SHARE and answers >= MASTERED_ANSWERS:
        return "Mastered"
    if share >= PROFICIENT_SHARE and answers >= PROFICIENT_ANSWERS:
        return "Proficient"
    return "Developing" if share >= DEVELOPING_SHARE else "Needs Focus"


def true_rate(theta: float, *, guess: float = EXAM_GUESS) -> float:
    """Rate of right answers, 0–1, over a topic's questions for an ability known exactly."""
    return chance_right(Gaussian(theta, QUESTION_SPREAD), guess)


@lru_cache
def ability_for_rate(rate: float, *, guess: float = EXAM_GUESS) -> float:
    """The inverse of `true_rate`; −∞ for a rate that guessing reaches."""
    if rate <= guess:
        return -math.inf
    known = (rate - guess) / (1 - guess)
    return math.log(known / (1 - known)) * math.sqrt(1 + math.pi * QUESTION_SPREAD / 8)


def probability_of_rate(theta: Gaussian, rate: float, *, guess: float = EXAM_GUESS) -> float:
    """P(true rate ≥ `rate`) for a belief about ability less the topic's difficulty."""
    needed = ability_for_rate(rate, guess=guess)
    if needed == -math.inf:
        return 1.0
    return _NORMAL.cdf((theta.mean - needed) / math.sqrt(theta.variance))


def mastery(theta: Gaussian, answers: int, *, guess: float = EXAM_GUESS) -> Mastery:
    """The belief about a topic; "confirmed" takes P ≥ 0.9 and ten answers.

    0.9 rather than 0.8, because she may look after every answer: docs/metrics.md.
    """
    probability = probability_of_rate(theta, MASTERY_RATE, guess=guess)
    half = _NORMAL.inv_cdf(0.9) * math.sqrt(theta.variance)
    rate = true_rate(theta.mean, guess=guess)
    return Mastery(
        probability=probability,
        interval=(
            true_rate(theta.mean - half, guess=guess),
            true_rate(theta.mean + half, guess=guess),
        ),
        rate=rate,
        known=max(0.0, (rate - guess) / (1 - guess)),
        confirmed=probability >= CONFIRMED_PROBABILITY and answers >= CONFIRMED_ANSWERS,
    )


def difficulty_step(theta: Gaussian, *, guess: float = EXAM_GUESS) -> Literal[-1, 0, 1]:
    """Whether to offer harder (+1) or easier (−1) questions.

    Up when P(true rate ≥ .80) ≥ .80, down when P(true rate < .60) ≥ .80.
    """
    if probability_of_rate(theta, STEP_UP_RATE, guess=guess) >= STEP_PROBABILITY:
        return 1
    below = 1 - probability_of_rate(theta, STEP_DOWN_RATE, guess=guess)
    return -1 if below >= STEP_PROBABILITY else 0


def lucky_share(rate: float, *, guess: float = EXAM_GUESS) -> float:
    """P(guessed | right) for a rate of right answers, 0–1: c(1 − κ) ÷ π."""
    known = max(0.0, (rate - guess) / (1 - guess))
    return guess * (1 - known) / rate if rate > 0 else 0.0


def learning_days(completions: Sequence[datetime]) -> float:
    """Days between the completion of the first and the last test on the topic."""
    return (max(completions) - min(completions)).total_seconds() / 86_400
