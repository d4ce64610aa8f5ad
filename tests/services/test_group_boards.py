"""A board is the ranking of those who share; each of them finds her own place in it."""

from datetime import UTC, datetime

import pytest

from services.errors import GroupGone
from services.group_boards import DIMENSIONS, GroupBoards
from services.rankings import Rankings
from services.records import Group, Student
from services.roster import Roster
from services.simulation import Simulation, members
from storage import groups, students
from storage.engine import Database, Transaction
from views import rankings as views
from views.callbacks import BoardTap
from views.translate import translator

pytestmark = pytest.mark.stocked

UNTIL = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"
MEMBERS = 34


@pytest.fixture
async def school(database: Database) -> Database:
    simulation = Simulation(database, default_timezone=ZONE)
    await simulation.make_class(
        members(MEMBERS, seed=4), days=20, seed=4, until=UNTIL, title="Class"
    )
    return database


async def of_class(school: Database) -> tuple[Group, list[Student]]:
    group = (await Roster(school).groups())[0]
    people = await school.read(
        lambda tx: [students.get(tx, one) for one in groups.members(tx, group.id)]
    )
    return group, people


async def test_every_member_finds_the_place_that_the_board_has_for_her(school: Database) -> None:
    boards = GroupBoards(school, default_timezone=ZONE)
    group, people = await of_class(school)
    for dimension in DIMENSIONS:
        board = await boards.board(group, dimension, days=30, subject=None, at=UNTIL)
        ranked = {row.student_id: row for row in board.rows}
        for place, row in enumerate(board.rows):
            if place % 9:
                continue
            who = next(one for one in people if one.id == row.student_id)
            own = await boards.own_place(who, group, dimension, days=30, subject=None, at=UNTIL)
            assert own.own == ranked[who.id]
            assert row in own.around
            assert len(own.around) <= 5
            for language in ("en", "hi"):
                said = views.own_place(own, translator(language)).html
                assert str(row.rank) in said
    plain = await Rankings(school, default_timezone=ZONE).of_group(group.key, days=30, at=UNTIL)
    board = await boards.board(group, "overall", days=30, subject=None, at=UNTIL)
    assert {row.student_id: row.rank for row in board.rows} == dict(plain.overall)


async def test_who_does_not_share_or_has_too_few_tests_hears_why(school: Database) -> None:
    boards = GroupBoards(school, default_timezone=ZONE)
    group, people = await of_class(school)
    board = await boards.board(group, "overall", days=30, subject=None, at=UNTIL)
    first = next(one for one in people if one.id == board.rows[0].student_id)

    def hide(tx: Transaction) -> None:
        groups.share_results(tx, group.id, first.id, shares=False)

    await school.write(hide)
    own = await boards.own_place(first, group, "overall", days=30, subject=None, at=UNTIL)
    assert (own.own, own.around, own.shares) == (None, (), False)
    assert "Only who shares" in views.own_place(own, translator("en")).html
    after = await boards.board(group, "overall", days=30, subject=None, at=UNTIL)
    assert first.id not in {row.student_id for row in after.rows}
    assert after.unshared == board.unshared + 1

    def newcomer(tx: Transaction) -> Student:
        made = students.meet(tx, telegram_id=999, at=UNTIL, timezone=ZONE)
        groups.take_seat(tx, group.id, made.id, shares_results=True, at=UNTIL)
        return students.get(tx, made.id)

    new = await school.write(newcomer)
    few = await boards.own_place(new, group, "overall", days=30, subject=None, at=UNTIL)
    assert "five tests" in views.own_place(few, translator("en")).html

    def stranger(tx: Transaction) -> Student:
        return students.get(tx, students.meet(tx, telegram_id=998, at=UNTIL, timezone=ZONE).id)

    with pytest.raises(GroupGone):
        await boards.own_place(
            await school.write(stranger), group, "overall", days=30, subject=None, at=UNTIL
        )


async def test_a_long_board_is_read_page_by_page(school: Database) -> None:
    boards, t = GroupBoards(school, default_timezone=ZONE), translator("hi")
    group, _ = await of_class(school)
    board = await boards.board(group, "activity", days=30, subject=None, at=UNTIL)
    assert len(board.rows) > 30
    first, second = views.board(board, t), views.board(board, t, page=1)
    assert [len(row) for row in first.keyboard] == [1, 3, 2, 2, 2, 2]
    tap = BoardTap.unpack(first.keyboard[0][0].data)
    assert (tap.wanted, tap.days, tap.page) == ("activity", 30, 1)
    lines = first.html.splitlines() + second.html.splitlines()
    assert sum(line[:1].isdigit() for line in lines) == len(board.rows)
    assert views.board(board, t, page=99).html == second.html
