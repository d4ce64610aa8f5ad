"""What the study plan is worth to simulated learners, beside other ways to spend the same hours.

`python -m benchmarks.study_plans [LEARNERS] [WORLD …]`, 400 learners of every world if not said.
Every policy gets the same days, the same mock tests and the same missed days; only the choice of
topics differs.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from statistics import mean, quantiles, stdev

import numpy as np

from benchmarks.further_worlds import (
    CatalogueLearner,
    CrowdedLearner,
    LadderLearner,
    LogitLearner,
)
from benchmarks.study_world import WORLDS, Learner, Scenario, answers, scenario
from coach.calendar import StudyDay, study_days
from coach.planner import MISTAKES_MINUTES, PlannedDay, TopicNow, plan
from coach.study_model import Topics, study
from services.study_plans import ANNOUNCED

LEARNERS = 400
SEED = 20261124
FIRST = date(2026, 11, 24)
MOCK_QUESTIONS = 100
REPLAN_DAYS = 7
EVERY_WORLD: dict[str, Callable[[Scenario, random.Random], Learner]] = WORLDS | {
    "ladders": LadderLearner,
    "crowds": CrowdedLearner,
    "catalogues": CatalogueLearner,
    "logits": LogitLearner,
}
#: An estimate weighs as much as so many answers.
PRIOR_ANSWERS = 10


@dataclass(slots=True)
class Belief:
    """What a policy knows: estimates from answers, carried on by the planner's own model."""

    topics: Topics

    def now(self, day: float) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return self.topics.mastery(day)

    def learn(self, topic: int, day: float, count: int, right: int) -> None:
        """Answers move the estimate; guesses are taken out."""
        if not count:
            return
        share = min(1.0, max(0.0, (right / count - 0.25) / 0.75))
        before = float(self.now(day)[topic])
        after = (PRIOR_ANSWERS * before + count * share) / (PRIOR_ANSWERS + count)
        recall = float(self.topics.recall(day)[topic])
        self.topics.known[topic] = min(0.98, after / max(recall, 0.05))


@dataclass(slots=True)
class Run:
    """One learner's way to her exam."""

    given: Scenario
    learner: Learner
    belief: Belief
    marks: tuple[float, ...]
    rng: random.Random
    errors: list[int] = field(default_factory=list)
    #: Half hours owed to each topic, for the policies that share out by a score.
    debt: "np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None" = None
    #: Day of the last plan, and what it says of each day.
    made: tuple[int, dict[date, PlannedDay]] | None = None
    #: Whether a study day was missed since: what it held dissolves into a new plan.
    missed: bool = False


Policy = Callable[[Run, StudyDay, list[StudyDay]], list[tuple[int, int]]]


def asked(usual: int) -> tuple[int, list[str]]:
    """How many learners of which worlds the command line asks for; no worlds for all."""
    count = next((int(one) for one in sys.argv[1:] if one.isdigit()), usual)
    return count, [one for one in sys.argv[1:] if one in EVERY_WORLD]


def main() -> None:
    count, chosen = asked(LEARNERS)
    with ProcessPoolExecutor(2) as pool:
        for world in chosen or EVERY_WORLD:
            found = list(pool.map(partial(learner_marks, world), range(count), chunksize=5))
            _print(f"world {world!r}, {count} learners", found)
        if chosen:
            return
        for name, distortion in (("weights off by 35 %", "off"), ("weights unknown", "unknown")):
            some = range(min(count, 100))
            found = list(
                pool.map(partial(learner_marks, "items", distortion=distortion), some, chunksize=5)
            )
            _print(f"world 'items', {name}, {len(found)} learners", found)


def _print(title: str, found: Sequence[dict[str, float]]) -> None:
    print(title)
    for name in found[0]:
        own = [one[name] for one in found]
        parts = [f"  {name:28s} {mean(own):6.2f} marks"]
        for other in ("uniform", "weight x weakness"):
            if name.startswith("plan"):
                gains = [one[name] - one[other] for one in found]
                error = 1.96 * stdev(gains) / len(gains) ** 0.5
                parts.append(
                    f"vs {other} {mean(gains):+.2f} ±{error:.2f} "
                    f"(better in {mean(g > 0 for g in gains):.0%}, p10 {quantiles(gains, n=10)[0]:+.1f})"
                )
        print("  ".join(parts))


def learner_marks(
    world: str, number: int, *, distortion: str = "", names: Sequence[str] = ()
) -> dict[str, float]:
    """Marks at the exam under each policy, or the named ones, for the same learner."""
    return {
        name: exam_marks(world, number, POLICIES[name], distortion=distortion)
        for name in names or POLICIES
    }


def exam_marks(world: str, number: int, policy: Policy, *, distortion: str) -> float:
    run = _begin(world, number, distortion)
    given, fate = run.given, random.Random(f"{SEED}/fate/{number}")
    calendar = study_days(
        today=FIRST,
        exam_on=FIRST + timedelta(days=given.days),
        minutes_by_weekday=[int(60 * given.hours_a_day)] * 7,
    )
    for day in calendar:
        skips = fate.random() > given.adherence
        if day.is_rest:
            continue
        if skips:
            run.missed = True
            continue
        for topic, minutes in policy(run, day, calendar):
            run.learner.study(topic, day.index, minutes / 60)
            study(run.belief.topics, topic, day.index, minutes / 60)
        if day.mock_minutes:
            _mock(run, day.index)
    return sum(
        mark * run.learner.recall(topic, given.days) for topic, mark in enumerate(given.marks)
    )


def _begin(world: str, number: int, distortion: str) -> Run:
    rng = random.Random(f"{SEED}/{world}/{number}")
    given = scenario(rng)
    learner = EVERY_WORLD[world](given, rng)
    count = len(given.marks)
    belief = Belief(
        Topics(
            marks=np.array(given.marks),
            difficulty=np.full(count, 0.5),
            known=np.full(count, 0.35),
            stability=np.full(count, 10.0),
            studied_on=np.full(count, -10.0),
        )
    )
    for topic, seen in enumerate(given.seen):
        belief.learn(topic, 0.0, seen, answers(learner, topic, 0.0, seen, rng))
    marks = given.marks
    if distortion == "off":
        marks = tuple(one * rng.lognormvariate(0, 0.35) for one in marks)
    if distortion == "unknown":
        marks = tuple([100 / count] * count)
    belief.topics.marks = np.array(marks)
    return Run(given, learner, belief, marks, random.Random(f"{SEED}/answers/{number}"))


def _mock(run: Run, day: int) -> None:
    """A hundred questions by the exam's true weights; everybody learns from the answers."""
    wrong = []
    for topic, mark in enumerate(run.given.marks):
        count = round(MOCK_QUESTIONS * mark / 100)
        right = answers(run.learner, topic, day, count, run.rng)
        run.belief.learn(topic, day, count, right)
        wrong += [topic] * (count - right)
    run.errors = sorted(set(wrong), key=lambda topic: -wrong.count(topic))[:3]


def _mistakes(run: Run, minutes: int) -> tuple[list[tuple[int, int]], int]:
    """The half hour after a mock test, on the three topics that went worst."""
    if not run.errors or minutes < MISTAKES_MINUTES:
        return [], minutes
    share = MISTAKES_MINUTES // len(run.errors)
    done = [(topic, share) for topic in run.errors]
    run.errors = []
    return done, minutes - MISTAKES_MINUTES


def _by_score(
    score: Callable[[Run, float], "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"],
) -> Policy:
    """Half hours to topics in proportion to a score, by the largest debt."""

    def choose(run: Run, day: StudyDay, _calendar: list[StudyDay]) -> list[tuple[int, int]]:
        done, left = _mistakes(run, day.minutes)
        debt = np.zeros(len(run.marks)) if run.debt is None else run.debt
        run.debt = debt
        while left >= 15:
            minutes = min(30, left)
            weights = score(run, day.index)
            debt += weights / weights.sum() * minutes
            topic = int(np.argmax(debt))
            debt[topic] -= minutes
            done.append((topic, minutes))
            left -= minutes
        return done

    return choose


def _weakest(run: Run, day: StudyDay, _calendar: list[StudyDay]) -> list[tuple[int, int]]:
    """What many apps do: the weakest topics first."""
    done, left = _mistakes(run, day.minutes)
    order = iter(np.argsort(run.belief.now(day.index)))
    while left >= 15:
        minutes = min(60, left)
        done.append((int(next(order)), minutes))
        left -= minutes
    return done


def _topics_now(run: Run, day: int) -> list[TopicNow]:
    own = run.belief.topics
    mastery = run.belief.now(day)
    return [
        TopicNow(
            id=str(topic),
            marks=mark,
            mastery=float(mastery[topic]),
            days_since=float(day - own.studied_on[topic]),
            stability_days=float(own.stability[topic]),
        )
        for topic, mark in enumerate(run.marks)
    ]


def _planned(*, replans: bool, announces: bool = True) -> Policy:
    """The product's plan, made once or anew each week, after each mock test and each missed day."""

    def choose(run: Run, day: StudyDay, _calendar: list[StudyDay]) -> list[tuple[int, int]]:
        done, left = _mistakes(run, day.minutes)
        made = run.made
        missed = run.missed
        run.missed = False
        is_old = made is not None and day.index - made[0] >= REPLAN_DAYS
        if made is None or (replans and (is_old or done or missed)):
            stands = made[1] if made is not None and announces and not missed else {}
            made = (day.index, _by_day(run, day, stands))
            run.made = made
        planned = made[1].get(day.on)
        chosen = [] if planned is None else _topics_of(planned)
        if not done:
            return chosen
        total = sum(minutes for _, minutes in chosen) or 1
        return done + [(topic, minutes * left // total) for topic, minutes in chosen]

    return choose


def _topics_of(planned: PlannedDay) -> list[tuple[int, int]]:
    return [(int(one.topic), one.minutes) for one in planned.sessions if one.topic]


def _by_day(run: Run, day: StudyDay, before: dict[date, PlannedDay]) -> dict[date, PlannedDay]:
    """A new plan; what `before` announced for this day and the next stays."""
    announced = [day.on + timedelta(days=ahead) for ahead in range(ANNOUNCED)]
    exam_on = FIRST + timedelta(days=run.given.days)
    made = plan(
        _topics_now(run, day.index),
        today=day.on,
        exam_on=exam_on,
        minutes_by_weekday=[int(60 * run.given.hours_a_day)] * 7,
        kept=[before[one] for one in announced if one in before],
    )
    return {one.on: one for one in made.days}


def _steps() -> Iterator[tuple[str, Policy]]:
    yield "no study", lambda _run, _day, _calendar: []
    yield "uniform", _by_score(lambda run, _day: np.ones(len(run.marks)))
    yield "weakest first", _weakest
    yield "weight", _by_score(lambda run, _day: np.array(run.marks))
    yield (
        "weight x weakness",
        _by_score(lambda run, day: np.array(run.marks) * (1.02 - run.belief.now(day))),
    )
    yield "plan, made once", _planned(replans=False)
    yield "plan, made anew each week", _planned(replans=True)
    yield "plan, nothing announced", _planned(replans=True, announces=False)


POLICIES: dict[str, Policy] = dict(_steps())


if __name__ == "__main__":
    main()
