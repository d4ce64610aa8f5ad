"""How she answers easy, medium and hard questions."""

from services.dashboard import Dashboard
from services.records import Theme
from views.charts.bars import Bar, rows
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.style import NOTE, headed, level_colour, palette
from views.translate import Translate

#: Fewer answers make no figure.
FEWEST = 5


def difficulty(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """Share right by the question's label, with answers and seconds."""
    colours = palette(theme)
    title = t.plain("chart-difficulty-title")
    drawing = headed(colours, title, t.plain("chart-difficulty-subtitle", days=found.days))
    bars = []
    for one in found.difficulty:
        enough = one.accuracy is not None and one.answers >= FEWEST
        percent = one.accuracy if enough else None
        name = t.plain(f"difficulty-{one.label}")
        if one.average_seconds is not None and enough:
            seconds = round(one.average_seconds)
            name = t.plain("chart-difficulty-row", name=name, seconds=seconds)
        bars.append(
            Bar(
                name=name,
                percent=percent,
                value=f"({one.answers})"
                if percent is None
                else f"{round(percent)} % ({one.answers})",
                fill=colours.grid if percent is None else level_colour(colours, percent),
            )
        )
    words = rows(drawing, bars, colours, marks=(40, 60, 80))
    target = t.plain("chart-difficulty-note", seconds=round(found.target_seconds))
    drawing.add(Words(x=MARGIN, y=SIZE - 40, text=target, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing
