"""The database cannot be reached, or was given what fits no column: what every use case may meet."""

from storage.errors import DatabaseUnavailable, OutOfRange

__all__ = ["DatabaseUnavailable", "OutOfRange"]
