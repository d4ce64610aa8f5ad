"""What she would score if the exam were today, against the cut-off."""

from statistics import NormalDist

from analytics.readiness import whole_percent
from services.dashboard import Dashboard, Lacking, Readiness
from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Area, Drawing, Line, Words
from views.charts.style import LABEL, NOTE, TICK, Palette, headed, palette
from views.translate import Translate

LEFT, RIGHT, TOP, BOTTOM = MARGIN, SIZE - MARGIN, 300, SIZE - 210
#: Points of the curve.
STEPS = 120
#: The 80 % interval reaches so many deviations to each side.
TENTH = NormalDist().inv_cdf(0.9)


def readiness(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """The distribution of her score; what lies right of the cut-off is her chance."""
    colours = palette(theme)
    own = found.readiness
    if isinstance(own, Lacking):
        drawing = headed(
            colours,
            t.plain("chart-readiness-none"),
            t.plain(f"lacking-{own.code}", count=own.needed),
        )
        drawing.description = t.plain("chart-readiness-none")
        return drawing
    title = t.plain("chart-readiness-title", percent=whole_percent(own.probability))
    subtitle = t.plain(
        "chart-readiness-subtitle",
        exam=own.exam,
        low=whole_percent(own.interval[0]),
        high=whole_percent(own.interval[1]),
    )
    drawing = headed(colours, title, subtitle)
    drawing.description = f"{title}. {subtitle}"
    _curve(drawing, own, colours)
    _marks(drawing, own, t, colours)
    return drawing


def _x(score: float, own: Readiness) -> float:
    return LEFT + (RIGHT - LEFT) * min(max(score / own.maximum, 0.0), 1.0)


def _curve(drawing: Drawing, own: Readiness, colours: Palette) -> None:
    """A normal curve through the 80 % interval; the part above the cut-off is coloured."""
    low, high = own.score_interval
    belief = NormalDist(own.expected_score, max((high - low) / (2 * TENTH), own.maximum / 500))
    peak = belief.pdf(belief.mean)
    points = []
    for step in range(STEPS + 1):
        score = own.maximum * step / STEPS
        height = (BOTTOM - TOP) * belief.pdf(score) / peak
        points.append((_x(score, own), BOTTOM - height, score))
    for is_above, fill in ((False, colours.grid), (True, colours.mastered)):
        part = [(x, y) for x, y, score in points if (score >= own.cutoff) == is_above]
        if len(part) > 1:
            drawing.add(
                Area(points=((part[0][0], BOTTOM), *part, (part[-1][0], BOTTOM)), fill=fill)
            )
    drawing.add(Line(points=tuple((x, y) for x, y, _ in points), colour=colours.ink, width=4))
    drawing.add(Line(points=((LEFT, BOTTOM), (RIGHT, BOTTOM)), colour=colours.mute, width=3))


def _marks(drawing: Drawing, own: Readiness, t: Translate, colours: Palette) -> None:
    """The cut-off, the expected score with its interval, the ends of the scale."""
    x = _x(own.cutoff, own)
    label = t.plain(f"chart-cutoff-{own.basis}", marks=round(own.cutoff))
    on_left = x > (LEFT + RIGHT) / 2
    drawing.add(
        Line(
            points=((x, TOP - 50), (x, BOTTOM)), colour=colours.attention, width=5, is_dashed=True
        ),
        Words(
            x=x + (-14 if on_left else 14),
            y=TOP - 40,
            text=label,
            size=TICK,
            colour=colours.attention,
            anchor="end" if on_left else "start",
        ),
    )
    low, high = (_x(score, own) for score in own.score_interval)
    drawing.add(
        Line(points=((low, BOTTOM + 40), (high, BOTTOM + 40)), colour=colours.you, width=12)
    )
    expected = t.plain(
        "chart-expected",
        score=round(own.expected_score),
        low=round(own.score_interval[0]),
        high=round(own.score_interval[1]),
    )
    drawing.add(
        Words(x=LEFT, y=BOTTOM + 108, text=expected, size=LABEL, colour=colours.you, is_bold=True),
        Words(
            x=RIGHT,
            y=SIZE - 40,
            text=t.plain("chart-of-marks", maximum=round(own.maximum)),
            size=NOTE,
            colour=colours.mute,
            anchor="end",
        ),
    )
