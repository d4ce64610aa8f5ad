"""How accuracy and speed went: two panels over the same days, each from 0 to 100."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.progress import ANSWERS_FOR_A_FIGURE, Progress
from services.records import DaySum, Theme
from views.charts.drawing import MARGIN, SIZE, Area, Dot, Drawing, Line, Rect, Words
from views.charts.fonts import text_width
from views.charts.style import NOTE, TICK, Palette, headed, palette
from views.dates import day_and_month
from views.translate import Translate

LEFT, RIGHT = MARGIN + 70, SIZE - MARGIN - 110
TARGET = 75
#: The line is the mean of so many days, so that one lucky morning does not bend it.
SMOOTHED_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """One measure: where it is drawn, and how a day's or a week's value is had from sums."""

    top: float
    bottom: float
    colour: str
    #: (answers, value of 0 to 100) of some days together.
    value: Callable[[list[DaySum]], tuple[int, float]]

    def height(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / 100


def trend(progress: Progress, t: Translate, theme: Theme) -> Drawing:
    """A dot a day, a line over the mean of seven, labelled at its end."""
    colours = palette(theme)
    drawing = headed(colours, _title(progress, t), t.plain("chart-trend-subtitle"))
    accuracy = _Panel(top=272, bottom=572, colour=colours.you, value=_accuracy)
    speed = _Panel(
        top=688, bottom=SIZE - 130, colour=colours.attention, value=_speed(progress.target_seconds)
    )
    seconds = progress.average_seconds
    names = [
        t.plain("chart-trend-accuracy"),
        t.plain("chart-trend-speed", target=round(progress.target_seconds))
        if seconds is None
        else t.plain(
            "chart-trend-speed-now",
            seconds=round(seconds),
            target=round(progress.target_seconds),
        ),
    ]
    for panel, name in zip((accuracy, speed), names, strict=True):
        _grid(drawing, panel, name, colours)
        _curve(drawing, panel, progress, colours)
    _target(drawing, accuracy, t, colours)
    _dates(drawing, progress, t, colours)
    drawing.description = ". ".join([_title(progress, t), *names])
    return drawing


def _title(progress: Progress, t: Translate) -> str:
    percent = progress.overall.percent
    if percent is None:
        return t.plain("chart-trend-flat", answers=progress.overall.answers, days=progress.days)
    return t.plain("chart-trend-title", percent=round(percent), days=progress.days)


def _accuracy(days: list[DaySum]) -> tuple[int, float]:
    answers = sum(one.answers for one in days)
    return answers, 100 * sum(one.right for one in days) / max(1, answers)


def _speed(target_seconds: float) -> Callable[[list[DaySum]], tuple[int, float]]:
    """Speed score: target over the mean time of an answer, 100 at most."""

    def value(days: list[DaySum]) -> tuple[int, float]:
        timed = sum(one.timed for one in days)
        spent = sum(one.milliseconds for one in days) / 1000
        return timed, 100 * min(1.0, target_seconds * timed / spent) if spent else 0.0

    return value


def _grid(drawing: Drawing, panel: _Panel, name: str, colours: Palette) -> None:
    drawing.add(Words(x=MARGIN, y=panel.top - 26, text=name, size=TICK, colour=panel.colour))
    for value in (0, 50, 100):
        y = panel.height(value)
        drawing.add(
            Line(points=((LEFT, y), (RIGHT, y)), colour=colours.grid, width=2),
            Words(
                x=LEFT - 16,
                y=y + 11,
                text=f"{value}",
                size=NOTE,
                colour=colours.mute,
                anchor="end",
            ),
        )


def _target(drawing: Drawing, panel: _Panel, t: Translate, colours: Palette) -> None:
    """Dashed, its label on a patch of its own, so that no curve runs through it."""
    y, text = panel.height(TARGET), t.plain("chart-target", percent=TARGET)
    wide = text_width(text, NOTE)
    drawing.add(
        Line(points=((LEFT, y), (RIGHT, y)), colour=colours.mastered, width=3, is_dashed=True),
        Rect(x=LEFT + 4, y=y - 20, width=wide + 16, height=40, fill=colours.background, radius=8),
        Words(x=LEFT + 12, y=y + 9, text=text, size=NOTE, colour=colours.mastered),
    )


def _x(progress: Progress, index: float) -> float:
    return LEFT + (RIGHT - LEFT) * index / max(1, progress.days - 1)


def _index(progress: Progress, day: date) -> int:
    return progress.days - 1 - (progress.until - day).days


def _smoothed(progress: Progress, panel: _Panel) -> Iterator[tuple[float, float, float]]:
    """(x, y, value) of the last seven days together, on each day with answers."""
    for one in progress.by_day:
        week = [
            other
            for other in progress.by_day
            if timedelta(0) <= one.day - other.day < timedelta(days=SMOOTHED_DAYS)
        ]
        answers, value = panel.value(week)
        if answers >= ANSWERS_FOR_A_FIGURE:
            yield _x(progress, _index(progress, one.day)), panel.height(value), value


def _curve(drawing: Drawing, panel: _Panel, progress: Progress, colours: Palette) -> None:
    for one in progress.by_day:
        answers, value = panel.value([one])
        if answers:
            x, y = _x(progress, _index(progress, one.day)), panel.height(value)
            few = answers < ANSWERS_FOR_A_FIGURE
            fill = colours.background if few else colours.mute
            drawing.add(Dot(x=x, y=y, radius=5, fill=fill, outline=colours.grid if few else None))
    points = list(_smoothed(progress, panel))
    if not points:
        return
    line = tuple((x, y) for x, y, _ in points)
    if len(line) > 1:
        under = (*line, (line[-1][0], panel.bottom), (line[0][0], panel.bottom))
        # Behind everything but the headline.
        drawing.shapes.insert(2, Area(points=under, fill=colours.heat[0]))
        drawing.add(Line(points=line, colour=panel.colour, width=7))
    x, y, value = points[-1]
    drawing.add(
        Dot(x=x, y=y, radius=14, fill=panel.colour, outline=colours.background),
        Words(
            x=x + 22, y=y + 18, text=f"{round(value)}", size=52, colour=panel.colour, is_bold=True
        ),
    )


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
                y=SIZE - 70,
                text=day_and_month(t, day),
                size=TICK,
                colour=colours.mute,
                anchor=anchor,  # type: ignore[arg-type]
            )
        )
