"""The part of the wiring that writes to people unasked: a row for each kind of message.

A new kind is one file that plans it into the outbox, and one row here that words it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scheduler.delivery import Render, Unsaid
from services import alert_watch, digests, grievances, inactivity, nudges, parents
from services.alert_log import AlertLog
from services.alert_watch import AlertWatch
from services.digests import Digest, Digests
from services.grievances import Grievances
from services.nudges import Nudges
from services.records import Delivery, Student
from storage.engine import Database
from views import alerts as alert_views
from views import digest as digest_views
from views import grievance as grievance_views
from views import parents as parent_views
from views import privacy as privacy_views
from views.pictures import Pictures
from views.progress import wants_picture
from views.screen import Screen
from views.translate import translator


@dataclass(frozen=True, slots=True, kw_only=True)
class PushDesk:
    """What plans messages and words them."""

    digests: Digests
    alert_watch: AlertWatch
    alert_log: AlertLog
    nudges: Nudges
    grievances: Grievances
    pictures: Pictures

    def for_handlers(self) -> dict[str, object]:
        """The services by the names that handlers ask for."""
        return {"alert_log": self.alert_log, "nudges": self.nudges, "grievances": self.grievances}


def build_pushes(
    database: Database,
    pictures: Pictures,
    *,
    default_timezone: str,
    admins: frozenset[int] = frozenset(),
) -> PushDesk:
    return PushDesk(
        digests=Digests(database),
        alert_watch=AlertWatch(database, default_timezone=default_timezone),
        alert_log=AlertLog(database),
        nudges=Nudges(database),
        grievances=Grievances(database, admins=admins),
        pictures=pictures,
    )


def push_renders(desk: PushDesk) -> Mapping[str, Render]:
    """Words for each kind, made when the message is sent."""

    async def daily(_delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        if student.settings.digest_hour is None:
            return Unsaid("stopped")
        found = await desk.digests.compose(student.id, at=at)
        if not isinstance(found, Digest):
            return Unsaid(found)
        return digest_views.screen(
            translator(student.language), found, await _picture(desk.pictures, found)
        )

    async def alert(delivery: Delivery, student: Student, _at: datetime) -> Screen | Unsaid:
        if not student.settings.wants_alerts:
            return Unsaid("stopped")
        found = await desk.alert_log.find(int(delivery.payload["alert"]))
        if found is None:
            return Unsaid("gone")
        return alert_views.alert(translator(student.language), found)

    async def teacher_note(delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        since = datetime.fromisoformat(delivery.payload["since"])
        found = await desk.alert_watch.evening(student.id, since=since, at=at)
        if not found:
            return Unsaid("nobody")
        return alert_views.teacher_note(translator(student.language), found)

    async def later(_delivery: Delivery, student: Student, _at: datetime) -> Screen:
        return digest_views.reminder(translator(student.language))

    return {
        digests.KIND: daily,
        digests.WEEKLY: daily,
        alert_watch.KIND: alert,
        alert_watch.TEACHER_KIND: teacher_note,
        nudges.LATER: later,
    }


async def _picture(pictures: Pictures, found: Digest) -> bytes | None:
    """The chart of the day; none with the invitation, the wishes, or for who reads words."""
    is_shown = found.form in {"digest", "weekly"} and wants_picture(found.week)
    if not is_shown or found.student.settings.text_only:
        return None
    figures = found.month if found.form == "weekly" else found.week
    return await pictures.draw(
        "trend" if found.form == "weekly" else found.chart,
        figures,
        language=translator(found.student.language).language,
        theme=found.student.settings.theme,
    )


def grievance_renders(desk: PushDesk) -> Mapping[str, Render]:
    """Words for operators and for whoever complained."""

    async def grievance(delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        found = await desk.grievances.find(int(delivery.payload["grievance"]))
        if found is None:
            return None
        t = translator(student.language)
        is_answer = delivery.kind == grievances.ANSWERED
        return (
            grievance_views.answered(t, found)
            if is_answer
            else (grievance_views.for_operators(t, found))
        )

    async def agreed(_delivery: Delivery, student: Student, _at: datetime) -> Screen:
        return parent_views.agreed(translator(student.language))

    async def inactive(_delivery: Delivery, student: Student, _at: datetime) -> Screen:
        return privacy_views.inactive(translator(student.language))

    return {
        inactivity.KIND: inactive,
        parents.KIND: agreed,
        grievances.RAISED: grievance,
        grievances.ANSWERED: grievance,
    }
