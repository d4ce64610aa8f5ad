"""What the alert rules say, with their numbers and something to do; never a reproach."""

from collections.abc import Sequence

from analytics.readiness import whole_percent
from services.alert_log import AlertTold
from views import document
from views.callbacks import AlertTap, DigestTap, MenuTap, SetTap, StudyTap
from views.digest import achievement
from views.document import Bullets, Heading, Paragraph
from views.screen import Button, Screen, shortened
from views.translate import Translate

LONGEST_NAME = 40
#: Type → what its button does.
ACTIONS = {
    "performance_drop": StudyTap(page=0).pack(),
    "exam_readiness": MenuTap(screen="exam_card").pack(),
    "streak_break": SetTap().pack(),
    "milestone_achieved": MenuTap(screen="progress").pack(),
}


def alert(t: Translate, found: AlertTold) -> Screen:
    """One alert with its button, her thumbs, and the way to hear no more of them."""
    action = Button(t.plain(f"alert-button-{found.type}"), ACTIONS[found.type])
    thumbs = tuple(
        Button(t.plain(f"alert-{word}"), AlertTap(alert=found.id, is_useful=is_useful).pack())
        for word, is_useful in (("useful", True), ("useless", False))
    )
    manners = (
        Button(t.plain("digest-later"), DigestTap(action="later").pack()),
        Button(t.plain("alert-quiet"), DigestTap(action="quiet").pack()),
    )
    return Screen(
        html="\n".join([t(f"alert-{found.type}", count=_count(found)), _text(t, found)]),
        keyboard=((action,), thumbs, manners),
    )


def _count(found: AlertTold) -> int:
    return round(found.numbers.get("streak_length", 0))


def _text(t: Translate, found: AlertTold) -> str:
    numbers = found.numbers
    if found.achievement is not None:
        return achievement(t, found.achievement)
    if found.type == "performance_drop":
        return t(
            "alert-performance_drop-text",
            recent=round(numbers["recent_percent"]),
            expected=round(numbers["recent_percent"] + numbers["gap_points"]),
            before=round(numbers["reference_percent"]),
        )
    if found.type == "exam_readiness":
        return t("alert-exam_readiness-text", percent=whole_percent(numbers["probability"]))
    return t("alert-streak_break-text")


def teacher_note(t: Translate, found: Sequence[tuple[str, AlertTold]]) -> Screen:
    """Whose results fell, one line each."""
    lines = tuple(
        t(
            "teacher-note-line",
            name=shortened(name, LONGEST_NAME),
            recent=round(one.numbers["recent_percent"]),
            before=round(one.numbers["reference_percent"]),
        )
        for name, one in found
    )
    return document.screen(
        Heading(t("teacher-note-head")),
        Bullets(lines),
        Paragraph(t("teacher-note-why")),
        text_only=True,
    )
