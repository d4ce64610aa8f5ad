"""Simulated worlds with a known truth, and the shipped model folded over them."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from analytics.evaluation import lesson_of
from analytics.learner_model import Gaussian
from analytics.population import Population
from analytics.student_state import Evidence, Judged, StudentFold, believe

AT = datetime(2026, 1, 5, tzinfo=UTC)
WEEK = date(2026, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Parameters of a population; all in logits."""

    name: str
    students: int = 400
    questions: int = 300
    topics: int = 10
    answers: int = 150
    options: int | None = 4
    growth: float = 0.0
    ability_deviation: float = 1.0
    topic_deviation: float = 0.5
    #: What having got a question right before makes of it.
    repeat: float = 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer of a world with the probability that made it."""

    student: int
    question: int
    topic: int
    is_correct: bool
    probability: float
    seconds_since: float


def trials(world: World, seed: int) -> Iterator[Trial]:
    """Answers in the order in which they come: students mixed, a minute apart."""
    rng = random.Random(seed)
    ability = [rng.gauss(0, world.ability_deviation) for _ in range(world.students)]
    on_topic = [
        [rng.gauss(0, world.topic_deviation) for _ in range(world.topics)]
        for _ in range(world.students)
    ]
    difficulty = [rng.gauss(0, 1) for _ in range(world.questions)]
    topic_of = [rng.randrange(world.topics) for _ in range(world.questions)]
    order = [one for one in range(world.students) for _ in range(world.answers)]
    rng.shuffle(order)
    count = [0] * world.students
    last: dict[tuple[int, int], bool] = {}
    floor = 1 / world.options if world.options else 0.0
    for number, student in enumerate(order):
        question = rng.randrange(world.questions)
        topic = topic_of[question]
        logit = ability[student] + on_topic[student][topic] + world.growth * count[student]
        logit += world.repeat * last.get((student, question), False) - difficulty[question]
        probability = floor + (1 - floor) / (1 + math.exp(-logit))
        is_correct = rng.random() < probability
        count[student] += 1
        last[student, question] = is_correct
        yield Trial(student, question, topic, is_correct, probability, 60.0 * number)


class Classroom:
    """Students, questions and topics as the model sees them while answers come in."""

    def __init__(self, *, options: int | None) -> None:
        self.population: Population[int, int] = Population()
        self.folds: dict[int, StudentFold] = {}
        self._options = options

    def take(self, trial: Trial) -> Judged:
        """Forecasts and learns one answer."""
        fold = self.folds.setdefault(trial.student, StudentFold())
        known = self.population.question(trial.question, None)
        seen = fold.seen.get(trial.question)
        evidence = Evidence(
            question_id=trial.question,
            topic_id=trial.topic,
            answered_at=AT + timedelta(seconds=trial.seconds_since),
            is_correct=trial.is_correct,
            milliseconds=None,
            seen=seen,
            judgement=self.population.judgement(
                known, trial.topic, options=self._options, seen=seen
            ),
            time=known.time.expected(),
            week=WEEK,
        )
        judged = fold.take(evidence)
        self.population.learn(trial.question, trial.topic, lesson_of(evidence, judged), label=None)
        return judged

    def theta(self, student: int, topic: int) -> Gaussian:
        """Ability on a topic less its difficulty, after the student's last answer."""
        fold = self.folds[student]
        assert fold.ability is not None
        belief = believe(fold.ability, fold.topics.get(topic), at=fold.ability.last_at)
        difficulty = self.population.topic(topic).belief
        return Gaussian(
            belief.student.mean + belief.on_topic.mean - difficulty.mean,
            belief.student.variance + belief.on_topic.variance + difficulty.variance,
        )


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def averaged(figure: Callable[[int], float], seeds: tuple[int, ...]) -> float:
    return sum(map(figure, seeds)) / len(seeds)
