"""Who there is, for the operator."""

from collections.abc import Sequence
from difflib import get_close_matches

from storage import groups, students
from storage.engine import Database
from storage.records import Group, Student

#: So many near names are offered for one that nobody knows.
NEAREST = 5


class UnknownName(ValueError):
    """No student, group, exam or subject goes by this name; the nearest are offered."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, list(known), NEAREST, 0.0)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        super().__init__(f"no {what} {name!r}{hint}")


class Roster:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def students(self) -> list[tuple[Student, int]]:
        """Everybody with the number of her answers."""
        return await self._database.read(students.listed)

    async def groups(self) -> list[Group]:
        return await self._database.read(groups.listed)
