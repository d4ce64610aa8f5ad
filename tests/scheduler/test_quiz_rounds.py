"""Steps of a live quiz: given up in time, taken up again, and a late vote that changes no end."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from content.exam_file import load_catalogue
from scheduler.quiz_rounds import PATIENCE_SECONDS, ChatClosed, NotNow, PollSent, QuizRounds
from services.live_quiz import COUNTDOWN, LEASE, LiveQuiz, QuizBoard, QuizPlan, QuizStep
from services.records import Arrival, Student
from services.students import Students
from storage.engine import Database, Transaction
from storage.tables import attempts, quizzes

pytestmark = pytest.mark.stocked

START = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
CHAT = -100


class Voice:
    """Says what it is told to; hangs, refuses or answers."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.finals = 0
        self.hangs = False
        self.answer: ChatClosed | NotNow | None = None

    async def show_board(self, board: QuizBoard) -> int | None:
        return 1

    async def ask(self, step: QuizStep) -> PollSent | ChatClosed | NotNow:
        self.asked.append(step.position)
        if self.hangs:
            await asyncio.sleep(60)
        return self.answer or PollSent(f"poll{step.position}", 10 + step.position)

    async def show_final(self, board: QuizBoard) -> None:
        self.finals += 1


@pytest.fixture
async def live(database: Database) -> LiveQuiz:
    found = LiveQuiz(database)
    plan = QuizPlan(question_count=1, seconds=8)
    await found.start(None, CHAT, plan, "en", Arrival(START))
    return found


def rounds(live: LiveQuiz, voice: Voice, at: datetime) -> QuizRounds:
    async def now() -> datetime:
        return at

    return QuizRounds(live, voice, now, patience_seconds=0.05)


async def state(database: Database) -> str:
    return await database.read(lambda tx: str(tx.connection.scalar(select(quizzes.c.state))))


def test_a_step_gives_up_before_somebody_else_may_take_it() -> None:
    assert LEASE.total_seconds() > PATIENCE_SECONDS


async def test_a_step_that_hangs_is_taken_up_again_and_asks_the_same_question(
    live: LiveQuiz, database: Database
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    voice.hangs = True
    assert await rounds(live, voice, at).run_due(at=at) == 1
    assert await rounds(live, voice, at).run_due(at=at + timedelta(seconds=5)) == 0
    voice.hangs = False
    at += LEASE
    assert await rounds(live, voice, at).run_due(at=at) == 1
    assert voice.asked == [1, 1]
    at += timedelta(seconds=9)
    assert await rounds(live, voice, at).run_due(at=at) == 1
    assert voice.finals == 1
    assert await state(database) == "finished"


async def test_a_chat_that_is_closed_to_us_ends_the_quiz(
    live: LiveQuiz, database: Database
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    voice.answer = NotNow("floods")
    await rounds(live, voice, at).run_due(at=at)
    assert await state(database) == "running"
    voice.answer = ChatClosed("bot was kicked")
    await rounds(live, voice, at).run_due(at=at + LEASE)
    assert await state(database) == "stopped"


async def test_a_vote_that_comes_behind_the_end_counts_and_leaves_the_end_where_it_is(
    live: LiveQuiz, database: Database
) -> None:
    student = await somebody(database)
    voice, at = Voice(), START + COUNTDOWN
    await rounds(live, voice, at).run_due(at=at)
    end = at + timedelta(seconds=9)
    await rounds(live, voice, end).run_due(at=end)
    late = end + timedelta(seconds=2)
    assert await live.vote("poll1", 7, "Asha", 0, Arrival(late)) == "counted"
    assert await live.vote("poll1", 7, "Asha", 1, Arrival(late)) == "double"
    assert await live.vote("no poll", 7, "Asha", 1, Arrival(late)) == "unknown"

    def ended(tx: Transaction) -> tuple[str, datetime | None]:
        row = tx.connection.execute(
            select(attempts).where(attempts.c.student_id == student.id)
        ).one()
        return row.state, row.completed_at

    assert await database.read(ended) == ("completed", late)


async def somebody(database: Database) -> Student:
    students = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    arrival = Arrival(START)
    student = await students.meet(7, arrival)
    student = await students.choose_language(student, "en", arrival)
    student = await students.say_age(student, "adult", arrival)
    return await students.decide_keeping(student, agrees=True, first_name="Asha", arrival=arrival)
