"""What operators and owners decided for others, for the operator to read."""

from datetime import datetime

from storage import audit
from storage.audit import AuditEntry
from storage.engine import Database

MOST = 1_000


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def since(self, moment: datetime) -> list[AuditEntry]:
        """Entries from then on, the newest first."""
        return await self._database.read(lambda tx: audit.listed(tx, since=moment, limit=MOST))
