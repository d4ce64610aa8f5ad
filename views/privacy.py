"""What is kept of a person and why, from the inventory; docs/privacy.md is made from the same."""

from services.my_data import Kept, held
from views import document
from views.callbacks import MenuTap, MyDataTap
from views.document import Bullets, Details, Heading, Paragraph
from views.screen import Button, Screen
from views.translate import Translate


def notice(t: Translate, *, is_recorded: bool, has_model: bool = False) -> Screen:
    """Purposes in plain words, her rights, and the tables for who wants to know."""
    kept = [one for one in held() if has_model or one[0] != "coach"]
    purposes = [purpose for purpose, _ in kept]
    blocks: list[document.Block] = [
        Heading(t("privacy-head")),
        Paragraph(t("privacy-kept" if is_recorded else "privacy-nothing")),
        Bullets(tuple(t(f"privacy-{purpose}") for purpose in purposes)),
        Paragraph(t("privacy-rights")),
        Details(t("privacy-tables"), (Bullets(tuple(_tables(t, kept))),)),
    ]
    rows = (
        (Button(t.plain("privacy-my-data"), MyDataTap().pack()),),
        (Button(t.plain("privacy-forget"), MenuTap(screen="forget").pack()),),
    )
    return document.screen(*blocks, keyboard=rows if is_recorded else ())


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


def file_name() -> str:
    return "abhyas-data.zip"
