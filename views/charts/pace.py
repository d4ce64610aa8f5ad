"""How accuracy goes with the time she takes."""

from services.dashboard import Dashboard
from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Dot, Drawing, Line, Words
from views.charts.style import NOTE, TICK, Palette, headed, palette
from views.translate import Translate

#: Points nearer than this share a label.
CLOSE = 52.0
LEFT, RIGHT, TOP, BOTTOM = MARGIN + 70, SIZE - MARGIN - 20, 270, SIZE - 170


def pace(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """A point for each fifth of her answers: seconds across, share right upwards."""
    colours = palette(theme)
    if not found.pace:
        drawing = headed(colours, t.plain("chart-pace-none"), t.plain("chart-pace-none-note"))
        drawing.description = t.plain("chart-pace-none")
        return drawing
    quick, slow = found.pace[0], found.pace[-1]
    title = t.plain(
        "chart-pace-title",
        quick=round(100 * quick.right / quick.answers),
        slow=round(100 * slow.right / slow.answers),
    )
    drawing = headed(colours, title, t.plain("chart-pace-subtitle", days=found.days))
    most = max(found.target_seconds, slow.seconds) * 1.1

    def place(seconds: float, percent: float) -> tuple[float, float]:
        x = LEFT + (RIGHT - LEFT) * min(seconds / most, 1.0)
        return x, BOTTOM - (BOTTOM - TOP) * percent / 100

    _grid(drawing, colours, place(0, 0)[0])
    target = place(found.target_seconds, 0)[0]
    drawing.add(
        Line(points=((target, TOP), (target, BOTTOM)), colour=colours.mastered, is_dashed=True),
        Words(
            x=target - 12,
            y=BOTTOM - 16,
            text=t.plain("chart-pace-target", seconds=round(found.target_seconds)),
            size=NOTE,
            colour=colours.mastered,
            anchor="end",
        ),
    )
    points = [place(one.seconds, 100 * one.right / one.answers) for one in found.pace]
    drawing.add(Line(points=tuple(points), colour=colours.you, width=6))
    words, labelled = [], -CLOSE
    for one, (x, y) in zip(found.pace, points, strict=True):
        percent, seconds = round(100 * one.right / one.answers), round(one.seconds)
        drawing.add(Dot(x=x, y=y, radius=14, fill=colours.you, outline=colours.background))
        words.append(t.plain("chart-pace-point", seconds=seconds, percent=percent))
        if x - labelled < CLOSE:
            continue
        labelled = x
        drawing.add(
            Words(x=x, y=y - 28, text=f"{percent}", size=TICK, colour=colours.ink, anchor="middle"),
            Words(
                x=x,
                y=BOTTOM + 44,
                text=f"{seconds}",
                size=TICK,
                colour=colours.mute,
                anchor="middle",
            ),
        )
    note = t.plain("chart-pace-note")
    drawing.add(Words(x=MARGIN, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {'. '.join(words)}"
    return drawing


def _grid(drawing: Drawing, colours: Palette, left: float) -> None:
    for percent in (0, 50, 100):
        y = BOTTOM - (BOTTOM - TOP) * percent / 100
        drawing.add(
            Line(points=((left, y), (RIGHT, y)), colour=colours.grid, width=2),
            Words(
                x=left - 16,
                y=y + 11,
                text=f"{percent}",
                size=TICK,
                colour=colours.mute,
                anchor="end",
            ),
        )
