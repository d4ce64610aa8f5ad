"""Four more laws of learning to try study plans on, written by somebody who had not read the planner.

Written from what is known of students, without the planner, its model or the first three worlds'
results at hand: in one, topics are ladders of components and a long day tires; in the other, what is
forgotten is pushed out by other study, not by time. Nothing here was changed after the first run.
"""

import math
import random

from benchmarks.study_world import Scenario

#: Components of a topic, each of which needs those below it.
RUNGS = 6
#: What the second, third, ... hour of a day is worth of the first.
TIRED = 0.85


class LadderLearner:
    """World 4: a topic is a ladder of components, learnt from below by chance at each exercise.

    A question of the topic stands on a rung and needs every rung up to it. A component slips away
    with a hazard that halves with each separate day on which it was used; several hours on one day
    count as one day. Each further hour of a day is worth less.
    """

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        self._rng = rng
        self._exercises = rng.uniform(5, 12)
        self._catches = [rng.uniform(0.08, 0.35) for _ in range(topics)]
        self._slips = rng.uniform(0.01, 0.05)
        self._days: list[list[int]] = []
        self._used: list[list[float]] = []
        for _ in range(topics):
            reached = rng.choices(range(RUNGS + 1), weights=[4, 3, 3, 2, 2, 1, 1])[0]
            self._days.append([rng.randint(1, 5) if n < reached else 0 for n in range(RUNGS)])
            self._used.append([-rng.uniform(0, 60)] * RUNGS)
        self._today, self._hours_today = -1.0, 0.0

    def recall(self, topic: int, day: float) -> float:
        through, total = 1.0, 0.0
        for rung in range(RUNGS):
            through *= self._holds(topic, rung, day)
            total += through
        return total / RUNGS

    def _holds(self, topic: int, rung: int, day: float) -> float:
        days = self._days[topic][rung]
        if not days:
            return 0.0
        hazard = self._slips * 0.5 ** (days - 1)
        return math.exp(-hazard * max(0.0, day - self._used[topic][rung]))

    def study(self, topic: int, day: float, hours: float) -> None:
        if day != self._today:
            self._today, self._hours_today = day, 0.0
        fresh = TIRED**self._hours_today
        self._hours_today += hours
        for _ in range(max(1, round(self._exercises * hours * fresh))):
            self._exercise(topic, day)

    def _exercise(self, topic: int, day: float) -> None:
        """She climbs as far as she holds on, and tries the first rung that she does not."""
        for rung in range(RUNGS):
            if self._rng.random() < self._holds(topic, rung, day):
                if self._used[topic][rung] < day:
                    self._days[topic][rung] += 1
                    self._used[topic][rung] = day
                continue
            if self._rng.random() < self._catches[topic]:
                self._days[topic][rung] = max(1, self._days[topic][rung])
                self._used[topic][rung] = day
            return


class CrowdedLearner:
    """World 5: two strengths (Bjork and Bjork 1992), and forgetting by what else is studied.

    Storage never falls; what can be retrieved is pushed out by hours spent on other topics since,
    the less the more is stored. Study adds to storage the more, the less can be retrieved.
    """

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        self._stored = [rng.expovariate(1 / 1.2) for _ in range(topics)]
        self._at_hand = [rng.uniform(0.1, 0.9) for _ in range(topics)]
        self._gains = [rng.uniform(0.25, 0.8) for _ in range(topics)]
        self._crowding = rng.uniform(0.01, 0.035)
        #: A life beside the exam crowds things out too, slowly.
        self._idle = rng.uniform(0.1, 0.4)
        self._total = 0.0
        self._seen_at = [(0.0, 0.0)] * topics

    def recall(self, topic: int, day: float) -> float:
        ceiling = 1 - math.exp(-self._stored[topic])
        return ceiling * self._retrievable(topic, day)

    def _retrievable(self, topic: int, day: float) -> float:
        total, at = self._seen_at[topic]
        crowd = (self._total - total) + self._idle * max(0.0, day - at)
        return self._at_hand[topic] * math.exp(
            -self._crowding * crowd / (0.4 + self._stored[topic])
        )

    def study(self, topic: int, day: float, hours: float) -> None:
        now = self._retrievable(topic, day)
        self._stored[topic] += self._gains[topic] * hours * (1.3 - now) / (1 + self._stored[topic])
        self._at_hand[topic] = now + (1 - now) * (1 - math.exp(-1.8 * hours))
        self._total += hours
        self._seen_at[topic] = (self._total, day)


class CatalogueLearner:
    """World 6: a topic is forty kinds of question, some asked far more often than others.

    A kind is known after one to four meetings, and lost after a time that each later meeting nearly
    doubles. Books bring the frequent kinds first.
    """

    KINDS = 40

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        self._rng = rng
        self._met_an_hour = rng.uniform(6, 16)
        self._lasting = rng.uniform(1.5, 2.2)
        weights: list[float] = [1 / (kind + 1) ** 0.7 for kind in range(self.KINDS)]
        self._asked = [one / sum(weights) for one in weights]
        self._missing = [[rng.randint(1, 4) for _ in range(self.KINDS)] for _ in range(topics)]
        self._until = [[-1.0] * self.KINDS for _ in range(topics)]
        self._span = [[rng.lognormvariate(2.3, 0.5) for _ in weights] for _ in range(topics)]
        for topic in range(topics):
            for _ in range(round(rng.betavariate(1.2, 2.0) * 60)):
                self._meet(
                    topic, rng.choices(range(self.KINDS), self._asked)[0], -rng.uniform(0, 25)
                )

    def recall(self, topic: int, day: float) -> float:
        return sum(
            asked
            for asked, missing, until in zip(
                self._asked, self._missing[topic], self._until[topic], strict=True
            )
            if not missing and until >= day
        )

    def study(self, topic: int, day: float, hours: float) -> None:
        for kind in self._rng.choices(
            range(self.KINDS), self._asked, k=max(1, round(self._met_an_hour * hours))
        ):
            self._meet(topic, kind, day)

    def _meet(self, topic: int, kind: int, day: float) -> None:
        missing = self._missing[topic]
        if missing[kind]:
            missing[kind] -= 1
            if missing[kind]:
                return
        elif self._until[topic][kind] >= day:
            self._span[topic][kind] *= self._lasting
        else:
            missing[kind] = 1
            return
        self._until[topic][kind] = day + self._span[topic][kind]


class LogitLearner:
    """World 7: log-odds of being right grow with study, less with each hour, and sink with idle days.

    Topics come in fours that are kin: a quarter of what is learned in one helps the other three.
    """

    KIN = 4

    def __init__(self, scenario: Scenario, rng: random.Random) -> None:
        topics = len(scenario.marks)
        general = rng.gauss(-0.6, 0.6)
        self._base = [general + rng.gauss(0, 0.7) for _ in range(topics)]
        self._gain = [rng.uniform(0.2, 0.9) for _ in range(topics)]
        self._hours = [0.0] * topics
        self._risen = [0.0] * topics
        self._sinks = rng.uniform(0.004, 0.03)
        self._at = [0.0] * topics

    def recall(self, topic: int, day: float) -> float:
        return 1 / (1 + math.exp(-(self._base[topic] + self._kept(topic, day))))

    def _kept(self, topic: int, day: float) -> float:
        slower = 1 + 0.3 * self._hours[topic]
        return self._risen[topic] * math.exp(-self._sinks * (day - self._at[topic]) / slower)

    def study(self, topic: int, day: float, hours: float) -> None:
        first = topic - topic % self.KIN
        for other in range(first, min(first + self.KIN, len(self._risen))):
            share = 1.0 if other == topic else 0.25
            self._risen[other] = self._kept(other, day)
            self._at[other] = day
            self._risen[other] += share * self._gain[topic] * hours / (1 + 0.2 * self._hours[other])
        self._hours[topic] += hours
