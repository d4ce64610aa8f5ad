"""A group's board as its chat may see it: only who shares her results there, by chosen names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from analytics.ranking import Standing, by, fair_ranking, ranks
from services.errors import GroupGone, UnknownSubject
from services.rankings import Rankings
from services.roster import UnknownName
from storage import groups, students
from storage.engine import Database, Transaction
from storage.records import Group, StudentId

Dimension = Literal["overall", "consistency", "activity", "improvement", "efficiency", "fair"]
DIMENSIONS: tuple[Dimension, ...] = (
    "overall",
    "consistency",
    "activity",
    "improvement",
    "efficiency",
    "fair",
)
WINDOWS = (7, 30, 90)
Number = Fraction | float | int
_VALUES: Mapping[Dimension, Callable[[Standing], Number | None]] = {
    "overall": lambda one: one.average,
    "consistency": lambda one: one.deviation,
    "activity": lambda one: one.tests,
    "improvement": lambda one: one.improvement,
    "efficiency": lambda one: one.efficiency,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    rank: int
    name: str
    #: Percent, points, tests, points a week, right a minute, or fair score: by the dimension.
    value: float
    tests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBoard:
    group: Group
    dimension: Dimension
    days: int
    subject: str | None
    rows: tuple[BoardRow, ...]
    #: Members who share but have fewer than five tests, and members who do not share.
    below_minimum: int
    unshared: int


class GroupBoards:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._rankings = Rankings(database, default_timezone=default_timezone)

    async def board(
        self,
        group: Group,
        dimension: Dimension,
        *,
        days: int,
        subject: str | None,
        at: datetime,
    ) -> GroupBoard:
        """Ranks among those who share; raises UnknownSubject."""
        try:
            found = await self._rankings.of_group(group.key, days=days, at=at, subject=subject)
        except UnknownName as error:
            raise (UnknownSubject if subject else GroupGone) from error

        def work(tx: Transaction) -> tuple[set[StudentId], dict[StudentId, str]]:
            sharing = groups.sharing_members(tx, group.id)
            return sharing, {one: students.get(tx, one).shown_name for one in sharing}

        sharing, names = await self._database.read(work)
        shown = {one: own for one, own in found.standings.items() if one in sharing}
        return GroupBoard(
            group=group,
            dimension=dimension,
            days=days,
            subject=subject,
            rows=tuple(_rows(shown, names, dimension)),
            below_minimum=sum(one in sharing for one in found.below_minimum),
            unshared=len(found.names) - len(sharing & set(found.names)),
        )


def _rows(
    shown: Mapping[StudentId, Standing], names: Mapping[StudentId, str], dimension: Dimension
) -> list[BoardRow]:
    if dimension == "fair":
        placed = {one: (fair.rank, fair.score) for one, fair in fair_ranking(shown).items()}
    else:
        values = by(shown, _VALUES[dimension])
        order = ranks(values, descending=dimension != "consistency")
        placed = {one: (order[one], float(values[one])) for one in order}
    rows = [
        BoardRow(rank=rank, name=names[one], value=value, tests=shown[one].tests)
        for one, (rank, value) in placed.items()
    ]
    return sorted(rows, key=lambda row: (row.rank, row.name))
