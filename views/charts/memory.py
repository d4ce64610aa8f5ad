"""How many facts fall due for review on each of the next days."""

from services.dashboard import Dashboard
from services.records import Theme
from views.charts.drawing import MARGIN, SIZE, Drawing, Line, Rect, Words
from views.charts.style import TICK, headed, palette
from views.dates import day_and_month
from views.translate import Translate

LEFT, RIGHT, TOP, BOTTOM = MARGIN, SIZE - MARGIN, 280, SIZE - 150


def memory(found: Dashboard, t: Translate, theme: Theme) -> Drawing:
    """A bar a day; what is overdue stands on the first."""
    colours = palette(theme)
    plan = found.memory
    if not plan.known:
        drawing = headed(colours, t.plain("chart-memory-none"), t.plain("chart-memory-none-note"))
        drawing.description = t.plain("chart-memory-none")
        return drawing
    total = sum(count for _, count in plan.ahead)
    title = t.plain("chart-memory-title", count=plan.due)
    subtitle = t.plain("chart-memory-subtitle", total=total, days=len(plan.ahead), known=plan.known)
    drawing = headed(colours, title, subtitle)
    most = max((count for _, count in plan.ahead), default=0) or 1
    step = (RIGHT - LEFT) / len(plan.ahead)
    for index, (_, count) in enumerate(plan.ahead):
        height = (BOTTOM - TOP) * count / most
        x = LEFT + index * step + 6
        fill = colours.attention if index == 0 else colours.you
        if count:
            drawing.add(
                Rect(x=x, y=BOTTOM - height, width=step - 12, height=height, fill=fill, radius=8),
                Words(
                    x=x + step / 2 - 6,
                    y=BOTTOM - height - 14,
                    text=str(count),
                    size=TICK,
                    colour=colours.ink,
                    anchor="middle",
                ),
            )
    drawing.add(Line(points=((LEFT, BOTTOM), (RIGHT, BOTTOM)), colour=colours.mute, width=3))
    for index, anchor in ((0, "start"), (len(plan.ahead) - 1, "end")):
        x = LEFT if index == 0 else RIGHT
        drawing.add(
            Words(
                x=x,
                y=BOTTOM + 56,
                text=day_and_month(t, plan.ahead[index][0]),
                size=TICK,
                colour=colours.mute,
                anchor=anchor,  # type: ignore[arg-type]
            )
        )
    words = ", ".join(f"{day_and_month(t, day)}: {count}" for day, count in plan.ahead)
    drawing.description = f"{title}. {subtitle}. {words}"
    return drawing
