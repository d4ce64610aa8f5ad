"""What the coach says, as a screen; who wrote it stands below."""

from coach.protocol import Advice
from services.coaching import Coached
from views import document
from views.callbacks import MenuTap, PanelTap, SetTap
from views.document import Bullets, Details, Heading, Paragraph
from views.screen import Button, Screen
from views.translate import Translate


def advice(t: Translate, found: Coached, *, text_only: bool) -> Screen:
    """Encouragement, improvements, the next step, motivation; readiness folded."""
    own = found.feedback
    blocks: list[document.Block] = [
        Heading(t("coach-head")),
        Paragraph(said(t, found, own.encouragement)),
        Bullets(tuple(said(t, found, one) for one in own.improvements)),
        Paragraph(f"<b>{t('coach-next')}</b> {said(t, found, own.next_step)}"),
        Paragraph(said(t, found, own.motivation)),
    ]
    if found.story.points:
        points = tuple(said(t, found, one) for one in found.story.points)
        blocks.append(Details(t("coach-readiness", exam=found.exam), (Bullets(points),)))
    blocks.append(Paragraph(f"<i>{t(f'coach-by-{own.source}')}</i>"))
    review = own.next_step.key == "coach-next-review"
    start = SetTap(source="review") if review else SetTap()
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


def said(t: Translate, found: Coached, one: Advice) -> str:
    """A sentence of the coach's in her language."""
    named = found.topics.get(one.topic or "")
    topic = "" if named is None else named.name(t.language)
    return t(one.key, topic=topic, **one.numbers)
