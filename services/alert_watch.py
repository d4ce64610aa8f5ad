"""The alert rules at work: looked at after each test, told at most one a day, kept with evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from analytics.alerts import COOL_DOWN, Alert, AlertType
from analytics.milestones import Milestone, milestones
from analytics.rule_quality import RuleQuality
from services.alert_log import MILESTONE, AlertTold, alert_told
from services.day_slot import plan_in_a_day
from services.habits import habit_of
from services.notices import after_quiet_hours
from services.report_data import ReportData, report_data
from services.report_outlook import mastery_section
from services.reports import alerts_of
from storage import alerts, attempts, daily, outbox, students
from storage.engine import Database, Transaction
from storage.records import Student, StudentId

KIND, TEACHER_KIND = "alert", "teacher_note"
#: Why a thing that stands is not told: her days near are taken, paused, or her exam's.
NO_FREE_DAY = "no_free_day"
#: Why a fall is kept for her teacher's list alone.
SWITCHED_OFF = "switched_off"
BATCH = 20
#: A class is over by then, and nobody sleeps yet.
EVENING = time(19)
DROP: AlertType = "performance_drop"
#: The first that stands is told.
ORDER: tuple[AlertType, ...] = (
    DROP,
    "exam_readiness",
    "milestone_achieved",
    "streak_break",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the rules found of her, from one moment."""

    student: Student
    #: Those that stand, in the order in which they are told.
    standing: tuple[Alert, ...]
    reached: tuple[Milestone, ...]
    is_quiet_about_milestones: bool
    #: She wants no alerts: what stands is kept and not told.
    is_switched_off: bool = False


class AlertWatch:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def work(self, *, at: datetime) -> int:
        """Looks at a batch of those whose look is due; how many messages that planned."""
        due = await self._database.read(lambda tx: daily.due_for_alerts(tx, at=at, limit=BATCH))
        planned = 0
        for student_id, due_at in due:
            looked = await self._database.snapshot(
                lambda tx, one=student_id: self._look(tx, one, at)  # type: ignore[misc]
            )
            planned += await self._database.write(
                lambda tx, one=student_id, since=due_at, what=looked: _tell(  # type: ignore[misc]
                    tx, one, since, what, at=at
                )
            )
        return planned

    def _look(self, tx: Transaction, student_id: StudentId, at: datetime) -> Looked | None:
        """None for whom nothing is to be told."""
        student = students.get(tx, student_id)
        if not (student.is_profiled and student.is_reachable and student.telegram_id):
            return None
        is_switched_off = not student.settings.wants_alerts
        quiet = {
            type_
            for type_, (_, up, down) in alerts.thumbs(tx).items()
            if RuleQuality(up, down).is_quiet
        }
        data = report_data(tx, student, days=30, at=at, default_timezone=self._timezone)
        found = alerts_of(
            tx, student, at=at, default_timezone=self._timezone, is_exact=False, data=data
        )
        standing = [one for one in found if one.suppressed_by is None and one.type not in quiet]
        if is_switched_off:
            fallen = tuple(one for one in standing if one.type == DROP)
            return Looked(
                student=student,
                standing=fallen,
                reached=(),
                is_quiet_about_milestones=True,
                is_switched_off=True,
            )
        return Looked(
            student=student,
            standing=tuple(sorted(standing, key=lambda one: ORDER.index(one.type))),
            reached=tuple(_reached(tx, data)),
            is_quiet_about_milestones=MILESTONE in quiet,
        )

    async def evening(
        self, teacher_id: StudentId, *, since: datetime, at: datetime
    ) -> list[tuple[str, AlertTold]]:
        """Whose results fell, of those who share with this teacher, by name."""

        def work(tx: Transaction) -> list[tuple[str, AlertTold]]:
            found = alerts.of_sharing_members(tx, teacher_id, DROP, since=since, until=at)
            return [
                (students.get(tx, one.student_id).shown_name, alert_told(tx, one)) for one in found
            ]

        return await self._database.read(work)


def _reached(tx: Transaction, data: ReportData) -> list[Milestone]:
    student = data.student
    mastered = [str(row["topic"]) for row in mastery_section(data) if row["confirmed"]]
    return milestones(
        streak_days=0 if student.settings.is_calm else habit_of(tx, student, at=data.until).streak,
        mocks=attempts.finished_mocks(tx, student.id),
        mastered=mastered,
        told=alerts.milestone_keys(tx, student.id),
    )


def _tell(
    tx: Transaction,
    student_id: StudentId,
    due_at: datetime,
    looked: Looked | None,
    *,
    at: datetime,
) -> int:
    """Claims the look, keeps what was found, plans the first of it."""
    if not daily.take_alerts(tx, student_id, due_at=due_at) or looked is None:
        return 0
    if looked.is_switched_off:
        _keep_untold(tx, student_id, looked, at)
        return 0
    planned = 0
    is_cooling = looked.is_quiet_about_milestones or _was_told_lately(tx, student_id, at)
    for alert in looked.standing[:1]:
        planned += _plan(tx, looked.student, alert.type, alert.evidence, alert.spec_condition, at)
        if alert.type == DROP and planned:
            planned += _tell_teachers(tx, student_id, at)
    for one in looked.reached:
        evidence: dict[str, float | int | str] = {
            "milestone": one.key,
            "kind": one.kind,
            "count": one.count,
        }
        if one.topic is not None:
            evidence["topic"] = one.topic
        if planned or is_cooling:
            # Kept for the weekly message.
            alerts.add(
                tx,
                student_id,
                MILESTONE,
                evidence,
                spec_condition=False,
                suppressed_by="cool_down",
                at=at + timedelta(microseconds=1 + looked.reached.index(one)),
            )
        else:
            planned += _plan(tx, looked.student, MILESTONE, evidence, False, at)
    return planned


def _keep_untold(tx: Transaction, student_id: StudentId, looked: Looked, at: datetime) -> None:
    """A fall of who wants no alerts, for the list of a teacher with whom she shares; once a while."""
    for alert in looked.standing:
        since = at - COOL_DOWN[alert.type]
        if not alerts.newest(tx, [student_id], alert.type, since=since, until=at):
            alerts.add(
                tx,
                student_id,
                alert.type,
                alert.evidence,
                spec_condition=alert.spec_condition,
                suppressed_by=SWITCHED_OFF,
                at=at,
            )


def _was_told_lately(tx: Transaction, student_id: StudentId, at: datetime) -> bool:
    since = at - COOL_DOWN["milestone_achieved"]
    return any(one.type == MILESTONE for one in alerts.told(tx, student_id, since=since, until=at))


def _plan(
    tx: Transaction,
    student: Student,
    type_: str,
    evidence: Mapping[str, float | int | str],
    spec_condition: bool,
    at: datetime,
) -> int:
    alert = alerts.add(
        tx,
        student.id,
        type_,
        evidence,
        spec_condition=spec_condition,
        suppressed_by=None,
        at=at,
    )
    if alert is None:
        return 0
    about = f"{type_}:{student.id}:{at.isoformat()}"
    planned = plan_in_a_day(
        tx, student, kind=KIND, about=about, payload={"alert": str(alert)}, at=at
    )
    if planned is None:
        alerts.suppress(tx, alert, NO_FREE_DAY)
        return 0
    return 1


def _tell_teachers(tx: Transaction, student_id: StudentId, at: datetime) -> int:
    """One line this evening for each teacher with whom she shares; names are filled in then."""
    planned = 0
    for teacher_id in alerts.teachers_of(tx, student_id):
        teacher = students.get(tx, teacher_id)
        zone = ZoneInfo(teacher.settings.timezone)
        due = datetime.combine(at.astimezone(zone).date(), EVENING, zone)
        due = after_quiet_hours(teacher.settings, due if due > at else due + timedelta(days=1))
        planned += outbox.plan(
            tx,
            outbox.NewDelivery(
                kind=TEACHER_KIND,
                dedupe_key=f"{TEACHER_KIND}:{teacher_id}:{due.astimezone(zone).date()}",
                student_id=teacher_id,
                payload={"since": (due - timedelta(days=1)).isoformat()},
                due_at=due,
                expires_at=due + timedelta(hours=12),
            ),
            at=at,
        )
    return planned
