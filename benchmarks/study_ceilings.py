"""How far a study plan could still get: the same learners, with what no plan can know.

`python -m benchmarks.study_ceilings [LEARNERS] [WORLD …]`, 100 learners a world if not said. Two
policies are told secrets: the product's plan is told what she truly knows at each plan, and another
looks into a copy of her for the half hour that truly brings most at the exam. The second is no
bound, since the best next half hour is not the best series of them; where it wins, what it knows
of her would be worth learning.
"""

import copy
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from statistics import mean, stdev

from benchmarks.study_plans import EVERY_WORLD, POLICIES, Policy, Run, asked, exam_marks
from benchmarks.study_world import Learner
from coach.calendar import StudyDay

LEARNERS = 100
UNIFORM, PLAN = "uniform", "plan, nothing announced"
HALF_HOUR, MOST_MINUTES = 30, 60
#: A half hour is tried so often on copies of her, with luck of their own.
TRIES = 2


def main() -> None:
    count, chosen = asked(LEARNERS)
    with ProcessPoolExecutor(2) as pool:
        for world in chosen or EVERY_WORLD:
            found = list(pool.map(partial(_marks, world), range(count), chunksize=2))
            print(f"world {world!r}, {count} learners")
            for name in found[0]:
                gains = [one[name] - one[UNIFORM] for one in found]
                error = 1.96 * stdev(gains) / count**0.5
                print(
                    f"  {name:28s} {mean(one[name] for one in found):6.2f} marks, "
                    f"against uniform {mean(gains):+.2f} ±{error:.2f}",
                    flush=True,
                )


def _marks(world: str, number: int) -> dict[str, float]:
    policies = {name: POLICIES[name] for name in (UNIFORM, "weight x weakness", PLAN)}
    policies["plan, told what she knows"] = _told(POLICIES[PLAN])
    policies["best half hour, truly"] = _best_half_hours
    return {
        name: exam_marks(world, number, policy, distortion="") for name, policy in policies.items()
    }


def _told(policy: Policy) -> Policy:
    """The same policy, with every estimate put right before it chooses."""

    def choose(run: Run, day: StudyDay, calendar: list[StudyDay]) -> list[tuple[int, int]]:
        topics = run.belief.topics
        kept = topics.recall(day.index)
        for topic in range(len(run.marks)):
            truth = run.learner.recall(topic, day.index)
            topics.known[topic] = min(0.98, truth / max(float(kept[topic]), 0.05))
        return policy(run, day, calendar)

    return choose


def _best_half_hours(run: Run, day: StudyDay, _calendar: list[StudyDay]) -> list[tuple[int, int]]:
    """Half hours one after another, each where it truly adds most at the exam."""
    ahead = copy.deepcopy(run.learner)
    left, spent = day.minutes, dict.fromkeys(range(len(run.marks)), 0)
    done = []
    while left >= HALF_HOUR // 2:
        minutes = min(HALF_HOUR, left)
        is_open = [topic for topic in spent if spent[topic] + minutes <= MOST_MINUTES]
        topic = max(is_open, key=lambda one: _gain(run, ahead, one, day.index, minutes))
        ahead.study(topic, day.index, minutes / 60)
        spent[topic] += minutes
        done.append((topic, minutes))
        left -= minutes
    return done


def _gain(run: Run, learner: Learner, topic: int, day: int, minutes: int) -> float:
    """Marks at the exam that so many minutes add, on average of a few copies of her."""
    exam = run.given.days
    total = 0.0
    for luck in range(TRIES):
        # Her own luck to come stays hers: what she draws from is replaced in the copy.
        tried = copy.deepcopy(learner, {id(vars(learner).get("_rng")): random.Random(luck)})
        tried.study(topic, day, minutes / 60)
        total += tried.recall(topic, exam) - learner.recall(topic, exam)
    return run.marks[topic] * total / TRIES


if __name__ == "__main__":
    main()
