"""How a group's or an exam's students stand against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from analytics.ranking import MINIMUM_TESTS, Fair, Standing, by, fair_ranking, ranks
from analytics.trend import LOOKBACK
from services.roster import UnknownName
from services.standing import KEPT_DAYS, standings_at, summed
from storage import groups, peer_rows, report_rows, standings
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Who stands where in a window; ranks by the specification, and fair ones beside them."""

    group: str
    since: datetime
    until: datetime
    timezone: str
    names: Mapping[StudentId, str]
    standings: Mapping[StudentId, Standing]
    overall: Mapping[StudentId, int]
    consistency: Mapping[StudentId, int]
    activity: Mapping[StudentId, int]
    improvement: Mapping[StudentId, int]
    efficiency: Mapping[StudentId, int]
    fair: Mapping[StudentId, Fair]
    below_minimum: tuple[StudentId, ...]

    def in_order(self) -> list[StudentId]:
        """The ranked by overall rank, equal ones by name."""
        return sorted(self.overall, key=lambda one: (self.overall[one], self.names[one]))

    def document(self) -> dict[str, object]:
        return {
            "group": self.group,
            "window": {
                "from": self.since.isoformat(),
                "to": self.until.isoformat(),
                "timezone": self.timezone,
            },
            "minimum_tests": MINIMUM_TESTS,
            "students": [self._row(one) for one in self.in_order()],
            "below_minimum": sorted(self.names[one] for one in self.below_minimum),
        }

    def _row(self, one: StudentId) -> dict[str, object]:
        own, fair = self.standings[one], self.fair.get(one)
        return {
            "student": self.names[one],
            "average_percentage": float(own.average),
            "tests": own.tests,
            "standard_deviation": own.deviation,
            "last_active": own.last_active.isoformat(),
            "overall_rank": self.overall[one],
            "consistency_rank": self.consistency[one],
            "activity_rank": self.activity[one],
            "improvement_rank": self.improvement.get(one),
            "efficiency_rank": self.efficiency.get(one),
            "fair_score": None if fair is None else fair.score,
            "fair_rank": None if fair is None else fair.rank,
            "fair_rank_interval": None if fair is None else list(fair.interval),
        }


class Rankings:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def of_group(
        self, key: str, *, days: int, at: datetime, subject: str | None = None
    ) -> Ranking:
        """A group's members, by all their tests; raises UnknownName."""

        def work(tx: Transaction) -> Ranking:
            names = peer_rows.group_students(tx, key)
            if names is None:
                raise UnknownName("group", key, [one.key for one in groups.listed(tx)])
            return self._ranking(tx, key, names, None, days=days, at=at, subject=subject)

        return await self._database.snapshot(work)

    async def of_exam(
        self, key: str, *, days: int, at: datetime, subject: str | None = None
    ) -> Ranking:
        """Everybody who sat tests of an exam, by those; raises UnknownName."""

        def work(tx: Transaction) -> Ranking:
            exam = peer_rows.exam_id(tx, key)
            if exam is None:
                raise UnknownName("exam", key, peer_rows.exam_keys(tx))
            since = at - timedelta(days=days)
            if days == KEPT_DAYS and subject is None:
                held = standings.of_exam(tx, exam, at=at)
                late = [one for one in standings.undone(tx, at=at) if one not in held]
                # In the past, or behind an import, it is everybody.
                few = late if len(late) <= standings.CHUNK else None
                names = peer_rows.exam_sitters(tx, exam, since=since, until=at, among=few)
                names |= {one: name for one, (name, _) in held.items()}
            else:
                held, names = {}, peer_rows.exam_sitters(tx, exam, since=since, until=at)
            known = {one: own for one, (_, own) in held.items()}
            names = dict(sorted(names.items()))
            return self._ranking(
                tx, key, names, exam, days=days, at=at, subject=subject, known=known
            )

        return await self._database.snapshot(work)

    def _ranking(
        self,
        tx: Transaction,
        name: str,
        names: Mapping[StudentId, str],
        exam: int | None,
        *,
        days: int,
        at: datetime,
        subject: str | None,
        known: Mapping[StudentId, Standing] = MappingProxyType({}),
    ) -> Ranking:
        since, whom = at - timedelta(days=days), list(names)
        if subject is None:
            scope = ALL_TESTS if exam is None else exam
            every = standings_at(
                tx,
                whom,
                scope=scope,
                days=days,
                at=at,
                default_timezone=self._timezone,
                known=known,
            )
        else:
            every = self._by_subject(tx, whom, exam, subject, since=since, at=at)
        ranked = {one: own for one, own in every.items() if own.tests >= MINIMUM_TESTS}
        return Ranking(
            group=name,
            since=since,
            until=at,
            timezone=self._timezone,
            names=names,
            standings=ranked,
            overall=ranks(by(ranked, lambda one: one.average)),
            consistency=ranks(by(ranked, lambda one: one.deviation), descending=False),
            activity=ranks(by(ranked, lambda one: one.tests)),
            improvement=ranks(by(ranked, lambda one: one.improvement)),
            efficiency=ranks(by(ranked, lambda one: one.efficiency)),
            fair=fair_ranking(ranked),
            below_minimum=tuple(one for one in whom if one not in ranked),
        )

    def _by_subject(
        self,
        tx: Transaction,
        whom: list[StudentId],
        exam: int | None,
        subject: str,
        *,
        since: datetime,
        at: datetime,
    ) -> dict[StudentId, Standing]:
        """The same tests, each with its answers of one subject or topic only."""
        if not peer_rows.knows_subject(tx, subject):
            raise UnknownName("subject", subject, peer_rows.subject_keys(tx))
        zones = peer_rows.zones(tx, whom, default_timezone=self._timezone)
        found = report_rows.sittings(
            tx, whom, since=min(since, at - LOOKBACK), until=at, exam_id=exam
        )
        found = report_rows.subject_sittings(tx, whom, found, subject=subject, zones=zones)
        each = {
            one: summed(own, zones[one], exam=None, since=since, at=at)
            for one, own in found.items()
        }
        return {one: own for one, own in each.items() if own is not None}
