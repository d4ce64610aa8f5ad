"""Statements that every tap makes, handed to PostgreSQL's driver without SQLAlchemy in between."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Insert, Select, Update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from storage.transaction import Transaction

Statement = Select[Any] | Insert | Update
Convert = Callable[[Any], Any]
Row = Any


class Direct:
    """A statement with named parameters, compiled once and for all.

    SQLAlchemy's execution costs a worker twice what the driver itself takes. What it does for
    values stays: its types convert parameters and results. No list may be a parameter (`IN`), and
    no column may have a default that Python makes.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._asked: _Asked | None = None
        self._read: _Read | None = None

    def all(self, tx: Transaction, values: Mapping[str, object]) -> Sequence[Row]:
        """Runs it; the rows of a query, with a name for each column."""
        connection = tx.connection
        if connection.dialect.name != "postgresql":
            result = connection.execute(self._statement, values)
            return result.all() if isinstance(self._statement, Select) else []
        asked = self._asked
        if asked is None:
            asked = self._asked = _asked(self._statement, connection.dialect)
        parameters = asked.parameters(values)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(asked.text, parameters)
            found: Sequence[Sequence[Any]] = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(tx, asked.text, error) from error
        except BaseException as error:
            if not isinstance(error, Exception):
                # Cancelled in the middle: nobody knows where the connection stands.
                connection.invalidate(error)
            raise
        if not found or not isinstance(self._statement, Select):
            return []
        read = self._read
        if read is None:
            read = self._read = _read(self._statement, cursor, connection.dialect)
        return read.rows(found)

    def one_or_none(self, tx: Transaction, values: Mapping[str, object]) -> Row | None:
        """The only row; None where there is none."""
        found = self.all(tx, values)
        assert len(found) <= 1, "a key finds one row"
        return found[0] if found else None


class _Asked(NamedTuple):
    """What goes to the server."""

    text: str
    names: tuple[str, ...]
    #: Values that stand in the statement itself.
    fixed: Mapping[str, object]
    converted: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, object]) -> Sequence[object]:
        values = {**self.fixed, **values} if self.fixed else values
        found = [values[name] for name in self.names]
        for place, convert in self.converted:
            found[place] = convert(found[place])
        return found


class _Read(NamedTuple):
    """How the server's rows become ours."""

    make: Callable[[Sequence[Any]], Row]
    converted: Sequence[tuple[int, Convert]]

    def rows(self, found: Sequence[Sequence[Any]]) -> Sequence[Row]:
        if not self.converted:
            return list(map(self.make, found))
        made = []
        for row in found:
            values = list(row)
            for place, convert in self.converted:
                values[place] = convert(values[place])
            made.append(self.make(values))
        return made


def _asked(statement: Statement, dialect: Dialect) -> _Asked:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    assert not compiled.insert_prefetch, "a default that Python makes"
    assert not compiled.update_prefetch, "a default that Python makes"
    assert not compiled.post_compile_params, "a list cannot be a parameter"
    names = tuple(compiled.positiontup or ())
    processors = (
        (place, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for place, name in enumerate(names)
    )
    fixed = {
        name: bind.effective_value
        for name, bind in compiled.binds.items()
        if not bind.required and name in names
    }
    return _Asked(
        str(compiled),
        names,
        fixed,
        [(place, made) for place, made in processors if made is not None],
    )


def _read(statement: Select[Any], cursor: DBAPICursor, dialect: Dialect) -> _Read:
    """From the names and types of a first answer."""
    described = list(map(itemgetter(0, 1), cursor.description or ()))
    processors = (
        (place, column.type.dialect_impl(dialect).result_processor(dialect, code))
        for place, (column, (_, code)) in enumerate(
            zip(statement.selected_columns, described, strict=True)
        )
    )
    shape = namedtuple("Row", [name for name, _ in described])  # type: ignore[misc] # as it runs
    return _Read(shape._make, [(place, made) for place, made in processors if made is not None])


def _told(tx: Transaction, text: str, error: Any) -> BaseException:
    """The driver's error as SQLAlchemy tells it, the connection given up where it is lost."""
    connection = tx.connection
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    is_lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    # A plan of before a migration: another connection makes its own.
    is_lost = is_lost or isinstance(error, driver.InvalidCachedStatementError)
    if is_lost:
        connection.invalidate(error)
    told: BaseException = DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=is_lost,
        dialect=dialect,
    )
    return told
