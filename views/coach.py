"""What the coach says, as a screen; who wrote it stands below."""

import re
from collections.abc import Mapping

from coach.protocol import Sentence, Worded
from services.coaching import Coached, WeekCoached
from services.records import Named
from views import document
from views.callbacks import MenuTap, PanelTap, SetTap
from views.document import Bullets, Details, Heading, Paragraph
from views.screen import Button, Screen
from views.translate import Translate, escaped

_PLACEHOLDER = re.compile(r"\{(f\d+)\}")


def advice(t: Translate, found: Coached, *, text_only: bool) -> Screen:
    """Encouragement, improvements, the next step, motivation; readiness folded."""
    own, topics = found.feedback, found.topics
    blocks: list[document.Block] = [
        Heading(t("coach-head")),
        Paragraph(said(t, topics, own.encouragement)),
        Bullets(tuple(said(t, topics, one) for one in own.improvements)),
        Paragraph(f"<b>{t('coach-next')}</b> {said(t, topics, own.next_step)}"),
        Paragraph(said(t, topics, own.motivation)),
    ]
    if found.story.points:
        points = tuple(said(t, topics, one) for one in found.story.points)
        inside: tuple[Bullets | Paragraph, ...] = (Bullets(points),)
        if found.story.source != own.source:
            inside = (*inside, _by(t, found.story.source))
        blocks.append(Details(t("coach-readiness", exam=found.exam), inside))
    blocks.append(_by(t, own.source))
    start = SetTap(source="review") if own.leads_to_review else SetTap()
    plan = PanelTap(panel="plan", days=30, text=False)
    return document.screen(
        *blocks,
        keyboard=(
            (Button(t.plain("digest-practise"), start.pack()),),
            (
                Button(t.plain("plan-button"), plan.pack()),
                Button(t.plain("summary-progress"), MenuTap(screen="progress").pack()),
            ),
        ),
        text_only=text_only,
    )


def week(t: Translate, found: WeekCoached, *, text_only: bool) -> Screen:
    """The week of the plan in words, below the table that it speaks of."""
    own, topics = found.words, found.topics
    plan = PanelTap(panel="plan", days=30, text=False)
    return document.screen(
        Heading(t("coach-plan-head")),
        Paragraph(said(t, topics, own.headline)),
        Paragraph(f"<b>{t('coach-plan-why')}</b>"),
        Bullets(tuple(said(t, topics, one) for one in own.why)),
        Paragraph(f"<b>{t('coach-plan-how')}</b>"),
        Bullets(tuple(said(t, topics, one) for one in own.how)),
        _by(t, own.source),
        keyboard=((Button(t.plain("plan-button"), plan.pack()),),),
        text_only=text_only,
    )


def _by(t: Translate, source: str) -> Paragraph:
    return Paragraph(f"<i>{t(f'coach-by-{source}')}</i>")


def said(t: Translate, topics: Mapping[str, Named], one: Sentence) -> str:
    """A sentence of the coach's in her language, the numbers put in."""
    if isinstance(one, Worded):
        return _PLACEHOLDER.sub(lambda match: str(one.numbers[match[1]]), escaped(one.text))
    named = topics.get(one.topic or "")
    topic = "" if named is None else named.name(t.language)
    return t(one.key, topic=topic, **one.numbers)
