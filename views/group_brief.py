"""A teacher's week: how her groups did, whom to call, what to assign."""

from collections.abc import Sequence

from services.group_brief import GroupWeek
from views import document
from views.callbacks import AssignTap
from views.document import Bullets, Heading, Paragraph
from views.group_watch import hard_line, risk_line
from views.screen import Button, Screen, shortened
from views.translate import Translate, escaped

LONGEST_BUTTON = 60
#: Points below which a week is like the one before.
SAME_POINTS = 3.0


def brief(t: Translate, found: Sequence[GroupWeek]) -> Screen:
    """Every group in a few lines; one button each sets the drill that it needs."""
    blocks: list[document.Block] = [Heading(t("brief-head"))]
    buttons = []
    for one in found:
        blocks += [Paragraph(f"\n<b>{escaped(one.group.title)}</b>"), *_week(t, one)]
        if one.drill is not None:
            tap = AssignTap(action="when", group=one.group.id, kind="topic", of=one.drill)
            text = t.plain("brief-drill", topic=one.weak[0].topic.name(t.language))
            buttons.append((Button(shortened(text, LONGEST_BUTTON), tap.pack()),))
    blocks.append(Paragraph(t("brief-note")))
    return document.screen(*blocks, keyboard=tuple(buttons), text_only=True)


def _week(t: Translate, one: GroupWeek) -> list[document.Block]:
    blocks: list[document.Block] = [
        Paragraph(t("brief-active", active=one.active, sharing=one.sharing, answers=one.answers))
    ]
    if one.percent is not None:
        blocks.append(Paragraph(_percent(t, one)))
    if one.at_risk:
        lines = tuple(risk_line(t, person) for person in one.at_risk)
        blocks += [Paragraph(t("brief-call")), Bullets(lines)]
    if one.weak:
        topics = ", ".join(
            f"{escaped(topic.topic.name(t.language))} ({round(100 * topic.right / topic.answers)} %)"
            for topic in one.weak
        )
        blocks.append(Paragraph(t("brief-weak") + " " + topics))
    if one.hardest is not None:
        blocks.append(Paragraph(t("brief-hardest") + hard_line(one.hardest, t)))
    return blocks


def _percent(t: Translate, one: GroupWeek) -> str:
    assert one.percent is not None
    said = t("brief-percent", percent=round(one.percent))
    if one.percent_before is None:
        return said
    change = one.percent - one.percent_before
    if abs(change) < SAME_POINTS:
        return f"{said} {t('brief-same')}"
    key = "brief-up" if change > 0 else "brief-down"
    return f"{said} {t(key, points=round(abs(change)))}"
