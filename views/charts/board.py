"""A group's board as a picture: the first of it by whatever it ranks."""

from services.group_boards import Dimension, GroupBoard
from services.records import Theme
from views.charts.bars import MOST_ROWS, Bar, rows
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.groups import left_out
from views.charts.style import NOTE, headed, palette
from views.numbers import board_number
from views.translate import Translate

#: Values that are shares of a hundred: their bars are too.
PERCENTAGES: frozenset[Dimension] = frozenset({"overall", "readiness"})


def board(found: GroupBoard, t: Translate, theme: Theme) -> Drawing:
    """Bars to a hundred where the value is a percentage, else to the largest value."""
    colours = palette(theme)
    unit = t.plain(f"rankings-unit-{found.dimension}")
    title = t.plain("chart-ranking-none", title=found.group.title)
    if found.rows:
        first = found.rows[0]
        value = board_number(found.dimension, first.value)
        title = t.plain("chart-board-title", name=first.name, value=value, unit=unit)
    subtitle = t.plain(
        "chart-board-subtitle",
        title=found.group.title,
        by=t.plain(f"rankings-by-{found.dimension}"),
        days=found.days,
    )
    drawing = headed(colours, title, subtitle)
    largest = max((abs(one.value) for one in found.rows), default=0.0) or 1.0
    whole = 100.0 if found.dimension in PERCENTAGES else largest
    bars = [
        Bar(
            name=f"{one.rank}. {one.name}",
            percent=max(0.0, min(100.0, 100 * one.value / whole)),
            value=board_number(found.dimension, one.value),
            fill=colours.you,
        )
        for one in found.rows[:MOST_ROWS]
    ]
    words = rows(drawing, bars, colours, marks=(50,) if found.dimension in PERCENTAGES else ())
    note = left_out(t, more=len(found.rows) - MOST_ROWS, below=found.below_minimum)
    drawing.add(Words(x=MARGIN, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing
