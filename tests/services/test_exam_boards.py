"""The board of an exam shows who agreed, ranks them as equals are ranked, and finds her place."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from content.exam_file import load_catalogue
from services.errors import NoExam
from services.exam_boards import ExamBoards
from storage import students
from storage.engine import Database, Transaction
from storage.records import Student, StudentId
from storage.standings import ALL_TESTS
from storage.tables import exams, settings, standings
from views import exam_board as views
from views.translate import translator

pytestmark = pytest.mark.stocked
AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
EXAM = "ras_pre"


def standing(student: int, exam: int, average: float, tests: int) -> dict[str, Any]:
    return {
        "student_id": student,
        "scope": ALL_TESTS,
        "exam_id": exam,
        "first_at": AT,
        "last_active_at": AT,
        "tests": tests,
        "average_percentage": average,
        "bucket": round(10 * average) if tests >= 5 else None,
        "overall": average,
        "subjects": {},
        "fair_tests": 0,
        "exact": {},
        "is_stale": False,
    }


async def enrolled(database: Database, count: int) -> list[Student]:
    """Students with averages 90, 89, 89, 88, 87, …; every one agreed, the last has four tests."""

    def work(tx: Transaction) -> list[StudentId]:
        exam = tx.connection.scalar(select(exams.c.id).where(exams.c.key == EXAM))
        assert exam is not None
        ids = []
        for n in range(count):
            met = students.meet(tx, telegram_id=n + 1, at=AT, timezone="Asia/Kolkata")
            students.set_profile(
                tx, met.id, name=f"<b>S{n}", age_band="adult", keeps_answers=True, onboarded_at=AT
            )
            ids.append(met.id)
        tx.connection.execute(update(settings).values(is_listed=True, exam_id=exam))
        average = [90.0 - n + (1 if n == 2 else 0) for n in range(count)]
        tx.connection.execute(
            insert(standings),
            [
                standing(one, exam, average[n], 4 if n == count - 1 else 10 + n)
                for n, one in enumerate(ids)
            ],
        )
        return ids

    ids = await database.write(work)
    return await database.read(lambda tx: students.get_all(tx, ids))


async def test_she_sees_the_first_ten_and_those_around_her(database: Database) -> None:
    people = await enrolled(database, 30)
    found = await ExamBoards(database, load_catalogue()).of(people[20])
    assert [one.rank for one in found.top] == [1, 2, 2, 4, 5, 6, 7, 8, 9, 10]
    assert [one.rank for one in found.around] == [19, 20, 21, 22, 23]
    assert found.own is not None
    assert (found.own.rank, found.count) == (21, 29), "four tests are no place"
    first = await ExamBoards(database, load_catalogue()).of(people[0])
    assert first.around == ()
    t = translator("en")
    said = views.board(found, t, text_only=True).html
    assert "Your place: <b>21</b> of 29" in said
    assert "&lt;b&gt;S20 ⬅️" in said


async def test_who_did_not_agree_is_in_nobodys_board_and_keeps_her_own_in_the_dark(
    database: Database,
) -> None:
    people = await enrolled(database, 12)
    boards = ExamBoards(database, load_catalogue())
    hidden = [people[0].id, people[11].id]
    await database.write(
        lambda tx: tx.connection.execute(
            update(settings).where(settings.c.student_id == hidden[0]).values(is_listed=False)
        )
    )
    people = await database.read(lambda tx: students.get_all(tx, [one.id for one in people]))
    others = await boards.of(people[1])
    assert all(one.student_id != hidden[0] for one in others.top)
    assert others.own is not None
    assert others.own.rank == 1
    own = await boards.of(people[0])
    assert own.own is None
    assert "Your name is not on it" in views.board(own, translator("en")).html
    few = await boards.of(people[11])
    assert "it takes five tests" in views.board(few, translator("en")).html


async def test_without_an_exam_there_is_no_board(database: Database) -> None:
    people = await enrolled(database, 1)
    await database.write(lambda tx: tx.connection.execute(update(settings).values(exam_id=None)))
    student = await database.read(lambda tx: students.get(tx, people[0].id))
    with pytest.raises(NoExam):
        await ExamBoards(database, load_catalogue()).of(student)
