"""Recomputes from the answer log whatever is derived from it, and compares."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, delete, insert, select, update

from analytics.student_state import StudentFold
from storage.answers import ability_row, evidence_of, log_of, topic_row
from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import abilities, answers, settings, student_days, students, topic_states

#: Real numbers recomputed on another machine may differ in the last bits.
TOLERANCE = 1e-9
DERIVED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "abilities": (abilities, ("student_id",)),
    "topic_states": (topic_states, ("student_id", "topic_id")),
    "student_days": (student_days, ("student_id", "day")),
}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A student's derived rows by table, and answers whose stored probability is stale."""

    rows: dict[str, list[dict[str, object]]]
    probabilities: list[dict[str, object]]


def student_ids(tx: Transaction) -> list[StudentId]:
    return [StudentId(row) for row in tx.connection.scalars(select(students.c.id).order_by("id"))]


def recompute(tx: Transaction, student_id: StudentId, *, default_timezone: str) -> Recomputed:
    """What the student's log says her derived rows are."""
    zone = _zone_of(tx, student_id, default_timezone)
    fold = StudentFold()
    days: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    stale: list[dict[str, object]] = []
    for row in log_of(tx, student_id):
        judged = fold.take(evidence_of(row))
        if not math.isclose(
            judged.probability_before, row.probability_before, abs_tol=TOLERANCE, rel_tol=0
        ):
            stale.append({"answer": row.id, "probability": judged.probability_before})
        day = days[local_day(row.answered_at, zone)]
        day[0] += 1
        day[1] += row.is_correct
        day[2] += row.milliseconds or 0
        day[3] += row.milliseconds is not None
    return Recomputed(
        {
            "abilities": [] if fold.ability is None else [ability_row(student_id, fold.ability)],
            "topic_states": [
                topic_row(student_id, topic_id, state)
                for topic_id, state in sorted(fold.topics.items())
            ],
            "student_days": [
                {
                    "student_id": student_id,
                    "day": day,
                    "answers": counts[0],
                    "right": counts[1],
                    "milliseconds": counts[2],
                    "timed": counts[3],
                }
                for day, counts in sorted(days.items())
            ],
        },
        stale,
    )


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant where the student lives."""
    return at.astimezone(zone).date()


def _zone_of(tx: Transaction, student_id: StudentId, default_timezone: str) -> ZoneInfo:
    zone = tx.connection.scalar(
        select(settings.c.timezone).where(settings.c.student_id == student_id)
    )
    return ZoneInfo(zone or default_timezone)


def rebuild(tx: Transaction, whom: Iterable[StudentId], *, default_timezone: str) -> None:
    """Replaces derived rows by what the log says."""
    for student_id in whom:
        found = recompute(tx, student_id, default_timezone=default_timezone)
        for name, (table, _) in DERIVED.items():
            tx.connection.execute(delete(table).where(table.c.student_id == student_id))
            if found.rows[name]:
                tx.connection.execute(insert(table), found.rows[name])
        if found.probabilities:
            set_probabilities(tx, found.probabilities)


def set_probabilities(tx: Transaction, stale: list[dict[str, object]]) -> None:
    """Stores recomputed probabilities, each row {answer, probability}."""
    tx.connection.execute(
        update(answers)
        .where(answers.c.id == bindparam("answer"))
        .values(probability_before=bindparam("probability")),
        stale,
    )


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
            stored = {
                tuple(row._mapping[column] for column in key): dict(row._mapping)  # noqa: SLF001 - public API of Row
                for row in tx.connection.execute(
                    select(table).where(table.c.student_id == student_id)
                )
            }
            wanted = {tuple(row[column] for column in key): row for row in found.rows[name]}
            for place in sorted(stored.keys() | wanted.keys(), key=str):
                difference = _difference(stored.get(place), wanted.get(place))
                if difference:
                    report(name, f"{place}: {difference}")
        for row in found.probabilities:
            report("answers", f"{row['answer']}: probability_before should be {row['probability']}")


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
    return stored == wanted
