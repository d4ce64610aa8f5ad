"""On which days she practised, as a calendar."""

from datetime import date, timedelta

from services.progress import Progress
from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Drawing, Rect, Words
from views.charts.style import NOTE, TICK, Palette, headed, palette
from views.dates import day_and_month
from views.translate import Translate

TOP = 260
#: Answers a day from which each darker step begins.
STEPS = (1, 10, 20, 40)


def activity(progress: Progress, t: Translate, theme: Theme) -> Drawing:
    """Weeks as columns, Monday on top; an idle day is an outlined cell."""
    colours = palette(theme)
    title = t.plain("chart-activity-title", active=progress.active_days, days=progress.days)
    drawing = headed(colours, title, t.plain("chart-activity-subtitle"))
    drawing.description = title
    first = progress.until - timedelta(days=progress.days - 1)
    monday = first - timedelta(days=first.weekday())
    weeks = (progress.until - monday).days // 7 + 1
    left, right = MARGIN + 90, SIZE - MARGIN
    cell = min(96.0, (right - left) / weeks)
    counts = {one.day: one.answers for one in progress.by_day}
    for weekday in range(7):
        drawing.add(
            Words(
                x=MARGIN,
                y=TOP + weekday * cell + cell * 0.62,
                text=t.plain(f"weekday-{weekday}"),
                size=min(TICK, round(cell * 0.4)),
                colour=colours.mute,
            )
        )
    for offset in range((progress.until - first).days + 1):
        day = first + timedelta(days=offset)
        week = (day - monday).days // 7
        drawing.add(
            _cell(left + week * cell, TOP + day.weekday() * cell, cell, counts.get(day, 0), colours)
        )
    _ends(drawing, (first, progress.until), (left, left + (weeks - 1) * cell), cell, t, colours)
    return drawing


def _cell(x: float, y: float, cell: float, answers: int, colours: Palette) -> Rect:
    step = sum(answers >= least for least in STEPS)
    gap = cell * 0.08
    return Rect(
        x=x + gap,
        y=y + gap,
        width=cell - 2 * gap,
        height=cell - 2 * gap,
        fill=colours.heat[step],
        radius=cell * 0.14,
        outline=None if step else colours.grid,
    )


def _ends(
    drawing: Drawing,
    days: tuple[date, date],
    places: tuple[float, float],
    cell: float,
    t: Translate,
    colours: Palette,
) -> None:
    y = TOP + 7 * cell + 44
    drawing.add(
        Words(x=places[0], y=y, text=day_and_month(t, days[0]), size=NOTE, colour=colours.mute),
        Words(
            x=places[1] + cell,
            y=y + (40 if places[1] - places[0] < 260 else 0),
            text=day_and_month(t, days[1]),
            size=NOTE,
            colour=colours.mute,
            anchor="end",
        ),
    )
