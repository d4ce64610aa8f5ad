"""A group as its pictures show it: who stands where, and how its topics go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from analytics.ranking import ranks
from services.rankings import Rankings
from storage import answers, groups, students
from storage.answers import TopicSum
from storage.engine import Database, Transaction
from storage.records import StudentId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One student; equal averages share a rank."""

    rank: int
    name: str
    #: Mean percentage of her tests, 0–100.
    average: float
    tests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    title: str
    days: int
    until: date
    rows: tuple[GroupRow, ...]
    #: Members with too few tests for a rank.
    below_minimum: int
    topics: tuple[TopicSum, ...]


class GroupReports:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._rankings = Rankings(database, default_timezone=default_timezone)

    async def of(
        self, key: str, *, days: int, at: datetime, only_sharing: bool = False
    ) -> GroupFigures:
        """Raises UnknownName for a group that there is not.

        The operator's command shows everybody; whatever leaves for a chat, only who shares.
        """
        ranking = await self._rankings.of_group(key, days=days, at=at)

        def work(tx: Transaction) -> GroupFigures:
            group = groups.find_by_key(tx, key)
            seen = set(ranking.names)
            if only_sharing:
                seen &= groups.sharing_members(tx, group.id) if group else set()
            shown = students.shown_names(tx, ranking.overall)
            order = [one for one in ranking.in_order() if one in seen]
            places = ranks({one: ranking.standings[one].average for one in order})
            members = sorted(seen)
            return GroupFigures(
                title=group.title if group else key,
                days=days,
                until=at.date(),
                rows=tuple(
                    GroupRow(
                        rank=places[one],
                        name=shown[one],
                        average=float(ranking.standings[one].average),
                        tests=ranking.standings[one].tests,
                    )
                    for one in order
                ),
                below_minimum=len(seen & set(ranking.below_minimum)),
                topics=tuple(_topics(tx, members, since=at - timedelta(days=days), until=at)),
            )

        return await self._database.read(work)


def _topics(
    tx: Transaction, members: list[StudentId], *, since: datetime, until: datetime
) -> list[TopicSum]:
    """Answers of all members by topic, the weakest first."""
    found = answers.topics_of_all(tx, members, since=since, until=until)
    return sorted(found, key=lambda one: one.right / one.answers)
