"""Which question practice asks next: first the topic, then the question of it that suits her.

Target and band: Klinkenberg, Straatemeier & van der Maas (2011) keep success at .75, and with a
guess floor of .25 information is greatest at .68; randomesque choice among the best after
Kingsbury & Zara (1989); the random share calibrates the questions, because adaptive choice
alone lets their difficulties drift (Brinkhuis & Maris 2020).
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from analytics.learner_model import (
    DEFAULTS,
    Belief,
    Gaussian,
    Judgement,
    guess_floor,
    probability_right,
)
from analytics.mastery import MASTERY_RATE, difficulty_step, probability_of_rate

#: A question answered so lately is left alone, unless memory says it is due.
REST = timedelta(days=7)
#: The chance of success to aim at, and how far one step moves it.
TARGET, STEP = 0.75, 0.10
#: Where an answer says most about her: the top of the information with a guess floor of 1/4.
MOST_TELLING = 0.683
#: Scale of the distance from the target, and what having met a question before costs.
DISTANCE, MET_BEFORE = 0.1, 0.5
#: Chosen by lot among so many of the best.
BEST = 5
#: Share of questions drawn blindly within their topic.
RANDOM_SHARE = 0.1
#: At most this share of the active students sees a question within REST, once so many are active.
EXPOSURE_CAP, CROWD = 0.2, 20
#: Every topic keeps a little of its weight: mastered ones are met now and then.
LEAST_NEED = 0.2
#: How strongly an unknown topic is preferred; measured by `python -m benchmarks adaptive`.
CURIOSITY = 3


class TopicOffer(NamedTuple):
    """A topic that may be asked, and how she stands in it; a tuple, as each draw makes a hundred."""

    topic_id: int
    #: Its share of her exam, in any unit.
    weight: float
    belief: Belief
    difficulty: Gaussian

    @property
    def theta(self) -> Gaussian:
        """Her ability there less the topic's difficulty, logits."""
        return theta_on(self.belief, self.difficulty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A question that may be asked, with what she already did with it."""

    question_id: int
    version_id: int
    objective: str
    difficulty: Gaussian
    options: int
    #: When she last answered it; None for never.
    last_at: datetime | None
    #: How often anybody was asked it lately.
    shown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The question to ask."""

    candidate: Candidate
    #: Probability 0–1 that she gets it right.
    probability: float
    is_random: bool


def theta_on(belief: Belief, difficulty: Gaussian) -> Gaussian:
    """Ability on a topic less the topic's difficulty, logits."""
    student, on_topic = belief
    return Gaussian(
        student.mean + on_topic.mean - difficulty.mean,
        student.variance + on_topic.variance + difficulty.variance,
    )


def need(offer: TopicOffer) -> float:
    """What a topic asks for: exam weight × P(not mastered) × (how little is known of her there)³.

    The last is her variance on the topic over its prior, so that a topic answered a
    moment ago gives way to one that nobody asked her about.
    """
    return _curiosity(offer) * _unmastered(offer)


def _curiosity(offer: TopicOffer) -> float:
    unknown = offer.belief.on_topic.variance / DEFAULTS.student_topic_variance
    return offer.weight * unknown**CURIOSITY


def _unmastered(offer: TopicOffer) -> float:
    """A chance, LEAST_NEED or more."""
    return max(1 - probability_of_rate(offer.theta, MASTERY_RATE), LEAST_NEED)


def choose_topic(
    offers: Sequence[TopicOffer], *, last_topic: int | None, rng: random.Random
) -> TopicOffer | None:
    """A topic drawn with its need as weight, another than the last one where there is one.

    One is drawn by all of its need but the chance that it is unmastered, and kept with that
    chance, else drawn anew: the same lottery (rejection sampling, von Neumann 1951) without
    working that chance out for a hundred topics at every question. Five draws at most on average.
    """
    if not offers:
        return None
    fresh = [offer for offer in offers if offer.topic_id != last_topic] or list(offers)
    weights = list(accumulate(map(_curiosity, fresh)))
    if not weights[-1]:
        return rng.choice(fresh)
    while True:
        offer = rng.choices(fresh, cum_weights=weights)[0]
        if rng.random() < _unmastered(offer):
            return offer


def most_telling_topic(
    offers: Sequence[TopicOffer], *, asked: Sequence[int], rng: random.Random
) -> TopicOffer | None:
    """For a first profile: the weightiest topic that was not asked yet, ties by lot."""
    left = [offer for offer in offers if offer.topic_id not in asked] or list(offers)
    return max(left, key=lambda offer: (need(offer), rng.random()), default=None)


def target_for(theta: Gaussian, *, shift: float = 0.0) -> float:
    """The chance of success to aim at: .75, .65 where she is ready for harder, .85 for easier.

    `shift` counts steps that she asked for; the target stays between .65 and .85.
    """
    step = max(-1.0, min(1.0, difficulty_step(theta) + shift))
    return TARGET - STEP * step


def choose_question(
    candidates: Sequence[Candidate],
    offer: TopicOffer,
    *,
    target: float,
    at: datetime,
    active: int,
    rng: random.Random,
) -> Chosen | None:
    """A rested question near the target, one of the best by lot; now and then any rested one.

    Where none is rested, the one she answered longest ago; None where there are none at all.
    `active` is the number of students who practised within REST.
    """
    if not candidates:
        return None
    rested = [one for one in candidates if one.last_at is None or at - one.last_at >= REST]
    if not rested:
        oldest = min(candidates, key=lambda one: (one.last_at or at, one.question_id))
        return _chosen(oldest, offer, is_random=False)
    rested = _uncrowded(rested, active)
    if rng.random() < RANDOM_SHARE:
        return _chosen(rng.choice(rested), offer, is_random=True)
    scored = sorted(rested, key=lambda one: _score(one, offer, target), reverse=True)
    return _chosen(rng.choice(scored[:BEST]), offer, is_random=False)


def _uncrowded(candidates: list[Candidate], active: int) -> list[Candidate]:
    """Those below the exposure cap; the least shown ones where all are above it."""
    if active < CROWD:
        return candidates
    below = [one for one in candidates if one.shown < EXPOSURE_CAP * active]
    return below or sorted(candidates, key=lambda one: one.shown)[:BEST]


def _score(candidate: Candidate, offer: TopicOffer, target: float) -> float:
    distance = abs(chance_of(candidate, offer) - target) / DISTANCE
    return -distance - (MET_BEFORE if candidate.last_at is not None else 0.0)


def _chosen(candidate: Candidate, offer: TopicOffer, *, is_random: bool) -> Chosen:
    return Chosen(candidate=candidate, probability=chance_of(candidate, offer), is_random=is_random)


def chance_of(candidate: Candidate, offer: TopicOffer) -> float:
    """Probability 0–1 of a right answer to a question of the topic."""
    judgement = Judgement(candidate.difficulty, offer.difficulty, guess_floor(candidate.options))
    return probability_right(offer.belief, judgement)


def due_variant(candidates: Sequence[Candidate]) -> Candidate | None:
    """For a fact that is due: the variant she met longest ago, unmet ones first."""
    return min(
        candidates,
        key=lambda one: (one.last_at.timestamp() if one.last_at else -math.inf, one.question_id),
        default=None,
    )
