"""The database cannot be reached: what every use case may meet."""

from storage.errors import DatabaseUnavailable

__all__ = ["DatabaseUnavailable"]
