"""A student among the peers of her exam."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from analytics import peers
from analytics.ranking import DECIMALS, SMALLEST_PEER_GROUP, Standing, by, percentile, ranks
from services.report_data import ReportData
from services.report_figures import Document
from services.standing import KEPT_DAYS, standings_at
from storage import peer_rows, peer_standings, report_rows
from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS

#: Peers nearest in time whose subjects are looked at; more would hardly move a percentile.
NEAREST = 100
#: So many students of an exam are summed up anew where nobody asked for it to be exact.
MOST_COMPUTED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """What she is among those of her exam; None under twenty, or where she has no figure."""

    matched_on: peers.MatchedOn
    size: int
    percentile: float | None
    improvement_rank: int | None
    efficiency_rank: int | None
    subjects: list[peers.SubjectAmongPeers]


def peers_of(
    tx: Transaction, data: ReportData, *, default_timezone: str, is_exact: bool = True
) -> Peers | None:
    """Her peers, herself counted in; None without an exam or without answers.

    Whoever does not need it exact gets her, as she is at the window's end, among the standings as
    they are kept, where summing up everybody anew would hold up everybody else: at an exam of
    many, and of the kept window alone.
    """
    exam = data.exam_id
    if exam is None or data.student.is_minor:
        return None
    if not is_exact and peer_standings.is_larger(tx, exam, MOST_COMPUTED):
        if data.days != KEPT_DAYS:
            return None
        of = data.student.id
        now = standings_at(
            tx,
            [of],
            scope=ALL_TESTS,
            days=KEPT_DAYS,
            at=data.until,
            default_timezone=default_timezone,
        )
        return kept_peers(tx, data, exam, own=_figures(now.get(of)))
    if data.days == KEPT_DAYS and peer_standings.all_hold(tx, at=data.until):
        return kept_peers(tx, data, exam)
    return computed_peers(tx, data, exam, default_timezone=default_timezone)


class Figures(NamedTuple):
    """What she is counted by, rounded as standings keep it."""

    overall: float | None
    improvement: float | None
    efficiency: float | None


def _figures(own: Standing | None) -> Figures:
    if own is None:
        return Figures(None, None, None)
    improvement, efficiency = (
        None if value is None else round(float(value), DECIMALS)
        for value in (own.improvement, own.efficiency)
    )
    return Figures(own.overall, improvement, efficiency)


def kept_peers(
    tx: Transaction, data: ReportData, exam: int, *, own: Figures | None = None
) -> Peers | None:
    """From standings that all hold; or, with figures of hers, among them as they are."""
    row = peer_standings.own_standing(tx, data.student.id)
    if row is None or row.first_at is None or row.exam_id != exam or row.first_at >= data.until:
        return None
    own = own or Figures(row.overall, row.improvement, row.efficiency)
    since = data.until - row.first_at
    near = peer_standings.began_between(
        exam, data.until - peers.FACTOR * since, data.until - since / peers.FACTOR
    )
    matched_on: peers.MatchedOn = "study_duration"
    counted = peer_standings.count(tx, near, own)
    if counted.size < SMALLEST_PEER_GROUP:
        near, matched_on = peer_standings.began_between(exam, None, data.until), "exam"
        counted = peer_standings.count(tx, near, own)
    is_rated = own.overall is not None and counted.rated >= SMALLEST_PEER_GROUP
    enough = counted.size >= SMALLEST_PEER_GROUP
    nearest = peer_standings.subjects_of_nearest(tx, near, row.first_at, limit=NEAREST)
    return Peers(
        matched_on=matched_on,
        size=counted.size,
        percentile=(percentile(counted.below, counted.equal, counted.rated) if is_rated else None),
        improvement_rank=(
            1 + counted.better_improvement if enough and own.improvement is not None else None
        ),
        efficiency_rank=(
            1 + counted.better_efficiency if enough and own.efficiency is not None else None
        ),
        subjects=peers.subjects_among(nearest, data.student.id),
    )


def computed_peers(
    tx: Transaction, data: ReportData, exam: int, *, default_timezone: str
) -> Peers | None:
    """The same from every test of theirs."""
    of = data.student.id
    students = peer_rows.exam_students(tx, exam, until=data.until)
    began = {
        one: at for one, at in peer_rows.first_answers(tx, students).items() if at < data.until
    }
    if of not in began:
        return None
    whom, matched_on = peers.matched(began, of, at=data.until)
    standings = standings_at(
        tx,
        whom,
        scope=ALL_TESTS,
        days=data.days,
        at=data.until,
        default_timezone=default_timezone,
    )
    enough = len(whom) >= SMALLEST_PEER_GROUP
    return Peers(
        matched_on=matched_on,
        size=len(whom),
        percentile=peers.percentile_among(by(standings, lambda one: one.overall), of),
        improvement_rank=_rank(standings, lambda one: one.improvement, of) if enough else None,
        efficiency_rank=_rank(standings, lambda one: one.efficiency, of) if enough else None,
        subjects=peers.subjects_among(
            _subjects(tx, data, whom, began, default_timezone=default_timezone), of
        ),
    )


def _rank(
    standings: Mapping[StudentId, Standing],
    value: Callable[[Standing], Fraction | None],
    of: StudentId,
) -> int | None:
    rounded = {one: round(float(found), DECIMALS) for one, found in by(standings, value).items()}
    return ranks(rounded).get(of)


def _subjects(
    tx: Transaction,
    data: ReportData,
    whom: Sequence[StudentId],
    began: Mapping[StudentId, datetime],
    *,
    default_timezone: str,
) -> dict[StudentId, dict[str, tuple[int, int]]]:
    own = began[data.student.id]
    nearest = sorted(whom, key=lambda one: (abs(began[one] - own), one))[:NEAREST]
    zones = peer_rows.zones(tx, nearest, default_timezone=default_timezone)
    sat = report_rows.sittings(tx, nearest, since=data.since, until=data.until)
    return report_rows.subject_counts(tx, sat, zones)


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
    strong, weak = peers.strengths(found.subjects), peers.gaps(found.subjects)
    return {
        "group": {"exam": data.exam, "matched_on": found.matched_on, "size": found.size},
        "percentile": found.percentile,
        "by_subject": {one.subject: one.percentile for one in found.subjects},
        "improvement_rank": found.improvement_rank,
        "efficiency_rank": found.efficiency_rank,
        "strengths": [{"subject": one.subject, "percentile": one.percentile} for one in strong],
        "gaps": [
            {"subject": one.subject, "percent": one.percent, "top_quarter": one.top_quarter}
            for one in weak
        ],
        "insights": _insights(found.percentile, strong, weak),
    }


def _insights(
    place: float | None,
    strong: list[peers.SubjectAmongPeers],
    weak: list[peers.SubjectAmongPeers],
) -> list[Document]:
    found: list[Document] = []
    if place is not None:
        found.append({"code": "percentile", "percentile": place})
    found += [
        {"code": "ahead_in", "subject": one.subject, "percentile": one.percentile}
        for one in strong[:1]
    ]
    found += [
        {"code": "behind_best_in", "subject": one.subject, "points": one.gap} for one in weak[:1]
    ]
    return found
