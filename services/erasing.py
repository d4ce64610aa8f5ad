"""Erasing a person: everywhere at once, and where the operator must keep proof of it, sealed."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage import erasure, retained
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.sealed import Sealer


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long proof of an erasure and of what was agreed to is kept, and under which key."""

    days: int
    passphrase: str = field(repr=False)


class Erasing:
    """Without a retention nothing stays behind."""

    def __init__(self, retention: Retention | None = None) -> None:
        self._retention = retention
        self._sealer = None if retention is None else Sealer(retention.passphrase)

    def erase(self, tx: Transaction, student_id: StudentId, *, at: datetime) -> None:
        if self._retention is not None and self._sealer is not None:
            document = json.dumps(retained.document_of(tx, student_id, at=at)).encode()
            purge_at = at + timedelta(days=self._retention.days)
            retained.add(tx, self._sealer.seal(document), purge_at=purge_at)
        erasure.erase_student(tx, student_id)


class RetainedRecords:
    """The sealed records, for their operator and for the job that ends them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def purge(self, *, at: datetime) -> int:
        purged = await self._database.write(lambda tx: retained.purge(tx, at=at))
        if purged:
            await self._database.wipe()
        return purged

    async def opened(self, passphrase: str) -> list[dict[str, object]]:
        """Each with the day on which it goes; raises StorageError for a wrong passphrase."""
        sealer = Sealer(passphrase)
        found = await self._database.read(retained.contents)
        return [
            {**json.loads(sealer.unseal(content)), "purge_at": purge_at.isoformat()}
            for purge_at, content in found
        ]
