"""The alert rules over a simulated year with a known truth, beside the specification's bare rules.

A thousand students, a hundred tests of ten questions each, evenly over the year; one in five falls
for good by twenty points of a hundred, at a random test. Rules look after each test at the last 90
days, as in the product, and keep silent for their cool-down after an alarm.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from analytics.alerts import (
    COOL_DOWN,
    DROP_POINTS,
    DROP_Z,
    GAP_POINTS,
    MILESTONES,
    REFERENCE_ANSWERS,
    accuracy_floor,
    drop,
    spec_drop,
)
from analytics.attempt_result import AttemptAnswer, AttemptResult, after_attempt_answer
from analytics.facts import Fact, Sitting
from analytics.learner_model import guess_floor, sigmoid
from benchmarks.worlds import AT

SEED = 1
STUDENTS, TESTS, QUESTIONS = 1000, 100, 10
FALLING_SHARE, FALL = 0.2, 0.20
GAP = timedelta(days=365 / TESTS)
WINDOW = timedelta(days=90)
#: A drop counts as found within so many tests.
SOON = 10
OPTIONS = 4
CURVE = (2.0, 2.4, 2.6, 2.8, 3.0, 3.2, 3.4, 3.6, 4.0)


class Look(NamedTuple):
    """What the rules see after one test."""

    test: int
    z: float | None
    gap: float
    reference: int
    spec_points: float | None
    average: float
    average_before: float
    floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One student's: the test at which she falls, None for the stable; her true level each test."""

    fell_at: int | None
    truth: tuple[float, ...]
    looks: tuple[Look, ...]


def main() -> None:
    rng = random.Random(SEED)
    years = [_year(rng, n) for n in range(STUDENTS)]
    print(
        f"seed {SEED}: {STUDENTS} students, {TESTS} tests of {QUESTIONS}, {FALLING_SHARE:.0%} fall"
    )
    print("performance drop                        false a year   recall in 10   precision")
    _print_rule("specification: over 15 points in 3 tests", years, _by_spec)
    _print_rule("evidence (shipped)", years, _by_evidence(DROP_Z))
    print("threshold curve of z:")
    for z in CURVE:
        _print_rule(f"  z > {z}", years, _by_evidence(z))
    _print_milestones(years)


def _year(rng: random.Random, number: int) -> Year:
    """Ability such that she gets 55 to 90 % right on questions of mixed difficulty."""
    level = rng.uniform(0.55, 0.90)
    fell_at = rng.randrange(20, TESTS - SOON) if number < FALLING_SHARE * STUDENTS else None
    facts: list[Fact] = []
    sittings: list[Sitting] = []
    looks = []
    truth = []
    for test in range(TESTS):
        own = level - FALL if fell_at is not None and test >= fell_at else level
        truth.append(own)
        at = AT + test * GAP
        new = simulated_test(rng, own, test, at)
        facts = [one for one in facts if at - one.answered_at < WINDOW] + new
        sittings.append(Sitting(str(test), _result(new), "completed"))
        sittings = [one for one in sittings if at - one.result.completed_at < WINDOW]
        looks.append(_look(test, facts, sittings))
    return Year(fell_at=fell_at, truth=tuple(truth), looks=tuple(looks))


def simulated_test(rng: random.Random, level: float, test: int, at: datetime) -> list[Fact]:
    """Ten answers; questions vary in difficulty around her level's."""
    guess = guess_floor(OPTIONS)
    found = []
    for _ in range(QUESTIONS):
        logit = rng.gauss(0, 0.8)
        # The ability that gets `level` right on the average question of this spread.
        ability = math.log((level - guess) / (1 - level)) * 1.08
        chance = guess + (1 - guess) * sigmoid(ability - logit)
        found.append(
            Fact(
                test=str(test),
                topic="t",
                subject="t",
                answered_at=at,
                is_correct=rng.random() < chance,
                is_answered=True,
                milliseconds=None,
                difficulty=None,
                confidence=None,
                hint_used=None,
                explanation_viewed=None,
                probability_before=level,
                is_rapid=False,
                options=OPTIONS,
                logit=logit,
            )
        )
    return found


def _result(answers: Sequence[Fact]) -> AttemptResult:
    made: AttemptResult | None = None
    for one in answers:
        answer = AttemptAnswer(one.is_correct, False, None, 0, None, one.answered_at)
        made = after_attempt_answer(made, answer)
    assert made is not None
    return made


def _look(test: int, facts: Sequence[Fact], sittings: Sequence[Sitting]) -> Look:
    found = drop(facts, [one.key for one in sittings])
    points = spec_drop(sittings)
    percentages = [one.percentage for one in sittings]
    average = sum(percentages, Fraction(0)) / len(percentages)
    before = sum(percentages[:-1], Fraction(0)) / max(1, len(percentages) - 1)
    return Look(
        test=test,
        z=None if found is None else found.z,
        gap=0.0 if found is None else found.gap_points,
        reference=0 if found is None else found.reference_answers,
        spec_points=None if points is None else float(points),
        average=float(average),
        average_before=float(before),
        floor=accuracy_floor(facts) or 0.0,
    )


def _by_spec(look: Look) -> bool:
    return look.spec_points is not None and look.spec_points > DROP_POINTS


def _by_evidence(z: float) -> Callable[[Look], bool]:
    def stands(look: Look) -> bool:
        return (
            look.z is not None
            and look.z > z
            and look.gap > GAP_POINTS
            and look.reference >= REFERENCE_ANSWERS
        )

    return stands


def _alarms(year: Year, rule: Callable[[Look], bool], *, cool_down: timedelta) -> Iterator[int]:
    """The tests after which it speaks, its own silence kept."""
    last: int | None = None
    for look in year.looks:
        if rule(look) and (last is None or (look.test - last) * GAP >= cool_down):
            last = look.test
            yield look.test


def _print_rule(name: str, years: Sequence[Year], rule: Callable[[Look], bool]) -> None:
    false = true = found = stable = falling = 0
    for year in years:
        alarms = list(_alarms(year, rule, cool_down=COOL_DOWN["performance_drop"]))
        if year.fell_at is None:
            stable, false = stable + 1, false + len(alarms)
            continue
        falling += 1
        soon = [one for one in alarms if year.fell_at <= one < year.fell_at + SOON]
        found += bool(soon)
        true += len(soon)
        false += len(alarms) - len(soon)
    stable_false = sum(
        len(list(_alarms(year, rule, cool_down=COOL_DOWN["performance_drop"])))
        for year in years
        if year.fell_at is None
    )
    print(
        f"{name:40s}{stable_false / stable:10.3f}{found / falling:15.3f}"
        f"{true / max(1, true + false):12.3f}"
    )


def _print_milestones(years: Sequence[Year]) -> None:
    """Told of an average passed: how often her true level is there."""
    print("milestone: the average passed 60, 70, 80, 90      told a year   truly there")
    for name, key in (("specification", _crossed), ("evidence (shipped)", _surely)):
        told = true = 0
        for year in years:
            known: set[int] = set()
            for before, look in zip(year.looks, year.looks[1:], strict=False):
                for step in MILESTONES:
                    if step not in known and key(step, before, look):
                        # The bare rule tells of every crossing, the evidence rule once.
                        if name.startswith("evidence"):
                            known.add(step)
                        told += 1
                        true += 100 * year.truth[look.test] >= step - 2
        print(f"{name:50s}{told / len(years):10.2f}{true / max(1, told):14.3f}")


def _crossed(step: int, _before: Look, look: Look) -> bool:
    return look.average_before < step <= look.average


def _surely(step: int, before: Look, look: Look) -> bool:
    reached, had = min(look.average, look.floor), min(before.average, before.floor)
    return had < step <= reached


if __name__ == "__main__":
    main()
