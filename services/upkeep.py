"""Checks, rebuilds and copies the database for its operator."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import copies, derived, migrate, population, sealed, ticks
from storage.engine import Database, Transaction
from storage.errors import StorageError


@dataclass(frozen=True, slots=True)
class Verified:
    """How each derived table compares with what the answers say."""

    tables: dict[str, int]
    differences: tuple[dict[str, str], ...]

    def document(self) -> dict[str, object]:
        return {"tables": self.tables, "differences": list(self.differences)}


class Upkeep:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._default_timezone = default_timezone

    async def verify(self) -> Verified:
        """Recomputes everything derived and compares; changes nothing."""

        def work(tx: Transaction) -> Verified:
            tables = dict.fromkeys([*derived.DERIVED, *derived.OF_ALL], 0)
            differences: list[dict[str, str]] = []

            def report(table: str, what: str) -> None:
                tables[table] += 1
                differences.append({"table": table, "difference": what})

            derived.compare(
                tx,
                derived.student_ids(tx),
                default_timezone=self._default_timezone,
                report=report,
            )
            derived.compare_population(tx, report=report)
            return Verified(tables, tuple(differences))

        return await self._database.snapshot(work)

    async def rebuild_if_outdated(self) -> bool:
        """Derives everything anew where an earlier version's formulas made it."""
        if not await self._database.read(derived.is_outdated):
            return False
        await self.rebuild()
        return True

    async def rebuild(self) -> int:
        """Recomputes everything derived, a student a transaction; how many students."""
        until = await self._database.write(population.horizon)
        await self._database.write(lambda tx: population.rebuild(tx, until=until))
        whom = await self._database.read(derived.student_ids)
        for student_id in whom:
            await self._database.write(
                lambda tx, one=student_id: derived.rebuild(  # type: ignore[misc]
                    tx, [one], default_timezone=self._default_timezone
                )
            )
        await self._database.write(derived.mark_rebuilt)
        return len(whom)

    async def back_up(
        self, path: Path, *, at: datetime, passphrase: str | None = None
    ) -> dict[str, int]:
        """Copies everything, for its owner alone to read; when is noted for `abhyas doctor`.

        With a passphrase the file is encrypted; what stands on the disk meanwhile is removed.
        """
        plain = path if passphrase is None else path.with_name(path.name + ".plain")
        try:
            counts = await self._database.snapshot(
                lambda tx: copies.back_up(tx, plain, at=at, revision=migrate.head())
            )
            if passphrase is not None:
                await asyncio.to_thread(sealed.seal, plain, path, passphrase=passphrase)
        finally:
            if passphrase is not None:
                plain.unlink(missing_ok=True)
        await self._database.write(lambda tx: ticks.note(tx, ticks.BACKUP, at=at))
        return counts

    async def restore(self, path: Path, *, passphrase: str | None = None) -> dict[str, int]:
        """Fills an empty database; raises StorageError where the file or its key is wrong."""
        if not sealed.is_sealed(path):
            return await self._restore_plain(path)
        if passphrase is None:
            raise StorageError("the backup is encrypted: set BACKUP_KEY to its passphrase")
        with tempfile.TemporaryDirectory(prefix="abhyas-restore-") as folder:
            plain = Path(folder) / "backup.zip"
            await asyncio.to_thread(sealed.unseal, path, plain, passphrase=passphrase)
            return await self._restore_plain(plain)

    async def _restore_plain(self, path: Path) -> dict[str, int]:
        return await self._database.write(
            lambda tx: copies.restore(tx, path, revision=migrate.head())
        )
