"""Who there is, for the operator."""

from storage import groups, students
from storage.engine import Database
from storage.records import Group, Student


class Roster:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def students(self) -> list[tuple[Student, int]]:
        """Everybody with the number of her answers."""
        return await self._database.read(students.listed)

    async def groups(self) -> list[Group]:
        return await self._database.read(groups.listed)
