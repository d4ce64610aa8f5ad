"""Questions that a student keeps to come back to."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.engine import Transaction
from storage.records import QuestionId, StudentId
from storage.tables import bookmarks
from storage.upsert import insert_ignoring


def keep(tx: Transaction, student_id: StudentId, question_id: QuestionId, *, at: datetime) -> None:
    row = {"student_id": student_id, "question_id": question_id, "made_at": at}
    insert_ignoring(tx, bookmarks, row)


def drop(tx: Transaction, student_id: StudentId, question_id: QuestionId) -> None:
    tx.connection.execute(
        delete(bookmarks).where(
            bookmarks.c.student_id == student_id, bookmarks.c.question_id == question_id
        )
    )


def holds(tx: Transaction, student_id: StudentId, question_id: QuestionId) -> bool:
    found = tx.connection.scalar(
        select(bookmarks.c.question_id).where(
            bookmarks.c.student_id == student_id, bookmarks.c.question_id == question_id
        )
    )
    return found is not None
