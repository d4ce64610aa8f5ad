"""How each topic goes, best first."""

from services.progress import ANSWERS_FOR_A_FIGURE, Progress
from views.charts.drawing import MARGIN, SIZE, Drawing, Line, Rect, Words
from views.charts.style import LABEL, NOTE, TICK, Theme, cut_to, headed, level_colour, palette
from views.translate import Translate

TOP, ROW = 232, 92
MOST_ROWS = 8
LEFT, RIGHT = MARGIN, SIZE - MARGIN - 190


def topics(progress: Progress, t: Translate, theme: Theme) -> Drawing:
    """Sorted bars with the number and its evidence; few answers make a grey bar, no level."""
    colours = palette(theme)
    title = t.plain("chart-topics-title")
    subtitle = t.plain("chart-topics-subtitle", days=progress.days)
    drawing = headed(colours, title, subtitle)
    ranked = sorted(
        progress.by_topic,
        key=lambda one: (
            one.answers < ANSWERS_FOR_A_FIGURE,
            -one.right / one.answers,
            -one.answers,
        ),
    )
    words = [title]
    for index, one in enumerate(ranked[:MOST_ROWS]):
        y = TOP + index * ROW
        share = 100 * one.right / one.answers
        enough = one.answers >= ANSWERS_FOR_A_FIGURE
        fill = level_colour(colours, share) if enough else colours.grid
        name = one.topic.name(t.language)
        value = f"{int(share)} % ({one.answers})" if enough else f"({one.answers})"
        words.append(f"{name}: {value}")
        drawing.add(
            Words(
                x=LEFT,
                y=y + 34,
                text=cut_to(name, LABEL, RIGHT - LEFT),
                size=LABEL,
                colour=colours.ink,
            ),
            Rect(x=LEFT, y=y + 50, width=RIGHT - LEFT, height=22, fill=colours.heat[0], radius=11),
            Rect(
                x=LEFT,
                y=y + 50,
                width=max(22.0, (RIGHT - LEFT) * share / 100),
                height=22,
                fill=fill,
                radius=11,
            ),
            Words(
                x=SIZE - MARGIN,
                y=y + 74,
                text=value,
                size=TICK + 4,
                colour=colours.ink,
                anchor="end",
            ),
        )
    bottom = TOP + min(len(ranked), MOST_ROWS) * ROW
    for percent in (40, 60, 80):
        x = LEFT + (RIGHT - LEFT) * percent / 100
        drawing.add(
            Line(points=((x, TOP + 44), (x, bottom - 14)), colour=colours.background, width=3)
        )
    note = t.plain("chart-few", count=ANSWERS_FOR_A_FIGURE)
    if len(ranked) > MOST_ROWS:
        note = t.plain("chart-more", count=len(ranked) - MOST_ROWS)
    elif all(one.answers >= ANSWERS_FOR_A_FIGURE for one in ranked):
        note = ""
    drawing.add(Words(x=LEFT, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = ". ".join(words)
    return drawing
