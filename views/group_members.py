"""One member of a class, as her teacher sees her."""

from services.group_members import MemberCard
from views import dashboard, document
from views.document import Bullets, Details, Heading, Table
from views.overview import cards, topic_rows
from views.progress import change, wants_picture
from views.screen import Screen, shortened
from views.translate import Translate

LONGEST_NAME = 40


def card(t: Translate, found: MemberCard) -> Screen:
    """Four figures, how it goes, what is weakest, whether she would pass."""
    head = Heading(t("member-head", name=shortened(found.name, LONGEST_NAME)))
    if not wants_picture(found.progress):
        few = t("member-few", answers=found.progress.overall.answers)
        return document.screen(head, document.Paragraph(few), text_only=True)
    own = found.board
    said = []
    if own.accuracy_change is not None and found.progress.before.answers:
        said.append(change(t, own.accuracy_change, found.progress.days))
    said += [*dashboard.insights(own, t, but={"accuracy_rose", "accuracy_fell"})]
    said.append(dashboard.readiness_line(own.readiness, t))
    return document.screen(
        head,
        Table(cards(own, t)),
        Bullets(tuple(said)),
        Details(t("overview-topics"), (Table(topic_rows(found.progress, t)),)),
    )
