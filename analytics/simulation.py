"""A simulated class: answers drawn from a known item-response model, so that there is a truth.

p = c + (1 − c)·σ(θ + growth·n − b), θ ~ N(0, 1) with N(0, 0.5) on each topic, b by label ±1 with
N(0, 0.4) around it; seconds lognormal around 28. Everything random comes from the seed given.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.learner_model import LABEL_DIFFICULTY, Difficulty
from analytics.logged_answer import LoggedAnswer

SET_LENGTH = 10
GROWTH_PER_ANSWER = 0.002
MEDIAN_SECONDS = 28.0
LETTERS = "ABCDE"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedQuestion:
    """A question as the simulation needs it."""

    key: str
    topic: str
    difficulty: Difficulty
    right_option: str
    option_count: int


@dataclass(slots=True)
class SimulatedStudent:
    """One person's hidden truth and habits."""

    key: str
    rng: random.Random
    ability: float
    #: Chance of practising on a day.
    diligence: float
    #: Local hour at which she usually sits down.
    hour: int
    pace: float
    topics: dict[str, float] = field(default_factory=dict)
    answered: int = 0


def simulated_student(key: str, rng: random.Random) -> SimulatedStudent:
    """A person drawn from the population."""
    return SimulatedStudent(
        key=key,
        rng=rng,
        ability=rng.gauss(0.2, 0.9),
        diligence=rng.uniform(0.45, 0.95),
        hour=rng.choice([6, 7, 8, 13, 17, 19, 20, 21]),
        pace=rng.gauss(0.0, 0.25),
    )


def question_difficulties(
    questions: Sequence[SimulatedQuestion], rng: random.Random
) -> dict[str, float]:
    """Each question's true difficulty in logits, around its label."""
    return {q.key: LABEL_DIFFICULTY[q.difficulty] + rng.gauss(0, 0.4) for q in questions}


def class_log(
    keys: Sequence[str],
    questions: Sequence[SimulatedQuestion],
    *,
    days: int,
    seed: int,
    until: datetime,
    exam: str | None,
    timezone: str,
) -> Iterator[LoggedAnswer]:
    """Every answer that a class gave in the `days` before `until`, student by student."""
    rng = random.Random(seed)  # noqa: S311 - a simulation
    truth = question_difficulties(questions, rng)
    for number, key in enumerate(keys):
        own = random.Random(seed * 1_000_003 + number)  # noqa: S311 - a simulation
        student = simulated_student(key, own)
        yield from _log_of(
            student, questions, truth, days=days, until=until, exam=exam, timezone=timezone
        )


def _log_of(
    student: SimulatedStudent,
    questions: Sequence[SimulatedQuestion],
    truth: dict[str, float],
    *,
    days: int,
    until: datetime,
    exam: str | None,
    timezone: str,
) -> Iterator[LoggedAnswer]:
    zone = ZoneInfo(timezone)
    midnight = until.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(days, -1, -1):
        if student.rng.random() > student.diligence:
            continue
        start = midnight - timedelta(days=back) + timedelta(hours=student.hour)
        at = start + timedelta(minutes=student.rng.randrange(55))
        for _ in range(student.rng.choice([1, 1, 2])):
            test = f"practice:{student.key}:{at.timestamp():.0f}"
            asked = student.rng.sample(list(questions), min(SET_LENGTH, len(questions)))
            for question in asked:
                answer = _answer(student, question, truth[question.key], at, test, exam)
                at = answer.answered_at + timedelta(seconds=student.rng.randint(3, 20))
                if answer.answered_at >= until:
                    return
                yield answer
            at += timedelta(minutes=student.rng.randint(2, 9))


def _answer(
    student: SimulatedStudent,
    question: SimulatedQuestion,
    difficulty: float,
    shown_at: datetime,
    test: str,
    exam: str | None,
) -> LoggedAnswer:
    rng = student.rng
    on_topic = student.topics.setdefault(question.topic, rng.gauss(0, 0.5))
    logit = student.ability + on_topic + GROWTH_PER_ANSWER * student.answered - difficulty
    student.answered += 1
    floor = 1 / question.option_count
    is_right = rng.random() < floor + (1 - floor) / (1 + math.exp(-logit))
    seconds = MEDIAN_SECONDS * math.exp(rng.gauss(student.pace, 0.45) + 0.12 * (not is_right))
    milliseconds = round(min(seconds, 590) * 1000)
    letters = LETTERS[: question.option_count]
    wrong = [letter for letter in letters if letter != question.right_option]
    answered_at = shown_at + timedelta(milliseconds=milliseconds)
    return LoggedAnswer(
        student=student.key,
        question=question.key,
        topic=question.topic,
        correct=is_right,
        answered_at=answered_at.replace(microsecond=answered_at.microsecond // 1000 * 1000),
        test=test,
        groups=(),
        exam=exam,
        difficulty=question.difficulty,
        options=question.option_count,
        selected=question.right_option if is_right else rng.choice(wrong),
        right_option=question.right_option,
        state="answered",
        marks=None,
        milliseconds=milliseconds,
        confidence=None,
        hint_used=rng.random() < 0.1,
        explanation_viewed=True,
    )
