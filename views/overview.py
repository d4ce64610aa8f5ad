"""/progress: four cards as a table, the three answers that matter in sentences, the rest folded."""

from analytics.readiness import whole_percent
from services.dashboard import Dashboard, Lacking
from services.progress import (
    ANSWERS_FOR_A_CHANGE,
    ANSWERS_FOR_A_FIGURE,
    Progress,
)
from services.records import TopicSum
from views import dashboard, document
from views.callbacks import ProgressTap, SetTap
from views.dates import day_and_month
from views.document import Block, Bullets, Details, Heading, Paragraph, Table
from views.progress import WINDOWS, change, lines, panel_buttons, wants_picture
from views.screen import Button, Keyboard, Screen
from views.translate import Translate, escaped

TOPICS_SHOWN = 12
DAYS_SHOWN = 31
NOTHING = "—"
#: Insights that the sentences above them say already.
SAID = {"accuracy_rose", "accuracy_fell", "strongest_topic", "weakest_topic"}


def overview(t: Translate, progress: Progress, found: Dashboard, *, text_only: bool) -> Screen:
    """Everything on one page; below the minimum, what is missing."""
    if not wants_picture(progress):
        start = Button(t.plain("practice-start-mixed"), SetTap().pack())
        return Screen(html="\n".join(lines(t, progress)), keyboard=((start,),))
    blocks: list[Block] = [
        Heading(t("progress-head", days=progress.days)),
        Table(cards(found, t)),
        Bullets(tuple(answers_to_the_three_questions(progress, found, t))),
    ]
    other = tuple(dashboard.insights(found, t, but=SAID))
    if other:
        blocks.append(Bullets(other))
    blocks += [
        Details(t("overview-topics"), (Table(topic_rows(progress, t)),)),
        Details(t("overview-days"), (Table(_days(progress, t)), *_habit(progress, t))),
        Details(t("overview-how"), (Paragraph(t("overview-how-text")),)),
    ]
    return document.screen(
        *blocks, keyboard=_keyboard(t, progress, text_only=text_only), text_only=text_only
    )


def cards(found: Dashboard, t: Translate) -> tuple[tuple[str, ...], ...]:
    """Measure, value, and what it is to be compared with."""
    own, seconds = found.readiness, found.average_seconds
    percent = NOTHING if found.accuracy is None else f"<b>{round(found.accuracy)} %</b>"
    score = NOTHING if found.overall is None else f"<b>{round(found.overall)}</b>"
    ready = NOTHING if isinstance(own, Lacking) else f"<b>{whole_percent(own.probability)} %</b>"
    standing = [dashboard.change(found.overall_change, t)]
    if found.percentile is not None:
        standing.append(t("card-percentile", percentile=round(found.percentile)))
    return (
        (t("card-name-overall"), score, " · ".join(one for one in standing if one)),
        (
            t("card-name-accuracy"),
            percent,
            t("overview-answers", answers=found.answers),
        ),
        (
            t("card-name-speed"),
            NOTHING if seconds is None else f"<b>{t('card-seconds', seconds=round(seconds))}</b>",
            t("card-target", seconds=round(found.target_seconds)),
        ),
        (
            t("card-name-readiness"),
            ready,
            ""
            if isinstance(own, Lacking)
            else t(
                "card-interval",
                exam=own.exam,
                low=round(100 * own.interval[0]),
                high=round(100 * own.interval[1]),
            ),
        ),
    )


def answers_to_the_three_questions(progress: Progress, found: Dashboard, t: Translate) -> list[str]:
    """Am I improving, what is weakest, will I pass; each with its numbers or what they lack."""
    missing = ANSWERS_FOR_A_CHANGE - min(progress.overall.answers, progress.before.answers)
    if missing > 0 or found.accuracy_change is None:
        improving = t("overview-no-change", missing=max(1, missing), days=progress.days)
    else:
        improving = change(t, found.accuracy_change, progress.days)
    worst, best = progress.weakest(), progress.strongest()
    if worst is None or worst is best:
        weakest = t("overview-no-weakest", answers=ANSWERS_FOR_A_FIGURE)
    else:
        weakest = t(
            "progress-worst",
            topic=worst.topic.name(t.language),
            percent=round(100 * worst.right / worst.answers),
            answers=worst.answers,
        )
    return [improving, weakest, dashboard.readiness_line(found.readiness, t)]


def topic_rows(progress: Progress, t: Translate) -> tuple[tuple[str, ...], ...]:
    """Weakest first, those with too few answers last."""
    ranked = sorted(progress.by_topic, key=_weakness)
    return tuple(_topic(one, t) for one in ranked[:TOPICS_SHOWN])


def _weakness(one: TopicSum) -> tuple[bool, float, int]:
    return (one.answers < ANSWERS_FOR_A_FIGURE, one.right / one.answers, -one.answers)


def _topic(one: TopicSum, t: Translate) -> tuple[str, ...]:
    name = escaped(one.topic.name(t.language))
    if one.answers < ANSWERS_FOR_A_FIGURE:
        return name, NOTHING, t("overview-answers", answers=one.answers)
    share = f"{round(100 * one.right / one.answers)} %"
    return name, share, t("overview-answers", answers=one.answers)


def _days(progress: Progress, t: Translate) -> tuple[tuple[str, ...], ...]:
    """The newest first."""
    return tuple(
        (
            day_and_month(t, one.day),
            NOTHING
            if one.answers < ANSWERS_FOR_A_FIGURE
            else f"{round(100 * one.right / one.answers)} %",
            t("overview-answers", answers=one.answers),
        )
        for one in reversed(progress.by_day[-DAYS_SHOWN:])
    )


def _habit(progress: Progress, t: Translate) -> tuple[Paragraph, ...]:
    said = [t("progress-days", active=progress.active_days, days=progress.days)]
    if progress.streak_days > 1:
        said.append(t("progress-streak", count=progress.streak_days))
    return tuple(Paragraph(one) for one in said)


def _keyboard(t: Translate, progress: Progress, *, text_only: bool) -> Keyboard:
    windows = tuple(
        Button(
            ("• " if days == progress.days else "") + t.plain("progress-days-button", days=days),
            ProgressTap(days=days, text=text_only).pack(),
        )
        for days in WINDOWS
    )
    start = Button(t.plain("practice-start-mixed"), SetTap().pack())
    words = Button(t.plain("progress-words"), ProgressTap(days=progress.days, text=True).pack())
    return (
        windows,
        *(() if text_only else ((words,),)),
        *panel_buttons(t, progress.days, but="overview"),
        (start,),
    )
