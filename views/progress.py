"""Progress in words and in a picture that say the same."""

from services.dashboard import Dashboard
from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Figure, Progress
from services.records import Theme
from views import dashboard
from views.callbacks import PanelTap, ProgressTap, SetTap
from views.dates import day_and_month
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate

WINDOWS = (7, 30, 90)
SAME_POINTS = 1.0
PANELS = ("trend", "topics", "difficulty", "readiness", "peers", "activity", "memory")


def wants_picture(progress: Progress) -> bool:
    """Under the minimum there is nothing to draw."""
    return progress.overall.answers >= ANSWERS_FOR_A_FIGURE


def screen(
    t: Translate, progress: Progress, picture: bytes | None, found: Dashboard | None = None
) -> Screen:
    """The picture with its figures as caption, or the figures alone; the cards below them."""
    return Screen(
        html="\n".join(_all_lines(t, progress, found)),
        keyboard=_keyboard(t, progress),
        picture=picture,
    )


def _all_lines(t: Translate, progress: Progress, found: Dashboard | None) -> list[str]:
    own = lines(t, progress)
    if found is None or not wants_picture(progress):
        return own
    return [*own, "", *dashboard.cards(found, t), *dashboard.insights(found, t)]


def panel(t: Translate, name: str, found: Dashboard, picture: bytes | None) -> Screen:
    """One panel: its picture with the figures as caption, or the figures alone."""
    return Screen(
        html="\n".join(dashboard.panel(name, found, t)),
        keyboard=_panel_keyboard(t, name, found.days, has_picture=picture is not None),
        picture=picture,
    )


def sums_panel(t: Translate, name: str, progress: Progress, picture: bytes | None) -> Screen:
    """The panels of topics and of activity."""
    own = lines(t, progress)
    return Screen(
        html="\n".join(own),
        keyboard=_panel_keyboard(t, name, progress.days, has_picture=picture is not None),
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
    return (windows, *(((words,),) if has_picture else ()), *_panels(t, days, but=name))


def _panels(t: Translate, days: int, *, but: str) -> Keyboard:
    """The way to the other panels."""
    buttons = [
        Button(t.plain(f"panel-{one}"), PanelTap(panel=one, days=days, text=False).pack())
        for one in PANELS
        if one != but
    ]
    return rows(*buttons, width=3)


def in_words(t: Translate, progress: Progress, found: Dashboard | None = None) -> Screen:
    """What the picture shows, day by day."""
    days = [
        _day_line(t, one.right, one.answers, day_and_month(t, one.day)) for one in progress.by_day
    ]
    text = "\n".join([*_all_lines(t, progress, found), "", *days[-31:]])
    return Screen(html=text, keyboard=_keyboard(t, progress, words=False))


def _day_line(t: Translate, right: int, answers: int, day: str) -> str:
    if answers < ANSWERS_FOR_A_FIGURE:
        return t("progress-day-few", day=day, answers=answers)
    return t("progress-day-line", day=day, percent=round(100 * right / answers), answers=answers)


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
    points = now.percent - before.percent
    if abs(points) < SAME_POINTS:
        return [t("progress-same", days=days)]
    key = "progress-up" if points > 0 else "progress-down"
    return [t(key, points=round(abs(points)), days=days)]


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


def _keyboard(t: Translate, progress: Progress, *, words: bool = True) -> Keyboard:
    windows = tuple(
        Button(
            ("• " if days == progress.days else "") + t.plain("progress-days-button", days=days),
            ProgressTap(days=days, text=not words).pack(),
        )
        for days in WINDOWS
    )
    start = Button(t.plain("practice-start-mixed"), SetTap().pack())
    if not wants_picture(progress):
        return ((start,),)
    again = Button(t.plain("progress-words"), ProgressTap(days=progress.days, text=True).pack())
    panels = _panels(t, progress.days, but="trend")
    return (windows, (again,), *panels, (start,)) if words else (windows, *panels, (start,))


def theme_of(name: str) -> Theme:
    return "dark" if name == "dark" else "light"
