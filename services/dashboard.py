"""A student's report as her chat shows it: the four cards, the panels, what stands out.

Every figure is the report's own (contract section 6); nothing is computed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from analytics.pace_bins import PaceBin, pace_bins
from analytics.readiness import Confidence
from content.exam_file import load_catalogue
from services.report_data import report_data
from services.report_peers import peers_of
from services.reports import report_document
from services.revision import RevisionPlan, revision_plan
from storage import catalogue
from storage.engine import Database, Transaction
from storage.records import Named, Student

Document = Mapping[str, object]
MEMORY_DAYS = 14
COVERAGE = "needs_coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The chance of reaching the cut-off if the exam were today."""

    exam: str
    probability: float
    interval: tuple[float, float]
    expected_score: float
    score_interval: tuple[float, float]
    maximum: float
    cutoff: float
    #: official, qualifying or planning_target.
    basis: str
    #: How much stands behind it.
    confidence: Confidence
    weaknesses: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Why there is no forecast yet, and how much of what it takes."""

    code: str
    #: Answers; percent of the exam's questions; 1 for an exam.
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyRow:
    label: str
    answers: int
    accuracy: float | None
    average_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerFigures:
    size: int
    percentile: float | None
    improvement_rank: int | None
    efficiency_rank: int | None
    #: (subject, percentile), the best first.
    by_subject: tuple[tuple[Named, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Something that stands out, or something to do, with its numbers."""

    code: str
    numbers: Mapping[str, float]
    topic: Named | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTest:
    """Her last test."""

    #: practice or mock.
    kind: str
    total_score: float
    maximum: float
    percentage: float
    #: (subject, percentage or None, seconds), in the test's order.
    sections: tuple[tuple[Named, float | None, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    days: int
    until: date
    answers: int
    tests: int
    overall: float | None
    overall_change: float | None
    percentile: float | None
    accuracy: float | None
    accuracy_change: float | None
    average_seconds: float | None
    seconds_change: float | None
    target_seconds: float
    readiness: Readiness | Lacking
    difficulty: tuple[DifficultyRow, ...]
    peers: PeerFigures | None
    insights: tuple[Insight, ...]
    recommendations: tuple[Insight, ...]
    memory: RevisionPlan
    pace: tuple[PaceBin, ...]
    #: The newest mock test of the window, else the newest test.
    last_test: LastTest | None


class Dashboards:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def of(self, student: Student, *, days: int, at: datetime) -> Dashboard:
        """Her figures over the last days, all from one moment."""

        def work(tx: Transaction) -> Dashboard:
            data = report_data(tx, student, days=days, at=at, default_timezone=self._timezone)
            peers = peers_of(tx, data, default_timezone=self._timezone, is_exact=False)
            return dashboard(
                report_document(data, peers),
                catalogue.names(tx),
                days=days,
                until=at.astimezone(data.zone).date(),
                memory=revision_plan(tx, student, at=at, days=MEMORY_DAYS),
                pace=pace_bins(
                    [(one.engaged, one.is_correct) for one in data.facts if one.engaged is not None]
                ),
            )

        return await self._database.snapshot(work)


def dashboard(
    report: Document,
    names: Mapping[str, Named],
    *,
    days: int,
    until: date,
    memory: RevisionPlan,
    pace: Sequence[PaceBin],
) -> Dashboard:
    """A report document as typed figures; `names` are the topics' and subjects'."""
    cards = _part(report, "cards")
    overall, accuracy, speed = (_part(cards, name) for name in ("overall", "accuracy", "speed"))
    by_difficulty = _part(_part(report, "accuracy"), "by_difficulty")
    return Dashboard(
        days=days,
        until=until,
        answers=cast("int", report["answer_count"]),
        tests=cast("int", report["test_count"]),
        overall=_number(overall["value"]),
        overall_change=_number(overall["change"]),
        percentile=_number(overall["percentile"]),
        accuracy=_number(accuracy["value"]),
        accuracy_change=_number(accuracy["change_vs_previous_window"]),
        average_seconds=_number(speed["average_seconds"]),
        seconds_change=_number(speed["change"]),
        target_seconds=cast("float", speed["target_seconds"]),
        readiness=_readiness(report, names),
        difficulty=tuple(
            DifficultyRow(
                label=label,
                answers=cast("int", row["answers"]),
                accuracy=_number(row["accuracy"]),
                average_seconds=_number(row["average_seconds"]),
            )
            for label, row in ((name, _part(by_difficulty, name)) for name in by_difficulty)
        ),
        peers=_peers(report.get("peers"), names),
        insights=_insights(report["insights"], names),
        recommendations=_insights(report["recommendations"], names),
        memory=memory,
        pace=tuple(pace),
        last_test=_last_test(report, names),
    )


def _last_test(report: Document, names: Mapping[str, Named]) -> LastTest | None:
    tests = cast("list[Document]", report["tests"])
    if not tests:
        return None
    newest = max(tests, key=lambda one: (one["kind"] == "mock", str(one["completed_at"])))
    return LastTest(
        kind=str(newest["kind"]),
        total_score=cast("float", newest["total_score"]),
        maximum=cast("float", newest["maximum"]),
        percentage=cast("float", newest["percentage"]),
        sections=tuple(
            (
                _named(str(part["section"]), names),
                _number(part["percentage"]),
                cast("float", part["seconds"]),
            )
            for part in cast("list[Document]", newest["sections"])
        ),
    )


def _named(key: str, names: Mapping[str, Named]) -> Named:
    return names.get(key) or Named(key=key, name_en=key, name_hi=key)


def _part(document: Document, name: str) -> Document:
    return cast("Document", document[name])


def _number(value: object) -> float | None:
    return None if value is None else float(cast("float", value))


def _pair(value: object) -> tuple[float, float]:
    low, high = cast("list[float]", value)
    return float(low), float(high)


def _readiness(report: Document, names: Mapping[str, Named]) -> Readiness | Lacking:
    found = _part(report, "readiness")
    if found["probability"] is None:
        reason = _part(_part(report, "reasons"), "/readiness/probability")
        code, needed = str(reason["code"]), cast("float", reason["needed"])
        return Lacking(code=code, needed=round(100 * needed if code == COVERAGE else needed))
    exam = str(found["exam"])
    return Readiness(
        exam=load_catalogue().exams[exam].short,
        probability=cast("float", found["probability"]),
        interval=_pair(found["interval"]),
        expected_score=cast("float", found["expected_score"]),
        score_interval=_pair(found["score_interval"]),
        maximum=cast("float", found["maximum"]),
        cutoff=cast("float", found["cutoff"]),
        basis=str(found["cutoff_basis"]),
        confidence=cast("Confidence", found["confidence"]),
        weaknesses=tuple(
            names[str(part["topic"])]
            for part in cast("list[Document]", found["weaknesses"])
            if str(part["topic"]) in names
        ),
    )


def _peers(found: object, names: Mapping[str, Named]) -> PeerFigures | None:
    peers = cast("Document | None", found)
    if peers is None or peers["group"] is None:
        return None
    own = cast("Mapping[str, float]", peers["by_subject"] or {})
    ranked = sorted(own.items(), key=lambda one: -one[1])
    return PeerFigures(
        size=cast("int", _part(peers, "group")["size"]),
        percentile=_number(peers["percentile"]),
        improvement_rank=cast("int | None", peers["improvement_rank"]),
        efficiency_rank=cast("int | None", peers["efficiency_rank"]),
        by_subject=tuple((names[key], value) for key, value in ranked if key in names),
    )


def _insights(found: object, names: Mapping[str, Named]) -> tuple[Insight, ...]:
    return tuple(
        Insight(
            code=str(one["code"]),
            numbers={
                name: float(value) for name, value in one.items() if isinstance(value, int | float)
            },
            topic=names.get(str(one.get("topic"))),
        )
        for one in cast("list[Document]", found)
    )
