"""A school of students for benchmarks, made set-wise."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Subquery, Table, insert, literal, select, true

from bot.clock import SystemClock
from services.catalogue import Catalogue
from services.simulation import Simulation, members
from services.standing import Standings
from storage import derived
from storage.engine import Database, Transaction, open_database
from storage.tables import (
    abilities,
    answers,
    memories,
    settings,
    student_days,
    students,
    topic_states,
)

TEMPLATES = 20
COPIED = (answers, student_days, memories, abilities, topic_states)
ZONE = "Asia/Kolkata"


def enrol(tx: Transaction, who: range | list[int], now: datetime, *, due_at: datetime) -> None:
    """Adults, everybody's next digest at the same moment; it is nobody's quiet hour."""
    joined, hour = now - timedelta(days=1), now.astimezone(ZoneInfo(ZONE)).hour
    rows = [
        {
            "key": str(one),
            "telegram_id": one,
            "name": f"P{one}",
            "language": "hi" if one % 2 else "en",
            "age_band": "adult",
            "keeps_answers": True,
            "onboarded_at": joined,
            "created_at": joined,
        }
        for one in who
    ]
    for start in range(0, len(rows), 2000):
        tx.connection.execute(insert(students), rows[start : start + 2000])
    tx.connection.execute(
        insert(settings).from_select(
            [
                "student_id",
                "study_minutes",
                "timezone",
                "digest_hour",
                "quiet_from",
                "quiet_to",
                "theme",
                "text_only",
                "usage_statistics",
                "next_digest_at",
            ],
            select(
                students.c.id,
                literal("60 60 60 60 60 60 60"),
                literal(ZONE),
                literal(hour),
                literal((hour + 12) % 24),
                literal((hour + 14) % 24),
                literal("light"),
                literal(value=False),
                literal(value=False),
                literal(due_at, settings.c.next_digest_at.type),
            ).where(students.c.telegram_id >= min(who), students.c.telegram_id <= max(who)),
        )
    )


async def school(url: str, due: list[int], others: Sequence[int] = ()) -> None:
    """Students with a month of answers each, copied from a simulated class.

    The digest of those in `due` has been due for a moment, that of the others is tomorrow's.
    """
    database = open_database(url)
    now = (await SystemClock().now()).replace(microsecond=0)
    await Catalogue(database).load_content(at=now)
    simulation = Simulation(database, default_timezone=ZONE)
    await simulation.make_class(members(TEMPLATES, seed=1), days=20, seed=1, until=now, title="T")
    soon, later = now - timedelta(seconds=30), now + timedelta(days=1)
    for who, due_at in ((due, soon), (list(others), later)):
        if who:
            await database.write(partial(_copies, who=who, now=now, due_at=due_at))
    await _settle(database)
    await database.write(derived.mark_rebuilt)
    standings = Standings(database, default_timezone=ZONE)
    await standings.refresh(at=now)
    await database.close()


def _copies(tx: Transaction, *, who: list[int], now: datetime, due_at: datetime) -> None:
    templates = tx.connection.scalars(
        select(students.c.id).where(students.c.telegram_id.is_(None)).order_by(students.c.id)
    ).all()
    enrol(tx, who, now, due_at=due_at)
    made = students.c.telegram_id.in_(who) if len(who) < 500 else students.c.telegram_id >= min(who)
    for number, template in enumerate(templates):
        mine = select(students.c.id).where(made, students.c.telegram_id % len(templates) == number)
        for table in COPIED:
            _copy(tx, table, template, mine.subquery())


def _copy(tx: Transaction, table: Table, template: int, mine: Subquery) -> None:
    """A template's rows for each of her copies; ids anew, no attempts."""
    names = [column.name for column in table.columns if column.name not in {"id", "attempt_id"}]
    chosen = [mine.c.id if name == "student_id" else table.c[name] for name in names]
    tx.connection.execute(
        insert(table).from_select(
            names,
            select(*chosen)
            .select_from(table.join(mine, true()))
            .where(table.c.student_id == template),
        )
    )


async def _settle(database: Database) -> None:
    """Fresh statistics, as an autovacuum would have made them by the morning."""
    await database.write(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
