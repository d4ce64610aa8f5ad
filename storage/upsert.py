"""Insert-or-leave and insert-or-change, spelt alike by both databases."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import Transaction

Row = Mapping[str, object]


def _insert(tx: Transaction, table: Table) -> postgresql.Insert | sqlite.Insert:
    if tx.connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_ignoring(tx: Transaction, table: Table, rows: Row | Sequence[Row]) -> int:
    """Inserts what is not there yet; how many rows were new."""
    if not rows:
        return 0
    return tx.connection.execute(_insert(tx, table).on_conflict_do_nothing(), rows).rowcount


def replace_rows(
    tx: Transaction, table: Table, key: Sequence[str], rows: Row | Sequence[Row]
) -> None:
    """Inserts rows, or sets every column but the key where the key is taken."""
    if not rows:
        return
    statement = _insert(tx, table)
    change = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key
    }
    tx.connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=change), rows
    )


def add_to_row(tx: Transaction, table: Table, key: Sequence[str], row: Row) -> None:
    """Inserts a row of counts, or adds its counts to the row that stands there."""
    statement = _insert(tx, table)
    change = {name: table.c[name] + statement.excluded[name] for name in row if name not in key}
    tx.connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=change), row
    )
