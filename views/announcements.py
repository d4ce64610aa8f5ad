"""Announcements: previewed by the teacher, read by the group."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from services.announcements import AnnouncementCard, AnnouncementTold
from services.records import Group
from views.callbacks import AnnounceTap
from views.dates import day_and_month
from views.screen import Button, Screen, rows, shortened
from views.translate import Translate, escaped

LONGEST_BUTTON = 40


def ask_group(t: Translate, owned: Sequence[Group]) -> Screen:
    """Which group it is for."""
    buttons = [
        Button(shortened(one.title, LONGEST_BUTTON), AnnounceTap(action="group", of=one.id).pack())
        for one in owned[:90]
    ]
    return Screen(html=t("announce-which"), keyboard=rows(*buttons, width=1))


def ask_text(t: Translate, group: Group) -> Screen:
    return Screen(html=t("announce-ask", title=group.title))


def card(t: Translate, found: AnnouncementCard) -> Screen:
    """The words as they will be read, whom they reach, and when."""
    own = found.announcement
    words = escaped(own.text)
    if own.state == "draft":
        text = t("announce-preview", title=found.group.title, count=found.reached)
        buttons = [
            Button(t.plain("announce-now"), _tap("now", own.id)),
            Button(t.plain("announce-morning"), _tap("morning", own.id)),
            Button(t.plain("announce-cancel"), _tap("cancel", own.id)),
        ]
        return Screen(html=f"{text}\n\n{words}", keyboard=rows(*buttons, width=1))
    if own.state == "cancelled" or own.send_at is None:
        return Screen(html=t("announce-cancelled"))
    local = own.send_at.astimezone(ZoneInfo(found.timezone))
    when = f"{day_and_month(t, local.date())}, {local:%H:%M}"
    text = t("announce-planned", title=found.group.title, count=found.reached, when=when)
    return Screen(
        html=f"{text}\n\n{words}",
        keyboard=((Button(t.plain("announce-cancel"), _tap("cancel", own.id)),),),
    )


def told(t: Translate, found: AnnouncementTold) -> Screen:
    """As a member reads it: who says it, in which group."""
    head = t("announce-told", title=found.group, teacher=found.teacher)
    return Screen(html=f"{head}\n\n{escaped(found.text)}")


def _tap(action: str, of: int) -> str:
    return AnnounceTap(action=action, of=of).pack()
