"""Which screens were used, for adults who switched usage statistics on."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import activity
from storage.upsert import insert_ignoring

#: A session ends after this long without an update.
SESSION_GAP = timedelta(minutes=30)


def note(
    tx: Transaction,
    student_id: StudentId,
    *,
    at: datetime,
    screen: str,
    feature: str,
    error_key: str | None,
    client_language: str | None,
) -> None:
    """Notes one update under the session that it continues or opens."""
    last = tx.connection.execute(
        select(activity.c.at, activity.c.session_started_at)
        .where(activity.c.student_id == student_id)
        .order_by(activity.c.at.desc())
        .limit(1)
    ).one_or_none()
    continues = last is not None and at - last.at < SESSION_GAP
    insert_ignoring(
        tx,
        activity,
        {
            "student_id": student_id,
            "at": at,
            "session_started_at": last.session_started_at if last and continues else at,
            "screen": screen,
            "feature": feature,
            "error_key": error_key,
            "client_language": client_language,
        },
    )


def session_count(tx: Transaction, student_id: StudentId) -> int:
    counted = tx.connection.scalar(
        select(func.count(func.distinct(activity.c.session_started_at))).where(
            activity.c.student_id == student_id
        )
    )
    return int(counted or 0)
