"""What a teacher asks of single members: one student's card, or the whole group as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from content.tables import Cell, Form, write_table
from services.dashboard import Dashboard, Dashboards
from services.errors import UnknownMember
from services.progress import Progress, ProgressReports
from services.rankings import Ranking, Rankings
from storage import groups, students
from storage.engine import Database, Transaction
from storage.records import Group, Student

DAYS = 30
NEAREST = 5
COLUMNS = (
    "name",
    "average_percentage",
    "tests",
    "overall_rank",
    "consistency_rank",
    "activity_rank",
    "improvement_rank",
    "efficiency_rank",
    "fair_score",
    "last_active",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard:
    """A member who shares her results, as her teacher sees her."""

    name: str
    progress: Progress
    board: Dashboard


class GroupMembers:
    """Reads only members who share their results with a group of this teacher's."""

    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._progress = ProgressReports(database)
        self._dashboards = Dashboards(database, default_timezone=default_timezone)
        self._rankings = Rankings(database, default_timezone=default_timezone)

    async def card(self, of: Sequence[Group], wanted: str, *, at: datetime) -> MemberCard:
        """The member of these groups with the name; raises UnknownMember with the nearest."""
        members = await self._database.read(lambda tx: _sharing(tx, of))
        student = _named(members, wanted)
        return MemberCard(
            name=student.shown_name,
            progress=await self._progress.of(student, days=DAYS, at=at),
            board=await self._dashboards.of(student, days=DAYS, at=at),
        )

    async def table(self, group: Group, form: Form, *, at: datetime) -> bytes:
        """The group's figures of the last 30 days as a file, ranks as the whole group has them."""
        ranking = await self._rankings.of_group(group.key, days=DAYS, at=at)
        members = await self._database.read(lambda tx: _sharing(tx, [group]))
        rows = [_row(one, ranking) for one in members]
        return write_table(form, COLUMNS, sorted(rows, key=lambda row: str(row[0])))


def _sharing(tx: Transaction, of: Sequence[Group]) -> list[Student]:
    ids = sorted({one for group in of for one in groups.sharing_members(tx, group.id)})
    return students.get_all(tx, ids)


def _named(members: Sequence[Student], wanted: str) -> Student:
    """By key or name, whole or its beginning; several or none are an error that names the nearest."""
    text = " ".join(wanted.casefold().split())
    exact = [one for one in members if text in {one.key.casefold(), one.shown_name.casefold()}]
    begun = [one for one in members if text and one.shown_name.casefold().startswith(text)]
    for found in (exact, begun):
        if len(found) == 1:
            return found[0]
    names = [one.shown_name for one in exact or begun or members]
    close = get_close_matches(wanted, names, NEAREST, 0.0) or names[:NEAREST]
    raise UnknownMember(names=", ".join(close) or "–")


def _row(one: Student, ranking: Ranking) -> tuple[Cell, ...]:
    standing, fair = ranking.standings.get(one.id), ranking.fair.get(one.id)

    def rank(of: object) -> int | None:
        return of.get(one.id) if isinstance(of, dict) else None

    return (
        one.shown_name,
        None if standing is None else round(float(standing.average), 2),
        None if standing is None else standing.tests,
        rank(ranking.overall),
        rank(ranking.consistency),
        rank(ranking.activity),
        rank(ranking.improvement),
        rank(ranking.efficiency),
        None if fair is None else round(fair.score, 2),
        None if standing is None else standing.last_active.date().isoformat(),
    )
