"""A teacher's lists as messages, each with its evidence and the next step."""

from collections.abc import Sequence

from services.group_watch import HardQuestion, PersonAtRisk
from services.records import Group, TopicSum
from views.screen import Screen, shortened
from views.translate import Translate, escaped

LONGEST_NAME = 40
LONGEST_STEM = 220
MOST_PEOPLE = 40


def at_risk(group: Group, found: Sequence[PersonAtRisk], t: Translate) -> Screen:
    head = t("atrisk-head", title=group.title)
    if not found:
        return Screen(html=f"{head}\n{t('atrisk-nobody')}")
    lines = [
        t(
            f"atrisk-{one.risk.reason}",
            name=shortened(one.name, LONGEST_NAME),
            amount=_amount(one),
            basis=round(one.risk.basis),
        )
        for one in found[:MOST_PEOPLE]
    ]
    return Screen(html="\n".join([head, *lines, "", t("atrisk-note")]))


def _amount(one: PersonAtRisk) -> str:
    if one.risk.reason == "falling":
        return f"{abs(one.risk.amount):.1f}"
    return str(round(one.risk.amount))


def weak(group: Group, found: Sequence[TopicSum], t: Translate, *, days: int) -> Screen:
    head = t("weak-head", title=group.title, days=days)
    if not found:
        return Screen(html=f"{head}\n{t('watch-nothing')}")
    lines = [
        t(
            "weak-line",
            topic=one.topic.name(t.language),
            percent=round(100 * one.right / one.answers),
            answers=one.answers,
        )
        for one in found
    ]
    return Screen(html="\n".join([head, *lines, "", t("weak-note")]))


def hardest(group: Group, found: Sequence[HardQuestion], t: Translate, *, days: int) -> Screen:
    head = t("hardest-head", title=group.title, days=days)
    if not found:
        return Screen(html=f"{head}\n{t('watch-nothing')}")
    parts = [head]
    for one in found:
        stem = escaped(shortened(one.question.text.stem, LONGEST_STEM))
        right = " / ".join(one.question.accepts)
        figures = t(
            "hardest-line",
            percent=round(100 * one.right / one.answers),
            answers=one.answers,
            right=right,
        )
        parts.append(f"{stem}\n{figures} #{escaped(one.question.key)}")
    return Screen(html="\n\n".join(parts))
