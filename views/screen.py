"""What a person is shown: text as Telegram's HTML, buttons, perhaps a picture or a rich form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """A button that calls back, or with `url` opens a link."""

    text: str
    data: str = ""
    url: str = ""


Keyboard = tuple[tuple[Button, ...], ...]
#: Telegram's limits, in characters after parsing.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One message."""

    html: str
    keyboard: Keyboard = ()
    #: A PNG beside the text, which says the same.
    picture: bytes | None = None
    #: The same as a rich message, for clients that show one.
    rich: str | None = None


def rows(*buttons: Button, width: int = 2) -> Keyboard:
    """Buttons in rows of a width."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters, the cut marked; for plain text, never for HTML."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
