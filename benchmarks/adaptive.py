"""What choosing questions is worth: simulated learners of known ability, adaptive beside random."""

import math
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import mean, stdev

from analytics.learner_model import Gaussian, Judgement, guess_floor, sigmoid
from analytics.question_choice import (
    EXPOSURE_CAP,
    Candidate,
    TopicOffer,
    choose_question,
    choose_topic,
    target_for,
)
from analytics.response_time import QuestionTime
from analytics.student_state import Evidence, StudentFold, believe

AT = datetime(2026, 1, 5, tzinfo=UTC)
WEEK = date(2026, 1, 5)
SEEDS = (12, 13)
#: Each learner practises so often each way: her luck with single answers averages out.
RUNS = 4
STUDENTS, TOPICS, QUESTIONS_A_TOPIC, ANSWERS = 500, 10, 50, 60
OPTIONS = 4
ABILITY_DEVIATION, TOPIC_DEVIATION = 0.8, 0.5
#: How sure the bank is of a question's difficulty once a few hundred answered it.
CALIBRATED = 0.05


@dataclass(frozen=True, slots=True)
class Learner:
    """Her true ability on each topic, logits."""

    thetas: list[float]
    general: float


@dataclass(slots=True)
class Outcome:
    """What one way of choosing led to."""

    squared_errors: list[float] = field(default_factory=list)
    #: (general ability, share right), and the same without the questions drawn by lot.
    rates: list[tuple[float, float]] = field(default_factory=list)
    chosen_rates: list[tuple[float, float]] = field(default_factory=list)
    shown: Counter[int] = field(default_factory=Counter)


def bank(rng: random.Random) -> dict[int, list[tuple[Candidate, float]]]:
    """Questions by topic: what the bot knows of each, and its true difficulty."""
    made: dict[int, list[tuple[Candidate, float]]] = {}
    for topic in range(TOPICS):
        for n in range(QUESTIONS_A_TOPIC):
            number = topic * QUESTIONS_A_TOPIC + n
            truth = rng.gauss(0, 1)
            known = Gaussian(truth + rng.gauss(0, math.sqrt(CALIBRATED)), CALIBRATED)
            candidate = Candidate(
                question_id=number,
                version_id=number,
                objective=f"q{number}",
                difficulty=known,
                options=OPTIONS,
                last_at=None,
            )
            made.setdefault(topic, []).append((candidate, truth))
    return made


def learners(rng: random.Random) -> list[Learner]:
    made = []
    for _ in range(STUDENTS):
        general = rng.gauss(0, ABILITY_DEVIATION)
        thetas = [general + rng.gauss(0, TOPIC_DEVIATION) for _ in range(TOPICS)]
        made.append(Learner(thetas, general))
    return made


def practise(
    learner: Learner,
    questions: dict[int, list[tuple[Candidate, float]]],
    outcome: Outcome,
    rng: random.Random,
    *,
    is_adaptive: bool,
) -> None:
    """Sixty answers of one learner; notes the error over her topics."""
    fold, at, last = StudentFold(), AT, None
    verdicts: list[tuple[bool, bool]] = []
    difficulty = Gaussian(0.0, 0.02)
    answered: dict[int, datetime] = {}
    for _ in range(ANSWERS):
        offers = [
            TopicOffer(
                topic_id=topic,
                weight=1.0,
                belief=believe(fold.ability, fold.topics.get(topic), at=at),
                difficulty=difficulty,
            )
            for topic in range(TOPICS)
        ]
        offer = choose_topic(offers, last_topic=last, rng=rng) if is_adaptive else None
        offer = offer or rng.choice(offers)
        pool = questions[offer.topic_id]
        left = [
            replace(
                one, last_at=answered.get(one.question_id), shown=outcome.shown[one.question_id]
            )
            for one, _ in pool
            if one.question_id not in answered
        ]
        if is_adaptive:
            chosen = choose_question(
                left, offer, target=target_for(offer.theta), at=at, active=STUDENTS * RUNS, rng=rng
            )
            assert chosen is not None
            candidate, is_random = chosen.candidate, chosen.is_random
        else:
            candidate, is_random = rng.choice(left), True
        truth = next(t for one, t in pool if one.question_id == candidate.question_id)
        guess = guess_floor(OPTIONS)
        chance = guess + (1 - guess) * sigmoid(learner.thetas[offer.topic_id] - truth)
        is_correct = rng.random() < chance
        fold.take(_evidence(candidate, offer, at, is_correct=is_correct))
        answered[candidate.question_id], last = at, offer.topic_id
        outcome.shown[candidate.question_id] += 1
        verdicts.append((is_correct, is_random))
        at += timedelta(minutes=1)
    outcome.squared_errors.append(_error(learner, fold, at))
    outcome.rates.append((learner.general, mean(right for right, _ in verdicts)))
    if is_adaptive:
        chosen_only = mean(right for right, is_random in verdicts if not is_random)
        outcome.chosen_rates.append((learner.general, chosen_only))


def _evidence(
    candidate: Candidate, offer: TopicOffer, at: datetime, *, is_correct: bool
) -> Evidence:
    return Evidence(
        question_id=candidate.question_id,
        topic_id=offer.topic_id,
        answered_at=at,
        is_correct=is_correct,
        milliseconds=None,
        judgement=Judgement(candidate.difficulty, offer.difficulty, guess_floor(OPTIONS)),
        time=QuestionTime().expected(),
        week=WEEK,
    )


def _error(learner: Learner, fold: StudentFold, at: datetime) -> float:
    """Mean squared error of her ability over the topics."""
    errors = []
    for topic, truth in enumerate(learner.thetas):
        student, on_topic = believe(fold.ability, fold.topics.get(topic), at=at)
        errors.append((student.mean + on_topic.mean - truth) ** 2)
    return mean(errors)


def main() -> None:
    for seed in SEEDS:
        run(seed)


def run(seed: int) -> None:
    print(f"{STUDENTS} learners, {TOPICS} topics, {ANSWERS} answers, {RUNS} runs each, seed {seed}")
    rng = random.Random(seed)
    questions, people = bank(rng), learners(rng)
    adaptive, blind = Outcome(), Outcome()
    gains = []
    for learner in people:
        for _ in range(RUNS):
            practise(learner, questions, adaptive, rng, is_adaptive=True)
            practise(learner, questions, blind, rng, is_adaptive=False)
        errors = (blind.squared_errors[-RUNS:], adaptive.squared_errors[-RUNS:])
        gains.append(mean(errors[0]) - mean(errors[1]))
    half = 1.96 * stdev(gains) / math.sqrt(len(gains))
    print(
        f"RMSE of ability by topic: adaptive {math.sqrt(mean(adaptive.squared_errors)):.3f}, "
        f"random {math.sqrt(mean(blind.squared_errors)):.3f} (prior "
        f"{math.hypot(ABILITY_DEVIATION, TOPIC_DEVIATION):.3f})"
    )
    print(
        f"mean squared error saved, paired: {mean(gains):.4f} "
        f"(95 %: {mean(gains) - half:.4f} to {mean(gains) + half:.4f})"
    )
    _success(adaptive.rates, "adaptive")
    _success(adaptive.chosen_rates, "adaptive but for the tenth by lot")
    _success(blind.rates, "random")
    worst = max(adaptive.shown.values()) / (STUDENTS * RUNS)
    print(f"most shown question: {worst:.3f} of the students (cap {EXPOSURE_CAP})")


def _success(found: list[tuple[float, float]], name: str) -> None:
    """Share right by ability: within the range of the bank, and the shortfall outside it."""
    edges = (-math.inf, -1.0, -0.5, 0.0, 0.5, 1.0, math.inf)
    parts = []
    for low, high in pairwise(edges):
        rates = [rate for general, rate in found if low <= general < high]
        parts.append(f"[{low:g}, {high:g}) {mean(rates):.3f}")
    print(f"{name}, share right by ability: {', '.join(parts)}")


if __name__ == "__main__":
    main()
