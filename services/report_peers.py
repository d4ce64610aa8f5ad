"""A student among the peers of her exam."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics import peers
from analytics.ranking import SMALLEST_PEER_GROUP, Standing, by, ranks
from services.report_data import ReportData
from services.report_figures import Document
from services.standing import standings_at
from storage import peer_rows
from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS

#: Peers nearest in time that are looked at; more would not move a percentile.
MOST_PEERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Everybody she is compared with, herself counted in."""

    matched_on: peers.MatchedOn
    standings: Mapping[StudentId, Standing]
    overall: Mapping[StudentId, float]
    subjects: list[peers.SubjectAmongPeers]
    size: int

    def percentile(self, of: StudentId) -> float | None:
        """Of the overall score, mid-rank; None under twenty."""
        return peers.percentile_among(self.overall, of)


def peers_of(tx: Transaction, data: ReportData, *, default_timezone: str) -> Peers | None:
    """Her peers' windows summed up; None without an exam or without answers."""
    exam = None if data.exam is None else peer_rows.exam_id(tx, data.exam)
    if exam is None:
        return None
    first_at = {
        peer.id: peer.first_at
        for peer in peer_rows.exam_students(tx, exam, since=data.since, until=data.until)
        if peer.first_at < data.until
    }
    if data.student.id not in first_at:
        return None
    whom, matched_on = peers.matched(first_at, data.student.id, at=data.until)
    own = first_at[data.student.id]
    whom = sorted(whom, key=lambda one: abs(first_at[one] - own))[:MOST_PEERS]
    standings = standings_at(
        tx,
        whom,
        scope=ALL_TESTS,
        days=data.days,
        at=data.until,
        default_timezone=default_timezone,
    )
    return Peers(
        matched_on=matched_on,
        standings=standings,
        overall={
            one: found.overall for one, found in standings.items() if found.overall is not None
        },
        subjects=peers.subjects_among(
            peer_rows.subject_counts(tx, whom, since=data.since, until=data.until),
            data.student.id,
        ),
        size=len(whom),
    )


def peers_section(data: ReportData, found: Peers | None) -> Document:
    """Percentiles, ranks, strengths, gaps; the shape stays where there is nothing to compare."""
    if found is None:
        return {
            "group": {"exam": data.exam, "matched_on": None, "size": 0},
            "percentile": None,
            "by_subject": {},
            "improvement_rank": None,
            "efficiency_rank": None,
            "strengths": [],
            "gaps": [],
            "insights": [],
        }
    of = data.student.id
    strong, weak = peers.strengths(found.subjects), peers.gaps(found.subjects)
    percentile = found.percentile(of)
    enough = found.size >= SMALLEST_PEER_GROUP
    improvement = ranks(by(found.standings, lambda one: one.improvement)) if enough else {}
    efficiency = ranks(by(found.standings, lambda one: one.efficiency)) if enough else {}
    return {
        "group": {"exam": data.exam, "matched_on": found.matched_on, "size": found.size},
        "percentile": percentile,
        "by_subject": {one.subject: one.percentile for one in found.subjects},
        "improvement_rank": improvement.get(of),
        "efficiency_rank": efficiency.get(of),
        "strengths": [{"subject": one.subject, "percentile": one.percentile} for one in strong],
        "gaps": [
            {"subject": one.subject, "percent": one.percent, "top_quarter": one.top_quarter}
            for one in weak
        ],
        "insights": _insights(percentile, strong, weak),
    }


def _insights(
    percentile: float | None,
    strong: list[peers.SubjectAmongPeers],
    weak: list[peers.SubjectAmongPeers],
) -> list[Document]:
    found: list[Document] = []
    if percentile is not None:
        found.append({"code": "percentile", "percentile": percentile})
    found += [
        {"code": "ahead_in", "subject": one.subject, "percentile": one.percentile}
        for one in strong[:1]
    ]
    found += [
        {"code": "behind_best_in", "subject": one.subject, "points": one.gap} for one in weak[:1]
    ]
    return found
