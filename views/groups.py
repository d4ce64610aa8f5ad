"""Groups, as their owner and their students see them."""

from services.groups import GroupCard, MyGroups
from services.records import Group, StudentId
from views.callbacks import AssignTap, GroupTap, JoinTap, ListTap, OwnTap, TeacherTap
from views.screen import Button, Screen, rows, shortened
from views.translate import Translate

#: Telegram takes a hundred buttons.
MOST_SHOWN = 90
LONGEST_NAME = 20


def invitation(username: str, group: Group) -> str:
    """The deep link that a student taps to join."""
    return f"https://t.me/{username}?start=g_{group.join_code}"


def overview(t: Translate, mine: MyGroups) -> Screen:
    if not mine.owned and not mine.joined:
        return Screen(html=t("group-none"))
    owned = [
        Button(t.plain("group-owned", title=g.title, members=g.members), _tap("card", g))
        for g in mine.owned
    ]
    joined = [
        Button(
            t.plain("group-joined", title=g.title, shares="yes" if shares else "no"),
            _tap("seat", g),
        )
        for g, shares in mine.joined
    ]
    return Screen(
        html=t("group-list"), keyboard=tuple((b,) for b in (*owned, *joined)[:MOST_SHOWN])
    )


def made(t: Translate, group: Group, *, username: str) -> Screen:
    return Screen(html=t("group-made", title=group.title, link=invitation(username, group)))


def card(t: Translate, found: GroupCard, *, username: str) -> Screen:
    """The invitation, who teaches it, and what can be done."""
    group = found.group
    text = t(
        "group-card",
        title=group.title,
        key=group.key,
        members=group.members,
        link=invitation(username, group),
        code=group.join_code or "–",
        teachers=", ".join(shortened(name, LONGEST_NAME) for _, name in found.teachers),
    )
    buttons = [
        Button(t.plain("group-assign"), AssignTap(action="group", group=group.id).pack()),
        Button(t.plain("own-button"), OwnTap(action="list", group=group.id).pack()),
        Button(t.plain("class-list-button"), ListTap(action="show", group=group.id).pack()),
        Button(t.plain("group-qr-button"), _teach("qr", group)),
        Button(t.plain("group-renew"), _teach("renew", group)),
    ]
    if found.is_owner:
        buttons.append(Button(t.plain("group-invite-teacher"), _teach("invite", group)))
    rows_of_teachers = [
        row
        for teacher, name in found.teachers
        if teacher != group.owner_id
        for row in _teacher_rows(t, found, teacher, name)
    ]
    last = [(Button(t.plain("group-archive"), _teach("ask", group)),)] if found.is_owner else []
    return Screen(html=text, keyboard=(*rows(*buttons), *rows_of_teachers, *last))


def _teacher_rows(
    t: Translate, found: GroupCard, teacher: StudentId, name: str
) -> list[tuple[Button, ...]]:
    """What the owner may do about another teacher."""
    if not found.is_owner:
        return []
    short = shortened(name, LONGEST_NAME)
    return [
        (
            Button(t.plain("group-transfer", name=short), _teach("transfer", found.group, teacher)),
            Button(t.plain("group-dismiss", name=short), _teach("dismiss", found.group, teacher)),
        )
    ]


def teacher_invitation(t: Translate, group: Group, *, username: str) -> Screen:
    link = f"https://t.me/{username}?start=t_{group.teacher_code}"
    return Screen(html=t("group-teacher-link", title=group.title, link=link))


def teacher_gone(t: Translate, group: Group) -> Screen:
    return Screen(html=t("group-teacher-gone", title=group.title))


def teaches_now(t: Translate, group: Group) -> Screen:
    return Screen(
        html=t("group-teaches-now", title=group.title),
        keyboard=((Button(group.title, _tap("card", group)),),),
    )


def ask_archive(t: Translate, group: Group) -> Screen:
    return Screen(
        html=t("group-archive-ask", title=group.title),
        keyboard=(
            (Button(t.plain("group-archive-no"), _tap("card", group)),),
            (Button(t.plain("group-archive-yes"), _teach("archive", group)),),
        ),
    )


def archived(t: Translate, group: Group) -> Screen:
    return Screen(html=t("group-archived", title=group.title))


def _teach(action: str, group: Group, teacher: int = 0) -> str:
    return TeacherTap(action=action, group=group.id, teacher=teacher).pack()


def notice(t: Translate, group: Group, code: str, *, school: str | None = None) -> Screen:
    """Who will see what, before she joins by the code she came with; and what a school declares."""
    parts = [t("group-notice", title=group.title)]
    if school is not None:
        parts.append(t("institution-notice", institution=school))
    return Screen(
        html="\n\n".join(parts),
        keyboard=(
            (
                Button(t.plain("group-join"), JoinTap(code=code).pack()),
                Button(t.plain("group-decline"), _tap("decline", group)),
            ),
        ),
    )


def seat(t: Translate, group: Group, *, shares: bool) -> Screen:
    """Her place in a group, with the switch for sharing."""
    switch = Button(
        t.plain("group-hide" if shares else "group-share"),
        _tap("hide" if shares else "share", group),
    )
    return Screen(
        html=t("group-seat", title=group.title, shares="yes" if shares else "no"),
        keyboard=((switch,), (Button(t.plain("group-leave"), _tap("leave", group)),)),
    )


def left(t: Translate, group: Group) -> Screen:
    return Screen(html=t("group-left", title=group.title))


def link_choice(t: Translate, mine: MyGroups) -> Screen:
    """Asked in a group chat: which of the teacher's groups it is."""
    if not mine.owned:
        return Screen(html=t("group-link-none"))
    buttons = tuple((Button(g.title, _tap("link", g)),) for g in mine.owned)
    return Screen(html=t("group-link-ask"), keyboard=buttons)


def linked(t: Translate, group: Group, *, already: bool) -> Screen:
    key = "group-linked-already" if already else "group-linked"
    return Screen(html=t(key, title=group.title, members=group.members))


def _tap(action: str, group: Group) -> str:
    return GroupTap(action=action, group=group.id).pack()
