"""One row to write, said before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Table

How = Literal["insert", "ignore", "replace", "add", "set"]


@dataclass(frozen=True, slots=True)
class Change:
    """A row to insert, or to leave where one stands; to insert or replace, or to add to; values."""

    how: How
    table: Table
    row: Mapping[str, object]
    #: What finds the row; of "set" the values stand beside it.
    key: tuple[str, ...] = ()
