"""Steps of a live quiz: given up in time, taken up again, and a late vote that changes no end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from content.exam_file import load_catalogue
from scheduler.quiz_rounds import PATIENCE_SECONDS, ChatClosed, NotNow, PollSent, QuizRounds
from services.live_quiz import (
    COUNTDOWN,
    LEASE,
    VOTES_KEPT,
    LiveQuiz,
    QuizBoard,
    QuizPlan,
    QuizStep,
)
from services.records import Arrival, Student
from services.students import Students
from storage import early_votes, tables
from storage import quizzes as quiz_storage
from storage.engine import Database, Transaction
from storage.quizzes import Vote
from storage.tables import answers, attempts, quizzes

pytestmark = pytest.mark.stocked

START = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
CHAT = -100


class Voice:
    """Says what it is told to; hangs, refuses or answers."""

    def __init__(self) -> None:
        #: When polls are sent.
        self.at = START + COUNTDOWN
        self.asked: list[int] = []
        self.boards: list[QuizBoard] = []
        self.finals = 0
        self.hangs = False
        self.answer: ChatClosed | NotNow | None = None
        #: What happens in the chat between the sending of a poll and our noting it.
        self.meanwhile: Callable[[str], Awaitable[object]] | None = None

    async def show_board(self, board: QuizBoard) -> int | None:
        self.boards.append(board)
        return 1

    async def ask(self, step: QuizStep) -> PollSent | ChatClosed | NotNow:
        self.asked.append(step.position)
        if self.hangs:
            await asyncio.sleep(60)
        poll_id = f"poll{step.position}"
        if self.meanwhile:
            await self.meanwhile(poll_id)
        return self.answer or PollSent(poll_id, 10 + step.position, self.at)

    async def show_final(self, board: QuizBoard) -> None:
        self.finals += 1


@pytest.fixture
async def live(database: Database) -> LiveQuiz:
    found = LiveQuiz(database)
    plan = QuizPlan(question_count=1, seconds=8)
    await found.start(None, CHAT, plan, "en", Arrival(START))
    return found


def rounds(
    live: LiveQuiz, voice: Voice, at: datetime, *, patience_seconds: float = 15.0
) -> QuizRounds:
    async def now() -> datetime:
        return at

    return QuizRounds(live, voice, now, patience_seconds=patience_seconds)


async def state(database: Database) -> str:
    return await database.read(lambda tx: str(tx.connection.scalar(select(quizzes.c.state))))


def test_a_step_gives_up_before_somebody_else_may_take_it() -> None:
    assert LEASE.total_seconds() > PATIENCE_SECONDS


async def test_a_step_that_hangs_is_taken_up_again_and_asks_the_same_question(
    live: LiveQuiz, database: Database
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    voice.hangs = True
    assert await rounds(live, voice, at, patience_seconds=0.05).run_due(at=at) == 1
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


async def test_a_vote_that_outruns_the_noting_of_its_poll_counts_timed_from_the_sending(
    live: LiveQuiz, database: Database
) -> None:
    student = await somebody(database)
    voice, at = Voice(), START + COUNTDOWN
    said: list[str] = []

    async def two_votes(poll_id: str) -> None:
        for seconds, option in ((3, 0), (4, 1)):
            when = Arrival(at + timedelta(seconds=seconds))
            said.append(await live.vote(poll_id, 7, "Asha", option, when))

    voice.meanwhile = two_votes
    # The machine is slow: the poll is noted seven seconds after it was sent.
    await rounds(live, voice, at + timedelta(seconds=7)).run_due(at=at)
    assert said == ["early", "early"]
    assert await live.vote("poll1", 7, "Asha", 1, Arrival(at + timedelta(seconds=8))) == "double"

    def hers(tx: Transaction) -> list[tuple[str | None, int]]:
        rows = tx.connection.execute(
            select(answers.c.selected, answers.c.milliseconds).where(
                answers.c.student_id == student.id
            )
        )
        return [tuple(row) for row in rows]

    assert await database.read(hers) == [("A", 3_000)]
    assert await left_early(database) == 0


async def test_a_vote_whose_writing_crossed_the_noting_is_counted_at_the_next_step(
    live: LiveQuiz, database: Database
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    await rounds(live, voice, at).run_due(at=at)
    crossed = Vote(telegram_id=7, name="Asha", position=0, option="A", voted_at=at)
    await database.write(lambda tx: early_votes.keep(tx, "poll1", crossed))
    end = at + timedelta(seconds=9)
    await rounds(live, voice, end).run_due(at=end)
    assert [line.name for line in voice.boards[-1].lines] == ["Asha"]
    assert await left_early(database) == 0


async def test_a_vote_whose_poll_is_noted_between_its_two_looks_counts(
    live: LiveQuiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    was_pending = quiz_storage.has_pending

    def noted_meanwhile(tx: Transaction) -> bool:
        (waiting,) = quiz_storage.due(tx, at=at + LEASE)
        quiz_storage.note_asked(
            tx, waiting.id, 1, poll_id="poll1", message_id=11, at=at, due_at=at + LEASE
        )
        return was_pending(tx)

    monkeypatch.setattr(quiz_storage, "has_pending", noted_meanwhile)
    said: list[str] = []

    async def one_vote(poll_id: str) -> None:
        said.append(await live.vote(poll_id, 7, "Asha", 0, Arrival(at)))

    voice.meanwhile = one_vote
    await rounds(live, voice, at).run_due(at=at)
    assert said == ["counted"]


async def test_votes_in_a_poll_that_was_never_noted_are_gone_a_day_later(
    live: LiveQuiz, database: Database
) -> None:
    voice, at = Voice(), START + COUNTDOWN
    voice.meanwhile = lambda _: live.vote("lost", 7, "Asha", 0, Arrival(at))
    await rounds(live, voice, at).run_due(at=at)
    assert await left_early(database) == 1
    await live.forget_votes(at=at + VOTES_KEPT)
    assert await left_early(database) == 1
    await live.forget_votes(at=at + VOTES_KEPT + timedelta(seconds=1))
    assert await left_early(database) == 0


async def left_early(database: Database) -> int:
    count = select(func.count()).select_from(tables.early_votes)
    return await database.read(lambda tx: int(tx.connection.scalar(count) or 0))


async def somebody(database: Database) -> Student:
    students = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    arrival = Arrival(START)
    student = await students.meet(7, arrival)
    student = await students.choose_language(student, "en", arrival)
    student = await students.say_age(student, "adult", arrival)
    return await students.decide_keeping(student, agrees=True, first_name="Asha", arrival=arrival)
