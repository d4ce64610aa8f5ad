"""A group's board as its chat may see it: only who shares her results there, by chosen names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from analytics.ranking import Standing, by, fair_ranking, ranks
from services.errors import GroupGone, UnknownSubject
from services.rankings import Rankings
from services.roster import UnknownName
from storage import forecasts, groups, students
from storage.engine import Database, Transaction
from storage.records import Group, Student, StudentId

Dimension = Literal[
    "overall", "consistency", "activity", "improvement", "efficiency", "readiness", "fair"
]
DIMENSIONS: tuple[Dimension, ...] = (
    "overall",
    "consistency",
    "activity",
    "improvement",
    "efficiency",
    "readiness",
    "fair",
)
WINDOWS = (7, 30, 90)
#: Shown on each side of her own place.
NEIGHBOURS = 2
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
    student_id: StudentId
    rank: int
    name: str
    #: Percent, points, tests, points a week, right a minute, chance in percent, or fair score: by
    #: the dimension.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A member's place with her neighbours, or what keeps her from one."""

    board: GroupBoard
    #: None where she has none.
    own: BoardRow | None
    #: Her row and up to two on each side, in order.
    around: tuple[BoardRow, ...]
    shares: bool


_Read = tuple[set[StudentId], dict[StudentId, str], dict[StudentId, float]]


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

        def work(tx: Transaction) -> _Read:
            sharing = groups.sharing_members(tx, group.id)
            since = at - timedelta(days=days)
            return (
                sharing,
                students.shown_names(tx, sharing),
                forecasts.latest(tx, sorted(sharing), since=since, until=at)
                if dimension == "readiness"
                else {},
            )

        sharing, names, chances = await self._database.read(work)
        shown = {one: own for one, own in found.standings.items() if one in sharing}
        return GroupBoard(
            group=group,
            dimension=dimension,
            days=days,
            subject=subject,
            rows=tuple(_rows(shown, names, dimension, chances)),
            below_minimum=sum(one in sharing for one in found.below_minimum),
            unshared=len(found.names) - len(sharing & set(found.names)),
        )

    async def own_place(
        self,
        student: Student,
        group: Group,
        dimension: Dimension,
        *,
        days: int,
        subject: str | None,
        at: datetime,
    ) -> OwnPlace:
        """Where she stands among those who share; raises GroupGone where she does not sit."""
        mine = await self._database.read(
            lambda tx: {one.id: shares for one, shares in groups.of_member(tx, student.id)}
        )
        if group.id not in mine:
            raise GroupGone
        board = await self.board(group, dimension, days=days, subject=subject, at=at)
        place = next(
            (at_ for at_, row in enumerate(board.rows) if row.student_id == student.id), None
        )
        return OwnPlace(
            board=board,
            own=None if place is None else board.rows[place],
            around=()
            if place is None
            else board.rows[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1],
            shares=mine[group.id],
        )


def _rows(
    shown: Mapping[StudentId, Standing],
    names: Mapping[StudentId, str],
    dimension: Dimension,
    chances: Mapping[StudentId, float],
) -> list[BoardRow]:
    if dimension == "readiness":
        known = {one: 100 * chances[one] for one in shown if one in chances}
        order = ranks(known)
        placed = {one: (order[one], known[one]) for one in order}
    elif dimension == "fair":
        placed = {one: (fair.rank, fair.score) for one, fair in fair_ranking(shown).items()}
    else:
        values = by(shown, _VALUES[dimension])
        order = ranks(values, descending=dimension != "consistency")
        placed = {one: (order[one], float(values[one])) for one in order}
    rows = [
        BoardRow(student_id=one, rank=rank, name=names[one], value=value, tests=shown[one].tests)
        for one, (rank, value) in placed.items()
    ]
    return sorted(rows, key=lambda row: (row.rank, row.name))
