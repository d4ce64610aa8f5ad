"""Standings of students: read where they hold, computed where not, kept by a job."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from analytics.facts import Sitting
from analytics.ranking import DECIMALS, Standing, standing, validity
from analytics.scores import scores
from analytics.trend import LOOKBACK, trend
from services.exam_outlook import optimal_seconds
from storage import peer_rows, report_rows
from storage import standings as kept
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS, NewStanding

#: The window that standings are kept for.
KEPT_DAYS = 30
#: How far back from when it was computed a standing may hold.
MARGIN = timedelta(days=30)
#: Students a transaction: whoever else waits for this process waits for one batch at most.
BATCH = 20
#: Beside other work: so many times as long as a batch took.
REST = 2


def standings_at(
    tx: Transaction,
    whom: Sequence[StudentId],
    *,
    scope: int,
    days: int,
    at: datetime,
    default_timezone: str,
    known: Mapping[StudentId, Standing] = MappingProxyType({}),
) -> dict[StudentId, Standing]:
    """Each student's window ending at an instant, of all tests or of one exam's.

    `known` holds what was read already.
    """
    found: dict[StudentId, Standing | None] = dict(known)
    if days == KEPT_DAYS:
        found |= kept.valid(tx, [one for one in whom if one not in found], scope=scope, at=at)
    rest = [one for one in whom if one not in found]
    if rest:
        found |= _computed(
            tx, rest, scope=scope, days=days, at=at, default_timezone=default_timezone
        )
    return {one: own for one, own in found.items() if own is not None}


def _computed(
    tx: Transaction,
    whom: Sequence[StudentId],
    *,
    scope: int,
    days: int,
    at: datetime,
    default_timezone: str,
) -> dict[StudentId, Standing | None]:
    since = at - timedelta(days=days)
    zones = peer_rows.zones(tx, whom, default_timezone=default_timezone)
    exams = peer_rows.exams_of(tx, whom, until=at)
    sat = report_rows.sittings(
        tx,
        whom,
        since=min(since, at - LOOKBACK),
        until=at,
        exam_id=None if scope == ALL_TESTS else scope,
    )
    return {
        one: summed(
            sat.get(one, []), zones[one], exam=exams.get(one, (None, None))[1], since=since, at=at
        )
        for one in whom
    }


def summed(
    sittings: Sequence[Sitting],
    zone: ZoneInfo,
    *,
    exam: str | None,
    since: datetime,
    at: datetime,
) -> Standing | None:
    """A window's tests summed up, fair figures from first attempts with effort."""
    fair = [one for one in sittings if one.is_first and not one.is_low_effort]
    window = [one for one in fair if one.completed_at >= since]
    improvement = trend([one for one in fair if one.completed_at >= at - LOOKBACK], zone)
    score = scores(
        right=sum(one.result.right for one in window),
        answers=sum(one.result.answers for one in window),
        milliseconds=sum(one.result.milliseconds for one in window),
        timed=sum(one.result.timed for one in window),
        optimal_seconds=optimal_seconds(exam),
        percentages=[one.percentage for one in window],
        improvement=improvement.improvement,
    )
    return standing(
        [one for one in sittings if one.completed_at >= since],
        improvement=improvement.improvement,
        # At nine decimals equals are equal, whatever they were added up from.
        overall=None if score.overall is None else round(score.overall, DECIMALS),
    )


class Standings:
    """Keeps them: fills what answers or time undid."""

    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def refresh(self, *, at: datetime, seconds: float | None = None) -> int:
        """Computes standings that do not hold; how many students. None goes to the end.

        With an end in sight it rests twice as long as it works: the same process answers taps.
        """
        clock = asyncio.get_running_loop().time
        began, refreshed = clock(), 0
        while True:
            started = clock()
            count = await self._database.write(lambda tx: self._refresh(tx, at))
            refreshed += count
            if count < BATCH:
                return refreshed
            if seconds is not None:
                if clock() - began >= seconds:
                    return refreshed
                await asyncio.sleep(REST * (clock() - started))

    def _refresh(self, tx: Transaction, at: datetime) -> int:
        whom = kept.due(tx, at=at, limit=BATCH)
        if whom:
            kept.save(tx, whom, self._new_rows(tx, whom, at))
        return len(whom)

    def _new_rows(
        self, tx: Transaction, whom: Sequence[StudentId], at: datetime
    ) -> list[NewStanding]:
        zones = peer_rows.zones(tx, whom, default_timezone=self._timezone)
        exams = peer_rows.exams_of(tx, whom, until=at)
        first = peer_rows.first_answers(tx, whom)
        sat = report_rows.sittings(tx, whom, since=at - LOOKBACK - MARGIN, until=None)
        since = at - timedelta(days=KEPT_DAYS)
        subjects = report_rows.subject_counts(tx, windows_of(sat, since=since, at=at), zones)
        return [
            self._row(
                one,
                scope,
                sat.get(one, []),
                exam=exams.get(one),
                first_at=first.get(one),
                zone=zones[one],
                subjects=subjects.get(one, {}) if scope == ALL_TESTS else {},
                at=at,
            )
            for one in whom
            for scope in _scopes(sat.get(one, []))
        ]

    def _row(
        self,
        student_id: StudentId,
        scope: int,
        sittings: Sequence[Sitting],
        *,
        exam: tuple[int, str] | None,
        first_at: datetime | None,
        zone: ZoneInfo,
        subjects: Mapping[str, tuple[int, int]],
        at: datetime,
    ) -> NewStanding:
        own = [one for one in sittings if scope in (ALL_TESTS, one.result.exam_id)]
        windows = (timedelta(days=KEPT_DAYS), LOOKBACK)
        after, until = validity([one.completed_at for one in own], windows=windows, at=at)
        # Tests that nobody read here left the longest window before that.
        after = at - MARGIN if after is None else max(after, at - MARGIN)
        past = [one for one in own if one.completed_at < at]
        since = at - timedelta(days=KEPT_DAYS)
        return NewStanding(
            student_id=student_id,
            scope=scope,
            exam_id=None if exam is None else exam[0],
            first_at=first_at,
            standing=summed(
                past,
                zone,
                exam=None if exam is None else exam[1],
                since=since,
                at=at,
            ),
            subjects=subjects,
            valid_after=after,
            valid_until=until,
        )


def windows_of(
    sat: Mapping[StudentId, Sequence[Sitting]], *, since: datetime, at: datetime
) -> dict[StudentId, list[Sitting]]:
    """Tests with since ≤ completed_at < at, of each student."""
    return {
        one: [test for test in own if since <= test.completed_at < at] for one, own in sat.items()
    }


def _scopes(sittings: Sequence[Sitting]) -> list[int]:
    """All tests, and each exam that some of them are of."""
    exams = {one.result.exam_id for one in sittings if one.result.exam_id is not None}
    return sorted({ALL_TESTS} | exams)
