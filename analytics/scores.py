"""The four dimensions and the weighted score of the specification (3.1), each 0–100."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.exact import sample_deviation

#: Without an exam a question is worth a minute.
DEFAULT_OPTIMAL_SECONDS = Fraction(60)
WEIGHTS: Mapping[str, Fraction] = {
    "accuracy": Fraction(35, 100),
    "speed": Fraction(25, 100),
    "consistency": Fraction(20, 100),
    "progress": Fraction(20, 100),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Each dimension, and what they make together; None without evidence."""

    accuracy: Fraction | None
    speed: Fraction | None
    consistency: float | None
    progress: Fraction | None

    @property
    def overall(self) -> float | None:
        """0.35, 0.25, 0.20, 0.20 of the four; None when one is missing."""
        return None if None in self._parts() else self.overall_available

    @property
    def overall_available(self) -> float | None:
        """The weighted mean of those that are there."""
        pairs = [
            (WEIGHTS[name], part)
            for name, part in zip(WEIGHTS, self._parts(), strict=True)
            if part is not None
        ]
        total = sum((weight for weight, _ in pairs), Fraction(0))
        if not pairs:
            return None
        return sum(float(weight / total) * float(part) for weight, part in pairs)

    def _parts(self) -> tuple[Fraction | float | None, ...]:
        return self.accuracy, self.speed, self.consistency, self.progress


def scores(
    *,
    right: int,
    answers: int,
    milliseconds: int,
    timed: int,
    optimal_seconds: Fraction,
    percentages: Sequence[Fraction],
    improvement: Fraction | None,
) -> Scores:
    """The dimensions from sums over the window and the twelve weeks' improvement."""
    return Scores(
        accuracy=Fraction(100 * right, answers) if answers else None,
        speed=speed_score(time_efficiency(milliseconds, timed, optimal_seconds)),
        consistency=consistency_score(percentages),
        progress=progress_score(improvement),
    )


def time_efficiency(milliseconds: int, timed: int, optimal_seconds: Fraction) -> Fraction | None:
    """Σ optimal ÷ Σ actual seconds over timed answers; None untimed."""
    return optimal_seconds * timed * 1000 / milliseconds if milliseconds else None


def speed_score(efficiency: Fraction | None) -> Fraction | None:
    """100 × min(1, time efficiency)."""
    return None if efficiency is None else 100 * min(Fraction(1), efficiency)


def consistency_score(percentages: Sequence[Fraction]) -> float | None:
    """max(0, 100 − 2 × sample standard deviation of test percentages); None below two tests."""
    deviation = sample_deviation(percentages)
    return None if deviation is None else max(0.0, 100 - 2 * deviation)


def progress_score(improvement: Fraction | None) -> Fraction | None:
    """50 + 5 × average weekly improvement, clamped to 0–100; None below two weeks."""
    if improvement is None:
        return None
    return max(Fraction(0), min(Fraction(100), 50 + 5 * improvement))
