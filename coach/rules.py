"""The coach by decision tables: good enough to be the only one.

Which sentence fits is decided by the figures; which of its variants is said, by the caller, so that
two days do not read alike.
"""

from analytics.readiness import whole_percent
from coach.bands import (
    ENOUGH_ANSWERS,
    GOOD_PERCENT,
    POOR_PERCENT,
    chance_band,
    exam_band,
    is_at_rest,
    leads_to_review,
    pace_band,
    strong_topic,
    studies_rarely,
    weak_topic,
)
from coach.calendar import LAST_MOCK
from coach.facts import BY_NAME, FIRST_PICTURE, SET_QUESTIONS, Fact
from coach.protocol import (
    Advice,
    Ask,
    FactSheet,
    Feedback,
    PlanSheet,
    PlanWords,
    ReadinessStory,
)

VARIANTS = 3
MOST_IMPROVEMENTS, FEWEST_IMPROVEMENTS = 3, 2
#: An interval wider than this is said to be wide.
WIDE = 0.5
#: Topics of a week that are given a reason.
MOST_REASONS = 2
#: Less time than this in a week is said in minutes.
FEW_MINUTES = 120


class RulesCoach:
    """Needs no key, no network and no money."""

    async def feedback(self, facts: FactSheet, ask: Ask) -> Feedback:
        return feedback(facts, variant=ask.variant)

    async def readiness(self, facts: FactSheet, ask: Ask) -> ReadinessStory:  # noqa: ARG002
        return readiness(facts)

    async def plan(self, week: PlanSheet, ask: Ask) -> PlanWords:
        return plan(week, variant=ask.variant)


def feedback(facts: FactSheet, *, variant: int) -> Feedback:
    """Encouragement, improvements, next step, motivation; `variant` chooses the wording."""
    return Feedback(
        encouragement=_varied(_encouragement(facts), variant),
        improvements=tuple(_improvements(facts)[:MOST_IMPROVEMENTS]),
        next_step=_next_step(facts),
        motivation=_varied(_motivation(facts), variant),
        source="rules",
        leads_to_review=leads_to_review(facts),
    )


def readiness(facts: FactSheet) -> ReadinessStory:
    return ReadinessStory(points=tuple(_story(facts)), source="rules")


def plan(week: PlanSheet, *, variant: int) -> PlanWords:
    """What the week is for, why its topics are in it, how to go about it."""
    planned = planned_time(week)
    if not week.minutes:
        return _nothing_planned(variant)
    span = "eve" if week.days_to_exam <= 1 else "week-taper" if week.is_taper else "week"
    head = f"coach-{span}-{planned.meaning.name}"
    topics = (*week.learn, *week.review)[:MOST_REASONS]
    why = [_reason(week, one, variant + place) for place, one in enumerate(topics)]
    how = []
    if week.strength is not None:
        how.append(Advice(key="coach-week-strength", topic=week.strength))
    if week.has_mock:
        how.append(Advice(key="coach-week-mock"))
    elif week.has_mistakes:
        how.append(Advice(key="coach-week-mistakes"))
    if week.rest_days:
        how.append(Advice(key="coach-week-rest"))
    how.append(_varied(Advice(key="coach-week-how"), variant))
    return PlanWords(
        headline=Advice(
            key=head,
            numbers={planned.meaning.name: planned.value, "days_to_exam": week.days_to_exam},
        ),
        why=tuple(why),
        how=tuple(how[:MOST_IMPROVEMENTS]),
        source="rules",
    )


def _nothing_planned(variant: int) -> PlanWords:
    """The eve, or a week off."""
    return PlanWords(
        headline=Advice(key="coach-week-free"),
        why=(_varied(Advice(key="coach-eve"), variant),),
        how=(Advice(key="coach-next-rest-long"),),
        source="rules",
    )


def planned_time(week: PlanSheet) -> Fact:
    """The week's time as people say it: hours, or minutes where there are few."""
    if week.minutes >= FEW_MINUTES:
        return Fact(meaning=BY_NAME["hours"], value=round(week.minutes / 60))
    return Fact(meaning=BY_NAME["minutes"], value=week.minutes)


def _reason(week: PlanSheet, topic: str, variant: int) -> Advice:
    """Why a topic is in the week: to be won, to be kept, or both in the last days."""
    if week.is_taper:
        return _varied(Advice(key="coach-week-last", topic=topic), variant)
    if topic in week.learn:
        return _varied(Advice(key="coach-week-learn", topic=topic), variant)
    return Advice(key="coach-week-review", topic=topic)


def _chance_word(probability: float, interval: tuple[float, float]) -> str:
    """How a chance is spoken of: near certainty, a range that says little, or its band."""
    if whole_percent(interval[0]) == whole_percent(interval[1]):
        return "plain"
    return "open" if interval[1] - interval[0] > WIDE else chance_band(probability)


def _varied(advice: Advice, variant: int) -> Advice:
    return Advice(
        key=f"{advice.key}-{variant % VARIANTS + 1}", numbers=advice.numbers, topic=advice.topic
    )


def _encouragement(facts: FactSheet) -> Advice:
    """What is true and good; effort where the result is not."""
    if not facts.answers:
        return Advice(key="coach-none", numbers={"first_picture": FIRST_PICTURE})
    if facts.answers < ENOUGH_ANSWERS or facts.percent is None:
        return Advice(
            key="coach-begin", numbers={"answers": facts.answers, "first_picture": FIRST_PICTURE}
        )
    percent = round(facts.percent)
    if facts.trend == "up":
        points = round(facts.change_points)
        return Advice(key="coach-rising", numbers={"change": points, "percent": percent})
    if facts.trend == "down":
        return Advice(
            key="coach-falling",
            numbers={"answers": facts.answers, "active_days": facts.active_days},
        )
    if facts.percent >= GOOD_PERCENT and facts.trend == "steady":
        return Advice(key="coach-strong", numbers={"percent": percent})
    if facts.percent >= GOOD_PERCENT:
        return Advice(key="coach-good", numbers={"answers": facts.answers, "percent": percent})
    key = "coach-low" if facts.percent < POOR_PERCENT else "coach-steady"
    return Advice(key=key, numbers={"answers": facts.answers, "percent": percent})


def _improvements(facts: FactSheet) -> list[Advice]:
    """What would help most, the weightiest first; two at least. From the eve on no work is set."""
    match exam_band(facts.days_to_exam):
        case "eve":
            return [Advice(key="coach-eve-notes"), Advice(key="coach-eve-things")]
        case "today":
            return [Advice(key="coach-today-read"), Advice(key="coach-today-time")]
    topic = _topic(facts) or _costly(facts)
    found = [one for one in (topic, _pace(facts), *_habits(facts)) if one is not None]
    general = [Advice(key="coach-read-why"), Advice(key="coach-mixed")]
    return found + general[: max(0, FEWEST_IMPROVEMENTS - len(found))]


def _topic(facts: FactSheet) -> Advice | None:
    weakest = facts.weakest
    if weakest is None or weak_topic(facts) is None:
        return None
    return Advice(
        key="coach-weak-topic",
        numbers={
            "weakest_percent": round(weakest.percent),
            "weakest_answers": weakest.answers,
            "set_questions": SET_QUESTIONS,
        },
        topic=weakest.id,
    )


def _costly(facts: FactSheet) -> Advice | None:
    """Where the forecast sees most marks, for want of a topic known to be weak."""
    if facts.readiness is None or not facts.readiness.costly:
        return None
    return Advice(key="coach-costly", topic=facts.readiness.costly[0])


def _pace(facts: FactSheet) -> Advice | None:
    """Slow where accuracy allows more speed; hasty where it suffers."""
    band = pace_band(facts)
    if band in {"fine", "unknown"} or facts.seconds is None or facts.percent is None:
        return None
    numbers = {
        "seconds": round(facts.seconds),
        "target_seconds": round(facts.target_seconds),
    }
    if band == "slow":
        key = "coach-slow-sure" if facts.percent >= GOOD_PERCENT else "coach-slow"
        return Advice(key=key, numbers=numbers)
    return Advice(key="coach-hasty", numbers=numbers)


def _habits(facts: FactSheet) -> list[Advice]:
    found = []
    if studies_rarely(facts):
        found.append(
            Advice(
                key="coach-few-days", numbers={"active_days": facts.active_days, "days": facts.days}
            )
        )
    has_time = facts.days_to_exam is None or facts.days_to_exam >= LAST_MOCK
    if has_time and not facts.mocks and facts.answers >= 10 * ENOUGH_ANSWERS:
        found.append(Advice(key="coach-no-mock"))
    return found


def _next_step(facts: FactSheet) -> Advice:
    """One thing, now."""
    band = exam_band(facts.days_to_exam)
    if band in {"eve", "today"}:
        return Advice(key="coach-next-rest" if band == "eve" else "coach-next-today")
    if leads_to_review(facts):
        if facts.due <= SET_QUESTIONS:
            return Advice(key="coach-next-review", numbers={"due": facts.due})
        numbers = {"due": facts.due, "set_questions": SET_QUESTIONS}
        return Advice(key="coach-next-review-some", numbers=numbers)
    numbers = {"set_questions": SET_QUESTIONS}
    if (weak := weak_topic(facts)) is not None:
        return Advice(key="coach-next-topic", numbers=numbers, topic=weak)
    return Advice(key="coach-next-set", numbers=numbers)


def _motivation(facts: FactSheet) -> Advice:
    band = exam_band(facts.days_to_exam)
    if band in {"no date", "far"}:
        return Advice(key="coach-far")
    if band in {"eve", "today"}:
        return Advice(key=f"coach-{band}")
    return Advice(key=f"coach-{band}", numbers={"days_to_exam": facts.days_to_exam or 0})


def _story(facts: FactSheet) -> list[Advice]:
    """Six points, each with its number; nothing is promised."""
    own = facts.readiness
    if own is None:
        return []
    low, high = (whole_percent(one) for one in own.interval)
    points = [
        Advice(
            key=f"coach-chance-{_chance_word(own.probability, own.interval)}",
            numbers={
                "probability": whole_percent(own.probability),
                "probability_low": low,
                "probability_high": high,
            },
        )
    ]
    strongest = facts.strongest
    if strongest is not None and strong_topic(facts) is not None:
        points.append(
            Advice(
                key="coach-strength",
                numbers={
                    "strongest_percent": round(strongest.percent),
                    "strongest_answers": strongest.answers,
                },
                topic=strongest.id,
            )
        )
    if own.costly:
        points.append(Advice(key="coach-weakness", topic=own.costly[0]))
    points.append(_strategy(facts, round(own.cutoff - own.expected_score)))
    if facts.days_to_exam is None:
        points.append(Advice(key="coach-timeline-none"))
    else:
        points.append(Advice(key="coach-timeline", numbers={"days_to_exam": facts.days_to_exam}))
    points.append(Advice(key=f"coach-sure-{own.confidence}"))
    return points


def _strategy(facts: FactSheet, missing: int) -> Advice:
    """What to do about the marks that are missing to the cut-off; from the eve on, rest."""
    if is_at_rest(facts.days_to_exam):
        return Advice(key="coach-strategy-eve")
    if missing > 0:
        return Advice(key="coach-strategy-gap", numbers={"gap": missing})
    return Advice(key="coach-strategy-keep", numbers={"gap": -missing})
