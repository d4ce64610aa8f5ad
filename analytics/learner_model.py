"""What an answer says about a student, a topic and a question, and what to expect of the next.

A hierarchical Gaussian filter: ability θ = student + student-on-topic, difficulty = question +
topic, every part a mean and a variance in logits. One answer touches four numbers of each, in
constant time. Source: one-step assumed-density filtering as in Glicko (Glickman 1999; Weng & Lin
2011) with a guess floor; the parameters are those measured in docs/metrics.md.
"""

import math
from dataclasses import dataclass
from typing import Literal

Difficulty = Literal["easy", "medium", "hard"]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A belief about one quantity, in logits."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The filter's constants; variances in logits², drift per answer or per day."""

    student_variance: float = 0.6
    student_topic_variance: float = 0.2
    question_variance: float = 0.7
    topic_variance: float = 0.5
    #: What one practised answer may have taught.
    student_step: float = 0.001
    student_topic_step: float = 0.005
    #: What one idle day may have changed.
    student_day: float = 0.005
    student_topic_day: float = 0.0025
    #: Drift never widens a belief beyond this multiple of its prior.
    variance_cap: float = 2.0
    #: A question seen before tells half as much: options are remembered.
    repeat_weight: float = 0.5


DEFAULTS = Parameters()
#: An author's label, as a prior for the question's difficulty.
LABEL_DIFFICULTY: dict[Difficulty, float] = {"easy": -1.0, "medium": 0.0, "hard": 1.0}
SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Judgement:
    """The question's side of one answer: what it was judged with, kept with the answer."""

    question: Gaussian
    topic: Gaussian
    #: Chance of a blind hit, 1/options; 0 where the number of options is unknown.
    guess: float


@dataclass(frozen=True, slots=True)
class Belief:
    """The student's side: her general ability and what this topic adds to it."""

    student: Gaussian
    on_topic: Gaussian


def new_student(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about somebody nobody has seen answer."""
    return Gaussian(0.0, parameters.student_variance)


def new_student_topic(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about what an untried topic adds to a student's general ability."""
    return Gaussian(0.0, parameters.student_topic_variance)


def new_question(label: Difficulty | None, parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about an unanswered question, from its author's label."""
    mean = 0.0 if label is None else LABEL_DIFFICULTY[label]
    return Gaussian(mean, parameters.question_variance)


def new_topic(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about an untried topic's difficulty."""
    return Gaussian(0.0, parameters.topic_variance)


def guess_floor(option_count: int | None) -> float:
    """Chance of a blind hit among `option_count` options; 0 when that is unknown."""
    return 1 / option_count if option_count else 0.0


def _hit_share(belief: Belief, judgement: Judgement) -> tuple[float, float]:
    """The probability of knowing (guessing aside), and the summed variance behind it."""
    logit = (
        belief.student.mean + belief.on_topic.mean - judgement.question.mean - judgement.topic.mean
    )
    variance = (
        belief.student.variance
        + belief.on_topic.variance
        + judgement.question.variance
        + judgement.topic.variance
    )
    return _sigmoid(logit / math.sqrt(1 + math.pi * variance / 8)), variance


def probability_right(belief: Belief, judgement: Judgement) -> float:
    """Probability 0–1 of a right answer before it is given; never exactly 0 or 1."""
    known, _ = _hit_share(belief, judgement)
    return judgement.guess + (1 - judgement.guess) * known


def after_answer(
    belief: Belief,
    judgement: Judgement,
    *,
    is_correct: bool,
    weight: float = 1.0,
    is_practice: bool = True,
    parameters: Parameters = DEFAULTS,
) -> Belief:
    """The belief after one answer; `weight` scales the step, practice adds its drift.

    m += v·G/(1+V·W), v −= v²·W/(1+V·W) with G, W the score and information of a Bernoulli
    answer under p = c + (1−c)·σ(·).
    """
    known, total_variance = _hit_share(belief, judgement)
    c = judgement.guess
    p = c + (1 - c) * known
    slope = (1 - c) * known * (1 - known)
    bernoulli = p * (1 - p)
    gradient = (float(is_correct) - p) * slope / bernoulli
    information = slope * slope / bernoulli
    scale = weight / (1 + total_variance * information)

    def moved(part: Gaussian, *, drift: float, prior: float) -> Gaussian:
        variance = part.variance - part.variance**2 * information * scale
        if is_practice:
            variance = min(variance + drift, parameters.variance_cap * prior)
        return Gaussian(part.mean + part.variance * gradient * scale, variance)

    return Belief(
        moved(belief.student, drift=parameters.student_step, prior=parameters.student_variance),
        moved(
            belief.on_topic,
            drift=parameters.student_topic_step,
            prior=parameters.student_topic_variance,
        ),
    )


def after_pause(part: Gaussian, *, seconds: float, per_day: float, prior: float) -> Gaussian:
    """A belief grown older by `seconds`: wider, up to the cap; its mean stays."""
    days = max(0.0, seconds) / SECONDS_PER_DAY
    cap = max(part.variance, DEFAULTS.variance_cap * prior)
    return Gaussian(part.mean, min(part.variance + per_day * days, cap))


def _sigmoid(x: float) -> float:
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    e = math.exp(x)
    return e / (1 + e)
