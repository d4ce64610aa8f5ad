"""Usage statistics of those who allowed them."""

from datetime import datetime

from storage import activity
from storage.engine import Database
from storage.records import Student


class Usage:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        student: Student,
        *,
        at: datetime,
        screen: str,
        feature: str,
        error_key: str | None,
        client_language: str | None,
    ) -> None:
        await self._database.write(
            lambda tx: activity.note(
                tx,
                student.id,
                at=at,
                screen=screen,
                feature=feature,
                error_key=error_key,
                client_language=client_language,
            )
        )

    async def sessions(self, student: Student) -> int:
        return await self._database.read(lambda tx: activity.session_count(tx, student.id))
