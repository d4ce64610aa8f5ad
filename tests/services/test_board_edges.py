"""A board at its edges: ties, minimums, who left, another alias, and the window to the microsecond."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from services.group_boards import GroupBoard, GroupBoards
from services.records import Group, Student
from storage import groups, students
from storage.engine import Database, Transaction
from tests.scheduler.test_delivery import adult
from tests.scheduler.test_unasked import EVENING, ZONE, answered

Abhyas = Callable[..., tuple[int, str, str]]
#: Midnight in Jaipur: the class's day begins.
MIDNIGHT = datetime(2026, 11, 24, tzinfo=ZoneInfo(ZONE))
WEEK = timedelta(days=7)


async def a_class(database: Database, people: int) -> tuple[Group, list[Student]]:
    whom = [await adult(database, 100 + n) for n in range(people)]

    def work(tx: Transaction) -> Group:
        made = groups.make(tx, owner_id=None, title="Class", join_code="c", at=EVENING)
        for one in whom:
            groups.take_seat(tx, made.id, one.id, shares_results=True, at=EVENING)
        return made

    return await database.write(work), whom


async def board(database: Database, group: Group, *, at: datetime, days: int = 30) -> GroupBoard:
    boards = GroupBoards(database, default_timezone=ZONE)
    return await boards.board(group, "overall", days=days, subject=None, at=at)


def daily(count: int, *, until: datetime, right: int) -> list[tuple[datetime, int]]:
    return [(until - timedelta(days=n), right) for n in reversed(range(count))]


async def test_equal_averages_share_a_rank_and_the_next_one_is_left_out(
    database: Database, tmp_path: Path
) -> None:
    group, whom = await a_class(database, 4)
    for one, right in zip(whom, (7, 9, 7, 5), strict=True):
        await answered(database, tmp_path, one, daily(6, until=EVENING, right=right))
    found = await board(database, group, at=MIDNIGHT)
    assert [(row.rank, row.value) for row in found.rows] == [(1, 90), (2, 70), (2, 70), (4, 50)]


async def test_four_tests_are_no_place_and_five_are(database: Database, tmp_path: Path) -> None:
    group, whom = await a_class(database, 2)
    await answered(database, tmp_path, whom[0], daily(4, until=EVENING, right=10))
    await answered(database, tmp_path, whom[1], daily(5, until=EVENING, right=1))
    found = await board(database, group, at=MIDNIGHT)
    assert [row.student_id for row in found.rows] == [whom[1].id]
    assert found.below_minimum == 1


async def test_who_left_is_on_no_board_and_nobody_is_ranked_behind_her(
    database: Database, tmp_path: Path
) -> None:
    group, whom = await a_class(database, 2)
    for one, right in zip(whom, (9, 5), strict=True):
        await answered(database, tmp_path, one, daily(6, until=EVENING, right=right))
    await database.write(lambda tx: groups.leave(tx, group.id, whom[0].id, at=EVENING))
    found = await board(database, group, at=MIDNIGHT)
    assert [(row.student_id, row.rank) for row in found.rows] == [(whom[1].id, 1)]


async def test_another_alias_stands_there_at_once(database: Database, tmp_path: Path) -> None:
    group, whom = await a_class(database, 1)
    await answered(database, tmp_path, whom[0], daily(6, until=EVENING, right=9))
    assert [row.name for row in (await board(database, group, at=MIDNIGHT)).rows] == ["Asha"]

    def renamed(tx: Transaction) -> None:
        own = students.get(tx, whom[0].id).settings
        students.save_settings(tx, whom[0].id, replace(own, alias="Chetak 7"))

    await database.write(renamed)
    assert [row.name for row in (await board(database, group, at=MIDNIGHT)).rows] == ["Chetak 7"]


async def test_a_test_at_midnight_counts_for_exactly_its_seven_days(
    database: Database, tmp_path: Path
) -> None:
    """Its last answer came at midnight in Jaipur; the fifth test of the week hangs on it."""
    group, whom = await a_class(database, 1)
    week = [MIDNIGHT - WEEK + timedelta(seconds=1)]
    week += [MIDNIGHT - timedelta(days=n) for n in (4, 3, 2, 1)]
    await answered(database, tmp_path, whom[0], [(one, 8) for one in week])
    # `answered` ends a test a second before the moment that it is told.
    assert [row.tests for row in (await board(database, group, at=MIDNIGHT, days=7)).rows] == [5]
    later = MIDNIGHT + timedelta(microseconds=1)
    assert (await board(database, group, at=later, days=7)).rows == ()
    assert (await board(database, group, at=later, days=30)).rows[0].tests == 5
    before = MIDNIGHT - timedelta(days=1) - timedelta(seconds=1)
    assert (await board(database, group, at=before, days=7)).rows == ()


async def test_the_board_says_what_the_command_says(
    database: Database, database_url: str, tmp_path: Path, abhyas: Abhyas
) -> None:
    group, whom = await a_class(database, 6)
    for n, one in enumerate(whom):
        await answered(database, tmp_path, one, daily(4 + n, until=EVENING, right=4 + n % 4))
    found = await board(database, group, at=MIDNIGHT)
    _, out, _ = await asyncio.to_thread(
        abhyas,
        *("rankings", group.key, "--json", "--at", MIDNIGHT.isoformat()),
        *("--database", database_url),
    )
    told = json.loads(out)
    keys = {one.id: one.key for one in whom}
    assert {keys[row.student_id]: (row.rank, row.value, row.tests) for row in found.rows} == {
        row["student"]: (row["overall_rank"], row["average_percentage"], row["tests"])
        for row in told["students"]
    }
    assert len(told["below_minimum"]) == found.below_minimum == 1
