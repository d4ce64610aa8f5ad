"""Insert-or-leave and insert-or-change, spelt alike by both databases, each built once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.transaction import Transaction

Row = Mapping[str, object]
Insert = postgresql.Insert | sqlite.Insert


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def ignoring(dialect: str, table: Table) -> Insert:
    """Inserts, or leaves what stands there."""
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def replacing(dialect: str, table: Table, key: tuple[str, ...]) -> Insert:
    """Inserts, or sets every column but the key."""
    statement = _insert(dialect, table)
    change = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key
    }
    return statement.on_conflict_do_update(index_elements=list(key), set_=change)


@cache
def adding(dialect: str, table: Table, key: tuple[str, ...], counts: tuple[str, ...]) -> Insert:
    """Inserts, or adds these columns to what stands there."""
    statement = _insert(dialect, table)
    change = {name: table.c[name] + statement.excluded[name] for name in counts}
    return statement.on_conflict_do_update(index_elements=list(key), set_=change)


def insert_ignoring(tx: Transaction, table: Table, rows: Row | Sequence[Row]) -> int:
    """Inserts what is not there yet; how many rows were new (exact for one row)."""
    if not rows:
        return 0
    statement = ignoring(tx.connection.dialect.name, table)
    return tx.connection.execute(statement, rows).rowcount


def replace_rows(
    tx: Transaction, table: Table, key: Sequence[str], rows: Row | Sequence[Row]
) -> None:
    """Inserts rows, or sets every column but the key where the key is taken."""
    if rows:
        statement = replacing(tx.connection.dialect.name, table, tuple(key))
        tx.connection.execute(statement, rows)


def add_to_row(tx: Transaction, table: Table, key: Sequence[str], row: Row) -> None:
    """Inserts a row of counts, or adds its counts to the row that stands there."""
    counts = tuple(name for name in row if name not in key)
    statement = adding(tx.connection.dialect.name, table, tuple(key), counts)
    tx.connection.execute(statement, row)


def insert_selected(
    tx: Transaction, table: Table, columns: Sequence[str], rows: Select[Any]
) -> int:
    """Inserts what a query finds and is not there yet; how many rows were new."""
    statement = _insert(tx.connection.dialect.name, table)
    chosen = statement.from_select(list(columns), rows).on_conflict_do_nothing()
    return tx.connection.execute(chosen).rowcount
