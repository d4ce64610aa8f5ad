"""A corrected key reaches every answer and attempt of a class, exactly and once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from content.exam_file import load_catalogue
from services.catalogue import Catalogue
from services.errors import AttemptGone, NotAnAdmin, QuestionGone
from services.practice import Practice
from services.practice_steps import AnswerMarked, QuestionShown, Wish
from services.question_files import ImportOptions, QuestionFile, QuestionFiles
from services.records import Arrival
from services.set_flow import SetFlow
from services.students import Students
from services.upkeep import Upkeep
from storage.corrections import CorrectionMode
from storage.engine import Transaction, open_database
from storage.question_bank import stored_question
from storage.tables import answers, attempts, questions, topics
from tests.conftest import used_databases
from tests.support.databases import PostgresTemplates, sqlite_clone
from tests.support.practised_class import (
    START,
    TOPIC,
    School,
    made_school,
    other,
    somebody,
)


@pytest.fixture(scope="module")
def begun() -> dict[str, tuple[str, School]]:
    """By kind of database: one in which the class has practised, to be cloned."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def cloned(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    begun: dict[str, tuple[str, School]],
) -> tuple[str, School]:
    """A database of its own for a test, and the class in it."""
    used_databases.add(request.param)
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("school")
        if request.param not in begun:
            url = sqlite_clone(request.getfixturevalue("stocked_file"), folder)
            begun[request.param] = (url, asyncio.run(made_school(url)))
        url, school = begun[request.param]
        return sqlite_clone(Path(url.removeprefix("sqlite:///")), folder), school
    templates: PostgresTemplates = request.getfixturevalue("_stocked_postgres")
    if request.param not in begun:
        url = templates.clone(is_stocked=True)
        begun[request.param] = (url, asyncio.run(made_school(url)))
    url, school = begun[request.param]
    return templates.clone(of=url), school


@pytest.fixture
async def school(cloned: tuple[str, School]) -> AsyncIterator[School]:
    url, made = cloned
    database = open_database(url)
    yield replace(made, database=database)
    await database.close()


@pytest.mark.parametrize("mode", ["new_key", "accept_both", "drop"])
async def test_every_attempts_score_is_what_a_recomputation_says(
    school: School, mode: CorrectionMode
) -> None:
    before = await school.scores()
    assert before == await school.recomputed(school.right)
    letter = "" if mode == "drop" else other(school.right)
    accepts = {"new_key": letter, "accept_both": school.right + letter, "drop": ""}[mode]

    await school.correct(mode, letter)
    await school.finish()

    after = await school.scores()
    assert after == await school.recomputed(accepts)
    assert after != before
    verified = await Upkeep(school.database, default_timezone="Asia/Kolkata").verify()
    assert verified.differences == ()


async def test_only_whom_it_changes_is_told_and_only_once(school: School) -> None:
    before = await school.scores()
    await school.correct("new_key", other(school.right))
    await school.finish()
    await school.finish()
    after = await school.scores()

    def owners(tx: Transaction) -> set[int]:
        rows = tx.connection.execute(select(attempts.c.id, attempts.c.student_id))
        return {row.student_id for row in rows if before[row.id] != after[row.id]}

    changed = await school.database.read(owners)
    told = await school.deliveries()
    assert changed
    assert sorted(told) == sorted(f"key_corrected:1:{student}" for student in changed)
    found = await school.corrections().told(1, next(iter(changed)))  # type: ignore[arg-type]
    assert found is not None
    assert found.scores
    assert found.mode == "new_key"


async def test_cut_off_in_the_middle_the_next_tick_goes_on(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.key_corrections.BATCH", 2)
    await school.correct("new_key", other(school.right))
    assert await school.corrections().work(at=START) == 2
    await school.finish()
    assert await school.scores() == await school.recomputed(other(school.right))


async def test_a_second_correction_undoes_the_first(school: School) -> None:
    before = await school.scores()
    await school.correct("new_key", other(school.right))
    await school.finish()
    await school.correct("new_key", school.right)
    await school.finish()
    assert await school.scores() == before


async def test_a_set_under_way_is_judged_by_the_new_key_at_once(school: School) -> None:
    """The version she was shown stays; what counts as right for it has changed."""
    practice = Practice(SetFlow(school.database, load_catalogue()))
    asha = await somebody(school.database, 77)
    topic = await school.database.read(
        lambda tx: tx.connection.scalar(select(topics.c.id).where(topics.c.key == TOPIC))
    )
    step = await practice.start(asha, Wish(source="topic", of=topic), Arrival(START))
    assert isinstance(step, QuestionShown)
    key = step.question.right_option
    school.question = step.question.id
    await school.correct("new_key", other(key))
    marked = await practice.answer(asha, step.attempt_id, 1, other(key), Arrival(START))
    assert isinstance(marked, AnswerMarked)
    assert marked.is_correct


async def test_a_dropped_question_under_way_counts_for_nobody(school: School) -> None:
    practice = Practice(SetFlow(school.database, load_catalogue()))
    asha = await somebody(school.database, 77)
    step = await practice.start(asha, Wish(), Arrival(START))
    assert isinstance(step, QuestionShown)
    school.question = step.question.id
    await school.correct("drop", "")
    marked = await practice.answer(
        asha, step.attempt_id, 1, step.question.right_option, Arrival(START)
    )
    assert isinstance(marked, AnswerMarked)
    assert marked.question.is_dropped
    assert (await school.scores())[step.attempt_id] == (0, 0)


async def test_an_imported_file_with_another_key_is_a_correction(school: School) -> None:
    def stored(tx: Transaction) -> tuple[str, str]:
        found = stored_question(tx, school.question)
        assert found is not None
        return found.key, found.topic

    key, topic = await school.database.read(stored)
    data, _ = await QuestionFiles(school.database).give_out("x.csv")
    lines = data.decode().splitlines(keepends=True)
    header = lines[0]
    row = next(line for line in lines if line.startswith(f"{key},"))
    changed = row.replace(f",{school.right},", f",{other(school.right)},", 1)
    assert changed != row
    done = await QuestionFiles(school.database).take_in(
        [QuestionFile("x.csv", (header + changed).encode())], ImportOptions(), at=START
    )
    assert (done.updated, topic) == (1, TOPIC)
    await school.finish()
    assert await school.scores() == await school.recomputed(other(school.right))


async def test_options_in_another_order_are_no_correction(school: School) -> None:
    """The same option is right, under another letter: nobody's answer changes."""
    before = await school.scores()

    def work(tx: Transaction) -> tuple[str, dict[str, tuple[str, ...]]]:
        found = stored_question(tx, school.question)
        assert found is not None
        return found.key, {text.language: text.options for text in found.texts}

    key, options = await school.database.read(work)
    place = "ABCD".index(school.right)
    moved = [*range(1, 4), 0]
    cells = {f"stem_{name}": f"Reworded {name} हिन्दी" for name in options}
    for name, own in options.items():
        cells |= {f"{'abcd'[n]}_{name}": own[old] for n, old in enumerate(moved)}
    cells |= {"id": key, "topic": TOPIC, "right": "ABCD"[moved.index(place)]}
    text = ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"
    done = await QuestionFiles(school.database).take_in(
        [QuestionFile("x.csv", text.encode())], ImportOptions(), at=START
    )
    assert (done.updated, done.rejected) == (1, ())
    assert await school.corrections().unfinished() == 0
    await school.correct("new_key", "ABCD"[moved.index((place + 1) % 4)])
    await school.finish()
    assert await school.scores() == await school.recomputed(other(school.right)) != before


async def test_who_was_forgotten_leaves_no_trace_in_a_correction(school: School) -> None:
    await school.correct("new_key", other(school.right))
    await school.finish()
    students = Students(school.database, load_catalogue(), default_timezone="Asia/Kolkata")
    for student in (*school.students, school.admin):
        await students.forget(student, Arrival(START))
    left: Callable[[Transaction], int] = lambda tx: len(  # noqa: E731 - one query
        tx.connection.execute(select(answers)).all()
    )
    assert await school.database.read(left) == 0


async def test_an_edited_question_outlives_the_next_start(school: School) -> None:
    """An admin's correction is not undone by the content files."""
    await school.correct("new_key", other(school.right))
    assert await Catalogue(school.database).load_content(at=START) == 0

    def key(tx: Transaction) -> str:
        found = stored_question(tx, school.question)
        assert found is not None
        return found.right_option

    assert await school.database.read(key) == other(school.right)


async def test_a_logged_answer_without_a_version_is_judged_anew_as_well(school: School) -> None:
    def unversion(tx: Transaction) -> None:
        tx.connection.execute(answers.update().values(version_id=None))

    await school.database.write(unversion)
    await school.correct("new_key", other(school.right))
    await school.finish()

    def wrong(tx: Transaction) -> int:
        rows = tx.connection.execute(
            select(answers).where(answers.c.question_id == school.question)
        )
        return sum(row.is_correct != (row.selected == other(school.right)) for row in rows)

    assert await school.database.read(wrong) == 0


async def test_a_withdrawn_question_is_asked_no_more(school: School) -> None:
    await school.correct("drop", "")

    def gone(tx: Transaction) -> bool:
        row = tx.connection.execute(
            select(questions.c.withdrawn_at).where(questions.c.id == school.question)
        ).one()
        return row.withdrawn_at is not None

    assert await school.database.read(gone)
    menu = await Catalogue(school.database).topic_menu()
    topic = menu.topic(TOPIC)
    assert topic is not None
    assert topic.questions == 11


@pytest.mark.parametrize("forged", ["", "AB", "E", "ABCD"])
async def test_a_forged_option_is_no_answer(school: School, forged: str) -> None:
    practice = Practice(SetFlow(school.database, load_catalogue()))
    asha = await somebody(school.database, 77)
    step = await practice.start(asha, Wish(), Arrival(START))
    assert isinstance(step, QuestionShown)
    with pytest.raises(AttemptGone):
        await practice.answer(asha, step.attempt_id, 1, forged, Arrival(START))
    assert (await school.scores())[step.attempt_id] == (0, 0)


@pytest.mark.parametrize("letters", ["", "AB", "E"])
async def test_a_forged_key_corrects_nothing(school: School, letters: str) -> None:
    with pytest.raises(QuestionGone):
        await school.correct("new_key", letters)
    assert await school.corrections().unfinished() == 0


async def test_only_an_admin_corrects_a_key(school: School) -> None:
    chitra = school.students[0]
    with pytest.raises(NotAnAdmin):
        await school.review().correct(chitra, school.question, "drop", "", Arrival(START))
