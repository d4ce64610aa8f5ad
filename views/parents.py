"""For a student under 18 and her parent: the link, the notice, what was decided."""

from services.parents import ParentView
from views.callbacks import MenuTap, ParentTap
from views.screen import Button, Screen
from views.translate import Translate, translator

#: A parent's language is not known.
HINDI_FIRST = ("hi", "en")


def link(t: Translate, code: str, *, username: str) -> Screen:
    """What she passes on."""
    return Screen(html=t("parent-link", link=f"https://t.me/{username}?start=p_{code}"))


def shown(found: ParentView) -> Screen:
    """In both languages."""
    return Screen(
        html="\n\n".join(translator(one)(f"parent-{found.state}") for one in HINDI_FIRST),
        keyboard=_buttons(found),
    )


def _buttons(found: ParentView) -> tuple[tuple[Button, ...], ...]:
    actions = {"asked": ("agree", "decline"), "given": ("withdraw",), "erased": ()}[found.state]
    return tuple(
        (
            Button(
                " / ".join(translator(one).plain(f"parent-{action}") for one in HINDI_FIRST),
                ParentTap(action=action, code=found.code).pack(),
            ),
        )
        for action in actions
    )


def declined() -> Screen:
    return Screen(html="\n\n".join(translator(one)("parent-declined") for one in HINDI_FIRST))


def gone() -> Screen:
    return Screen(html="\n\n".join(translator(one)("error-parent-link") for one in HINDI_FIRST))


def agreed(t: Translate) -> Screen:
    """To the student, when her parent said yes."""
    choose = Button(t.plain("parent-choose-exam"), MenuTap(screen="exam").pack())
    return Screen(html=t("parent-agreed"), keyboard=((choose,),))
