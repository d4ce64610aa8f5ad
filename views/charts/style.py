"""Colours that stay apart for the colour-blind, in both themes, and the sizes of words."""

from dataclasses import dataclass

from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.fonts import text_width

TITLE_SIZES = (54, 46, 40, 34)
SUBTITLE_SIZES = (34, 30, 26)
LABEL, VALUE, TICK, NOTE = 34, 40, 30, 27


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Okabe and Ito's colours, adjusted for contrast; never the only carrier of a meaning."""

    background: str
    ink: str
    mute: str
    grid: str
    you: str
    attention: str
    developing: str
    proficient: str
    mastered: str
    #: Five steps of a heat scale, least first.
    heat: tuple[str, str, str, str, str]


LIGHT = Palette(
    background="#FFFFFF",
    ink="#17212B",
    mute="#5F6B76",
    grid="#DDE2E7",
    you="#0072B2",
    attention="#D55E00",
    developing="#E69F00",
    proficient="#56B4E9",
    mastered="#007A5A",
    heat=("#EBEDF0", "#C6E2F2", "#7FBEE0", "#3390C6", "#005A8E"),
)
DARK = Palette(
    background="#17212B",
    ink="#F5F7F9",
    mute="#9FB0BF",
    grid="#334250",
    you="#4DA9E8",
    attention="#FF8A4C",
    developing="#FFC24A",
    proficient="#86CDF3",
    mastered="#2FC29A",
    heat=("#243240", "#1F4E73", "#2F7DB5", "#5FB0E6", "#B9E0FA"),
)


def palette(theme: Theme) -> Palette:
    return DARK if theme == "dark" else LIGHT


def level_colour(colours: Palette, percent: float) -> str:
    """The spec's bands at 40, 60 and 80 per cent; the number always stands beside it."""
    if percent >= 80:
        return colours.mastered
    if percent >= 60:
        return colours.proficient
    return colours.developing if percent >= 40 else colours.attention


def headed(colours: Palette, title: str, subtitle: str) -> Drawing:
    """A drawing with its headline, as large as fits on one line."""
    drawing = Drawing(colours.background)
    room = SIZE - 2 * MARGIN
    title = cut_to(title, TITLE_SIZES[-1], room, is_bold=True)
    subtitle = cut_to(subtitle, SUBTITLE_SIZES[-1], room)
    drawing.add(
        Words(
            x=MARGIN,
            y=112,
            text=title,
            size=fitting(title, TITLE_SIZES, room, is_bold=True),
            colour=colours.ink,
            is_bold=True,
        ),
        Words(
            x=MARGIN,
            y=168,
            text=subtitle,
            size=fitting(subtitle, SUBTITLE_SIZES, room),
            colour=colours.mute,
        ),
    )
    return drawing


def fitting(text: str, sizes: tuple[int, ...], room: float, *, is_bold: bool = False) -> int:
    """The largest of the sizes at which the text fits, else the smallest."""
    for size in sizes:
        if text_width(text, size, is_bold=is_bold) <= room:
            return size
    return sizes[-1]


def cut_to(text: str, size: int, room: float, *, is_bold: bool = False) -> str:
    """The text, shortened with an ellipsis where it would run over."""
    if text_width(text, size, is_bold=is_bold) <= room:
        return text
    while text and text_width(text + "…", size, is_bold=is_bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def capitalised(text: str) -> str:
    """With its first letter large; the rest as it is."""
    return text[:1].upper() + text[1:]
