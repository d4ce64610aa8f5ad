"""What a student was told by the alert rules, as figures for screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from analytics.rule_quality import RuleQuality
from storage import alerts, catalogue
from storage.alerts import RaisedAlert
from storage.engine import Database, Transaction
from storage.records import Named, Student, StudentId

MILESTONE = "milestone_achieved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """Something reached: first_mock, mastered, streak, average, percentile."""

    kind: str
    #: Days of a streak, percent of an average, percentile.
    count: int
    topic: Named | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTold:
    """An alert as she reads it."""

    id: int
    type: str
    #: For a milestone what was reached; None for the other types.
    achievement: Achievement | None
    numbers: Mapping[str, float]
    was_useful: bool | None


class AlertLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, alert_id: int) -> AlertTold | None:
        def work(tx: Transaction) -> AlertTold | None:
            found = alerts.find(tx, alert_id)
            return None if found is None else alert_told(tx, found)

        return await self._database.read(work)

    async def judge(self, alert_id: int, student: Student, *, is_useful: bool) -> bool:
        """Stores her thumb; False for an alert that is not hers."""
        return await self._database.write(
            lambda tx: alerts.judge(tx, alert_id, student.id, is_useful=is_useful)
        )

    async def quality(self) -> dict[str, tuple[int, RuleQuality]]:
        """By type: how often it was told, and what people thought of it."""
        return await self._database.read(
            lambda tx: {
                type_: (told, RuleQuality(up, down))
                for type_, (told, up, down) in alerts.thumbs(tx).items()
            }
        )


def alert_told(tx: Transaction, found: RaisedAlert) -> AlertTold:
    """A stored alert as figures."""
    return AlertTold(
        id=found.id,
        type=found.type,
        achievement=achievement_of(tx, found) if found.type == MILESTONE else None,
        numbers={
            name: float(value)
            for name, value in found.evidence.items()
            if isinstance(value, int | float)
        },
        was_useful=found.was_useful,
    )


def achievement_of(tx: Transaction, found: RaisedAlert) -> Achievement:
    """What a milestone's evidence says was reached."""
    evidence = found.evidence
    if "threshold" in evidence:
        return Achievement(kind="average", count=round(float(evidence["threshold"])), topic=None)
    if "percentile" in evidence:
        return Achievement(
            kind="percentile", count=round(float(evidence["percentile"])), topic=None
        )
    return Achievement(
        kind=str(evidence["kind"]),
        count=int(evidence["count"]),
        topic=catalogue.names(tx).get(str(evidence.get("topic", ""))),
    )


def achievements(
    tx: Transaction, student_id: StudentId, *, since: datetime, until: datetime
) -> list[Achievement]:
    """What she reached in a time, told on its own or not."""
    found = alerts.milestones_of(tx, student_id, since=since, until=until)
    return [achievement_of(tx, one) for one in found]
