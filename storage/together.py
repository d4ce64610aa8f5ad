"""Rows of several tables written in one statement where the database can do that.

PostgreSQL takes one round trip for data-modifying CTEs; SQLite, which has no trips to save, takes
a statement each.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Insert, Table, Update, and_, bindparam, insert, update

from storage.changes import Change, How
from storage.direct import Direct
from storage.transaction import Transaction
from storage.upsert import (
    add_to_row,
    adding,
    ignoring,
    insert_ignoring,
    replace_rows,
    replacing,
)

__all__ = ["Change", "write_together"]


class _Shape(NamedTuple):
    how: How
    table: Table
    key: tuple[str, ...]
    columns: tuple[str, ...]


def write_together(tx: Transaction, changes: Sequence[Change]) -> None:
    """Writes all of them, and what rides along; no two touch the same row, and none needs what
    another wrote.
    """
    if tx.riders:
        changes, tx.riders = [*tx.riders, *changes], []
    if tx.connection.dialect.name != "postgresql":
        for one in changes:
            _write(tx, one)
        return
    shapes = tuple(_Shape(one.how, one.table, one.key, tuple(one.row)) for one in changes)
    values = {
        _name(number, column): value
        for number, one in enumerate(changes)
        for column, value in one.row.items()
    }
    _joined(shapes).all(tx, values)


def _write(tx: Transaction, change: Change) -> None:
    if change.how == "insert":
        tx.connection.execute(insert(change.table), change.row)
    elif change.how == "ignore":
        insert_ignoring(tx, change.table, change.row)
    elif change.how == "replace":
        replace_rows(tx, change.table, change.key, change.row)
    elif change.how == "add":
        add_to_row(tx, change.table, change.key, change.row)
    else:
        shape = _Shape("set", change.table, change.key, tuple(change.row))
        named = {_name(0, column): value for column, value in change.row.items()}
        tx.connection.execute(_setting(shape, 0), named)


def _name(number: int, column: str) -> str:
    return f"w{number}_{column}"


@cache
def _joined(shapes: tuple[_Shape, ...]) -> Direct:
    """The last change, with the others before it as common table expressions."""
    *before, last = [_statement(shape, number) for number, shape in enumerate(shapes)]
    return Direct(last.add_cte(*(one.cte(f"w{number}") for number, one in enumerate(before))))


def _statement(shape: _Shape, number: int) -> Insert | Update:
    if shape.how == "set":
        return _setting(shape, number)
    if shape.how == "insert":
        made: Insert = insert(shape.table)
    elif shape.how == "ignore":
        made = ignoring("postgresql", shape.table)
    elif shape.how == "replace":
        made = replacing("postgresql", shape.table, shape.key)
    else:
        counts = tuple(name for name in shape.columns if name not in shape.key)
        made = adding("postgresql", shape.table, shape.key, counts)
    return made.values(_bound(shape, number)).inline()


@cache
def _setting(shape: _Shape, number: int) -> Update:
    bound = _bound(shape, number)
    return (
        update(shape.table)
        .where(and_(*(shape.table.c[name] == bound[name] for name in shape.key)))
        .values({name: value for name, value in bound.items() if name not in shape.key})
    )


def _bound(shape: _Shape, number: int) -> dict[str, BindParameter[Any]]:
    return {
        name: bindparam(_name(number, name), type_=shape.table.c[name].type)
        for name in shape.columns
    }
