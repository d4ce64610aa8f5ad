"""The coach by decision tables: good enough to be the only one.

Which sentence fits is decided by the figures; which of its variants is said, by the caller, so that
two days do not read alike.
"""

from coach.protocol import Advice, FactSheet, Feedback, ReadinessStory

VARIANTS = 3
#: Accuracy above which speed is worth a word, and below which haste is the likelier trouble.
GOOD_PERCENT, POOR_PERCENT = 75.0, 55.0
SLOW, HASTY = 1.2, 0.6
#: Answers below which nothing is said of a trend or of habits.
ENOUGH_ANSWERS = 20
#: Fewer study days in a week than this are few.
FEW_DAYS_A_WEEK = 3
MANY_DUE = 10
WEAK_PERCENT, STRONG_PERCENT = 60.0, 70.0
MOST_IMPROVEMENTS, FEWEST_IMPROVEMENTS = 3, 2
#: Days before the exam that count as near, and as the last.
NEAR_DAYS, LAST_DAYS = 60, 10
READY, CLOSE = 0.7, 0.4
#: An interval wider than this says that little is known.
WIDE, NARROW = 0.5, 0.25


class RulesCoach:
    """Needs no key, no network and no money."""

    def feedback(self, facts: FactSheet, *, variant: int) -> Feedback:
        return Feedback(
            encouragement=_varied(_encouragement(facts), variant),
            improvements=tuple(_improvements(facts)[:MOST_IMPROVEMENTS]),
            next_step=_next_step(facts),
            motivation=_varied(_motivation(facts), variant),
            source="rules",
        )

    def readiness(self, facts: FactSheet) -> ReadinessStory:
        return ReadinessStory(points=tuple(_story(facts)), source="rules")


def _varied(advice: Advice, variant: int) -> Advice:
    return Advice(
        key=f"{advice.key}-{variant % VARIANTS + 1}", numbers=advice.numbers, topic=advice.topic
    )


def _encouragement(facts: FactSheet) -> Advice:
    """What is true and good; effort where the result is not."""
    if facts.answers < ENOUGH_ANSWERS or facts.percent is None:
        return Advice(key="coach-begin", numbers={"answers": facts.answers})
    percent = round(facts.percent)
    if facts.trend == "up":
        points = round(facts.change_points)
        return Advice(key="coach-rising", numbers={"points": points, "percent": percent})
    if facts.trend == "down":
        return Advice(
            key="coach-falling", numbers={"answers": facts.answers, "days": facts.active_days}
        )
    if facts.percent >= GOOD_PERCENT:
        return Advice(key="coach-strong", numbers={"percent": percent})
    return Advice(key="coach-steady", numbers={"answers": facts.answers, "percent": percent})


def _improvements(facts: FactSheet) -> list[Advice]:
    """What would help most, the weightiest first; two at least."""
    found = [one for one in (_topic(facts), _pace(facts), *_habits(facts)) if one is not None]
    general = [Advice(key="coach-read-why"), Advice(key="coach-mixed")]
    return found + general[: max(0, FEWEST_IMPROVEMENTS - len(found))]


def _topic(facts: FactSheet) -> Advice | None:
    weakest = facts.weakest
    if weakest is None or weakest.percent >= WEAK_PERCENT:
        return None
    return Advice(
        key="coach-weak-topic",
        numbers={"percent": round(weakest.percent), "answers": weakest.answers},
        topic=weakest.id,
    )


def _pace(facts: FactSheet) -> Advice | None:
    """Slow where accuracy allows more speed; hasty where it suffers."""
    if facts.seconds is None or facts.percent is None or facts.answers < ENOUGH_ANSWERS:
        return None
    numbers = {"seconds": round(facts.seconds), "target": round(facts.target_seconds)}
    if facts.seconds > SLOW * facts.target_seconds:
        key = "coach-slow-sure" if facts.percent >= GOOD_PERCENT else "coach-slow"
        return Advice(key=key, numbers=numbers)
    if facts.seconds < HASTY * facts.target_seconds and facts.percent < POOR_PERCENT:
        return Advice(key="coach-hasty", numbers=numbers)
    return None


def _habits(facts: FactSheet) -> list[Advice]:
    found = []
    if facts.due >= MANY_DUE:
        found.append(Advice(key="coach-due", numbers={"count": facts.due}))
    if facts.active_days * 7 < FEW_DAYS_A_WEEK * facts.days and facts.answers >= ENOUGH_ANSWERS:
        found.append(
            Advice(key="coach-few-days", numbers={"active": facts.active_days, "days": facts.days})
        )
    if not facts.mocks and facts.answers >= 10 * ENOUGH_ANSWERS:
        found.append(Advice(key="coach-no-mock"))
    return found


def _next_step(facts: FactSheet) -> Advice:
    """One thing, now."""
    if facts.days_to_exam is not None and facts.days_to_exam <= 1:
        return Advice(key="coach-next-rest")
    if facts.due >= MANY_DUE:
        return Advice(key="coach-next-review", numbers={"count": facts.due})
    if facts.weakest is not None and facts.weakest.percent < WEAK_PERCENT:
        return Advice(key="coach-next-topic", topic=facts.weakest.id)
    return Advice(key="coach-next-set")


def _motivation(facts: FactSheet) -> Advice:
    days = facts.days_to_exam
    if days is None or days > NEAR_DAYS:
        return Advice(key="coach-far", numbers={"days": days or 0})
    if days > LAST_DAYS:
        return Advice(key="coach-near", numbers={"days": days})
    if days <= 1:
        return Advice(key="coach-eve")
    return Advice(key="coach-last", numbers={"days": days})


def _story(facts: FactSheet) -> list[Advice]:
    """Six points, each with its number; nothing is promised."""
    own = facts.readiness
    if own is None:
        return []
    low, high = (_percent(one) for one in own.interval)
    band = "ready" if own.probability >= READY else "close" if own.probability >= CLOSE else "far"
    points = [
        Advice(
            key=f"coach-chance-{band}",
            numbers={"percent": _percent(own.probability), "low": low, "high": high},
        )
    ]
    if facts.strongest is not None and facts.strongest.percent >= STRONG_PERCENT:
        strongest = facts.strongest
        points.append(
            Advice(
                key="coach-strength",
                numbers={"percent": round(strongest.percent), "answers": strongest.answers},
                topic=strongest.id,
            )
        )
    if own.costly:
        points.append(Advice(key="coach-weakness", topic=own.costly[0]))
    missing = round(own.cutoff - own.expected_score)
    points.append(
        Advice(key="coach-strategy-gap", numbers={"marks": missing})
        if missing > 0
        else Advice(key="coach-strategy-keep", numbers={"marks": -missing})
    )
    if facts.days_to_exam is None:
        points.append(Advice(key="coach-timeline-none"))
    else:
        points.append(Advice(key="coach-timeline", numbers={"days": facts.days_to_exam}))
    width = own.interval[1] - own.interval[0]
    sure = "low" if width > WIDE else "medium" if width > NARROW else "high"
    points.append(Advice(key=f"coach-sure-{sure}"))
    return points


def _percent(chance: float) -> int:
    """Whole per cent; never a certainty, which no forecast is."""
    return min(99, max(1, round(100 * chance)))
