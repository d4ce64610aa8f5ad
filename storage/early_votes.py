"""Votes in live quizzes that came before their poll was noted."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.engine import Transaction
from storage.quizzes import Vote, vote_of
from storage.tables import early_votes, quiz_questions
from storage.upsert import insert_ignoring


def keep(tx: Transaction, poll_id: str, vote: Vote) -> None:
    """Keeps a person's first vote in a poll; its position is not known yet."""
    row = {
        "poll_id": poll_id,
        "telegram_id": vote.telegram_id,
        "name": vote.name,
        "option": vote.option,
        "voted_at": vote.voted_at,
    }
    insert_ignoring(tx, early_votes, row)


def forget(tx: Transaction, *, before: datetime) -> None:
    """Drops votes in polls that never came to be known."""
    tx.connection.execute(delete(early_votes).where(early_votes.c.voted_at < before))


def take(tx: Transaction, quiz_id: int) -> list[Vote]:
    """Takes out what was kept for polls that are known by now to be of a quiz, oldest first."""
    known = early_votes.join(quiz_questions, quiz_questions.c.poll_id == early_votes.c.poll_id)
    rows = tx.connection.execute(
        select(early_votes, quiz_questions.c.position)
        .select_from(known)
        .where(quiz_questions.c.quiz_id == quiz_id)
        .order_by(early_votes.c.voted_at, early_votes.c.telegram_id)
    ).all()
    for poll_id in {row.poll_id for row in rows}:
        taken = [row.telegram_id for row in rows if row.poll_id == poll_id]
        tx.connection.execute(
            delete(early_votes).where(
                early_votes.c.poll_id == poll_id, early_votes.c.telegram_id.in_(taken)
            )
        )
    return [vote_of(row) for row in rows]
