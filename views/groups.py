"""Groups, as their owner and their students see them."""

from services.groups import MyGroups
from services.records import Group
from views.callbacks import GroupTap
from views.screen import Button, Screen
from views.translate import Translate

#: Telegram takes a hundred buttons.
MOST_SHOWN = 90


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


def card(t: Translate, group: Group, *, username: str) -> Screen:
    return Screen(
        html=t(
            "group-card",
            title=group.title,
            key=group.key,
            members=group.members,
            link=invitation(username, group),
        )
    )


def notice(t: Translate, group: Group) -> Screen:
    """Who will see what, before she joins."""
    return Screen(
        html=t("group-notice", title=group.title),
        keyboard=(
            (
                Button(t.plain("group-join"), _tap("join", group)),
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
