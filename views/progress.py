"""Progress in words and in a picture that say the same."""

from services.dashboard import Dashboard
from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Figure, Progress
from services.records import Theme
from views import dashboard, document
from views.callbacks import PanelTap, ProgressTap
from views.document import Paragraph
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate

WINDOWS = (7, 30, 90)
SAME_POINTS = 1.0
PANELS = (
    "trend",
    "topics",
    "difficulty",
    "readiness",
    "peers",
    "activity",
    "memory",
    "pace",
    "plan",
)


def wants_picture(progress: Progress) -> bool:
    """Under the minimum there is nothing to draw."""
    return progress.overall.answers >= ANSWERS_FOR_A_FIGURE


def panel(t: Translate, name: str, found: Dashboard, picture: bytes | None) -> Screen:
    """One panel: its picture with the figures as caption, or the figures alone."""
    return _panel(t, name, dashboard.panel(name, found, t), found.days, picture)


def sums_panel(t: Translate, name: str, progress: Progress, picture: bytes | None) -> Screen:
    """The panels of the trend, of topics, of activity."""
    return _panel(t, name, lines(t, progress), progress.days, picture)


def _panel(t: Translate, name: str, said: list[str], days: int, picture: bytes | None) -> Screen:
    return document.screen(
        *map(Paragraph, said),
        keyboard=_panel_keyboard(t, name, days, has_picture=picture is not None),
        text_only=True,
        picture=picture,
    )


def _panel_keyboard(t: Translate, name: str, days: int, *, has_picture: bool) -> Keyboard:
    windows = tuple(
        Button(
            ("• " if one == days else "") + t.plain("progress-days-button", days=one),
            PanelTap(panel=name, days=one, text=not has_picture).pack(),
        )
        for one in WINDOWS
    )
    words = Button(t.plain("progress-words"), PanelTap(panel=name, days=days, text=True).pack())
    return (windows, *(((words,),) if has_picture else ()), *panel_buttons(t, days, but=name))


def panel_buttons(t: Translate, days: int, *, but: str) -> Keyboard:
    """The way to the other panels."""
    back = Button(t.plain("panel-overview"), ProgressTap(days=days, text=False).pack())
    buttons = [
        Button(t.plain(f"panel-{one}"), PanelTap(panel=one, days=days, text=False).pack())
        for one in PANELS
        if one != but
    ]
    return rows(*([] if but == "overview" else [back]), *buttons, width=3)


def lines(t: Translate, progress: Progress) -> list[str]:
    """The figures as sentences; below the minimum, what is missing."""
    overall = progress.overall
    percent = overall.percent
    if overall.answers == 0:
        return [t("progress-empty", missing=ANSWERS_FOR_A_FIGURE)]
    head = [t("progress-head", days=progress.days)]
    if percent is None:
        return [*head, t("progress-few", answers=overall.answers, missing=overall.missing)]
    found = [
        *head,
        t(
            "progress-accuracy",
            percent=round(percent),
            right=overall.right,
            answers=overall.answers,
        ),
        *_change(t, overall, progress.before, progress.days),
    ]
    if progress.average_seconds is not None:
        found.append(t("progress-seconds", seconds=round(progress.average_seconds)))
    found.append(t("progress-days", active=progress.active_days, days=progress.days))
    if progress.streak_days > 1:
        found.append(t("progress-streak", count=progress.streak_days))
    return found + _topics(t, progress)


def _change(t: Translate, now: Figure, before: Figure, days: int) -> list[str]:
    if min(now.answers, before.answers) < ANSWERS_FOR_A_CHANGE:
        return []
    if now.percent is None or before.percent is None:
        return []
    return [change(t, now.percent - before.percent, days)]


def change(t: Translate, points: float, days: int) -> str:
    """The difference to the days before, in points."""
    if abs(points) < SAME_POINTS:
        return t("progress-same", days=days)
    key = "progress-up" if points > 0 else "progress-down"
    return t(key, points=round(abs(points)), days=days)


def _topics(t: Translate, progress: Progress) -> list[str]:
    best, worst = progress.strongest(), progress.weakest()
    found = []
    for key, one in (("progress-best", best), ("progress-worst", worst)):
        if one is not None and best is not worst:
            found.append(
                t(
                    key,
                    topic=one.topic.name(t.language),
                    percent=round(100 * one.right / one.answers),
                    answers=one.answers,
                )
            )
    return found


def theme_of(name: str) -> Theme:
    return "dark" if name == "dark" else "light"
