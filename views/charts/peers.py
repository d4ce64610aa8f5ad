"""Where she stands among those who began about when she did."""

from services.dashboard import Dashboard
from services.records import Theme
from views.charts.bars import Bar, rows
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.style import NOTE, headed, palette
from views.translate import Translate


def peers(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """Percentiles: over all, then by subject; the line is the middle of the group."""
    colours = palette(theme)
    own = found.peers
    if own is None or own.percentile is None:
        why = t.plain("chart-peers-none-note")
        drawing = headed(colours, t.plain("chart-peers-none"), why)
        drawing.description = f"{t.plain('chart-peers-none')}. {t.plain('peers-none')}"
        return drawing
    title = t.plain("chart-peers-title", percent=round(own.percentile))
    drawing = headed(colours, title, t.plain("chart-peers-subtitle", size=own.size))
    everything = (t.plain("peers-overall"), own.percentile)
    by_subject = [(name.name(t.language), value) for name, value in own.by_subject]
    bars = [
        Bar(
            name=name,
            percent=value,
            value=f"{round(value)}",
            fill=colours.you if value >= 50 else colours.developing,
        )
        for name, value in (everything, *by_subject)
    ]
    words = rows(drawing, bars, colours, marks=(50,))
    note = t.plain("chart-peers-note")
    drawing.add(Words(x=MARGIN, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing
