"""A group's pictures: who stands where, and which topics need the class."""

from services.group_figures import GroupFigures
from services.live_quiz import QuizBoard
from services.progress import ANSWERS_FOR_A_FIGURE
from services.records import Theme
from views.charts.bars import MOST_ROWS, Bar, rows
from views.charts.drawing import MARGIN, SIZE, Drawing, Words
from views.charts.style import NOTE, headed, level_colour, palette
from views.translate import Translate


def ranking(found: GroupFigures, t: Translate, theme: Theme) -> Drawing:
    """The first of the board by average percentage, with the number of tests."""
    colours = palette(theme)
    title = t.plain("chart-ranking-none", title=found.title)
    if found.rows:
        first = found.rows[0]
        title = t.plain("chart-ranking-title", name=first.name, percent=f"{first.average:.1f}")
    subtitle = t.plain(
        "chart-ranking-subtitle", title=found.title, days=found.days, count=len(found.rows)
    )
    drawing = headed(colours, title, subtitle)
    bars = [
        Bar(
            name=f"{one.rank}. {one.name}",
            percent=one.average,
            value=f"{one.average:.1f} % ({one.tests})",
            fill=colours.you,
        )
        for one in found.rows
    ]
    words = rows(drawing, bars, colours, marks=(50,))
    note = left_out(t, more=len(found.rows) - MOST_ROWS, below=found.below_minimum)
    drawing.add(Words(x=MARGIN, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing


def left_out(t: Translate, *, more: int, below: int) -> str:
    """Who is not in the picture, in words; empty where everybody is."""
    parts = [
        t.plain(key, count=count)
        for key, count in (("chart-ranking-more", more), ("chart-ranking-below", below))
        if count > 0
    ]
    return " · ".join(parts)


def group_topics(found: GroupFigures, t: Translate, theme: Theme) -> Drawing:
    """The weakest topics of the class, all members' answers together."""
    colours = palette(theme)
    known = [one for one in found.topics if one.answers >= ANSWERS_FOR_A_FIGURE]
    title = t.plain("chart-group-topics-none", title=found.title)
    if known:
        weakest = known[0]
        title = t.plain(
            "chart-group-topics-title",
            topic=weakest.topic.name(t.language),
            percent=round(100 * weakest.right / weakest.answers),
        )
    subtitle = t.plain("chart-group-topics-subtitle", title=found.title, days=found.days)
    drawing = headed(colours, title, subtitle)
    bars = [
        Bar(
            name=one.topic.name(t.language),
            percent=100 * one.right / one.answers,
            value=f"{round(100 * one.right / one.answers)} % ({one.answers})",
            fill=level_colour(colours, 100 * one.right / one.answers),
        )
        for one in known
    ]
    words = rows(drawing, bars, colours, marks=(40, 60, 80))
    if not bars:
        words = t.plain("chart-few", count=ANSWERS_FOR_A_FIGURE)
        drawing.add(Words(x=MARGIN, y=SIZE - 40, text=words, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing


def quiz_board(found: QuizBoard, t: Translate, theme: Theme) -> Drawing:
    """The final board of a live quiz, the first of it."""
    colours = palette(theme)
    first, questions = found.lines[0], found.quiz.question_count
    title = t.plain("chart-quiz-title", name=first.name)
    drawing = headed(
        colours,
        title,
        t.plain("chart-quiz-subtitle", questions=questions, count=len(found.lines)),
    )
    bars = [
        Bar(
            name=f"{one.rank}. {one.name}",
            percent=100 * one.right / questions,
            value=t.plain("chart-quiz-value", right=one.right, seconds=round(one.seconds)),
            fill=colours.mastered if one.rank == 1 else colours.you,
        )
        for one in found.lines
    ]
    words = rows(drawing, bars[:MOST_ROWS], colours, marks=())
    left = len(bars) - MOST_ROWS
    if left > 0:
        note = t.plain("chart-more-people", count=left)
        drawing.add(Words(x=MARGIN, y=SIZE - 40, text=note, size=NOTE, colour=colours.mute))
    drawing.description = f"{title}. {words}"
    return drawing
