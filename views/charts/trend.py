"""How the share of right answers went, day by day."""

from datetime import timedelta

from services.progress import ANSWERS_FOR_A_FIGURE, Progress
from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Area, Dot, Drawing, Line, Words
from views.charts.style import NOTE, TICK, Palette, headed, palette
from views.dates import day_and_month
from views.translate import Translate

LEFT, RIGHT, TOP, BOTTOM = MARGIN + 70, SIZE - MARGIN - 120, 250, SIZE - 150
TARGET = 75


def trend(progress: Progress, t: Translate, theme: Theme) -> Drawing:
    """A line over the days that have enough answers, labelled at its ends."""
    colours = palette(theme)
    percent = progress.overall.percent
    title = (
        t.plain("chart-trend-flat", answers=progress.overall.answers, days=progress.days)
        if percent is None
        else t.plain("chart-trend-title", percent=round(percent), days=progress.days)
    )
    subtitle = t.plain("chart-trend-subtitle", answers=progress.overall.answers)
    drawing = headed(colours, title, subtitle)
    drawing.description = f"{title}. {subtitle}"
    _grid(drawing, colours, t)
    _curve(drawing, progress, colours)
    _dates(drawing, progress, t, colours)
    return drawing


def _height(percent: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * percent / 100


def _grid(drawing: Drawing, colours: Palette, t: Translate) -> None:
    for percent in (0, 50, 100):
        y = _height(percent)
        drawing.add(
            Line(points=((LEFT, y), (RIGHT, y)), colour=colours.grid, width=2),
            Words(
                x=LEFT - 16,
                y=y + 11,
                text=f"{percent}",
                size=TICK,
                colour=colours.mute,
                anchor="end",
            ),
        )
    y = _height(TARGET)
    drawing.add(
        Line(points=((LEFT, y), (RIGHT, y)), colour=colours.mastered, width=3, is_dashed=True),
        Words(
            x=LEFT + 8,
            y=y - 12,
            text=t.plain("chart-target", percent=TARGET),
            size=NOTE,
            colour=colours.mastered,
        ),
    )


def _x(progress: Progress, index: float) -> float:
    return LEFT + (RIGHT - LEFT) * index / max(1, progress.days - 1)


def _curve(drawing: Drawing, progress: Progress, colours: Palette) -> None:
    """Days with few answers are small hollow dots; the line joins the others."""
    points: list[tuple[float, float, float]] = []
    for one in progress.by_day:
        index = progress.days - 1 - (progress.until - one.day).days
        share = 100 * one.right / one.answers
        x, y = _x(progress, index), _height(share)
        if one.answers >= ANSWERS_FOR_A_FIGURE:
            points.append((x, y, share))
        else:
            drawing.add(Dot(x=x, y=y, radius=7, fill=colours.background, outline=colours.grid))
    if len(points) > 1:
        line = tuple((x, y) for x, y, _ in points)
        under = (*line, (line[-1][0], BOTTOM), (line[0][0], BOTTOM))
        drawing.shapes.insert(2, Area(points=under, fill=_tint(colours)))
        drawing.add(Line(points=line, colour=colours.you, width=7))
    for x, y, _ in points:
        drawing.add(Dot(x=x, y=y, radius=9, fill=colours.you))
    if points:
        x, y, share = points[-1]
        drawing.add(
            Dot(x=x, y=y, radius=15, fill=colours.you, outline=colours.background),
            Words(
                x=x + 24,
                y=y + 20,
                text=f"{round(share)}",
                size=58,
                colour=colours.you,
                is_bold=True,
            ),
        )


def _tint(colours: Palette) -> str:
    return colours.heat[0]


def _dates(drawing: Drawing, progress: Progress, t: Translate, colours: Palette) -> None:
    first = progress.until - timedelta(days=progress.days - 1)
    middle = first + timedelta(days=(progress.days - 1) // 2)
    for day, index, anchor in (
        (first, 0.0, "start"),
        (middle, (progress.days - 1) / 2, "middle"),
        (progress.until, progress.days - 1.0, "end"),
    ):
        drawing.add(
            Words(
                x=_x(progress, index),
                y=BOTTOM + 56,
                text=day_and_month(t, day),
                size=TICK,
                colour=colours.mute,
                anchor=anchor,  # type: ignore[arg-type]
            )
        )
