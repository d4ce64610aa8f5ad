"""What is kept of a person and why, from the inventory; docs/privacy.md is made from the same."""

from services.my_data import Kept, held
from services.records import Student
from views import document
from views.callbacks import MenuTap, MyDataTap, SetTap, SettingTap
from views.document import Bullets, Details, Heading, Paragraph
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate


def notice(
    t: Translate, student: Student, *, shared_with: int = 0, has_model: bool = False
) -> Screen:
    """Purposes in plain words, her switches and rights, and the tables for who wants to know."""
    is_recorded = student.is_recorded
    kept = [one for one in held() if has_model or one[0] != "coach"]
    purposes = [purpose for purpose, _ in kept]
    blocks: list[document.Block] = [
        Heading(t("privacy-head")),
        Paragraph(t("privacy-kept" if is_recorded else "privacy-nothing")),
        Bullets(tuple(t(f"privacy-{purpose}") for purpose in purposes)),
        *(_switches(t, student, shared_with, has_model) if is_recorded else ()),
        Paragraph(t("privacy-rights")),
        Details(t("privacy-tables"), (Bullets(tuple(_tables(t, kept))),)),
    ]
    buttons: Keyboard = (
        *_switch_buttons(t, student, has_model),
        (Button(t.plain("privacy-my-data"), MyDataTap().pack()),),
        (Button(t.plain("privacy-forget"), MenuTap(screen="forget").pack()),),
    )
    if student.is_minor and not is_recorded:
        buttons = ((Button(t.plain("parent-button"), MenuTap(screen="parent").pack()),),)
    elif not is_recorded:
        buttons = ()
    return document.screen(*blocks, keyboard=buttons)


def _switches(
    t: Translate, student: Student, shared_with: int, has_model: bool
) -> tuple[document.Block, ...]:
    """Each purpose with how it stands; the practice history is withdrawn by /forgetme."""
    own = student.settings
    states = [("practice", True), ("sharing", shared_with > 0)]
    if not student.is_minor:
        states[1:1] = [("reminders", own.digest_hour is not None), ("alerts", own.wants_alerts)]
        states += [("board", own.is_listed), ("usage", own.usage_statistics)]
    if has_model and not student.is_minor:
        states.append(("model", own.language_model))
    lines = tuple(
        f"{t(f'privacy-switch-{name}')}: {t('privacy-on' if is_on else 'privacy-off')}"
        for name, is_on in states
    )
    return Paragraph(t("privacy-switches")), Bullets(lines)


def _switch_buttons(t: Translate, student: Student, has_model: bool) -> Keyboard:
    """The way to each switch; the settings and the groups hold them."""
    named = [("sharing", MenuTap(screen="groups").pack())]
    if not student.is_minor:
        named += [
            ("reminders", SettingTap(name="digest_hour").pack()),
            ("alerts", SettingTap(name="alerts").pack()),
            ("board", SettingTap(name="listed").pack()),
            ("usage", SettingTap(name="usage_statistics").pack()),
        ]
    if has_model and not student.is_minor:
        named.append(("model", SettingTap(name="language_model").pack()))
    buttons = [Button(t.plain(f"privacy-switch-{name}"), data) for name, data in named]
    return rows(*buttons)


def _tables(t: Translate, kept: list[Kept]) -> list[str]:
    return [
        f"<b>{t(f'privacy-name-{purpose}')}</b>: " + ", ".join(name for name, _ in tables)
        for purpose, tables in kept
    ]


def markdown(t: Translate) -> str:
    """The notice with every table and column, for docs/privacy.md."""
    parts = [f"## {t.plain('privacy-title')}", "", t.plain("privacy-kept"), ""]
    for purpose, tables in held():
        parts += [f"- {t.plain(f'privacy-{purpose}')}"]
        parts += [f"  - `{name}`: {', '.join(columns)}" for name, columns in tables]
    return "\n".join([*parts, "", t.plain("privacy-rights"), ""])


def inactive(t: Translate) -> Screen:
    """Her account goes in a month; one set of questions keeps it."""
    return Screen(
        html=t("privacy-inactive"),
        keyboard=(
            (Button(t.plain("digest-practise"), SetTap().pack()),),
            (Button(t.plain("privacy-my-data"), MyDataTap().pack()),),
        ),
    )


def file_name() -> str:
    return "abhyas-data.zip"
