"""The same pictures as one would first write them: pyplot, its Axes, a tight layout, savefig."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import devanagari_fonts
import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes

from services.dashboard import Dashboard, Readiness
from services.group_figures import GroupFigures
from services.progress import Progress
from views.pictures import Figures

#: Fifteen inches at 72 points: the product's 1080 pixels.
INCHES, DPI = 15, 72
TITLES = {"en": "How the preparation goes", "hi": "राष्ट्रीय परीक्षा की तैयारी"}


def set_up() -> None:
    """No window, and the packaged Hindi font beside matplotlib's own."""
    mpl.use("Agg")
    for font in Path(devanagari_fonts.__file__).parent.rglob("Shobhika-*.otf"):
        font_manager.fontManager.addfont(font)
    mpl.rcParams["font.family"] = ["DejaVu Sans", "Shobhika"]
    mpl.rcParams["font.size"] = 30


def png(kind: str, figures: Figures, language: str) -> bytes:
    """One picture, made and thrown away."""
    from matplotlib import pyplot as plt  # noqa: TID251 - what we are compared with

    figure, axes = plt.subplots(figsize=(INCHES, INCHES), dpi=DPI)
    axes.set_title(TITLES[language], fontsize=46)
    _OF[kind](axes, figures, language)
    plt.tight_layout()
    content = io.BytesIO()
    plt.savefig(content, format="png", bbox_inches="tight")
    plt.close(figure)
    return content.getvalue()


def _trend(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Progress)
    days = [one.day for one in own.by_day]
    axes.plot(days, [100 * one.right / one.answers for one in own.by_day], marker="o")  # type: ignore[arg-type]
    seconds = [one.milliseconds / 1000 / one.timed for one in own.by_day]
    axes.plot(days, [min(100, 100 * own.target_seconds / one) for one in seconds])  # type: ignore[arg-type]
    axes.set_ylim(0, 100)
    axes.axhline(75, linestyle="--")


def _activity(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Progress)
    weeks = [[one.answers for one in own.by_day][start : start + 7] for start in range(0, 28, 7)]
    axes.imshow(weeks, cmap="Blues")
    for row, week in enumerate(weeks):
        for column, count in enumerate(week):
            axes.text(column, row, str(count), ha="center")


def _bars(axes: Axes, rows: list[tuple[str, float]]) -> None:
    axes.barh([name for name, _ in rows], [value for _, value in rows])
    axes.set_xlim(0, 100)
    for index, (_, value) in enumerate(rows):
        axes.text(value, index, f"{value:.0f} %", va="center")


def _topics(axes: Axes, own: Figures, language: str) -> None:
    assert isinstance(own, Progress | GroupFigures)
    topics = own.by_topic if isinstance(own, Progress) else own.topics
    _bars(axes, [(one.topic.name(language), 100 * one.right / one.answers) for one in topics[:8]])


def _ranking(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, GroupFigures)
    _bars(axes, [(one.name, one.average) for one in own.rows[:7]])


def _difficulty(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Dashboard)
    _bars(axes, [(one.label, one.accuracy or 0) for one in own.difficulty])


def _peers(axes: Axes, own: Figures, language: str) -> None:
    assert isinstance(own, Dashboard)
    assert own.peers is not None
    _bars(axes, [(name.name(language), value) for name, value in own.peers.by_subject])


def _result(axes: Axes, own: Figures, language: str) -> None:
    assert isinstance(own, Dashboard)
    assert own.last_test is not None
    sections = own.last_test.sections
    _bars(axes, [(name.name(language), value or 0) for name, value, _ in sections])


def _readiness(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Dashboard)
    assert isinstance(own.readiness, Readiness)
    middle, (low, high) = own.readiness.expected_score, own.readiness.score_interval
    scores = [own.readiness.maximum * n / 200 for n in range(201)]
    heights = [2.718 ** -(((one - middle) / (high - low)) ** 2 * 3) for one in scores]
    axes.plot(scores, heights)
    axes.fill_between(scores, heights)
    axes.axvline(own.readiness.cutoff)


def _pace(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Dashboard)
    axes.plot([one.seconds for one in own.pace], [one.right for one in own.pace], marker="o")


def _memory(axes: Axes, own: Figures, _language: str) -> None:
    assert isinstance(own, Dashboard)
    axes.bar([str(day) for day, _ in own.memory.ahead], [count for _, count in own.memory.ahead])
    axes.tick_params(axis="x", rotation=90)


_OF: Mapping[str, Callable[[Axes, Figures, str], None]] = {
    "trend": _trend,
    "topics": _topics,
    "activity": _activity,
    "difficulty": _difficulty,
    "peers": _peers,
    "readiness": _readiness,
    "pace": _pace,
    "memory": _memory,
    "result": _result,
    "ranking": _ranking,
    "group-topics": _topics,
}
