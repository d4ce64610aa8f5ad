"""Everything that is kept of one person, table by table, as plain values."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from storage.engine import Transaction
from storage.inventory import INVENTORY, Holding
from storage.records import StudentId
from storage.tables import attempts, students

Value = str | int | float | bool | None | list[object] | dict[str, object]


def everything_of(tx: Transaction, student_id: StudentId) -> dict[str, list[dict[str, object]]]:
    """Rows by table, in the inventory's order; empty tables are left out."""
    found: dict[str, list[dict[str, object]]] = {}
    for holding in INVENTORY:
        statement = select(holding.table).where(_hers(holding, student_id))
        rows = tx.connection.execute(statement).mappings()
        own = [{name: _plain(value) for name, value in row.items()} for row in rows]
        if own:
            found[holding.table.name] = own
    return found


def _hers(holding: Holding, student_id: StudentId) -> ColumnElement[bool]:
    if holding.person is not None:
        return holding.person == student_id
    if "telegram_id" in holding.table.c:
        telegram = select(students.c.telegram_id).where(students.c.id == student_id)
        return holding.table.c.telegram_id == telegram.scalar_subquery()
    own = select(attempts.c.id).where(attempts.c.student_id == student_id)
    return holding.table.c.attempt_id.in_(own)


def _plain(value: object) -> object:
    """As JSON has it; instants and days as ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)
