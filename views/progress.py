"""Progress in words and in a picture that say the same."""

from services.progress import ANSWERS_FOR_A_CHANGE, ANSWERS_FOR_A_FIGURE, Figure, Progress
from services.records import Theme
from views.callbacks import ProgressTap, SetTap
from views.dates import day_and_month
from views.screen import Button, Keyboard, Screen
from views.translate import Translate

WINDOWS = (7, 30, 90)
SAME_POINTS = 1.0


def wants_picture(progress: Progress) -> bool:
    """Under the minimum there is nothing to draw."""
    return progress.overall.answers >= ANSWERS_FOR_A_FIGURE


def screen(t: Translate, progress: Progress, picture: bytes | None) -> Screen:
    """The picture with its figures as caption, or the figures alone."""
    return Screen(
        html="\n".join(lines(t, progress)), keyboard=_keyboard(t, progress), picture=picture
    )


def in_words(t: Translate, progress: Progress) -> Screen:
    """What the picture shows, day by day."""
    days = [
        _day_line(t, one.right, one.answers, day_and_month(t, one.day)) for one in progress.by_day
    ]
    text = "\n".join([*lines(t, progress), "", *days[-31:]])
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
    return (windows, (again,), (start,)) if words else (windows, (start,))


def theme_of(name: str) -> Theme:
    return "dark" if name == "dark" else "light"
