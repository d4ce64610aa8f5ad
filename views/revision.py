"""What to go over again, as screens."""

from services.revision import RevisionPlan
from views.callbacks import SetTap, StudyTap
from views.dates import day_and_month
from views.screen import Button, Screen
from views.translate import Translate

BAR = "▪️"
LONGEST_BAR = 10


def review(plan: RevisionPlan, t: Translate) -> Screen:
    """How much is due today, and what the next days bring."""
    if not plan.known:
        return Screen(html=t("review-nothing-known"), keyboard=(_start_mixed(t),))
    parts = [t("review-due", count=plan.due) if plan.due else t("review-none-due")]
    parts.append("\n".join([t("review-ahead"), *_forecast(plan, t)]))
    if plan.exam_on is not None:
        parts.append(t("review-exam", day=day_and_month(t, plan.exam_on)))
    start = Button(t.plain("review-start"), SetTap(source="review").pack())
    return Screen(html="\n\n".join(parts), keyboard=((start,) if plan.due else _start_mixed(t),))


def _forecast(plan: RevisionPlan, t: Translate) -> list[str]:
    most = max((count for _, count in plan.ahead), default=0) or 1
    return [
        f"{day_and_month(t, day)}: {count} {BAR * round(LONGEST_BAR * count / most)}".rstrip()
        for day, count in plan.ahead
    ]


def mistakes(count: int, t: Translate) -> Screen:
    if not count:
        return Screen(html=t("mistakes-none"), keyboard=(_start_mixed(t),))
    return Screen(
        html=t("mistakes-count", count=count),
        keyboard=(
            (Button(t.plain("mistakes-start"), SetTap(source="mistakes").pack()),),
            (Button(t.plain("mistakes-read"), StudyTap(page=0).pack()),),
        ),
    )


def bookmarks(count: int, t: Translate) -> Screen:
    if not count:
        return Screen(html=t("bookmarks-none"), keyboard=(_start_mixed(t),))
    start = Button(t.plain("bookmarks-start"), SetTap(source="bookmarks").pack())
    return Screen(html=t("bookmarks-count", count=count), keyboard=((start,),))


def _start_mixed(t: Translate) -> tuple[Button, ...]:
    return (Button(t.plain("practice-start-mixed"), SetTap().pack()),)
