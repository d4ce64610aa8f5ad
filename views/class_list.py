"""A group's class list: who is expected, who has come, and the way to bring the names."""

from services.class_lists import ClassList
from services.records import Group
from views.callbacks import GroupTap, ListTap
from views.screen import LONGEST_TEXT, Button, Screen, rows, shortened
from views.translate import Translate, escaped

LONGEST_NAME = 40
#: Kept free for the last line.
ROOM = LONGEST_TEXT - 200


def shown(t: Translate, found: ClassList) -> Screen:
    """The list, as much of it as one message holds; the file has it whole."""
    group = found.group
    parts = []
    if found.added is not None:
        parts.append(t("class-list-added", count=found.added))
    parts.append(
        t(
            "class-list-head",
            title=group.title,
            count=len(found.entries),
            seated=found.seated,
        )
    )
    lines = [
        t(
            "class-list-line",
            roll=f"{shortened(one.roll, LONGEST_NAME)} · " if one.roll else "",
            name=shortened(one.name, LONGEST_NAME),
            state="gone" if one.student_id is not None and one.seated_as is None else "free",
        )
        if one.seated_as is None
        else t(
            "class-list-seated",
            roll=f"{shortened(one.roll, LONGEST_NAME)} · " if one.roll else "",
            name=shortened(one.name, LONGEST_NAME),
            shown=shortened(one.seated_as, LONGEST_NAME),
        )
        for one in found.entries
    ]
    kept = _fitting(lines, ROOM - sum(map(len, parts)))
    parts += kept
    if len(kept) < len(lines):
        parts.append(t("class-list-more", count=len(lines) - len(kept)))
    buttons = [Button(t.plain("class-list-file"), _tap("file", group))]
    if found.entries:
        buttons.append(Button(t.plain("class-list-csv"), _tap("csv", group)))
    if found.seated < len(found.entries):
        buttons.append(Button(t.plain("class-list-drop"), _tap("ask", group)))
    buttons.append(_back(t, group))
    return Screen(html="\n".join(parts), keyboard=rows(*buttons, width=1))


def _fitting(lines: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def ask_file(t: Translate, group: Group) -> Screen:
    return Screen(
        html=t("class-list-ask", title=group.title),
        keyboard=((Button(t.plain("class-list-back"), _tap("show", group)),),),
    )


def ask_drop(t: Translate, found: ClassList) -> Screen:
    free = sum(one.student_id is None for one in found.entries)
    return Screen(
        html=t("class-list-drop-ask", title=found.group.title, count=free),
        keyboard=(
            (Button(t.plain("class-list-back"), _tap("show", found.group)),),
            (Button(t.plain("class-list-drop-yes", count=free), _tap("drop", found.group)),),
        ),
    )


def file_caption(t: Translate, found: ClassList) -> str:
    return t("class-list-caption", title=escaped(found.group.title))


def _tap(action: str, group: Group) -> str:
    return ListTap(action=action, group=group.id).pack()


def _back(t: Translate, group: Group) -> Button:
    return Button(t.plain("group-back"), GroupTap(action="card", group=group.id).pack())
