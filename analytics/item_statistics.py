"""How a question does, from each student's first attempt at it: classical item analysis.

Source: Crocker and Algina, Introduction to Classical and Modern Test Theory (1986), chapter 14:
facility, corrected point-biserial discrimination, distractor analysis. Students meet different
questions here, so the criterion is the share of her other first attempts that were right.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

Suspicion = Literal["negative_discrimination", "distractor_beats_key", "language_gap"]

#: Fewest first attempts for a facility and for shares of options.
FEWEST_ANSWERS = 30
#: Fewest for a correlation, and fewest other first attempts for a student's criterion.
FEWEST_FOR_DISCRIMINATION = 50
FEWEST_OTHERS = 10
#: One-sided 5 % and two-sided 1 % points of the normal distribution.
Z_ONE_SIDED = 1.645
Z_LANGUAGES = 2.576
#: A difference between languages that matters, in shares of 1.
SMALLEST_GAP = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAttempt:
    """A student's first answer to a question, and how she does elsewhere."""

    is_correct: bool
    selected: str | None
    #: None where nobody timed it.
    milliseconds: int | None
    language: str | None
    #: Her first attempts at other questions: right ones and all.
    others_right: int
    others: int

    @property
    def criterion(self) -> float | None:
        """Share of her other first attempts that were right; None below FEWEST_OTHERS."""
        return self.others_right / self.others if self.others >= FEWEST_OTHERS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """Shares are 0–1; a figure without enough evidence is None."""

    answers: int
    facility: float | None
    discrimination: float | None
    median_seconds: float | None
    #: Share of those who chose an option, by letter.
    choices: Mapping[str, float]
    suspicions: tuple[Suspicion, ...] = ()
    by_language: Mapping[str, "ItemStatistics"]


def item_statistics(attempts: Sequence[FirstAttempt], *, key: str) -> ItemStatistics:
    """Facility, discrimination, choices, time, and the same per language; `key` are the letters
    that count as right."""
    languages = sorted({one.language for one in attempts if one.language})
    by_language = {
        name: _statistics([one for one in attempts if one.language == name]) for name in languages
    }
    suspicions = tuple(_suspicions(attempts, key=key))
    return replace(_statistics(attempts), suspicions=suspicions, by_language=by_language)


def _statistics(attempts: Sequence[FirstAttempt]) -> ItemStatistics:
    enough = len(attempts) >= FEWEST_ANSWERS
    times = [one.milliseconds for one in attempts if one.milliseconds is not None]
    chosen = Counter(one.selected for one in attempts if one.selected)
    total = sum(chosen.values())
    return ItemStatistics(
        answers=len(attempts),
        facility=sum(one.is_correct for one in attempts) / len(attempts) if enough else None,
        discrimination=discrimination(attempts),
        median_seconds=median(times) / 1000 if len(times) >= FEWEST_ANSWERS else None,
        choices={letter: n / total for letter, n in sorted(chosen.items())} if enough else {},
        by_language={},
    )


def discrimination(attempts: Iterable[FirstAttempt]) -> float | None:
    """Corrected point-biserial: Pearson's r of right (0/1) with the criterion, −1 to 1.

    None below FEWEST_FOR_DISCRIMINATION, or where either does not vary.
    """
    pairs = _pairs(attempts)
    if len(pairs) < FEWEST_FOR_DISCRIMINATION:
        return None
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    if not xx or not yy:
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / math.sqrt(xx * yy)


def _pairs(attempts: Iterable[FirstAttempt]) -> list[tuple[float, float]]:
    return [(float(one.is_correct), one.criterion) for one in attempts if one.criterion is not None]


def _suspicions(attempts: Sequence[FirstAttempt], *, key: str) -> Iterable[Suspicion]:
    if discriminates_negatively(attempts):
        yield "negative_discrimination"
    if distractor_beats_key(attempts, key=key):
        yield "distractor_beats_key"
    gap = language_gap(attempts)
    if gap is not None and abs(gap) >= SMALLEST_GAP:
        yield "language_gap"


def discriminates_negatively(attempts: Sequence[FirstAttempt]) -> bool:
    """Whether the better students do worse: r below zero beyond chance (Fisher's z, 5 %)."""
    r = discrimination(attempts)
    n = len(_pairs(attempts))
    return r is not None and math.atanh(max(r, -0.999999)) * math.sqrt(n - 3) < -Z_ONE_SIDED


def distractor_beats_key(attempts: Sequence[FirstAttempt], *, key: str) -> bool:
    """Whether some wrong option is chosen more often than the key, beyond chance (sign test)."""
    chosen = Counter(one.selected for one in attempts if one.selected)
    if sum(chosen.values()) < FEWEST_ANSWERS:
        return False
    right = sum(chosen[letter] for letter in key)
    wrong = max((n for letter, n in chosen.items() if letter not in key), default=0)
    return wrong > right and (wrong - right) / math.sqrt(wrong + right) > Z_ONE_SIDED


def language_gap(attempts: Iterable[FirstAttempt]) -> float | None:
    """Hindi minus English share right, each student against her own criterion; None where the
    difference is chance (two-sided 1 %) or either language has under FEWEST_ANSWERS.

    Standardised on ability, so that a stronger group does not look like a better translation.
    """
    residuals: dict[str, list[float]] = {"en": [], "hi": []}
    for one in attempts:
        if one.criterion is not None and one.language in residuals:
            residuals[one.language].append(float(one.is_correct) - one.criterion)
    english, hindi = residuals["en"], residuals["hi"]
    if min(len(english), len(hindi)) < FEWEST_ANSWERS:
        return None
    gap = sum(hindi) / len(hindi) - sum(english) / len(english)
    error = math.sqrt(_variance(english) / len(english) + _variance(hindi) / len(hindi))
    return gap if abs(gap) > Z_LANGUAGES * error else None


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)
