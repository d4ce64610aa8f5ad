"""What a teacher may ask about: answers faster than reading, and mistakes shared by two.

Questions, never verdicts: both have innocent reasons, a question known from a book or two friends
who learnt from the same wrong note. Both are exact binomial tails against a generous chance, each
multiplied by how many were looked at (Bonferroni). Shared mistakes say more than shared right
answers (Harpp and Hogan, 1993, error-similarity analysis).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

Kind = Literal["hurried", "same_mistakes"]
#: Nobody reads a question and its options in less, milliseconds.
HURRIED = 2000
#: Half of hurried taps right by chance and luck is generous: four options give a quarter.
HURRIED_CHANCE = 0.5
#: Two who err alike by the pull of one wrong option: .6 allows one that takes three in four.
ALIKE_CHANCE = 0.6
#: Chance of one such remark in a class where there is nothing to remark.
LEVEL = 0.01


class FirstAnswer(NamedTuple):
    """A member's first answer to a question in the window; `milliseconds` None where unknown."""

    student: int
    question: int
    selected: str
    is_correct: bool
    milliseconds: int | None


class Oddity(NamedTuple):
    """Something to ask about: of `of` answers `number` were so."""

    kind: Kind
    #: One student, or two.
    whom: tuple[int, ...]
    number: int
    of: int


def oddities(answers: Iterable[FirstAnswer]) -> list[Oddity]:
    """What stands out in a class, the least likely first."""
    by_student: dict[int, dict[int, FirstAnswer]] = defaultdict(dict)
    for one in answers:
        by_student[one.student].setdefault(one.question, one)
    found = [*_hurried(by_student), *_alike(by_student)]
    return [oddity for _, oddity in sorted(found, key=lambda pair: (pair[0], pair[1].whom))]


def _hurried(by_student: dict[int, dict[int, FirstAnswer]]) -> list[tuple[float, Oddity]]:
    found = []
    for student, hers in by_student.items():
        quick = [
            one
            for one in hers.values()
            if one.milliseconds is not None and one.milliseconds < HURRIED
        ]
        right = sum(one.is_correct for one in quick)
        likely = at_least(right, len(quick), HURRIED_CHANCE) * len(by_student)
        if likely < LEVEL:
            found.append((likely, Oddity("hurried", (student,), right, len(quick))))
    return found


def _alike(by_student: dict[int, dict[int, FirstAnswer]]) -> list[tuple[float, Oddity]]:
    wrong = {
        student: {q: one.selected for q, one in hers.items() if not one.is_correct}
        for student, hers in by_student.items()
    }
    pairs = list(combinations(sorted(wrong), 2))
    found = []
    for one, other in pairs:
        shared = wrong[one].keys() & wrong[other].keys()
        same = sum(wrong[one][question] == wrong[other][question] for question in shared)
        likely = at_least(same, len(shared), ALIKE_CHANCE) * len(pairs)
        if likely < LEVEL:
            found.append((likely, Oddity("same_mistakes", (one, other), same, len(shared))))
    return found


def at_least(count: int, of: int, chance: float) -> float:
    """P(X ≥ count) for X binomial(of, chance)."""
    terms: Sequence[float] = [
        math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1)
    ]
    return min(1.0, math.fsum(terms))
