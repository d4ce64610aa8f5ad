"""Rows with a name, a bar from 0 to 100 and a number: what several charts are made of."""

from dataclasses import dataclass

from views.charts.drawing import MARGIN, SIZE, Drawing, Line, Rect, Words
from views.charts.fonts import text_width
from views.charts.style import LABEL, TICK, Palette, cut_to

TOP, BOTTOM = 240, SIZE - 110
#: A row is this high: the less of them, the more room.
LOWEST_ROW, HIGHEST_ROW = 96, 170
LEFT, RIGHT = MARGIN, SIZE - MARGIN - 190
MOST_ROWS = 7
#: Between the longest bar and the widest number.
GAP = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    name: str
    #: 0–100; None where there is too little to draw.
    percent: float | None
    value: str
    fill: str


def rows(drawing: Drawing, bars: list[Bar], colours: Palette, *, marks: tuple[int, ...]) -> str:
    """Draws the rows with lines at `marks`; the same in words."""
    shown = bars[:MOST_ROWS]
    widest = max((text_width(one.value, TICK + 4) for one in shown), default=0.0)
    width = min(RIGHT, SIZE - MARGIN - GAP - widest) - LEFT
    pitch = min(HIGHEST_ROW, max(LOWEST_ROW, (BOTTOM - TOP) / max(1, len(shown))))
    thick = 24 + (pitch - LOWEST_ROW) / 3
    for index, one in enumerate(shown):
        y = TOP + index * pitch
        drawing.add(
            Words(
                x=LEFT,
                y=y + 34,
                text=cut_to(one.name, LABEL, width),
                size=LABEL,
                colour=colours.ink,
            ),
            Rect(x=LEFT, y=y + 50, width=width, height=thick, fill=colours.heat[0], radius=12),
            Words(
                x=SIZE - MARGIN,
                y=y + 62 + thick / 2,
                text=one.value,
                size=TICK + 4,
                colour=colours.ink,
                anchor="end",
            ),
        )
        if one.percent:
            long = max(24.0, width * one.percent / 100)
            drawing.add(Rect(x=LEFT, y=y + 50, width=long, height=thick, fill=one.fill, radius=12))
        for mark in marks:
            x = LEFT + width * mark / 100
            drawing.add(
                Line(points=((x, y + 50), (x, y + 50 + thick)), colour=colours.background, width=3)
            )
    return ". ".join(f"{one.name}: {one.value}" for one in bars)
