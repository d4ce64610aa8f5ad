"""The specification's four feedback rules (2.2): its condition, and the evidence to act on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from statistics import NormalDist
from typing import Literal

from analytics.behaviour import SESSION_GAP
from analytics.facts import Fact, average_seconds, share_right

FeedbackRule = Literal[
    "high_accuracy_fast_speed",
    "low_accuracy_slow_speed",
    "high_accuracy_slow_speed",
    "declining_performance",
]
FeedbackAction = Literal[
    "suggest_difficulty_increase",
    "provide_study_materials",
    "suggest_speed_drills",
    "suggest_break",
]
ACTIONS: dict[FeedbackRule, FeedbackAction] = {
    "high_accuracy_fast_speed": "suggest_difficulty_increase",
    "low_accuracy_slow_speed": "provide_study_materials",
    "high_accuracy_slow_speed": "suggest_speed_drills",
    "declining_performance": "suggest_break",
}
#: The specification's thresholds: shares and multiples of the optimal time.
HIGH, LOW = Fraction(80, 100), Fraction(50, 100)
SLOW, VERY_SLOW = Fraction(12, 10), Fraction(15, 10)
TREND_ANSWERS, TREND_POINTS = 5, -10
#: Evidence: answers looked at, and how sure the share must lie on its side.
RECENT_ANSWERS = 20
SURENESS = 0.8
#: Fatigue: how unlikely the last answers are under the model, and how much slower they came.
FATIGUE_Z = -2.0
SESSION_ANSWERS = 5
SLOWER = 1.25
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A rule that the specification's condition meets, and whether the evidence stands."""

    rule: FeedbackRule
    action: FeedbackAction
    stands: bool
    accuracy: float
    average_seconds: float | None
    optimal_seconds: float
    answers: int
    #: How sure the accuracy lies on its side (0–1), or the z of the last answers.
    evidence: float


def feedback(facts: Sequence[Fact], *, optimal_seconds: Fraction) -> tuple[Feedback, ...]:
    """Every rule whose condition is met by the last answers, in the specification's order."""
    recent = list(facts[-RECENT_ANSWERS:])
    accuracy, seconds = share_right(recent), average_seconds(recent)
    if accuracy is None:
        return ()
    found: list[Feedback] = []

    def note(rule: FeedbackRule, evidence: float, *, stands: bool) -> None:
        found.append(
            Feedback(
                rule=rule,
                action=ACTIONS[rule],
                stands=stands,
                accuracy=float(100 * accuracy),
                average_seconds=seconds,
                optimal_seconds=float(optimal_seconds),
                answers=len(recent),
                evidence=evidence,
            )
        )

    optimal = float(optimal_seconds)
    enough = len(recent) >= RECENT_ANSWERS
    above = _sure_above(accuracy, len(recent), HIGH)
    if seconds is not None and accuracy > HIGH and seconds < optimal:
        note("high_accuracy_fast_speed", above, stands=enough and above >= SURENESS)
    below = 1 - _sure_above(accuracy, len(recent), LOW)
    if seconds is not None and accuracy < LOW and seconds > optimal * float(VERY_SLOW):
        note("low_accuracy_slow_speed", below, stands=enough and below >= SURENESS)
    if seconds is not None and accuracy > HIGH and seconds > optimal * float(SLOW):
        note("high_accuracy_slow_speed", above, stands=enough and above >= SURENESS)
    if is_declining(facts):
        z = fatigue_z(recent)
        stands = (enough and z <= FATIGUE_Z) or is_tired_session(facts)
        note("declining_performance", z, stands=stands)
    return tuple(found)


def _sure_above(share: Fraction, answers: int, threshold: Fraction) -> float:
    """P(true share > threshold), normal approximation of the flat-prior posterior."""
    n, right = answers + 2, float(share) * answers + 1
    mean = right / n
    deviation = (mean * (1 - mean) / (n + 1)) ** 0.5
    return 1 - _NORMAL.cdf((float(threshold) - mean) / deviation)


def is_declining(facts: Sequence[Fact]) -> bool:
    """The specification's condition: accuracy of the last five more than ten points below that
    of the five before."""
    last = share_right(list(facts[-TREND_ANSWERS:]))
    before = share_right(list(facts[-2 * TREND_ANSWERS : -TREND_ANSWERS]))
    if last is None or before is None or len(facts) < 2 * TREND_ANSWERS:
        return False
    return 100 * (last - before) < TREND_POINTS


def fatigue_z(facts: Sequence[Fact]) -> float:
    """Right answers against the model's forecasts for the same questions, standardised."""
    expected = sum(fact.probability_before for fact in facts)
    variance = sum(f.probability_before * (1 - f.probability_before) for f in facts)
    right = sum(fact.is_correct for fact in facts)
    return float((right - expected) / variance**0.5) if variance else 0.0


def is_tired_session(facts: Sequence[Fact]) -> bool:
    """Five answers of one session, all but one wrong and a quarter slower than those before."""
    last, before = facts[-SESSION_ANSWERS:], facts[-3 * SESSION_ANSWERS : -SESSION_ANSWERS]
    if len(before) < 2 * SESSION_ANSWERS or sum(fact.is_correct for fact in last) > 1:
        return False
    if last[-1].answered_at - before[0].answered_at > 4 * SESSION_GAP + timedelta(0):
        return False
    now, then = average_seconds(list(last)), average_seconds(list(before))
    return now is not None and then is not None and now > SLOWER * then
