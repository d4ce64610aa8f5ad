"""How each topic goes, best first."""

from services.progress import ANSWERS_FOR_A_FIGURE, Progress
from services.records import Theme, TopicSum
from views.charts.drawing import MARGIN, SIZE, Drawing, Line, Rect, Words
from views.charts.style import (
    LABEL,
    NOTE,
    TICK,
    Palette,
    cut_to,
    headed,
    level_colour,
    palette,
)
from views.translate import Translate

TOP, ROW = 232, 92
MOST_ROWS = 8
#: The spec's level for it.
PROFICIENT = 60
LEFT, RIGHT = MARGIN, SIZE - MARGIN - 190


def topics(progress: Progress, t: Translate, theme: Theme) -> Drawing:
    """Sorted bars with the number and its evidence; few answers make a grey bar, no level."""
    colours = palette(theme)
    known = [one for one in progress.by_topic if one.answers >= ANSWERS_FOR_A_FIGURE]
    good = sum(100 * one.right >= PROFICIENT * one.answers for one in known)
    title = t.plain("chart-topics-title", good=good, known=len(known), percent=PROFICIENT)
    drawing = headed(colours, title, t.plain("chart-topics-subtitle", days=progress.days))
    ranked = sorted(progress.by_topic, key=_rank)
    words = [
        _row(drawing, one, TOP + index * ROW, t, colours)
        for index, one in enumerate(ranked[:MOST_ROWS])
    ]
    bottom = TOP + len(words) * ROW
    for percent in (40, 60, 80):
        x = LEFT + (RIGHT - LEFT) * percent / 100
        drawing.add(
            Line(points=((x, TOP + 44), (x, bottom - 14)), colour=colours.background, width=3)
        )
    drawing.add(Words(x=LEFT, y=SIZE - 40, text=_note(ranked, t), size=NOTE, colour=colours.mute))
    drawing.description = ". ".join([title, *words])
    return drawing


def _rank(one: TopicSum) -> tuple[bool, float, int]:
    """Best first; topics without enough answers after all others."""
    return (one.answers < ANSWERS_FOR_A_FIGURE, -one.right / one.answers, -one.answers)


def _row(drawing: Drawing, one: TopicSum, y: float, t: Translate, colours: Palette) -> str:
    """One topic's name, bar and number; the same in words."""
    share = 100 * one.right / one.answers
    enough = one.answers >= ANSWERS_FOR_A_FIGURE
    name = one.topic.name(t.language)
    value = f"{int(share)} % ({one.answers})" if enough else f"({one.answers})"
    width = RIGHT - LEFT
    shown = cut_to(name, LABEL, width)
    drawing.add(
        Words(x=LEFT, y=y + 34, text=shown, size=LABEL, colour=colours.ink),
        Rect(x=LEFT, y=y + 50, width=width, height=22, fill=colours.heat[0], radius=11),
        Rect(
            x=LEFT,
            y=y + 50,
            width=max(22.0, width * share / 100),
            height=22,
            fill=level_colour(colours, share) if enough else colours.grid,
            radius=11,
        ),
        Words(
            x=SIZE - MARGIN, y=y + 74, text=value, size=TICK + 4, colour=colours.ink, anchor="end"
        ),
    )
    return f"{name}: {value}"


def _note(ranked: list[TopicSum], t: Translate) -> str:
    if len(ranked) > MOST_ROWS:
        return t.plain("chart-more", count=len(ranked) - MOST_ROWS)
    if any(one.answers < ANSWERS_FOR_A_FIGURE for one in ranked):
        return t.plain("chart-few", count=ANSWERS_FOR_A_FIGURE)
    return ""
