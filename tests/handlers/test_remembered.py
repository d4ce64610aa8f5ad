"""Taps in a set with a student as she was remembered: what changed elsewhere holds at once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, select, update

from bot.middlewares.remembered import MOST, REMEMBERED_FOR, Remembered
from content.exam_file import load_catalogue
from services.errors import AttemptGone, StudentChanged
from services.practice import Practice
from services.practice_steps import QuestionShown, Wish
from services.set_flow import SetFlow
from storage import erasure, students
from storage.engine import Database, Transaction, open_database
from storage.intake import Arrival
from storage.records import AttemptId, Student, StudentId
from storage.tables import answers, settings
from storage.tables import students as students_table
from tests.conftest import NOON
from tests.support.client import button_data
from tests.support.tutor import Tutor


@pytest.fixture
async def elsewhere(tutor: Tutor, database_url: str) -> AsyncIterator[Database]:
    """Another worker's way to the database that the tutor runs on."""
    assert tutor
    opened = open_database(database_url)
    yield opened
    await opened.close()


async def _change(database: Database, table: Table, **values: object) -> None:
    """Of everybody, which is one student."""
    await database.write(lambda tx: tx.connection.execute(update(table).values(values)))


async def _logged(database: Database) -> int:
    def count(tx: Transaction) -> int:
        return tx.connection.scalar(select(func.count()).select_from(answers)) or 0

    return await database.read(count)


async def _at_her_second_question(tutor: Tutor) -> tuple[int, Any]:
    """Somebody whom the tutor remembers by now, and her open question."""
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    return asha, await tutor.tap(asha, marked, button_data(marked, "next:")[0])


async def test_a_language_chosen_elsewhere_is_spoken_at_the_next_tap(
    tutor: Tutor, elsewhere: Database
) -> None:
    asha, second = await _at_her_second_question(tutor)
    await _change(elsewhere, students_table, language="hi")
    marked = await tutor.tap(asha, second, button_data(second, "ans:")[0])
    assert "सही" in marked["text"]
    assert await _logged(elsewhere) == 2


async def test_a_newcomer_answers_straight_after_the_first_run(tutor: Tutor) -> None:
    """Who was met in the middle of it is not asked for her exam again, with others at practice."""
    bhanu = await tutor.adult("Bhanu")
    first = await tutor.start_set(bhanu)
    await tutor.tap(bhanu, first, button_data(first, "ans:")[0])
    asha = await tutor.people.person("Asha")
    screen = await tutor.people.ask(asha, "/start")
    for _ in range(4):
        screen = await tutor.tap(asha, screen, screen["buttons"][0][0]["data"])
    question = await tutor.people.next_message(asha, screen["id"])
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    assert button_data(marked, "next:")


async def test_how_sure_she_is_is_asked_from_the_moment_she_wants_it(
    tutor: Tutor, elsewhere: Database
) -> None:
    asha, second = await _at_her_second_question(tutor)
    await _change(elsewhere, settings, asks_confidence=True)
    asked = await tutor.tap(asha, second, button_data(second, "ans:")[0])
    assert button_data(asked, "sure:")
    assert await _logged(elsewhere) == 1


async def test_nothing_is_kept_once_she_said_so_elsewhere(
    tutor: Tutor, elsewhere: Database
) -> None:
    asha, second = await _at_her_second_question(tutor)
    await _change(elsewhere, students_table, keeps_answers=False)
    await tutor.tap(asha, second, button_data(second, "ans:")[0])
    assert await _logged(elsewhere) == 1


async def test_who_was_forgotten_elsewhere_is_a_newcomer_at_the_next_tap(
    tutor: Tutor, elsewhere: Database
) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])

    def forget(tx: Transaction) -> None:
        found = students.find_by_telegram_id(tx, asha)
        assert found is not None
        erasure.erase_student(tx, found.id)

    await elsewhere.write(forget)
    screen = await tutor.tap(asha, marked, button_data(marked, "next:")[0])
    assert button_data(screen, "lang:")
    assert await _logged(elsewhere) == 0


async def _in_a_set(database: Database) -> tuple[Practice, Student, QuestionShown]:
    def join(tx: Transaction) -> Student:
        students.meet(tx, telegram_id=7, at=NOON, timezone="Asia/Kolkata")
        tx.connection.execute(
            update(students_table).values(
                language="en", age_band="adult", keeps_answers=True, onboarded_at=NOON
            )
        )
        found = students.find_by_telegram_id(tx, 7)
        assert found is not None
        return found

    asha = await database.write(join)
    practice = Practice(SetFlow(database, load_catalogue()))
    shown = await practice.start(asha, Wish(), Arrival(NOON, 1))
    assert isinstance(shown, QuestionShown)
    return practice, asha, shown


@pytest.mark.stocked
async def test_a_tap_of_who_changed_meanwhile_writes_nothing(database: Database) -> None:
    practice, asha, shown = await _in_a_set(database)
    await _change(database, students_table, language="hi")
    with pytest.raises(StudentChanged):
        await practice.answer(asha, shown.attempt_id, 1, "A", Arrival(NOON, 2))
    assert await _logged(database) == 0
    now = await database.read(lambda tx: students.get(tx, asha.id))
    await practice.answer(now, shown.attempt_id, 1, "A", Arrival(NOON, 2))
    assert await _logged(database) == 1


@pytest.mark.stocked
async def test_a_set_that_is_nobodys_is_gone_for_who_is_as_she_was(database: Database) -> None:
    practice, asha, shown = await _in_a_set(database)
    nobodys = AttemptId(shown.attempt_id + 1)
    with pytest.raises(AttemptGone):
        await practice.go_on(asha, nobodys, 1, Arrival(NOON, 2))
    await _change(database, students_table, language="hi")
    with pytest.raises(StudentChanged):
        await practice.go_on(asha, nobodys, 1, Arrival(NOON, 2))


ASHA = Student(
    id=StudentId(1),
    key="1",
    telegram_id=1,
    name="",
    language="en",
    age_band="adult",
    keeps_answers=True,
    is_onboarded=True,
    awaiting=None,
    is_reachable=True,
    settings=students.DEFAULTS,
)


def test_nobody_is_remembered_for_long_nor_when_the_clock_goes_back() -> None:
    remembered = Remembered()
    for later in (REMEMBERED_FOR + timedelta(seconds=1), timedelta(seconds=-1)):
        assert remembered.of(1, at=NOON) is None
        remembered.note(1, ASHA)
        assert remembered.of(1, at=NOON) == ASHA
        assert remembered.of(1, at=NOON + later) is None
        assert remembered.of(1, at=NOON) is None


def test_a_crowd_makes_room_and_the_forgotten_leave() -> None:
    remembered = Remembered()
    remembered.of(0, at=NOON)
    for one in range(MOST + 1):
        remembered.note(one, ASHA)
    assert remembered.of(0, at=NOON) is None
    assert remembered.of(MOST, at=NOON) is not None
    remembered.note(MOST, None)
    assert remembered.of(MOST, at=NOON) is None
