"""Learners with hidden memories, to try study plans on; knows nothing of the planner or analytics.

Three worlds with different laws of learning and forgetting, none of them the planner's. A plan is
judged by the marks that a learner would get at the exam; what she knows inside is never shown, only
her answers are.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

ITEMS = 24
OPTIONS = 4


class Learner(Protocol):
    """Somebody who studies topics and sits an exam."""

    def study(self, topic: int, day: float, hours: float) -> None: ...

    def recall(self, topic: int, day: float) -> float:
        """Share of the topic that she could answer, 0–1."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is given: the exam, the time, how faithful she is."""

    marks: tuple[float, ...]
    days: int
    hours_a_day: float
    adherence: float
    #: Answers seen before the plan, by topic.
    seen: tuple[int, ...]


def scenario(rng: random.Random) -> Scenario:
    """16–36 topics, weights Dirichlet(1.6) of 100 marks, 21–120 days, 1.5–6 hours a day."""
    topics = rng.randint(16, 36)
    draws = [rng.gammavariate(1.6, 1) for _ in range(topics)]
    return Scenario(
        marks=tuple(100 * one / sum(draws) for one in draws),
        days=rng.randint(21, 120),
        hours_a_day=rng.choice([1.5, 2, 2.5, 3, 4, 5, 6]),
        adherence=rng.uniform(0.55, 0.95),
        seen=tuple(rng.randint(0, 24) for _ in range(topics)),
    )


def answers(learner: Learner, topic: int, day: float, count: int, rng: random.Random) -> int:
    """How many of so many questions she gets right; what she cannot recall she guesses."""
    known = learner.recall(topic, day)
    chance = known + (1 - known) / OPTIONS
    return sum(rng.random() < chance for _ in range(count))


class ItemLearner:
    """World 1: 24 items a topic, each with a memory of its own that fades exponentially.

    An hour touches some items at her pace: what she does not know she learns with a chance that a
    prerequisite topic raises; what she knows grows firmer, the more the nearer it was to be lost.
    """

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        self._rng = rng
        topics = len(scenario.marks)
        self._pace = rng.uniform(8, 22)
        self._learns = [rng.uniform(0.25, 0.75) for _ in range(topics)]
        self._growth = rng.uniform(1.8, 3.2)
        self._needs = [
            rng.randrange(topic) if topic and rng.random() < 0.4 else None
            for topic in range(topics)
        ]
        level = [rng.betavariate(1.8, 2.2) for _ in range(topics)]
        #: Days of strength and day of the last touch of each item; strength 0 is unknown.
        self._strength = [
            [rng.uniform(60, 400) if rng.random() < share else 0.0 for _ in range(ITEMS)]
            for share in level
        ]
        self._touched = [[-rng.uniform(0, 40) for _ in range(ITEMS)] for _ in range(topics)]

    def recall(self, topic: int, day: float) -> float:
        return sum(self._chance(topic, item, day) for item in range(ITEMS)) / ITEMS

    def _chance(self, topic: int, item: int, day: float) -> float:
        strength = self._strength[topic][item]
        return math.exp(-max(0.0, day - self._touched[topic][item]) / strength) if strength else 0.0

    def study(self, topic: int, day: float, hours: float) -> None:
        count = min(ITEMS, max(1, round(self._pace * hours)))
        needed = self._needs[topic]
        ground = 1.0 if needed is None else 0.5 + 0.5 * self.recall(needed, day)
        # She goes for what she does not know first.
        order = sorted(range(ITEMS), key=lambda item: self._chance(topic, item, day))
        for item in order[:count]:
            chance = self._chance(topic, item, day)
            if self._rng.random() < chance:
                grown = 1 + (self._growth - 1) * (1.15 - chance)
                self._strength[topic][item] = min(400.0, self._strength[topic][item] * grown)
            elif self._rng.random() < self._learns[topic] * ground:
                old = self._strength[topic][item]
                self._strength[topic][item] = max(self._rng.uniform(12, 30), 0.4 * old)
            else:
                continue
            self._touched[topic][item] = day


class SkillLearner:
    """World 2: one skill a topic that grows by a power law of practice and fades by a power law,
    slower the more it was practised; study of one topic disturbs its neighbours a little."""

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        self._hours = [rng.expovariate(1 / 2.5) for _ in range(topics)]
        self._scale = [rng.uniform(2.0, 9.0) for _ in range(topics)]
        self._power = rng.uniform(0.6, 1.1)
        self._fades = [rng.uniform(0.10, 0.35) for _ in range(topics)]
        self._last = [-rng.uniform(1, 40) for _ in range(topics)]

    def recall(self, topic: int, day: float) -> float:
        learned: float = 1 - (1 + self._hours[topic] / self._scale[topic]) ** -self._power
        firmer = self._fades[topic] / (1 + 0.25 * self._hours[topic])
        faded: float = math.exp(-firmer * math.log1p(max(0.0, day - self._last[topic])))
        return learned * faded

    def study(self, topic: int, day: float, hours: float) -> None:
        # Some of what has faded has to be won back first.
        faded = 1 - (1 + max(0.0, day - self._last[topic])) ** -self._fades[topic]
        self._hours[topic] += hours * (1 - 0.4 * faded)
        self._last[topic] = day
        for other in (topic - 1, topic + 1):
            if 0 <= other < len(self._hours):
                self._hours[other] = max(0.0, self._hours[other] - 0.02 * hours)


class TraceLearner:
    """World 3: every study session leaves a trace; what counts is the sum of traces, each fading
    as a power of its age (base-level activation), and recall is a logistic function of it."""

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        self._decay = rng.uniform(0.35, 0.55)
        self._hard = [rng.uniform(-0.6, 1.2) for _ in range(topics)]
        self._noise = rng.uniform(0.5, 0.8)
        self._traces: list[list[tuple[float, float]]] = [
            [(-rng.uniform(2, 60), rng.uniform(0.3, 2.0)) for _ in range(rng.randint(0, 4))]
            for _ in range(topics)
        ]

    def recall(self, topic: int, day: float) -> float:
        total = sum(
            weight * max(0.3, day - at + 0.3) ** -self._decay for at, weight in self._traces[topic]
        )
        if total <= 0:
            return 0.0
        return 1 / (1 + math.exp(-(math.log(total) - self._hard[topic] + 0.6) / self._noise))

    def study(self, topic: int, day: float, hours: float) -> None:
        self._traces[topic].append((day, hours))


WORLDS: dict[str, Callable[[Scenario, random.Random], Learner]] = {
    "items": ItemLearner,
    "skills": SkillLearner,
    "traces": TraceLearner,
}
