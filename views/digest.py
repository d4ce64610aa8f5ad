"""The day's message: a digest, the week, an invitation, or good wishes."""

from services.alert_log import Achievement
from services.digests import CHANGE_POINTS, Digest
from services.progress import Progress
from views.callbacks import DigestTap, PanelTap, SetTap
from views.screen import Button, Keyboard, Screen
from views.translate import Translate

#: The last invitation says that it is the last.
LAST_INVITATION_DAYS = 30
#: The exam is spoken of when it is so near, and at every hundredth day before.
NEAR_DAYS = 60


def screen(t: Translate, digest: Digest, picture: bytes | None) -> Screen:
    """The message in the form that the day brings."""
    lines = {
        "digest": _digest,
        "weekly": _weekly,
        "comeback": _comeback,
        "exam_day": _exam_day,
    }[digest.form](t, digest)
    return Screen(html="\n".join(lines), keyboard=_keyboard(t, digest), picture=picture)


def _name(digest: Digest) -> str:
    return digest.student.shown_name


def _digest(t: Translate, digest: Digest) -> list[str]:
    week = digest.week
    parts = [t("digest-head", name=_name(digest))]
    if digest.yesterday_answers:
        parts.append(
            t(
                "digest-yesterday",
                right=digest.yesterday_right,
                answers=digest.yesterday_answers,
            )
        )
    elif week.overall.answers:
        parts.append(t("digest-yesterday-none"))
    percent = week.overall.percent
    if percent is not None:
        parts.append(t("digest-week", percent=round(percent), answers=week.overall.answers))
    # A fall is said once, by its alert, and weekly; every morning it would only weigh on her.
    parts += _change(t, digest, only_up=True)
    if week.streak_days > 1:
        parts.append(t("digest-streak", count=week.streak_days))
    return parts + _outlook(t, digest)


def _change(t: Translate, digest: Digest, *, only_up: bool = False) -> list[str]:
    """A change that is more than noise."""
    points = 0 if digest.change_points is None else round(digest.change_points)
    if abs(points) < CHANGE_POINTS or (only_up and points < 0):
        return []
    return [t("digest-change-up" if points > 0 else "digest-change-down", points=abs(points))]


def _outlook(t: Translate, digest: Digest) -> list[str]:
    """What is due, how long to the exam, one next step."""
    parts = []
    days = digest.days_to_exam
    if days == 1:
        return [t("digest-exam", days=1)]
    if digest.due:
        parts.append(t("digest-due", count=digest.due))
    if days and (days <= NEAR_DAYS or days % 100 == 0):
        parts.append(t("digest-exam", days=days))
    if digest.next_topic is not None:
        parts.append(t("digest-next", topic=digest.next_topic.topic.name(t.language)))
    else:
        parts.append(t("digest-next-mixed"))
    return parts


def _weekly(t: Translate, digest: Digest) -> list[str]:
    week = digest.week
    percent, answers = week.overall.percent, week.overall.answers
    parts = [t("weekly-head", name=_name(digest))]
    if percent is None:
        parts.append(t("weekly-few", active=week.active_days, answers=answers))
    else:
        parts.append(
            t("weekly-days", active=week.active_days, answers=answers, percent=round(percent))
        )
    parts += [*_change(t, digest), *_ends(t, week)]
    if digest.achievements:
        parts.append(t("weekly-reached"))
        parts += [f"• {achievement(t, one)}" for one in digest.achievements]
    if digest.plan_topics:
        topics = ", ".join(one.name(t.language) for one in digest.plan_topics)
        parts.append(t("weekly-plan", topics=topics))
    return parts + _outlook(t, digest)


def _ends(t: Translate, week: Progress) -> list[str]:
    best, worst = week.strongest(), week.weakest()
    if best is None or worst is None or best is worst:
        return []
    return [
        t(
            key,
            topic=one.topic.name(t.language),
            percent=round(100 * one.right / one.answers),
            answers=one.answers,
        )
        for key, one in (("weekly-best", best), ("weekly-worst", worst))
    ]


def achievement(t: Translate, one: Achievement) -> str:
    """Something reached, as a sentence."""
    topic = "" if one.topic is None else one.topic.name(t.language)
    return t(f"achievement-{one.kind}", count=one.count, topic=topic)


def _comeback(t: Translate, digest: Digest) -> list[str]:
    parts = [t("comeback-head", name=_name(digest)), t("comeback-text")]
    if digest.due:
        parts.append(t("digest-due", count=digest.due))
    if digest.idle_days >= LAST_INVITATION_DAYS:
        parts.append(t("comeback-last"))
    return parts


def _exam_day(t: Translate, digest: Digest) -> list[str]:
    return [t("exam-day-head", name=_name(digest)), t("exam-day-text")]


def _keyboard(t: Translate, digest: Digest) -> Keyboard:
    """What to do, and the three ways to hear less."""
    if digest.form == "exam_day":
        return ()
    rows = [[Button(t.plain("digest-practise"), SetTap().pack())]]
    is_eve = digest.days_to_exam == 1
    if digest.due and not is_eve:
        label = t.plain("digest-review", count=digest.due)
        rows.append([Button(label, SetTap(source="review").pack())])
    if digest.form == "weekly":
        tap = PanelTap(panel="topics", days=7, text=False)
        plan = PanelTap(panel="plan", days=7, text=False)
        rows.append(
            [
                Button(t.plain("panel-topics"), tap.pack()),
                Button(t.plain("plan-button"), plan.pack()),
            ]
        )
    rows.append(
        [
            Button(t.plain(f"digest-{action}"), DigestTap(action=action).pack())
            for action in ("later", "less", "stop")
        ]
    )
    return tuple(tuple(row) for row in rows)


def stopped(t: Translate) -> Screen:
    return Screen(html=t("digest-stopped"))


def quiet(t: Translate) -> Screen:
    return Screen(html=t("digest-quiet-done"))


def less(t: Translate, days: int) -> Screen:
    return Screen(html=t("digest-less-done", days=days))


def later(t: Translate, time: str) -> Screen:
    return Screen(html=t("digest-later-done", time=time))


def reminder(t: Translate) -> Screen:
    """What she asked to be told later."""
    start = Button(t.plain("digest-practise"), SetTap().pack())
    return Screen(html=t("later-text"), keyboard=((start,),))
