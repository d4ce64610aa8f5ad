"""What figures mean in words: good or poor, slow or hasty, near or far; the coaches decide by these."""

from typing import Literal

from coach.calendar import TAPER_DAYS
from coach.protocol import FactSheet

#: Accuracy above which speed is worth a word, and below which haste is the likelier trouble.
GOOD_PERCENT, POOR_PERCENT = 75.0, 55.0
SLOW, HASTY = 1.2, 0.6
#: Answers below which nothing is said of a trend or of habits.
ENOUGH_ANSWERS = 20
#: Fewer study days in a week than this are few, once she has been here for a week.
FEW_DAYS_A_WEEK, FIRST_DAYS = 3, 7
MANY_DUE = 10
WEAK_PERCENT, STRONG_PERCENT = 60.0, 70.0
#: Days before the exam that count as near, and as the last: those in which a plan has nothing new.
NEAR_DAYS, LAST_DAYS = 60, TAPER_DAYS
READY, CLOSE = 0.7, 0.4


def weak_topic(facts: FactSheet) -> str | None:
    """The weakest topic, where it is weak."""
    weakest = facts.weakest
    return weakest.id if weakest is not None and weakest.percent < WEAK_PERCENT else None


def strong_topic(facts: FactSheet) -> str | None:
    strongest = facts.strongest
    is_strong = strongest is not None and strongest.percent >= STRONG_PERCENT
    return strongest.id if strongest is not None and is_strong else None


def accuracy_band(facts: FactSheet) -> Literal["unknown", "poor", "fair", "good"]:
    if facts.percent is None or facts.answers < ENOUGH_ANSWERS:
        return "unknown"
    if facts.percent >= GOOD_PERCENT:
        return "good"
    return "poor" if facts.percent < POOR_PERCENT else "fair"


def pace_band(facts: FactSheet) -> Literal["unknown", "slow", "hasty", "fine"]:
    """Haste is one only where accuracy suffers."""
    accuracy = accuracy_band(facts)
    if facts.seconds is None or accuracy == "unknown":
        return "unknown"
    if facts.seconds > SLOW * facts.target_seconds:
        return "slow"
    is_hasty = facts.seconds < HASTY * facts.target_seconds and accuracy == "poor"
    return "hasty" if is_hasty else "fine"


def studies_rarely(facts: FactSheet) -> bool:
    is_known = facts.answers >= ENOUGH_ANSWERS and facts.days >= FIRST_DAYS
    return is_known and facts.active_days * 7 < FEW_DAYS_A_WEEK * facts.days


def leads_to_review(facts: FactSheet) -> bool:
    """Whether what is due comes before anything else."""
    return facts.due >= MANY_DUE and not is_at_rest(facts.days_to_exam)


def is_at_rest(days: int | None) -> bool:
    """The eve and the day itself: no work is set, and what is said is written by people."""
    return exam_band(days) in {"eve", "today"}


def exam_band(days: int | None) -> Literal["no date", "far", "near", "last", "eve", "today"]:
    if days is None:
        return "no date"
    if days > NEAR_DAYS:
        return "far"
    if days > LAST_DAYS:
        return "near"
    if days > 1:
        return "last"
    return "eve" if days else "today"


def chance_band(probability: float) -> Literal["ready", "close", "far"]:
    if probability >= READY:
        return "ready"
    return "close" if probability >= CLOSE else "far"
