"""A log of any length put in the order of time with bounded memory: sorted runs on disk, merged."""

import heapq
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from analytics.evaluation import LogRow
from analytics.logged_answer import LoggedAnswer

#: Rows held in memory at once.
RUN = 100_000


def model_row(answer: LoggedAnswer) -> LogRow:
    """An answer as far as the model reads it; marks are given in mock tests, without feedback."""
    return LogRow(
        round(answer.answered_at.timestamp() * 1000),
        answer.student,
        answer.question,
        answer.topic,
        answer.correct,
        answer.difficulty,
        answer.options,
        answer.milliseconds,
        answer.state == "blank",
        answer.marks is None,
    )


class LogSpool:
    """Takes rows in any order, gives them sorted by time; equal times keep their order."""

    def __init__(self, *, run: int = RUN) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="abhyas-log-")
        self._run = run
        self._held: list[LogRow] = []
        self._files: list[Path] = []
        self._newest: int | None = None
        #: Whether the rows came in order; then nothing needs merging.
        self.is_sorted = True

    def __enter__(self) -> "LogSpool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def add(self, row: LogRow) -> None:
        at = row.at_milliseconds
        if self._newest is not None and at < self._newest:
            self.is_sorted = False
        self._newest = at
        self._held.append(row)
        if len(self._held) >= self._run:
            self._write_run()

    def _write_run(self) -> None:
        self._held.sort(key=lambda row: row.at_milliseconds)
        path = Path(self._folder.name) / f"{len(self._files)}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in self._held)
        self._files.append(path)
        self._held = []

    def rows(self) -> Iterator[LogRow]:
        """Every row added, in the order of time."""
        if self._held:
            self._write_run()
        runs = [_read_run(path) for path in self._files]
        if self.is_sorted:
            for run in runs:
                yield from run
        else:
            # Merging is stable over the runs, and each run was sorted stably.
            yield from heapq.merge(*runs, key=lambda row: row.at_milliseconds)


def _read_run(path: Path) -> Iterator[LogRow]:
    with path.open(encoding="utf-8") as file:
        yield from _rows_of(file)


def _rows_of(lines: Iterable[str]) -> Iterator[LogRow]:
    for line in lines:
        yield LogRow(*json.loads(line))
