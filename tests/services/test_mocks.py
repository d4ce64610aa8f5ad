"""Mock tests of a class: the paper, the marks, the place, and what a corrected key does to them."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select

from content.exam_file import load_catalogue
from services.errors import PaperIncomplete
from services.key_corrections import KeyCorrections
from services.mock_review import MockReview
from services.mock_steps import MockQuestion, MockResult, SubmitAsked
from services.mocks import Mocks
from services.question_review import QuestionReview
from services.records import Arrival, Student
from services.reports import Reports
from services.students import Students
from services.upkeep import Upkeep
from storage.corrections import CorrectionMode
from storage.engine import Database, Transaction
from storage.tables import answers, paper_questions, question_versions, questions, topics
from storage.tables import subjects as subject_rows

pytestmark = pytest.mark.stocked

START = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ADMIN = 999
EXAM, PAPER, SECTION = "jail_prahari", "p1", "reasoning"
#: Jail Prahari: 4 marks, a quarter off for wrong and for blank, E free.
MARKS = {"right": Fraction(4), "wrong": Fraction(-1), "blank": Fraction(-1), "E": Fraction(0)}


async def somebody(database: Database, telegram_id: int, *, band: str = "adult") -> Student:
    students = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    arrival = Arrival(START)
    student = await students.meet(telegram_id, arrival)
    student = await students.choose_language(student, "en", arrival)
    student = await students.say_age(student, band, arrival)  # type: ignore[arg-type]
    if band == "minor":
        return student
    return await students.decide_keeping(student, agrees=True, first_name="Asha", arrival=arrival)


async def sit(
    database: Database, student: Student, rng: random.Random, *, at: datetime
) -> tuple[MockResult, Fraction]:
    """A whole paper with some of everything; (the result, the marks by hand)."""
    mocks = Mocks(database, load_catalogue())
    step = await mocks.start(student, EXAM, PAPER, SECTION, Arrival(at))
    expected = Fraction(0)
    while isinstance(step, MockQuestion):
        at += timedelta(seconds=30)
        right = step.question.accepts[0]
        wrong = "B" if right == "A" else "A"
        kind = rng.choices(["right", "wrong", "E", "blank"], [60, 25, 12, 3])[0]
        letter = {"right": right, "wrong": wrong, "E": "E", "blank": None}[kind]
        place = (student, step.attempt_id, step.position)
        if letter is not None:
            await mocks.choose(*place, letter, Arrival(at))
        expected += MARKS[kind]
        step = await mocks.show(student, step.attempt_id, step.position + 1, Arrival(at))
    assert isinstance(step, SubmitAsked)
    result = await mocks.hand_in(student, step.attempt_id, Arrival(at))
    again = await mocks.hand_in(student, step.attempt_id, Arrival(at + timedelta(hours=9)))
    assert isinstance(result, MockResult)
    assert again == result
    return result, expected


@pytest.fixture
async def bank(database: Database) -> Database:
    return database


async def logged_marks(database: Database, student: Student) -> list[Fraction]:
    def work(tx: Transaction) -> list[Fraction]:
        found = tx.connection.scalars(
            select(answers.c.marks).where(
                answers.c.student_id == student.id, answers.c.is_dropped.is_(False)
            )
        )
        return [Fraction(str(one)) for one in found]

    return await database.read(work)


async def verified(database: Database) -> bool:
    report = await Upkeep(database, default_timezone="Asia/Kolkata").verify()
    return report.differences == ()


async def test_the_marks_are_what_she_counts_by_hand(bank: Database) -> None:
    rng = random.Random(1)
    for n in range(1, 4):
        student = await somebody(bank, n)
        result, expected = await sit(bank, student, rng, at=START + timedelta(hours=n))

        assert result.total.marks == expected
        assert result.total.questions == 45
        logged = await logged_marks(bank, student)
        assert len(logged) == 45
        assert sum(logged) == expected
        assert result.seconds == 45 * 30
    assert await verified(bank)


async def test_all_sit_the_same_paper_and_are_placed_on_it(bank: Database) -> None:
    rng = random.Random(2)
    people = [await somebody(bank, n) for n in range(1, 7)]
    results = [
        (student, (await sit(bank, student, rng, at=START + timedelta(minutes=n)))[0])
        for n, student in enumerate(people)
    ]
    review = MockReview(bank)
    ordered = sorted((max(Fraction(0), r.total.percentage) for _, r in results), reverse=True)
    for student, result in results:
        found = await review.result(student, result.attempt_id)
        assert found.place is not None or found.state == "disqualified"
        if found.place is not None and all(r.state == "completed" for _, r in results):
            assert found.place.rank == 1 + ordered.index(found.total.percentage)
            assert found.place.takers == 6


async def test_a_second_paper_is_another_one(bank: Database) -> None:
    student, rng = await somebody(bank, 1), random.Random(3)
    await sit(bank, student, rng, at=START)
    await sit(bank, student, rng, at=START + timedelta(hours=2))

    def papers(tx: Transaction) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for row in tx.connection.execute(select(paper_questions)):
            found.setdefault(row.paper_id, set()).add(row.question_id)
        return found

    first, second = (await bank.read(papers)).values()
    assert len(first) == len(second) == 45
    assert not first & second


async def test_every_part_that_can_be_sat_follows_the_blueprint_without_repeats(
    bank: Database,
) -> None:
    mocks, catalogue = Mocks(bank, load_catalogue()), load_catalogue()
    wanted: list[Counter[str]] = []
    for exam in catalogue.exams:
        offers = await mocks.offers(await somebody(bank, 1), exam, at=START)
        for part in offers.parts:
            if part.missing:
                with pytest.raises(PaperIncomplete):
                    await mocks.intro(exam, part.paper.id, part.section)
                continue
            counts: Counter[str] = Counter()
            for _, subject, count in part.wanted:
                counts[subject] += count
            wanted.append(counts)
            student = await somebody(bank, 100 + len(wanted))
            place = (exam, part.paper.id, part.section)
            assert (await mocks.intro(*place)).part.questions == part.questions
            await mocks.start(student, *place, Arrival(START))

    def work(tx: Transaction) -> dict[int, Counter[str]]:
        rows = tx.connection.execute(
            select(paper_questions.c.paper_id, subject_rows.c.key)
            .join(questions, questions.c.id == paper_questions.c.question_id)
            .join(topics, topics.c.id == questions.c.topic_id)
            .join(subject_rows, subject_rows.c.id == topics.c.subject_id)
        )
        found: dict[int, Counter[str]] = {}
        for row in rows:
            found.setdefault(row.paper_id, Counter())[row.key] += 1
        return found

    made = await bank.read(work)
    assert len(wanted) >= 10
    assert [made[paper] for paper in sorted(made)] == wanted

    def repeats(tx: Transaction) -> int:
        rows = tx.connection.execute(
            select(paper_questions.c.paper_id, paper_questions.c.question_id)
        ).all()
        return len(rows) - len({(row.paper_id, row.question_id) for row in rows})

    assert await bank.read(repeats) == 0


@pytest.mark.parametrize("mode", ["new_key", "drop"])
async def test_a_corrected_key_changes_the_marks_of_all_who_sat_it(
    bank: Database, mode: CorrectionMode
) -> None:
    rng = random.Random(4)
    people = [await somebody(bank, n) for n in range(1, 5)]
    sat = [(one, (await sit(bank, one, rng, at=START))[0]) for one in people]
    admin = await somebody(bank, ADMIN)

    def first(tx: Transaction) -> tuple[int, str]:
        row = tx.connection.execute(
            select(paper_questions.c.question_id, question_versions.c.accepts)
            .join(question_versions, question_versions.c.id == paper_questions.c.version_id)
            .where(paper_questions.c.position == 7)
        ).one()
        return row.question_id, row.accepts

    question_id, right = await bank.read(first)
    letter = "" if mode == "drop" else ("B" if right == "A" else "A")
    await QuestionReview(bank, admins=frozenset({ADMIN})).correct(
        admin,
        question_id,  # type: ignore[arg-type]
        mode,
        letter,
        Arrival(START + timedelta(hours=2)),
    )
    corrections = KeyCorrections(bank, default_timezone="Asia/Kolkata")
    while await corrections.work(at=START + timedelta(hours=3)):
        pass
    changed = 0
    for student, before in sat:
        after = await MockReview(bank).result(student, before.attempt_id)
        logged = await logged_marks(bank, student)
        assert sum(logged) == after.total.marks
        assert len(logged) == after.total.questions == (44 if mode == "drop" else 45)
        assert after.dropped == (mode == "drop")
        changed += after.total != before.total
    assert changed
    assert await verified(bank)


async def test_under_18_the_result_is_there_and_nothing_is_logged(bank: Database) -> None:
    minor = await somebody(bank, 5, band="minor")
    result, expected = await sit(bank, minor, random.Random(5), at=START)

    assert result.total.marks == expected
    assert result.place is None
    assert await logged_marks(bank, minor) == []


async def test_time_up_is_noticed_late_and_counted_on_time(bank: Database) -> None:
    student, mocks = await somebody(bank, 1), Mocks(bank, load_catalogue())
    step = await mocks.start(student, EXAM, PAPER, SECTION, Arrival(START))
    assert isinstance(step, MockQuestion)
    at = START + timedelta(minutes=53)
    await mocks.choose(student, step.attempt_id, 1, step.question.accepts[0], Arrival(at))
    assert await mocks.submit_due(at=step.ends_at - timedelta(seconds=1)) == 0
    assert await mocks.submit_due(at=step.ends_at + timedelta(days=1)) == 1
    assert await mocks.submit_due(at=step.ends_at + timedelta(days=1)) == 0
    late = Arrival(step.ends_at + timedelta(days=2))
    result = await mocks.choose(student, step.attempt_id, 2, "A", late)

    assert isinstance(result, MockResult)
    assert result.ran_out
    assert result.completed_at == step.ends_at == START + timedelta(minutes=54)
    assert (result.total.right, result.total.blank) == (1, 44)
    assert result.seconds == 54 * 60


async def test_a_mock_that_runs_is_judged_at_its_end_by_the_key_as_it_is_then(
    bank: Database,
) -> None:
    student, admin = await somebody(bank, 1), await somebody(bank, ADMIN)
    mocks = Mocks(bank, load_catalogue())
    step = await mocks.start(student, EXAM, PAPER, SECTION, Arrival(START))
    assert isinstance(step, MockQuestion)
    await mocks.choose(student, step.attempt_id, 1, step.question.accepts[0], Arrival(START))
    at = START + timedelta(minutes=5)
    await QuestionReview(bank, admins=frozenset({ADMIN})).correct(
        admin, step.question.id, "drop", "", Arrival(at)
    )
    corrections = KeyCorrections(bank, default_timezone="Asia/Kolkata")
    assert await corrections.work(at=at) == 0
    result = await mocks.hand_in(student, step.attempt_id, Arrival(at))

    assert isinstance(result, MockResult)
    assert result.dropped == 1
    assert result.total.questions == result.total.blank == 44
    assert len(await logged_marks(bank, student)) == 44
    assert await corrections.work(at=at) == 0
    assert await verified(bank)


async def test_a_report_names_how_a_mock_ended_and_ranks_it(bank: Database) -> None:
    people = [await somebody(bank, n) for n in (1, 2)]
    rng = random.Random(7)
    for student in people:
        await sit(bank, student, rng, at=START)
    late = await somebody(bank, 3)
    mocks = Mocks(bank, load_catalogue())
    await mocks.start(late, EXAM, PAPER, SECTION, Arrival(START))
    again = await mocks.start(late, EXAM, PAPER, SECTION, Arrival(START + timedelta(hours=2)))
    assert isinstance(again, MockResult)
    reports = Reports(bank, default_timezone="Asia/Kolkata")
    found = []
    for key in ("1", "2", "3"):
        report = await reports.document(key, days=30, at=START + timedelta(days=1))
        found.extend(report["tests"])  # type: ignore[arg-type]

    assert [one["kind"] for one in found] == ["mock"] * 3
    assert [one["completion_status"] for one in found][2] == "disqualified"
    assert {one["completion_status"] for one in found[:2]} <= {"completed", "disqualified"}
    assert sorted(one["rank"] for one in found) == [1, 2, 3]
    assert all(one["maximum"] == 180 for one in found[:2])
