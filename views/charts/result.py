"""Her last test as a card: the score, and each section."""

from services.dashboard import Dashboard, LastTest
from services.records import Theme
from views.charts.bars import Bar, rows
from views.charts.drawing import Drawing
from views.charts.style import headed, level_colour, palette
from views.durations import clock
from views.translate import Translate


def result(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """Her newest test; without one, how to make one."""
    if found.last_test is not None:
        return result_card(found.last_test, t, theme)
    drawing = headed(
        palette(theme), t.plain("chart-result-none"), t.plain("chart-result-none-note")
    )
    drawing.description = t.plain("chart-result-none")
    return drawing


def result_card(own: LastTest, t: Translate, theme: Theme) -> Drawing:
    """Marks of the maximum as the headline; a bar for each section with its time."""
    colours = palette(theme)
    title = t.plain(
        "chart-result-title", score=_marks(own.total_score), maximum=_marks(own.maximum)
    )
    subtitle = t.plain(f"chart-result-{own.kind}", percent=f"{own.percentage:.1f}")
    drawing = headed(colours, title, subtitle)
    bars = [
        Bar(
            name=name.name(t.language),
            percent=percent,
            value="" if percent is None else f"{round(percent)} % · {clock(seconds)}",
            fill=colours.grid if percent is None else level_colour(colours, percent),
        )
        for name, percent, seconds in own.sections
    ]
    words = rows(drawing, bars, colours, marks=(40, 60, 80))
    drawing.description = f"{title}. {subtitle}. {words}"
    return drawing


def _marks(value: float) -> str:
    """Two decimals at most, a real minus."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}")
