"""One student's whole report: every figure of the specification, and why one is missing."""

from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import cast

from analytics.alerts import Alert, AlertInput, AlertType, alerts
from analytics.facts import average_seconds
from analytics.readiness import Forecast, Missing, whole_percent
from analytics.scores import Scores
from services import report_figures as figures
from services import report_outlook as outlook
from services.report_data import ReportData, report_data
from services.report_insights import insights, recommendations
from services.report_peers import Peers, peers_of, peers_section
from services.report_reasons import reasons_for
from services.roster import UnknownName
from storage import alerts as alert_rows
from storage import students
from storage.engine import Database, Transaction
from storage.records import Student

Document = dict[str, object]
#: A fall is measured against so many days.
DROP_DAYS = 90


class Reports:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def document(self, key: str, *, days: int, at: datetime) -> Document:
        """The report of contract section 6; raises UnknownName."""

        def work(tx: Transaction) -> Document:
            student = _student(tx, key)
            data = report_data(tx, student, days=days, at=at, default_timezone=self._timezone)
            peers = peers_of(tx, data, default_timezone=self._timezone)
            return report_document(data, peers)

        return await self._database.snapshot(work)

    async def alerts(self, key: str, *, at: datetime) -> list[Document]:
        """What the alert rules say of her at an instant; raises UnknownName."""

        def work(tx: Transaction) -> list[Document]:
            student = _student(tx, key)
            found = alerts_of(tx, student, at=at, default_timezone=self._timezone)
            return [alert_document(student.key, alert) for alert in found]

        return await self._database.snapshot(work)


def _student(tx: Transaction, key: str) -> Student:
    found = students.find_by_key(tx, key)
    if found is None:
        raise UnknownName("student", key, [one.key for one, _ in students.listed(tx)])
    return found


def report_document(data: ReportData, peers: Peers | None) -> Document:
    """Every section; figures without evidence are None and named under `reasons`."""
    scores = figures.window_scores(data, data.window(), data.lookback())
    before = figures.window_scores(data, data.window_before(), data.lookback(data.since))
    forecast = outlook.readiness_forecast(data)
    mastery = outlook.mastery_section(data)
    document: Document = {
        "student": data.student.key,
        "window": {
            "from": data.since.isoformat(),
            "to": data.until.isoformat(),
            "timezone": str(data.zone),
        },
        "answer_count": len(data.facts),
        "test_count": len(data.window()),
        "tests": figures.tests_section(data),
        "cards": _cards(data, scores, before, forecast, peers),
        "insights": insights(data, scores, before, mastery),
        "recommendations": recommendations(data, mastery, forecast),
        "scores": figures.scores_section(scores),
        "accuracy": figures.accuracy_section(data),
        "speed": figures.speed_section(data),
        "consistency": figures.consistency_section(data),
        "progress": outlook.progress_section(data),
        "mastery": mastery,
        "behaviour": figures.behaviour_section(data),
        "engagement": figures.engagement_section(data, goal_minutes=_goal(data)),
        "readiness": outlook.readiness_section(data, forecast, scores),
        "peers": peers_section(data, peers),
        "feedback": outlook.feedback_section(data),
    }
    missing = forecast if isinstance(forecast, Missing) else None
    return document | {"reasons": reasons_for(document, missing)}


def _goal(data: ReportData) -> float | None:
    """Minutes she planned for the window's local days; a log plans none."""
    if data.student.telegram_id is None:
        return None
    last = data.until.astimezone(data.zone).date()
    days = (last - timedelta(days=back) for back in range(data.days))
    return float(sum(data.student.settings.study_minutes[day.weekday()] for day in days))


def _cards(
    data: ReportData,
    scores: Scores,
    before: Scores,
    forecast: Forecast | Missing | None,
    peers: Peers | None,
) -> Document:
    """The four cards of the specification's dashboard (5.1)."""
    seconds = average_seconds(list(data.facts))
    past = data.window_before()
    timed = sum(one.result.timed for one in past)
    seconds_before = sum(one.result.milliseconds for one in past) / timed / 1000 if timed else None
    known = forecast if isinstance(forecast, Forecast) else None
    return {
        "overall": {
            "value": scores.overall,
            "change": _difference(scores.overall, before.overall),
            "percentile": None if peers is None else peers.percentile,
        },
        "accuracy": {
            "value": None if scores.accuracy is None else float(scores.accuracy),
            "change_vs_previous_window": _difference(scores.accuracy, before.accuracy),
        },
        "speed": {
            "average_seconds": seconds,
            "change": _difference(seconds, seconds_before),
            "target_seconds": float(data.optimal_seconds),
        },
        "readiness": {
            "probability": None if known is None else known.probability,
            "expected_score": None if known is None else known.expected_score,
        },
    }


def _difference(now: Fraction | float | None, before: Fraction | float | None) -> float | None:
    return None if now is None or before is None else float(now - before)


def alerts_of(
    tx: Transaction,
    student: Student,
    *,
    at: datetime,
    default_timezone: str,
    days: int = 30,
    is_exact: bool = True,
    data: ReportData | None = None,
) -> tuple[Alert, ...]:
    """The rules on her answers and tests of the last 30 days, where she stands, and what she was
    told before; not exact: as `peers_of` says. `data`: where it was read already."""
    if data is None:
        data = report_data(tx, student, days=days, at=at, default_timezone=default_timezone)
    peers = peers_of(tx, data, default_timezone=default_timezone, is_exact=is_exact)
    read = partial(report_data, default_timezone=default_timezone, is_believed=False)
    week_ago = read(tx, student, days=days, at=at - timedelta(days=7))
    peers_before = peers_of(tx, week_ago, default_timezone=default_timezone, is_exact=is_exact)
    long = read(tx, student, days=DROP_DAYS, at=at)
    forecast = outlook.readiness_forecast(data)
    told = alert_rows.told(tx, student.id, until=at)
    return alerts(
        AlertInput(
            facts=data.facts,
            sittings=data.window(),
            long_facts=long.facts,
            long_sittings=long.window(),
            percentile=None if peers is None else peers.percentile,
            percentile_before=None if peers_before is None else peers_before.percentile,
            peers=0 if peers is None else peers.size,
            peers_before=0 if peers_before is None else peers_before.size,
            readiness=forecast.probability if isinstance(forecast, Forecast) else None,
            readiness_low=forecast.interval[0] if isinstance(forecast, Forecast) else None,
            is_readiness_sure=not isinstance(forecast, Forecast) or forecast.confidence != "low",
            milestones_told=frozenset(
                int(one.evidence["threshold"]) for one in told if "threshold" in one.evidence
            ),
            last_raised={cast("AlertType", one.type): one.raised_at for one in told},
        ),
        at=at,
    )


def alert_document(student: str, alert: Alert) -> Document:
    """One alert of contract section 6."""
    document: Document = {
        "type": alert.type,
        "urgency": alert.urgency,
        "action": alert.action,
        "message": alert_message(alert),
        "timestamp": alert.timestamp.isoformat(),
        "student": student,
        "evidence": dict(alert.evidence),
        "spec_condition": alert.spec_condition,
    }
    if alert.suppressed_by is not None:
        document["suppressed_by"] = alert.suppressed_by
    return document


def alert_message(alert: Alert) -> str:
    """One English line with the numbers, for the operator; students read their own language."""
    numbers = alert.evidence
    match alert.type:
        case "performance_drop":
            if "z" not in numbers:
                return f"{numbers['points_over_three_tests']:.0f} points lost over three tests."
            return (
                f"Possible drop: {numbers['recent_percent']:.0f} % right in the newest "
                f"{numbers['recent_answers']:.0f} answers, "
                f"{numbers['reference_percent']:.0f} % before (z {numbers['z']:.1f})."
            )
        case "streak_break":
            return f"A streak of {numbers['streak_length']} right answers ended."
        case "exam_readiness":
            return f"The chance of passing is {whole_percent(float(numbers['probability']))} %."
        case "milestone_achieved":
            if "threshold" in numbers:
                return f"The average passed {numbers['threshold']} %."
            return (
                f"From percentile {numbers['percentile_before']:.0f} to "
                f"{numbers['percentile']:.0f} in a week."
            )
