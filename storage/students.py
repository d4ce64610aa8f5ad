"""Students, their settings and what they agreed to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from storage.direct import Direct
from storage.engine import Transaction
from storage.records import Settings, Student, StudentId
from storage.tables import answers, consents, exams, settings, students
from storage.upsert import insert_ignoring

DEFAULTS = Settings()
#: Students read by one statement.
CHUNK = 500


def students_query() -> Select[Any]:
    """Students with their settings, to be narrowed or joined further; `student_of` reads a row."""
    return select(students, settings, exams.c.key.label("exam")).select_from(
        students.outerjoin(settings, settings.c.student_id == students.c.id).outerjoin(
            exams, exams.c.id == settings.c.exam_id
        )
    )


_BY_TELEGRAM_ID = Direct(students_query().where(students.c.telegram_id == bindparam("telegram")))


def student_of(row: Row[Any]) -> Student:
    chosen = DEFAULTS if row.student_id is None else _settings(row)
    return Student(
        id=StudentId(row.id),
        key=row.key,
        telegram_id=row.telegram_id,
        name=row.name,
        language=row.language,
        age_band=row.age_band,
        keeps_answers=row.keeps_answers,
        is_onboarded=row.onboarded_at is not None,
        awaiting=row.awaiting,
        is_reachable=row.unreachable_since is None,
        settings=of_minor(chosen) if row.age_band == "minor" else chosen,
    )


def of_minor(chosen: Settings) -> Settings:
    """Whatever was stored: nobody under 18 is reminded, watched, listed or worded by a model."""
    return replace(
        chosen,
        digest_hour=None,
        wants_alerts=False,
        is_calm=True,
        is_listed=False,
        usage_statistics=False,
        language_model=False,
    )


def _settings(row: Row[Any]) -> Settings:
    return Settings(
        exam=row.exam,
        exam_on=row.exam_on,
        category=row.category,
        study_minutes=tuple(int(minutes) for minutes in row.study_minutes.split()),
        timezone=row.timezone,
        digest_hour=row.digest_hour,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        theme=row.theme,
        text_only=row.text_only,
        alias=row.alias,
        usage_statistics=row.usage_statistics,
        is_listed=row.is_listed,
        language_model=row.language_model,
        asks_confidence=row.asks_confidence,
        daily_goal=row.daily_goal,
        is_calm=row.is_calm,
        digest_every=row.digest_every,
        wants_alerts=row.wants_alerts,
        paused_until=row.paused_until,
    )


def find_by_telegram_id(tx: Transaction, telegram_id: int) -> Student | None:
    row = _BY_TELEGRAM_ID.one_or_none(tx, {"telegram": telegram_id})
    return student_of(row) if row else None


def find_by_key(tx: Transaction, key: str) -> Student | None:
    row = tx.connection.execute(students_query().where(students.c.key == key)).one_or_none()
    return student_of(row) if row else None


def get(tx: Transaction, student_id: StudentId) -> Student:
    return student_of(
        tx.connection.execute(students_query().where(students.c.id == student_id)).one()
    )


def get_all(tx: Transaction, whom: Sequence[StudentId]) -> list[Student]:
    """Students in the order given, read together."""
    found: dict[StudentId, Student] = {}
    for start in range(0, len(whom), CHUNK):
        chunk = whom[start : start + CHUNK]
        rows = tx.connection.execute(students_query().where(students.c.id.in_(chunk)))
        found |= {one.id: one for one in map(student_of, rows)}
    return [found[one] for one in whom if one in found]


def minors_among(tx: Transaction, telegram_ids: Collection[int]) -> set[int]:
    """Which of these people said that they are under 18."""
    found: set[int] = set()
    wanted = sorted(telegram_ids)
    for start in range(0, len(wanted), CHUNK):
        found |= set(
            tx.connection.scalars(
                select(students.c.telegram_id).where(
                    students.c.telegram_id.in_(wanted[start : start + CHUNK]),
                    students.c.age_band == "minor",
                )
            )
        )
    return found


def shown_names(tx: Transaction, whom: Collection[StudentId]) -> dict[StudentId, str]:
    """As others see each of them."""
    return {one.id: one.shown_name for one in get_all(tx, sorted(whom))}


def joined_at(tx: Transaction, student_id: StudentId) -> datetime:
    """When she finished the first run, else when she came."""
    row = tx.connection.execute(
        select(students.c.onboarded_at, students.c.created_at).where(students.c.id == student_id)
    ).one()
    joined: datetime = row.onboarded_at or row.created_at
    return joined


def meet(tx: Transaction, *, telegram_id: int, at: datetime, timezone: str) -> Student:
    """The student with this Telegram id, made or found; an imported log's namesake key is hers."""
    key = str(telegram_id)
    insert_ignoring(tx, students, {"key": key, "telegram_id": telegram_id, "created_at": at})
    tx.connection.execute(
        update(students)
        .where(students.c.key == key, students.c.telegram_id.is_(None))
        .values(telegram_id=telegram_id)
    )
    student = find_by_telegram_id(tx, telegram_id)
    assert student is not None, "the row was just made"
    add_settings(tx, student.id, replace(DEFAULTS, timezone=timezone))
    return get(tx, student.id)


def add(
    tx: Transaction, *, key: str, telegram_id: int | None, name: str, at: datetime
) -> StudentId:
    """A new student under a key of the caller's."""
    result = tx.connection.execute(
        insert(students).values(key=key, telegram_id=telegram_id, name=name, created_at=at)
    )
    assert result.inserted_primary_key is not None
    return StudentId(result.inserted_primary_key[0])


def add_settings(tx: Transaction, student_id: StudentId, chosen: Settings) -> None:
    """Gives a student a row of settings unless she has one."""
    insert_ignoring(tx, settings, {"student_id": student_id, **_columns(tx, chosen)})


def save_settings(tx: Transaction, student_id: StudentId, chosen: Settings) -> None:
    tx.connection.execute(
        update(settings).where(settings.c.student_id == student_id).values(_columns(tx, chosen))
    )


def _columns(tx: Transaction, chosen: Settings) -> dict[str, object]:
    exam_id = tx.connection.scalar(select(exams.c.id).where(exams.c.key == chosen.exam))
    return {
        "exam_id": exam_id,
        "exam_on": chosen.exam_on,
        "category": chosen.category,
        "study_minutes": " ".join(str(minutes) for minutes in chosen.study_minutes),
        "timezone": chosen.timezone,
        "digest_hour": chosen.digest_hour,
        "quiet_from": chosen.quiet_from,
        "quiet_to": chosen.quiet_to,
        "theme": chosen.theme,
        "text_only": chosen.text_only,
        "alias": chosen.alias,
        "usage_statistics": chosen.usage_statistics,
        "is_listed": chosen.is_listed,
        "language_model": chosen.language_model,
        "asks_confidence": chosen.asks_confidence,
        "daily_goal": chosen.daily_goal,
        "is_calm": chosen.is_calm,
        "digest_every": chosen.digest_every,
        "wants_alerts": chosen.wants_alerts,
        "paused_until": chosen.paused_until,
    }


def set_profile(
    tx: Transaction, student_id: StudentId, **columns: str | bool | datetime | None
) -> None:
    """Sets `language`, `age_band`, `keeps_answers`, `onboarded_at`, `name` or `awaiting`."""
    tx.connection.execute(update(students).where(students.c.id == student_id).values(**columns))


def mark_unreachable(tx: Transaction, student_id: StudentId, *, since: datetime | None) -> None:
    """A blocked bot writes to nobody until she comes back (`since` None)."""
    tx.connection.execute(
        update(students).where(students.c.id == student_id).values(unreachable_since=since)
    )


def give_consent(
    tx: Transaction, student_id: StudentId, *, purpose: str, notice_version: str, at: datetime
) -> None:
    if not has_consented(tx, student_id, purpose=purpose):
        tx.connection.execute(
            insert(consents).values(
                student_id=student_id,
                purpose=purpose,
                notice_version=notice_version,
                given_at=at,
            )
        )


def withdraw_consent(tx: Transaction, student_id: StudentId, *, purpose: str, at: datetime) -> None:
    tx.connection.execute(
        update(consents)
        .where(
            consents.c.student_id == student_id,
            consents.c.purpose == purpose,
            consents.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=at)
    )


def has_consented(tx: Transaction, student_id: StudentId, *, purpose: str) -> bool:
    found = tx.connection.scalar(
        select(consents.c.id).where(
            consents.c.student_id == student_id,
            consents.c.purpose == purpose,
            consents.c.withdrawn_at.is_(None),
        )
    )
    return found is not None


def schedule_digest(
    tx: Transaction,
    student_id: StudentId,
    *,
    due_at: datetime | None,
    instead_of: datetime | None = None,
) -> bool:
    """Moves her next digest; with `instead_of` only from that instant, so that one claimer wins."""
    statement = update(settings).where(settings.c.student_id == student_id)
    if instead_of is not None:
        statement = statement.where(settings.c.next_digest_at == instead_of)
    return tx.connection.execute(statement.values(next_digest_at=due_at)).rowcount == 1


def listed(tx: Transaction) -> list[tuple[Student, int]]:
    """Everybody with the number of her answers, by key."""
    counts = (
        select(answers.c.student_id, func.count().label("answers"))
        .group_by(answers.c.student_id)
        .subquery()
    )
    rows = tx.connection.execute(
        students_query()
        .add_columns(func.coalesce(counts.c.answers, 0).label("answers"))
        .outerjoin(counts, counts.c.student_id == students.c.id)
        .order_by(students.c.key)
    )
    return [(student_of(row), row.answers) for row in rows]
