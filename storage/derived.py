"""Recomputes from the answer log whatever is derived from it, and compares."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, delete, insert, select

from analytics.history import History
from storage import population
from storage.answers import log_of, logged_of
from storage.engine import Transaction
from storage.records import StudentId
from storage.standings import mark_stale
from storage.student_states import ability_row, memory_row, test_row, topic_row
from storage.tables import (
    abilities,
    attempt_results,
    markers,
    memories,
    question_states,
    repeat_effects,
    settings,
    student_days,
    students,
    topic_difficulties,
    topic_states,
)
from storage.upsert import replace_rows

#: Real numbers recomputed on another machine may differ in the last bits.
TOLERANCE = 1e-9
#: Derived of one student's answers: table and key.
DERIVED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "abilities": (abilities, ("student_id",)),
    "topic_states": (topic_states, ("student_id", "topic_id")),
    "attempt_results": (attempt_results, ("student_id", "key")),
    "memories": (memories, ("student_id", "objective")),
    "student_days": (student_days, ("student_id", "day")),
}
#: Derived of everybody's.
OF_ALL: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "question_states": (question_states, ("question_id",)),
    "topic_difficulties": (topic_difficulties, ("topic_id",)),
    "repeat_effects": (repeat_effects, ("after_right",)),
}
#: Raised whenever a formula changes what stands in a derived table.
VERSION = 2
MARKER = "derived"
Rows = dict[str, list[dict[str, object]]]


def student_ids(tx: Transaction) -> list[StudentId]:
    return [StudentId(row) for row in tx.connection.scalars(select(students.c.id).order_by("id"))]


def history_of(
    tx: Transaction,
    student_id: StudentId,
    *,
    default_timezone: str,
    until: datetime | None = None,
) -> History:
    """Her log folded from its first answer on, up to an instant."""
    zone = zone_of(tx, student_id, default_timezone)
    history = History()
    for row in log_of(tx, student_id, until=until):
        history.take(logged_of(row, zone))
    return history


def recompute(tx: Transaction, student_id: StudentId, *, default_timezone: str) -> Rows:
    """What the student's log says her derived rows are."""
    return rows_of(student_id, history_of(tx, student_id, default_timezone=default_timezone))


def rows_of(student_id: StudentId, history: History) -> Rows:
    """A history as rows by table."""
    model = history.model
    return {
        "abilities": [] if model.ability is None else [ability_row(student_id, model.ability)],
        "topic_states": [
            topic_row(student_id, topic_id, state)
            for topic_id, state in sorted(model.topics.items())
        ],
        "attempt_results": [
            test_row(student_id, key, test) for key, test in sorted(history.tests.items())
        ],
        "memories": [
            memory_row(student_id, objective, memory)
            for objective, memory in sorted(history.memories.items())
        ],
        "student_days": [
            {
                "student_id": student_id,
                "day": day,
                "answers": counts.answers,
                "right": counts.right,
                "milliseconds": counts.milliseconds,
                "timed": counts.timed,
            }
            for day, counts in sorted(history.days.items())
        ],
    }


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant where the student lives."""
    return at.astimezone(zone).date()


def zone_of(tx: Transaction, student_id: StudentId, default_timezone: str) -> ZoneInfo:
    """Where she lives; a log does not say, so the default."""
    zone = tx.connection.scalar(
        select(settings.c.timezone).where(settings.c.student_id == student_id)
    )
    return ZoneInfo(zone or default_timezone)


def rebuild(tx: Transaction, whom: Iterable[StudentId], *, default_timezone: str) -> None:
    """Replaces derived rows of students by what the log says."""
    for student_id in whom:
        replace_derived(
            tx, student_id, recompute(tx, student_id, default_timezone=default_timezone)
        )


def is_outdated(tx: Transaction) -> bool:
    """Whether the derived rows were made by another version's formulas."""
    made_by = tx.connection.scalar(select(markers.c.position).where(markers.c.name == MARKER))
    return made_by != VERSION


def mark_rebuilt(tx: Transaction) -> None:
    replace_rows(tx, markers, ("name",), {"name": MARKER, "position": VERSION})


def replace_derived(tx: Transaction, student_id: StudentId, rows: Rows) -> None:
    """Her derived rows are these and no others."""
    for name, (table, _) in DERIVED.items():
        tx.connection.execute(delete(table).where(table.c.student_id == student_id))
        if rows[name]:
            tx.connection.execute(insert(table), rows[name])
    mark_stale(tx, student_id, is_new=bool(rows["abilities"]))


def compare(
    tx: Transaction,
    whom: Iterable[StudentId],
    *,
    default_timezone: str,
    report: Callable[[str, str], None],
) -> None:
    """Reports (table, what differs) for every derived row that the log does not bear out."""
    for student_id in whom:
        found = recompute(tx, student_id, default_timezone=default_timezone)
        for name, (table, key) in DERIVED.items():
            stored = tx.connection.execute(select(table).where(table.c.student_id == student_id))
            _compare_rows(name, key, map(_plain, stored), found[name], report)


def compare_population(tx: Transaction, *, report: Callable[[str, str], None]) -> None:
    """The same for what all students' answers derive, as far as the consumer came.

    Questions that wait to be read again, with their topics and the repeats, are passed over.
    """
    found = population.population_of(tx, until=population.position(tx))
    waiting = population.stale(tx)
    wanted: Rows = {
        "question_states": population.question_rows(found.questions),
        "topic_difficulties": population.counted_rows("topic_id", found.topics),
        "repeat_effects": population.counted_rows("after_right", found.repeats),
    }
    for name, (table, key) in OF_ALL.items():
        stored = map(_plain, tx.connection.execute(select(table)))
        if name == "question_states":
            mine = [row for row in stored if row["question_id"] not in waiting]
            theirs = [row for row in wanted[name] if row["question_id"] not in waiting]
            _compare_rows(name, key, mine, theirs, report)
        elif not waiting:
            _compare_rows(name, key, stored, wanted[name], report)


def _plain(row: Any) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - public API of Row


def _compare_rows(
    name: str,
    key: tuple[str, ...],
    stored: Iterable[Mapping[str, Any]],
    wanted: Iterable[Mapping[str, Any]],
    report: Callable[[str, str], None],
) -> None:
    have = {tuple(row[column] for column in key): row for row in stored}
    want = {tuple(row[column] for column in key): row for row in wanted}
    for place in sorted(have.keys() | want.keys(), key=str):
        difference = _difference(have.get(place), want.get(place))
        if difference:
            report(name, f"{place}: {difference}")


def _difference(stored: Mapping[str, Any] | None, wanted: Mapping[str, Any] | None) -> str:
    if stored is None or wanted is None:
        return "missing" if stored is None else "superfluous"
    unequal = [
        f"{name} is {stored[name]}, not {value}"
        for name, value in wanted.items()
        if not _equal(stored[name], value)
    ]
    return ", ".join(unequal)


def _equal(stored: object, wanted: object) -> bool:
    if isinstance(stored, float) and isinstance(wanted, float):
        return math.isclose(stored, wanted, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    if isinstance(stored, list) and isinstance(wanted, list):
        return len(stored) == len(wanted) and all(map(_equal, stored, wanted))
    return stored == wanted
