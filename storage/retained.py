"""What the law may ask for of an account that was erased: sealed, dated, and gone on its day."""

from base64 import b64decode, b64encode
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import consents, retained_records, students


def add(tx: Transaction, content: bytes, *, purge_at: datetime) -> None:
    tx.connection.execute(
        insert(retained_records).values(content=b64encode(content).decode(), purge_at=purge_at)
    )


def contents(tx: Transaction) -> list[tuple[datetime, bytes]]:
    """Every sealed record with its day, the first to go first."""
    rows = tx.connection.execute(
        select(retained_records).order_by(retained_records.c.purge_at, retained_records.c.id)
    )
    return [(row.purge_at, b64decode(row.content)) for row in rows]


def purge(tx: Transaction, *, at: datetime) -> int:
    """Removes those whose day has come; how many."""
    return tx.connection.execute(
        delete(retained_records).where(retained_records.c.purge_at <= at)
    ).rowcount


def document_of(tx: Transaction, student_id: StudentId, *, at: datetime) -> dict[str, object]:
    """Who it was to Telegram, what she agreed to and when, and when she was erased."""
    telegram_id = tx.connection.scalar(
        select(students.c.telegram_id).where(students.c.id == student_id)
    )
    agreed = tx.connection.execute(
        select(consents).where(consents.c.student_id == student_id).order_by(consents.c.given_at)
    )
    return {
        "telegram_id": telegram_id,
        "erased_at": at.isoformat(),
        "consents": [
            {
                "purpose": row.purpose,
                "notice_version": row.notice_version,
                "given_at": row.given_at.isoformat(),
                "withdrawn_at": None if row.withdrawn_at is None else row.withdrawn_at.isoformat(),
            }
            for row in agreed
        ],
    }
