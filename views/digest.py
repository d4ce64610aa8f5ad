"""The morning's message: yesterday, the week, one next step."""

from services.digests import Digest
from views.callbacks import DigestTap, SetTap
from views.screen import Button, Screen
from views.translate import Translate


def screen(t: Translate, digest: Digest, picture: bytes | None) -> Screen:
    week = digest.week
    parts = [t("digest-head", name=digest.student.shown_name)]
    if digest.yesterday_answers:
        parts.append(
            t(
                "digest-yesterday",
                right=digest.yesterday_right,
                answers=digest.yesterday_answers,
            )
        )
    else:
        parts.append(t("digest-yesterday-none"))
    percent = week.overall.percent
    if percent is not None:
        parts.append(t("digest-week", percent=round(percent), answers=week.overall.answers))
    if week.streak_days > 1:
        parts.append(t("digest-streak", count=week.streak_days))
    if digest.days_to_exam is not None:
        parts.append(t("digest-exam", days=digest.days_to_exam))
    if digest.next_topic is not None:
        parts.append(t("digest-next", topic=digest.next_topic.topic.name(t.language)))
    else:
        parts.append(t("digest-next-mixed"))
    start = Button(t.plain("digest-practise"), SetTap().pack())
    stop = Button(t.plain("digest-stop"), DigestTap(action="stop").pack())
    return Screen(html="\n".join(parts), keyboard=((start,), (stop,)), picture=picture)


def stopped(t: Translate) -> Screen:
    return Screen(html=t("digest-stopped"))
