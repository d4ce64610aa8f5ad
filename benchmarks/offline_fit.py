"""The same model fitted offline: what one pass loses against many over the same past.

Maximum a posteriori by block-wise Newton steps, variances by Laplace. The first three quarters of
a world are the past; the last quarter is forecast from it, by the fit as it stands and by the
filter with its states held where they stood.
"""

import math

import numpy as np
from numpy.typing import NDArray

from analytics.forecast_quality import auc, calibration_error, reliability_table
from analytics.learner_model import DEFAULTS, Belief, chance_right, logit_of
from analytics.population import judgement_of
from analytics.student_state import believe
from benchmarks.worlds import Classroom, Trial, World, trials

SWEEPS = 60
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def compare(world: World, seed: int) -> tuple[float, ...]:
    """AUC and calibration error on the last quarter: offline fit, one-pass filter, truth."""
    every = list(trials(world, seed))
    cut = 3 * len(every) // 4
    past, ahead = every[:cut], every[cut:]
    came = [int(one.is_correct) for one in ahead]
    forecasts = (
        _offline(world, past, ahead),
        _filtered(world, past, ahead),
        [one.probability for one in ahead],
    )
    figures: list[float] = []
    for said in forecasts:
        figures.append(auc(said, came) or 0.0)
        figures.append(calibration_error(reliability_table(said, came)) or 0.0)
    return tuple(figures)


def _filtered(world: World, past: list[Trial], ahead: list[Trial]) -> list[float]:
    room = Classroom(options=world.options)
    for one in past:
        room.take(one)
    said = []
    for one in ahead:
        fold = room.folds[one.student]
        assert fold.ability is not None
        belief: Belief = believe(fold.ability, fold.topics.get(one.topic), at=fold.ability.last_at)
        seen = fold.seen.get(one.question)
        judgement = judgement_of(
            room.population.question(one.question, None).difficulty,
            room.population.topic(one.topic).belief,
            None if seen is None else room.population.repeat(seen).belief,
            options=world.options,
        )
        said.append(chance_right(logit_of(belief, judgement), judgement.guess))
    return said


def _offline(world: World, past: list[Trial], ahead: list[Trial]) -> list[float]:
    blocks = _blocks(world, past)
    y = np.array([one.is_correct for one in past], dtype=float)
    guess = 1 / world.options if world.options else 0.0
    means = [np.zeros(size) for _, size, _, _ in blocks]
    variances = [np.full(size, prior) for _, size, prior, _ in blocks]
    for _ in range(SWEEPS):
        for place, (index, size, prior, sign) in enumerate(blocks):
            logit = _logit(blocks, means)
            known = 1 / (1 + np.exp(-logit))
            p = guess + (1 - guess) * known
            slope = (1 - guess) * known * (1 - known)
            gradient = sign * np.bincount(index, (y - p) * slope / (p * (1 - p)), size)
            information = np.bincount(index, slope**2 / (p * (1 - p)), size) + 1 / prior
            means[place] = means[place] + (gradient - means[place] / prior) / information
            variances[place] = 1 / information
    later = _blocks(world, ahead)
    variance = sum(v[index] for v, (index, _, _, _) in zip(variances, later, strict=True))
    shrunk = _logit(later, means) / np.sqrt(1 + math.pi / 8 * variance)
    return [float(p) for p in guess + (1 - guess) / (1 + np.exp(-shrunk))]


def _blocks(world: World, rows: list[Trial]) -> list[tuple[Ints, int, float, int]]:
    """Index of each row in a block, its size, prior variance and sign in the logit."""
    student = np.array([one.student for one in rows])
    topic = np.array([one.topic for one in rows])
    question = np.array([one.question for one in rows])
    return [
        (student, world.students, DEFAULTS.student_variance, 1),
        (
            student * world.topics + topic,
            world.students * world.topics,
            DEFAULTS.student_topic_variance,
            1,
        ),
        (question, world.questions, DEFAULTS.question_variance, -1),
        (topic, world.topics, DEFAULTS.topic_variance, -1),
    ]


def _logit(blocks: list[tuple[Ints, int, float, int]], means: list[Floats]) -> Floats:
    total: Floats = np.zeros(len(blocks[0][0]))
    for mean, (index, _, _, sign) in zip(means, blocks, strict=True):
        total = total + sign * mean[index]
    return total
