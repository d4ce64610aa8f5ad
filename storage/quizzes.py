"""Live quizzes: what was asked in which chat, who voted, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, and_, delete, insert, select, update

from storage.engine import Transaction
from storage.questions import is_current
from storage.records import GroupId, Language, QuestionId, StudentId, TopicId
from storage.tables import (
    attempts,
    question_texts,
    question_versions,
    questions,
    quiz_questions,
    quiz_votes,
    quizzes,
)
from storage.upsert import insert_ignoring

QuizState = Literal["running", "finished", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """A quiz in a chat."""

    id: int
    chat_id: int
    group_id: GroupId | None
    owner_id: StudentId | None
    topic_id: TopicId | None
    language: Language
    question_count: int
    seconds: int
    state: QuizState
    #: Questions asked so far.
    position: int
    due_at: datetime | None
    board_message_id: int | None
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    quiz_id: int
    position: int
    question_id: QuestionId
    version_id: int
    #: None until Telegram took the poll.
    poll_id: str | None
    message_id: int | None
    asked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    telegram_id: int
    name: str
    position: int
    option: str
    voted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizCandidate:
    """A question with the words that a poll would show."""

    question_id: int
    version_id: int
    topic_id: int
    stem: str
    options: tuple[str, ...]
    #: Whether this chat was asked it before.
    was_asked: bool


def _quiz(row: Row[Any]) -> Quiz:
    return Quiz(**{name: getattr(row, name) for name in Quiz.__slots__})


def _question(row: Row[Any]) -> QuizQuestion:
    return QuizQuestion(**{name: getattr(row, name) for name in QuizQuestion.__slots__})


def vote_of(row: Row[Any]) -> Vote:
    """A vote from a row that has its columns."""
    return Vote(**{name: getattr(row, name) for name in Vote.__slots__})


def running_in(tx: Transaction, chat_id: int) -> Quiz | None:
    row = tx.connection.execute(
        select(quizzes).where(quizzes.c.chat_id == chat_id, quizzes.c.state == "running")
    ).one_or_none()
    return _quiz(row) if row else None


def get(tx: Transaction, quiz_id: int) -> Quiz:
    return _quiz(tx.connection.execute(select(quizzes).where(quizzes.c.id == quiz_id)).one())


def candidates(
    tx: Transaction, chat_id: int, language: Language, topic_id: TopicId | None
) -> list[QuizCandidate]:
    """Questions that have words in a language, in the order of ids."""
    before = (
        select(quiz_questions.c.question_id)
        .join(quizzes, quizzes.c.id == quiz_questions.c.quiz_id)
        .where(quizzes.c.chat_id == chat_id)
        .distinct()
        .subquery()
    )
    statement = (
        select(
            questions.c.id,
            questions.c.topic_id,
            question_versions.c.id.label("version_id"),
            question_texts.c.stem,
            question_texts.c.options,
            before.c.question_id.label("before"),
        )
        .select_from(
            questions.join(
                question_versions,
                is_current(),
            )
            .join(
                question_texts,
                and_(
                    question_texts.c.version_id == question_versions.c.id,
                    question_texts.c.language == language,
                ),
            )
            .outerjoin(before, before.c.question_id == questions.c.id)
        )
        .where(questions.c.withdrawn_at.is_(None), questions.c.status == "accepted")
        .order_by(questions.c.id)
    )
    if topic_id is not None:
        statement = statement.where(questions.c.topic_id == topic_id)
    return [
        QuizCandidate(
            question_id=row.id,
            version_id=row.version_id,
            topic_id=row.topic_id,
            stem=row.stem,
            options=tuple(row.options),
            was_asked=row.before is not None,
        )
        for row in tx.connection.execute(statement)
    ]


def start(
    tx: Transaction,
    chosen: Sequence[QuizCandidate],
    *,
    due_at: datetime,
    **columns: object,
) -> Quiz:
    """A quiz over the chosen questions; its first step is due then."""
    result = tx.connection.execute(
        insert(quizzes).values(
            state="running", position=0, question_count=len(chosen), due_at=due_at, **columns
        )
    )
    assert result.inserted_primary_key is not None
    quiz_id = result.inserted_primary_key[0]
    tx.connection.execute(
        insert(quiz_questions),
        [
            {
                "quiz_id": quiz_id,
                "position": position,
                "question_id": one.question_id,
                "version_id": one.version_id,
            }
            for position, one in enumerate(chosen, start=1)
        ],
    )
    return get(tx, quiz_id)


def due(tx: Transaction, *, at: datetime) -> list[Quiz]:
    """Quizzes whose next step is due, the longest waiting first."""
    rows = tx.connection.execute(
        select(quizzes)
        .where(quizzes.c.due_at <= at, quizzes.c.state == "running")
        .order_by(quizzes.c.due_at, quizzes.c.id)
    )
    return [_quiz(row) for row in rows]


def claim(tx: Transaction, quiz: Quiz, *, until: datetime) -> bool:
    """Takes a due step; False when somebody else has it. Without an end it is due again then."""
    changed = tx.connection.execute(
        update(quizzes)
        .where(
            quizzes.c.id == quiz.id, quizzes.c.due_at == quiz.due_at, quizzes.c.state == "running"
        )
        .values(due_at=until)
    )
    return changed.rowcount == 1


def advance(tx: Transaction, quiz_id: int, position: int) -> None:
    tx.connection.execute(update(quizzes).where(quizzes.c.id == quiz_id).values(position=position))


def question_at(tx: Transaction, quiz_id: int, position: int) -> QuizQuestion | None:
    row = tx.connection.execute(
        select(quiz_questions).where(
            quiz_questions.c.quiz_id == quiz_id, quiz_questions.c.position == position
        )
    ).one_or_none()
    return _question(row) if row else None


def note_asked(
    tx: Transaction,
    quiz_id: int,
    position: int,
    *,
    poll_id: str,
    message_id: int,
    at: datetime,
    due_at: datetime,
) -> None:
    """Telegram took the poll: votes can be told apart, and the next step is due then."""
    tx.connection.execute(
        update(quiz_questions)
        .where(quiz_questions.c.quiz_id == quiz_id, quiz_questions.c.position == position)
        .values(poll_id=poll_id, message_id=message_id, asked_at=at)
    )
    tx.connection.execute(update(quizzes).where(quizzes.c.id == quiz_id).values(due_at=due_at))


def note_board(tx: Transaction, quiz_id: int, message_id: int) -> None:
    tx.connection.execute(
        update(quizzes).where(quizzes.c.id == quiz_id).values(board_message_id=message_id)
    )


def end(tx: Transaction, quiz_id: int, state: QuizState, *, at: datetime) -> bool:
    """Ends a quiz, and with it everybody's attempt; False when it has ended before."""
    changed = tx.connection.execute(
        update(quizzes)
        .where(quizzes.c.id == quiz_id, quizzes.c.state == "running")
        .values(state=state, ended_at=at, due_at=None)
    )
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.quiz_id == quiz_id, attempts.c.state == "live")
        .values(state="completed", completed_at=at, updated_at=at)
    )
    return changed.rowcount == 1


def by_poll(tx: Transaction, poll_id: str) -> QuizQuestion | None:
    row = tx.connection.execute(
        select(quiz_questions).where(quiz_questions.c.poll_id == poll_id)
    ).one_or_none()
    return _question(row) if row else None


def has_pending(tx: Transaction) -> bool:
    """Whether any running quiz has a question on its way whose poll is not noted yet."""
    found = tx.connection.scalar(
        select(quiz_questions.c.quiz_id)
        .join(quizzes, quizzes.c.id == quiz_questions.c.quiz_id)
        .where(
            quizzes.c.state == "running",
            quiz_questions.c.position == quizzes.c.position,
            quiz_questions.c.poll_id.is_(None),
        )
        .limit(1)
    )
    return found is not None


def vote(tx: Transaction, quiz_id: int, new: Vote) -> bool:
    """Stores a vote unless one stands there; False then."""
    row = {
        "quiz_id": quiz_id,
        "position": new.position,
        "telegram_id": new.telegram_id,
        "name": new.name,
        "option": new.option,
        "voted_at": new.voted_at,
    }
    return insert_ignoring(tx, quiz_votes, row) == 1


def votes_of(tx: Transaction, quiz_id: int) -> list[Vote]:
    rows = tx.connection.execute(
        select(quiz_votes)
        .where(quiz_votes.c.quiz_id == quiz_id)
        .order_by(quiz_votes.c.position, quiz_votes.c.telegram_id)
    )
    return [vote_of(row) for row in rows]


def keys_of(tx: Transaction, quiz_id: int) -> dict[int, tuple[str, datetime | None]]:
    """By position: the letters that count by now, and when it was asked."""
    rows = tx.connection.execute(
        select(quiz_questions.c.position, quiz_questions.c.asked_at, question_versions.c.accepts)
        .join(question_versions, question_versions.c.id == quiz_questions.c.version_id)
        .where(quiz_questions.c.quiz_id == quiz_id)
    )
    return {row.position: (row.accepts, row.asked_at) for row in rows}


def attempt_of(tx: Transaction, quiz_id: int, student_id: StudentId) -> int | None:
    """Her attempt in a quiz, held until the transaction ends."""
    return tx.connection.scalar(
        select(attempts.c.id)
        .where(attempts.c.quiz_id == quiz_id, attempts.c.student_id == student_id)
        .with_for_update()
    )


def move_chat(tx: Transaction, *, old: int, new: int) -> None:
    """The chat became a supergroup; its quizzes go with it."""
    tx.connection.execute(update(quizzes).where(quizzes.c.chat_id == old).values(chat_id=new))


def forget_votes(tx: Transaction, *, before: datetime) -> int:
    """Names and votes of quizzes that ended before; answers of students stay in the log."""
    ended = select(quizzes.c.id).where(quizzes.c.ended_at < before)
    return tx.connection.execute(delete(quiz_votes).where(quiz_votes.c.quiz_id.in_(ended))).rowcount
