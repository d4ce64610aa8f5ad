"""Assignments: set step by step by a teacher, done by her students, shown as it goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.assignment_making import COUNTS, DAYS, OPENS_IN, Choices, Preview, Wanted
from services.assignments import AssignmentBoard, OwnResult
from services.records import Group
from views import document
from views.callbacks import AssignTap, SetTap, WorkTap
from views.dates import day_and_month
from views.document import Heading, Paragraph, Table
from views.screen import Button, Keyboard, Screen, rows, shortened
from views.translate import Translate, escaped

LONGEST_NAME = 24
LONGEST_BUTTON = 40
ROWS_SHOWN = 60
LONGEST_TO_DO, MOST_TO_DO = 60, 5


def groups(t: Translate, owned: Sequence[Group], boards: Sequence[AssignmentBoard]) -> Screen:
    """What is set, and for which group something new can be."""
    listed = [
        (
            Button(
                shortened(_line(t, one), LONGEST_BUTTON),
                AssignTap(action="board", of=one.assignment.id).pack(),
            ),
        )
        for one in boards
    ]
    new = [
        (
            Button(
                shortened(t.plain("assign-new", title=one.title), LONGEST_BUTTON),
                AssignTap(action="group", group=one.id).pack(),
            ),
        )
        for one in owned
    ]
    return Screen(html=t("assign-head"), keyboard=(*new, *listed)[:90])


def _line(t: Translate, one: AssignmentBoard) -> str:
    return f"{label(t, one)}: {one.done}/{one.members}"


def label(t: Translate, one: AssignmentBoard) -> str:
    """What it is, in plain words."""
    found = one.assignment
    if found.topic is not None:
        return found.topic.name(t.language)
    return t.plain(f"assign-kind-{found.kind}")


def choices(t: Translate, found: Choices) -> Screen:
    """What to set: what the class needs comes first."""
    group = found.group.id
    buttons = []
    if found.weak:
        weak = AssignTap(action="when", group=group, kind="weak")
        buttons.append(Button(t.plain("assign-kind-weak"), weak.pack()))
    for topic_id, topic in found.weak:
        tap = AssignTap(action="when", group=group, kind="topic", of=topic_id)
        buttons.append(Button(shortened(topic.name(t.language), LONGEST_BUTTON), tap.pack()))
    if found.own:
        own = AssignTap(action="when", group=group, kind="own")
        buttons.append(Button(t.plain("assign-kind-own"), own.pack()))
    mixed = AssignTap(action="when", group=group, kind="mixed")
    buttons.append(Button(t.plain("assign-kind-mixed"), mixed.pack()))
    for place, paper in enumerate(found.papers[:6]):
        tap = AssignTap(action="when", group=group, kind="paper", of=place)
        text = t.plain("assign-paper", name=paper.name(t.language))
        buttons.append(Button(shortened(text, LONGEST_BUTTON), tap.pack()))
    return Screen(html=t("assign-what", title=found.group.title), keyboard=rows(*buttons, width=1))


def preview(t: Translate, found: Preview, members: int) -> Screen:
    """What it will be; the first button sets it."""
    wanted = found.wanted
    kind = t.plain(f"assign-kind-{wanted.kind}")
    named = found.topic or found.paper
    text = t(
        "assign-preview",
        title=found.group.title,
        what=kind if named is None else named.name(t.language),
        count=found.count,
        until=_moment(t, found.closes_at, found.timezone),
        members=members,
        opens="later" if wanted.opens else "now",
        moment=_moment(t, found.opens_at, found.timezone),
        late="yes" if wanted.takes_late else "no",
    )

    go = (Button(t.plain("assign-go"), _set(wanted, "go")),)
    back = (Button(t.plain("assign-back"), AssignTap(action="group", group=wanted.group).pack()),)
    return Screen(html=text, keyboard=(go, *_choices(t, wanted), back))


def _choices(t: Translate, wanted: Wanted) -> Keyboard:
    """How many, until when, from when, and what of late work; a mock test's length is its own."""

    def choice(text: str, is_chosen: bool, changed: Wanted) -> Button:
        return Button(f"✓ {text}" if is_chosen else text, _set(changed, "when"))

    counts = tuple(
        choice(str(one), one == wanted.count, replace(wanted, count=one)) for one in COUNTS
    )
    ends = tuple(
        choice(t.plain("assign-days", days=one), one == wanted.days, replace(wanted, days=one))
        for one in DAYS
    )
    begins = tuple(
        choice(t.plain("assign-opens", days=one), one == wanted.opens, replace(wanted, opens=one))
        for one in OPENS_IN
    )
    late = Button(
        t.plain("assign-late-on" if wanted.takes_late else "assign-late-off"),
        _set(replace(wanted, takes_late=not wanted.takes_late), "when"),
    )
    first = () if wanted.kind == "paper" else (counts,)
    return (*first, ends, begins, (late,))


def _set(wanted: Wanted, action: str) -> str:
    return AssignTap(
        action=action,
        group=wanted.group,
        kind=wanted.kind,
        of=wanted.part if wanted.kind == "paper" else int(wanted.topic or 0),
        count=wanted.count,
        days=wanted.days,
        opens=wanted.opens,
        late=wanted.takes_late,
    ).pack()


def board(t: Translate, found: AssignmentBoard, *, lead: str = "") -> Screen:
    """How far the group is, and how those did who share."""
    blocks: list[document.Block] = [Paragraph(lead)] if lead else []
    blocks += [
        Heading(t("assign-board", what=label(t, found), title=found.group.title)),
        Paragraph(
            t(
                "assign-progress",
                done=found.done,
                members=found.members,
                begun=found.begun,
                state=found.state,
                opens=_moment(t, found.assignment.opens_at, found.timezone),
                until=_moment(t, found.assignment.closes_at, found.timezone),
            )
        ),
    ]
    if found.average is not None:
        blocks.append(Paragraph(t("assign-average", percent=round(100 * found.average))))
    if found.rows:
        table = tuple(
            (
                (f"{place}. " if one.is_ranked else "")
                + escaped(shortened(one.name, LONGEST_NAME)),
                f"{one.right}/{one.of}",
                t("assign-late") if one.is_late else "",
            )
            for place, one in enumerate(found.rows[:ROWS_SHOWN], start=1)
        )
        blocks.append(Table(table))
    if found.unshared:
        blocks.append(Paragraph(t("assign-unshared", count=found.unshared)))
    refresh = AssignTap(action="board", of=found.assignment.id)
    cancel = AssignTap(action="cancel", of=found.assignment.id)
    buttons = [Button(t.plain("assign-refresh"), refresh.pack())]
    if found.state != "closed":
        buttons.append(Button(t.plain("assign-cancel"), cancel.pack()))
    return document.screen(*blocks, keyboard=(tuple(buttons),))


def cancelled(t: Translate, group: Group) -> Screen:
    return Screen(html=t("assign-cancelled", title=group.title))


def notice(t: Translate, found: AssignmentBoard, *, is_reminder: bool) -> Screen:
    """To a member: what, from whom, until when; one button begins."""
    key = "assign-reminder" if is_reminder else "assign-notice"
    text = t(
        key,
        title=found.group.title,
        what=label(t, found),
        count=found.assignment.question_count,
        until=_moment(t, found.assignment.closes_at, found.timezone),
    )
    start = Button(t.plain("assign-start"), WorkTap(assignment=found.assignment.id).pack())
    return Screen(html=text, keyboard=((start,),))


def to_do(t: Translate, found: Sequence[AssignmentBoard]) -> Keyboard:
    """What a member has to do, as buttons above her own choice of practice."""
    return tuple(
        (
            Button(
                shortened(
                    t.plain("assign-to-do", what=label(t, one), title=one.group.title),
                    LONGEST_TO_DO,
                ),
                WorkTap(assignment=one.assignment.id).pack(),
            ),
        )
        for one in found[:MOST_TO_DO]
    )


def own_result(t: Translate, found: OwnResult) -> Screen:
    """Her own result, beside the class's mean; a place only among several adults."""
    parts = [
        t(
            "assign-own-result",
            what=label(t, found.board),
            title=found.board.group.title,
            right=found.right,
            count=found.board.assignment.question_count,
        )
    ]
    if found.place is not None and found.of > 1 and found.board.average is not None:
        parts.append(
            t(
                "assign-own-place",
                place=found.place,
                of=found.of,
                percent=round(100 * found.board.average),
            )
        )
    again = Button(t.plain("study-practise"), SetTap(source="mistakes").pack())
    return Screen(html="\n".join(parts), keyboard=((again,),))


def _moment(t: Translate, at: datetime, timezone: str) -> str:
    local = at.astimezone(ZoneInfo(timezone))
    return f"{day_and_month(t, local.date())}, {local:%H:%M}"
