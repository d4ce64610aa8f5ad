"""What an hour of study does to a topic, as the planner assumes it: learning, review, forgetting.

Formulas and constants from the planner research (section 4.1); docs/metrics.md names them. They
are guesses that need no tuning: halving or doubling them moves the plan's worth by less than the
exam's weights do.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: Share learned an hour of a topic of middling difficulty.
LEARNING_PER_HOUR = 0.30
#: Hours of review that strengthen a whole topic.
REVIEW_HOURS = 2.2
#: How much a full review at recall zero stretches stability, less what recall saves.
STABILITY_GAIN = 2.4
#: Stability, in days, of what was only just learned.
FIRST_STABILITY, FRESH_SHARE = 3.0, 0.3
#: FSRS's power law of forgetting: recall 0.9 after as many days as stability says.
DECAY, FACTOR = -0.5, 19 / 81


@dataclass(slots=True)
class Topics:
    """A student's topics as arrays of one length; changed by `study`."""

    #: Marks that the exam gives to each.
    marks: Array
    #: 0 easy to 1 hard.
    difficulty: Array
    #: Share of the topic that she has learned, 0–1.
    known: Array
    #: Days until recall of what she knows falls to 0.9.
    stability: Array
    #: Day of the last study, counted from the plan's first; negative for the past.
    studied_on: Array
    #: Her pace: 1 for the average.
    pace: float = 1.0

    def recall(self, day: float) -> Array:
        """Share of what she knows that she would recall on a day."""
        return recall(np.maximum(0.0, day - self.studied_on), self.stability)

    def mastery(self, day: float) -> Array:
        """Share of each topic that she could answer on a day."""
        return self.known * self.recall(day)

    def fading(self, day: float, stability: float) -> "Topics":
        """The same mastery on that day, but stability so many times as long from then on."""
        scaled = self.stability * stability
        now = recall(np.maximum(0.0, day - self.studied_on), scaled)
        known = np.clip(self.mastery(day) / now, 0.0, 0.98)
        return replace(self, known=known, stability=scaled)


def recall(days: Array, stability: Array) -> Array:
    return (1 + FACTOR * days / stability) ** DECAY


def after_study(topics: Topics, day: float, hours: float) -> tuple[Array, Array]:
    """(known, stability) of each topic if it were studied for so long on a day."""
    rate = LEARNING_PER_HOUR * (1.35 - 0.7 * topics.difficulty) * topics.pace
    # What is known already makes the rest easier to attach.
    easier = 0.45 + 0.55 * topics.known
    known = topics.known + (1 - topics.known) * (1 - np.exp(-rate * easier * hours))
    now = topics.recall(day)
    share = np.minimum(1.0, hours / (REVIEW_HOURS * (0.8 + 0.4 * topics.difficulty)))
    reviewed = topics.stability * (1 + STABILITY_GAIN * share * (1.15 - now))
    new = (known - topics.known) / np.maximum(known, 1e-9)
    first = np.maximum(FIRST_STABILITY, FRESH_SHARE * reviewed)
    return known, (1 - new) * reviewed + new * first


def gain_per_hour(topics: Topics, day: float, hours: float, *, exam_day: float) -> Array:
    """Marks that an hour on each topic adds at the exam, forgetting until then counted.

    The value is taken at the exam, so spacing follows by itself: an early review of what is strong
    is worth little, a late one more.
    """
    known, stability = after_study(topics, day, hours)
    then = known * recall(np.full_like(known, exam_day - day), stability)
    without = topics.known * recall(np.maximum(0.0, exam_day - topics.studied_on), topics.stability)
    return topics.marks * (then - without) / hours


def study(topics: Topics, index: int, day: float, hours: float) -> None:
    """One topic is studied."""
    known, stability = after_study(topics, day, hours)
    topics.known[index], topics.stability[index] = known[index], stability[index]
    topics.studied_on[index] = day
