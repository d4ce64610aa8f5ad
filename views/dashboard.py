"""Where she stands, in words: what stands out, and a panel for each question."""

from collections.abc import Collection

from analytics.readiness import whole_percent
from services.dashboard import Dashboard, Insight, Lacking, Readiness
from views.dates import day_and_month
from views.translate import Translate

INSIGHTS_SHOWN, WEAKEST_SHOWN = 3, 5
#: Reasons that have words of their own.
LACKING = ("needs_answers", "needs_coverage", "needs_exam")


def change(points: float | None, t: Translate) -> str:
    """The change against the window before, in points; nothing where it rounds to none."""
    whole = 0 if points is None else round(points)
    if not whole:
        return ""
    return t("card-up" if whole > 0 else "card-down", points=abs(whole))


def readiness_line(own: Readiness | Lacking, t: Translate) -> str:
    """Will she pass, with the interval; or what is missing for an answer."""
    if isinstance(own, Lacking):
        return t("card-readiness-none", why=lacking(own, t))
    return t(
        "card-readiness",
        exam=own.exam,
        percent=whole_percent(own.probability),
        low=whole_percent(own.interval[0]),
        high=whole_percent(own.interval[1]),
    )


def lacking(own: Lacking, t: Translate) -> str:
    """What a forecast still takes, in plain words."""
    code = own.code if own.code in LACKING else "other"
    return t.plain(f"lacking-{code}", count=own.needed)


def insights(found: Dashboard, t: Translate, *, but: Collection[str] = ()) -> list[str]:
    """What stands out and what to do next, each from a rule with its numbers."""
    said = [*found.insights[:INSIGHTS_SHOWN], *found.recommendations[:1]]
    # What a forecast lacks stands in its card already.
    return [
        _insight(one, t)
        for one in said
        if not one.code.startswith("needs_") and one.code not in but
    ]


def _insight(one: Insight, t: Translate) -> str:
    numbers = {name: round(value) for name, value in one.numbers.items()}
    if "points" in numbers:
        numbers["points"] = abs(numbers["points"])
    topic = one.topic.name(t.language) if one.topic else ""
    return t(f"insight-{one.code}", topic=topic, **numbers)


def readiness(found: Dashboard, t: Translate) -> list[str]:
    """The readiness panel."""
    own = found.readiness
    lines = [readiness_line(own, t)]
    if isinstance(own, Lacking):
        return lines
    lines.append(
        t(
            "readiness-score",
            score=round(own.expected_score),
            low=round(own.score_interval[0]),
            high=round(own.score_interval[1]),
            maximum=round(own.maximum),
        )
    )
    lines.append(t(f"readiness-cutoff-{own.basis}", marks=round(own.cutoff)))
    lines.append(t(f"coach-sure-{own.confidence}"))
    if own.weaknesses:
        topics = ", ".join(one.name(t.language) for one in own.weaknesses[:WEAKEST_SHOWN])
        lines.append(t("readiness-weakest", topics=topics))
    return lines


def panel(name: str, found: Dashboard, t: Translate) -> list[str]:
    """A panel's figures as lines; its picture says the same."""
    return PANELS[name](found, t)


def difficulty(found: Dashboard, t: Translate) -> list[str]:
    """The difficulty panel."""
    lines = [t("difficulty-head", days=found.days)]
    for one in found.difficulty:
        if one.accuracy is None:
            continue
        lines.append(
            t(
                "difficulty-line",
                name=t.plain(f"difficulty-{one.label}"),
                percent=round(one.accuracy),
                answers=one.answers,
                seconds=round(one.average_seconds or 0),
            )
        )
    return lines if len(lines) > 1 else [t("difficulty-none")]


def peers(found: Dashboard, t: Translate) -> list[str]:
    """The comparison with those who began about when she did."""
    own = found.peers
    if own is None or own.percentile is None:
        return [t("peers-none")]
    lines = [t("peers-line", percentile=round(own.percentile), size=own.size)]
    if own.improvement_rank is not None:
        lines.append(t("peers-improvement", rank=own.improvement_rank, size=own.size))
    if own.efficiency_rank is not None:
        lines.append(t("peers-efficiency", rank=own.efficiency_rank, size=own.size))
    lines.extend(
        t("peers-subject", subject=name.name(t.language), percentile=round(value))
        for name, value in own.by_subject
    )
    return lines


def memory(found: Dashboard, t: Translate) -> list[str]:
    """What falls due on each of the next days."""
    plan = found.memory
    if not plan.known:
        return [t("review-nothing-known")]
    lines = [t("review-due", count=plan.due) if plan.due else t("review-none-due"), ""]
    lines.extend(f"{day_and_month(t, day)}: {count}" for day, count in plan.ahead)
    return lines


def pace(found: Dashboard, t: Translate) -> list[str]:
    """How accuracy goes with the time she takes."""
    if not found.pace:
        return [t("chart-pace-none"), t("chart-pace-none-note")]
    points = [
        t(
            "chart-pace-point",
            seconds=round(one.seconds),
            percent=round(100 * one.right / one.answers),
        )
        for one in found.pace
    ]
    target = t("chart-pace-target", seconds=round(found.target_seconds))
    return [t("chart-pace-subtitle", days=found.days), *(f"• {one}" for one in points), target]


PANELS = {
    "pace": pace,
    "readiness": readiness,
    "difficulty": difficulty,
    "peers": peers,
    "memory": memory,
}
