"""What can be wrong with the database itself."""


class StorageError(Exception):
    """The database refused."""


class UnsupportedDatabase(StorageError):
    """The address names a database that is not supported: use sqlite:///FILE or postgresql://…"""

    def __init__(self, name: str) -> None:
        super().__init__(f"database {name!r}: {self.__doc__}")


class OutOfRange(StorageError):
    """A value fits no column: a number too large, a text with a zero byte; forged, not chosen."""


class DatabaseUnavailable(StorageError):
    """The database could not be reached or is busy; nothing was stored."""


class SchemaOutdated(StorageError):
    """The schema is not this version's: run `abhyas db upgrade`."""


class BadLog(StorageError):
    """The file is not an answer log."""
