"""What an answer says about a student, a topic and a question, and what to expect of the next.

A hierarchical Gaussian filter: ability θ = student + student-on-topic, difficulty = question +
topic, every part a mean and a variance in logits. One answer moves each part in constant time.
Source: one-step assumed-density filtering as in Glicko (Glickman 1999; Weng & Lin 2011) with a
guess floor; moments of the logistic by MacKay's (1992) probit-like approximation, whose slope
the update keeps. Parameters and what they were measured on: docs/metrics.md.
"""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

Difficulty = Literal["easy", "medium", "hard"]


class Gaussian(NamedTuple):
    """A belief about one quantity, in logits."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The filter's constants; variances in logits², drift per answer or per day."""

    student_variance: float = 0.6
    student_topic_variance: float = 0.2
    #: Around its author's label, and where there is none.
    labelled_question_variance: float = 0.7
    question_variance: float = 1.0
    topic_variance: float = 0.5
    #: What meeting a question again does to its difficulty, before anybody showed it.
    repeat_variance: float = 0.25
    #: What one practised answer may have taught.
    student_step: float = 0.001
    student_topic_step: float = 0.004
    #: What one idle day may have changed.
    student_day: float = 0.005
    student_topic_day: float = 0.0025
    #: Drift never widens a belief beyond this multiple of its prior.
    variance_cap: float = 2.0
    #: A question never becomes so sure that it cannot follow its students.
    question_floor: float = 0.01
    #: A question seen before tells half as much: options are remembered.
    repeat_weight: float = 0.5


DEFAULTS = Parameters()
#: An author's label, as a prior for the question's difficulty.
LABEL_DIFFICULTY: dict[Difficulty, float] = {"easy": -1.0, "medium": 0.0, "hard": 1.0}
SECONDS_PER_DAY = 86_400
#: MacKay's constant: E σ(x), x ~ N(m, v), is close to σ(m / √(1 + πv/8)).
_MACKAY = math.pi / 8


class Judgement(NamedTuple):
    """The question's side of one answer: what it was judged with, kept with the answer."""

    #: How hard this question is for her: if she met it before, that is counted in.
    question: Gaussian
    topic: Gaussian
    #: Chance of a blind hit, 1/options; 0 where the number of options is unknown.
    guess: float


class Belief(NamedTuple):
    """The student's side: her general ability and what this topic adds to it."""

    student: Gaussian
    on_topic: Gaussian


class Step(NamedTuple):
    """What one answer does to every part it rests on: m ± v·gain, v − v²·shrink."""

    gain: float
    shrink: float


NO_STEP = Step(0.0, 0.0)


def new_student(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about somebody nobody has seen answer."""
    return Gaussian(0.0, parameters.student_variance)


def new_student_topic(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about what an untried topic adds to a student's general ability."""
    return Gaussian(0.0, parameters.student_topic_variance)


def new_question(label: Difficulty | None, parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about an unanswered question, from its author's label."""
    if label is None:
        return Gaussian(0.0, parameters.question_variance)
    return Gaussian(LABEL_DIFFICULTY[label], parameters.labelled_question_variance)


def new_topic(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about an untried topic's difficulty."""
    return Gaussian(0.0, parameters.topic_variance)


def new_repeat_effect(parameters: Parameters = DEFAULTS) -> Gaussian:
    """The belief about how much easier a question is the second time."""
    return Gaussian(0.0, parameters.repeat_variance)


def guess_floor(option_count: int | None) -> float:
    """Chance of a blind hit among `option_count` options; 0 when that is unknown."""
    return 1 / option_count if option_count else 0.0


def logit_of(belief: Belief, judgement: Judgement) -> Gaussian:
    """Ability less difficulty, with the summed variance behind it."""
    student, on_topic = belief
    question, topic, _ = judgement
    return Gaussian(
        student.mean + on_topic.mean - question.mean - topic.mean,
        student.variance + on_topic.variance + question.variance + topic.variance,
    )


def chance_right(logit: Gaussian, guess: float) -> float:
    """c + (1−c)·E σ(x), x ~ N(mean, variance): probability 0–1, never exactly 0 or 1."""
    return guess + (1 - guess) * sigmoid(logit.mean / math.sqrt(1 + _MACKAY * logit.variance))


def probability_right(belief: Belief, judgement: Judgement) -> float:
    """Probability 0–1 of a right answer before it is given."""
    return chance_right(logit_of(belief, judgement), judgement.guess)


def step_of(
    probability: float, variance: float, guess: float, *, is_correct: bool, weight: float = 1.0
) -> Step:
    """What an answer says that was expected right with `probability`.

    gain = (y − p)·s / (p(1−p)), shrink = s² / (p(1−p)), s = ∂p/∂mean = (1−c)·z(1−z)·κ with
    z = (p − c)/(1 − c) and κ = 1/√(1 + πV/8); V is the summed `variance`. The first is the
    derivative of the log evidence (the exact first moment of assumed-density filtering), the
    second its expected curvature.
    """
    known = (probability - guess) / (1 - guess)
    slope = (1 - guess) * known * (1 - known) / math.sqrt(1 + _MACKAY * variance)
    bernoulli = probability * (1 - probability)
    return Step(
        weight * (is_correct - probability) * slope / bernoulli, weight * slope * slope / bernoulli
    )


def raised(part: Gaussian, step: Step, *, drift: float = 0.0, cap: float = math.inf) -> Gaussian:
    """A part that makes right answers likelier, after an answer and its drift."""
    variance = part.variance - part.variance * part.variance * step.shrink
    if drift:
        variance = max(variance, min(variance + drift, cap))
    return Gaussian(part.mean + part.variance * step.gain, variance)


def lowered(part: Gaussian, step: Step, *, floor: float = 0.0) -> Gaussian:
    """A part that makes right answers rarer, after an answer."""
    variance = part.variance - part.variance * part.variance * step.shrink
    return Gaussian(part.mean - part.variance * step.gain, max(variance, floor))


def after_answer(
    belief: Belief, step: Step, *, is_practice: bool = True, parameters: Parameters = DEFAULTS
) -> Belief:
    """The belief after one answer; practice adds its drift, a mock test without feedback none."""
    drifts = (parameters.student_step, parameters.student_topic_step) if is_practice else (0.0, 0.0)
    cap = parameters.variance_cap
    return Belief(
        raised(belief.student, step, drift=drifts[0], cap=cap * parameters.student_variance),
        raised(belief.on_topic, step, drift=drifts[1], cap=cap * parameters.student_topic_variance),
    )


def after_pause(part: Gaussian, *, seconds: float, per_day: float, prior: float) -> Gaussian:
    """A belief grown older by `seconds`: wider, up to the cap; its mean stays."""
    if seconds <= 0:
        return part
    cap = max(part.variance, DEFAULTS.variance_cap * prior)
    return Gaussian(part.mean, min(part.variance + per_day * seconds / SECONDS_PER_DAY, cap))


def sigmoid(x: float) -> float:
    """The logistic function, for any finite x."""
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    e = math.exp(x)
    return e / (1 + e)
