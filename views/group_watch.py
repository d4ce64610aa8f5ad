"""A teacher's lists as messages, each with its evidence and the next step."""

from collections.abc import Sequence

from analytics.at_risk import LOOKED_BACK
from services.group_watch import HardQuestion, PersonAtRisk, ToAskAbout
from services.records import Group, TopicSum
from views import document
from views.document import Block, Bullets, Heading, Paragraph, Table
from views.screen import Screen, shortened
from views.translate import Translate, escaped

LONGEST_NAME = 40
LONGEST_STEM = 220
MOST_PEOPLE = 40


def at_risk(
    group: Group, found: Sequence[PersonAtRisk], odd: Sequence[ToAskAbout], t: Translate
) -> Screen:
    """Whom to call, and why, and what to ask about; plain, since every line is a sentence."""
    parts: list[Block] = [Heading(t("atrisk-head", title=group.title))]
    if found:
        parts.append(Bullets(tuple(risk_line(t, one) for one in found[:MOST_PEOPLE])))
    else:
        parts.append(Paragraph(t("atrisk-nobody")))
    if odd:
        parts += [
            Heading(t("odd-head")),
            Bullets(tuple(_odd_line(t, one) for one in odd)),
            Paragraph(t("odd-note")),
        ]
    if found or odd:
        parts.append(Paragraph(t("atrisk-note")))
    return document.screen(*parts, text_only=True)


def _odd_line(t: Translate, one: ToAskAbout) -> str:
    """What stands out, as numbers without a judgement."""
    names = [shortened(name, LONGEST_NAME) for name in one.names]
    return t(
        f"odd-{one.oddity.kind}",
        name=names[0],
        other=names[-1],
        count=one.oddity.number,
        of=one.oddity.of,
    )


def risk_line(t: Translate, one: PersonAtRisk) -> str:
    """Who, why, and the numbers behind it."""
    return t(
        f"atrisk-{one.risk.reason}",
        name=shortened(one.name, LONGEST_NAME),
        amount=round(one.risk.amount),
        basis=max(1, round(one.risk.basis)),
        era="long" if one.risk.amount > LOOKED_BACK else "new",
    )


def weak(
    group: Group, found: Sequence[TopicSum], t: Translate, *, days: int, text_only: bool = False
) -> Screen:
    """The class's weakest topics."""
    head = Heading(t("weak-head", title=group.title, days=days))
    if not found:
        return document.screen(head, Paragraph(t("watch-nothing")), text_only=True)
    rows = tuple(
        (
            escaped(one.topic.name(t.language)),
            f"{round(100 * one.right / one.answers)} %",
            t("overview-answers", answers=one.answers),
        )
        for one in found
    )
    return document.screen(head, Table(rows), Paragraph(t("weak-note")), text_only=text_only)


def hardest(group: Group, found: Sequence[HardQuestion], t: Translate, *, days: int) -> Screen:
    """Its hardest questions, with what is right; plain, for forwarding."""
    head = Heading(t("hardest-head", title=group.title, days=days))
    if not found:
        return document.screen(head, Paragraph(t("watch-nothing")), text_only=True)
    questions = [Paragraph(hard_line(one, t)) for one in found]
    return document.screen(head, *questions, text_only=True)


def hard_line(one: HardQuestion, t: Translate) -> str:
    """A question's stem with how it went and what is right."""
    figures = t(
        "hardest-line",
        percent=round(100 * one.right / one.answers),
        answers=one.answers,
        right=" / ".join(one.question.accepts),
    )
    stem = escaped(shortened(one.question.text.stem, LONGEST_STEM))
    return f"\n{stem}\n{figures} #{escaped(one.question.key)}"
