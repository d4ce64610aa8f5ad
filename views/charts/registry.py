"""Which function draws which kind of picture."""

from collections.abc import Callable, Mapping

from services.dashboard import Dashboard, LastTest
from services.group_boards import GroupBoard
from services.group_figures import GroupFigures
from services.live_quiz import QuizBoard
from services.progress import Progress
from services.records import Theme
from views.charts.activity import activity
from views.charts.board import board
from views.charts.difficulty import difficulty
from views.charts.drawing import Drawing
from views.charts.groups import group_topics, quiz_board, ranking
from views.charts.memory import memory
from views.charts.pace import pace
from views.charts.peers import peers
from views.charts.readiness import readiness
from views.charts.result import result, result_card
from views.charts.topics import topics
from views.charts.trend import trend
from views.translate import Translate

_OF_PROGRESS: Mapping[str, Callable[[Progress, Translate, Theme], Drawing]] = {
    "trend": trend,
    "topics": topics,
    "activity": activity,
}
_OF_REPORT: Mapping[str, Callable[[Dashboard, Translate, Theme], Drawing]] = {
    "difficulty": difficulty,
    "peers": peers,
    "readiness": readiness,
    "memory": memory,
    "pace": pace,
    "result": result,
}
_OF_GROUP: Mapping[str, Callable[[GroupFigures, Translate, Theme], Drawing]] = {
    "ranking": ranking,
    "group-topics": group_topics,
}


def drawing_of(
    kind: str,
    figures: Progress | Dashboard | GroupFigures | LastTest | QuizBoard | GroupBoard,
    t: Translate,
    theme: Theme,
) -> Drawing:
    """The picture of a kind from the figures that it takes."""
    if isinstance(figures, LastTest):
        return result_card(figures, t, theme)
    if isinstance(figures, QuizBoard):
        return quiz_board(figures, t, theme)
    if isinstance(figures, GroupBoard):
        return board(figures, t, theme)
    if isinstance(figures, GroupFigures):
        return _OF_GROUP[kind](figures, t, theme)
    if isinstance(figures, Dashboard):
        return _OF_REPORT[kind](figures, t, theme)
    return _OF_PROGRESS[kind](figures, t, theme)
