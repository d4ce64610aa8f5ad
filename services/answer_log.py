"""Takes whole answer logs in and gives them out."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from analytics.logged_answer import LoggedAnswer
from content.answer_log import read_log, write_log
from content.log_parquet import SUFFIX
from content.rejected import Rejected
from services.learning import Learning
from storage import answer_log
from storage.engine import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class LogImported:
    """What became of each row."""

    rows: int
    added: int
    updated: int
    duplicate: int
    rejected: tuple[Rejected, ...]

    def document(self) -> dict[str, object]:
        return asdict(self) | {"rejected": [asdict(row) for row in self.rejected]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A month's file."""

    file: str
    rows: int


class AnswerLog:
    """The log as a file."""

    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._default_timezone = default_timezone

    async def take_in(
        self, path: Path, *, at: datetime, dry_run: bool = False, skip_bad: bool = False
    ) -> LogImported:
        """Stores a log; with a bad row nothing, unless `skip_bad`."""
        good, bad = _sorted_out(read_log(path))
        if dry_run or (bad and not skip_bad):
            return LogImported(
                rows=len(good) + len(bad),
                added=0,
                updated=0,
                duplicate=0,
                rejected=tuple(bad),
            )
        learning = Learning(self._database)
        await learning.work()
        stored = await self._database.write(
            lambda tx: answer_log.store(tx, good, at=at, default_timezone=self._default_timezone)
        )
        await learning.work()
        return LogImported(
            rows=len(good) + len(bad),
            added=stored.added,
            updated=0,
            duplicate=stored.duplicate,
            rejected=tuple(bad),
        )

    async def give_out(self, path: Path, *, since: datetime | None = None) -> int:
        """Writes the log to a file; how many rows."""

        def work(tx: Transaction) -> int:
            return write_log(path, answer_log.log_rows(tx, since=since))

        return await self._database.snapshot(work)

    async def archive(self, folder: Path, *, at: datetime) -> list[Archived]:
        """Writes each finished month (UTC) to a Parquet file of its own, anew each time.

        So what was corrected or erased since is so in the archive as well; a month of which nothing
        is left loses its file.
        """
        begin = await self._database.read(answer_log.first_at)
        made = []
        while begin is not None and (end := _next_month(begin)) <= at:
            since, until = _month(begin), end
            file = folder / _file(since)
            count = await self._database.snapshot(
                partial(_write_part, path=file, since=since, until=until)
            )
            made.append(Archived(file=file.name, rows=count))
            begin = end
        _drop_others(folder, {one.file for one in made}, at=at)
        return made


def _write_part(tx: Transaction, *, path: Path, since: datetime, until: datetime) -> int:
    return write_log(path, answer_log.log_rows(tx, since=since, until=until))


def _file(at: datetime) -> str:
    """The name of a month's file."""
    return f"answers-{at.astimezone(UTC):%Y-%m}{SUFFIX}"


def _drop_others(folder: Path, held: set[str], *, at: datetime) -> None:
    """Months follow each other from the log's first answer: what else is over by now is gone."""
    for file in folder.glob(f"answers-????-??{SUFFIX}"):
        if file.name < _file(at) and file.name not in held:
            file.unlink()


def _month(at: datetime) -> datetime:
    """When its month began, UTC."""
    return at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _next_month(at: datetime) -> datetime:
    return _month(_month(at) + timedelta(days=32))


def _sorted_out(
    rows: Iterable[LoggedAnswer | Rejected],
) -> tuple[list[LoggedAnswer], list[Rejected]]:
    good: list[LoggedAnswer] = []
    bad: list[Rejected] = []
    for row in rows:
        if isinstance(row, Rejected):
            bad.append(row)
        else:
            good.append(row)
    return good, bad
