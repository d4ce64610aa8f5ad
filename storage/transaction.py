"""The handle that services pass on to storage."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from storage.changes import Change


@dataclass(slots=True)
class Transaction:
    """A handle that services pass on to storage; they write no query with it."""

    connection: Connection
    #: This update's effect is already in the database: show the state, change nothing.
    is_redelivery: bool = field(default=False)
    #: Rows that go along with the next ones written.
    riders: list[Change] = field(default_factory=list)
