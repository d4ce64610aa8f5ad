"""How she answers easy, medium and hard questions."""

from services.dashboard import Dashboard
from services.progress import ANSWERS_FOR_A_FIGURE
from services.records import Theme
from views.charts.bars import Bar, rows
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.style import NOTE, capitalised, headed, level_colour, palette
from views.translate import Translate


def difficulty(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """Share right by the question's label, with answers and seconds."""
    colours = palette(theme)
    title = capitalised(_finding(found, t)) or t.plain("chart-difficulty-title")
    drawing = headed(colours, title, t.plain("chart-difficulty-subtitle", days=found.days))
    bars = []
    for one in found.difficulty:
        enough = one.accuracy is not None and one.answers >= ANSWERS_FOR_A_FIGURE
        percent = one.accuracy if enough else None
        name = capitalised(t.plain(f"difficulty-{one.label}"))
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


def _finding(found: Dashboard, t: Translate) -> str:
    """Each label that has a figure, with it."""
    return ", ".join(
        t.plain(
            "chart-difficulty-finding",
            name=t.plain(f"difficulty-{one.label}"),
            percent=round(one.accuracy),
        )
        for one in found.difficulty
        if one.accuracy is not None and one.answers >= ANSWERS_FOR_A_FIGURE
    )
