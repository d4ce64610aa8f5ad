"""A class that practised one topic, for tests of what a corrected key does to it."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from content.exam_file import load_catalogue
from services.key_corrections import KeyCorrections
from services.outbox import Outbox
from services.practice import Practice
from services.practice_steps import AnswerMarked, QuestionShown, SetFinished, Step, Wish
from services.question_review import QuestionReview
from services.records import Arrival, QuestionId, Student
from services.set_flow import SetFlow
from services.students import Students
from storage.corrections import CorrectionMode
from storage.engine import Database, Transaction, open_database
from storage.tables import answers, attempts, question_versions, responses, topics

START = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ADMIN = 999
TOPIC = "reasoning.blood"
SETTLED = timedelta(minutes=3)


@dataclass
class School:
    """A class that practised one topic, and the question that most of them met."""

    database: Database
    admin: Student
    students: list[Student]
    question: QuestionId
    right: str

    def review(self) -> QuestionReview:
        return QuestionReview(self.database, admins=frozenset({ADMIN}))

    def corrections(self) -> KeyCorrections:
        return KeyCorrections(self.database, default_timezone="Asia/Kolkata")

    async def correct(self, mode: CorrectionMode, letters: str) -> None:
        await self.review().correct(self.admin, self.question, mode, letters, Arrival(START))

    async def finish(self) -> None:
        while await self.corrections().work(at=START):
            pass
        await self.corrections().work(at=START + SETTLED)
        assert await self.corrections().unfinished() == 0

    async def scores(self) -> dict[int, tuple[int, int]]:
        """Right and counted answers of each attempt, as it stands in the attempts table."""

        def work(tx: Transaction) -> dict[int, tuple[int, int]]:
            rows = tx.connection.execute(select(attempts))
            return {row.id: (row.right, row.answered - row.dropped) for row in rows}

        return await self.database.read(work)

    async def recomputed(self, accepts: str) -> dict[int, tuple[int, int]]:
        """The same from what was chosen, judged here: the question by `accepts`, others as ever."""

        def work(tx: Transaction) -> dict[int, tuple[int, int]]:
            found: dict[int, tuple[int, int]] = {}
            rows = tx.connection.execute(
                select(responses, question_versions.c.right_option)
                .join(question_versions, question_versions.c.id == responses.c.version_id)
                .where(responses.c.chosen.is_not(None))
            )
            for row in rows:
                key = accepts if row.question_id == self.question else row.right_option
                right, counted = found.get(row.attempt_id, (0, 0))
                found[row.attempt_id] = (right + (row.chosen in key), counted + bool(key))
            return found

        return await self.database.read(work)

    async def deliveries(self) -> list[str]:
        listed = await Outbox(self.database, owner="x").listed(since=None)
        return [one.dedupe_key for one, _ in listed if one.kind == "key_corrected"]


async def somebody(database: Database, telegram_id: int) -> Student:
    students = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    arrival = Arrival(START)
    student = await students.meet(telegram_id, arrival)
    student = await students.choose_language(student, "hi" if telegram_id % 2 else "en", arrival)
    student = await students.say_age(student, "adult", arrival)
    return await students.decide_keeping(student, agrees=True, first_name="Asha", arrival=arrival)


async def practise(
    database: Database, student: Student, rng: random.Random, *, at: datetime, most: int = 10
) -> None:
    """A set on the topic, answered at random."""
    practice = Practice(SetFlow(database, load_catalogue()))
    topic = await database.read(
        lambda tx: tx.connection.scalar(select(topics.c.id).where(topics.c.key == TOPIC))
    )
    assert topic is not None
    step: Step = await practice.start(student, Wish(source="topic", of=topic), Arrival(at))
    for n in range(most):
        assert isinstance(step, QuestionShown)
        moment = Arrival(at + timedelta(seconds=20 * n + 5))
        chosen = rng.choice("ABCD")
        marked = await practice.answer(student, step.attempt_id, step.position, chosen, moment)
        assert isinstance(marked, AnswerMarked)
        step = await practice.go_on(student, step.attempt_id, step.position + 1, moment)
        if isinstance(step, SetFinished):
            return


async def made_school(url: str) -> School:
    database = open_database(url)
    made = await practised(database)
    await database.close()
    return made


async def practised(database: Database) -> School:
    rng = random.Random(11)
    admin = await somebody(database, ADMIN)
    students = [await somebody(database, n) for n in range(1, 9)]
    for n, student in enumerate(students):
        await practise(database, student, rng, at=START - timedelta(days=2, minutes=n))
        await practise(database, student, rng, at=START - timedelta(days=1, minutes=n))

    def most_met(tx: Transaction) -> tuple[int, str]:
        rows = tx.connection.execute(select(answers.c.question_id, answers.c.right_option)).all()
        found = [(row.question_id, row.right_option) for row in rows]
        return max(found, key=lambda one: (found.count(one), -one[0]))

    question, right = await database.read(most_met)
    return School(database, admin, students, QuestionId(question), right)


def other(letter: str) -> str:
    return "ABCD"[("ABCD".index(letter) + 1) % 4]
