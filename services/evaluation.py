"""The shipped model measured on somebody's log; nothing of it touches the database."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from analytics.evaluation import Evaluated, Evaluation
from content.answer_log import read_log
from content.log_spool import LogSpool, model_row
from content.rejected import Rejected

#: Bad rows named before the rest is only counted.
NAMED = 50
#: Rows between two steps of the progress bar.
STEP = 2000


class BadLog(ValueError):
    """The log has rows that cannot be read; nothing was measured."""

    def __init__(self, rejected: list[Rejected], count: int) -> None:
        super().__init__(f"{count} bad rows")
        self.rejected = tuple(rejected)
        self.count = count


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the work is: rows done of so many, reading first and then measuring."""

    name: str
    done: int
    total: int | None


def evaluate_log(
    path: Path, *, clock: Callable[[], float], progress: Callable[[Stage], None]
) -> Evaluated:
    """Forecasts every answer of a log from those before it; raises UnreadableLog, BadLog."""
    with LogSpool() as spool:
        answers_of = _read(path, spool, progress)
        total = answers_of.total()
        evaluation = Evaluation(answers_of, clock=clock)
        for done, row in enumerate(spool.rows(), start=1):
            evaluation.take(row)
            if done % STEP == 0:
                progress(Stage("measuring", done, total))
        return evaluation.result()


def _read(path: Path, spool: LogSpool, progress: Callable[[Stage], None]) -> Counter[str]:
    answers_of: Counter[str] = Counter()
    bad: list[Rejected] = []
    bad_count = 0
    for done, row in enumerate(read_log(path), start=1):
        if isinstance(row, Rejected):
            bad_count += 1
            if len(bad) < NAMED:
                bad.append(row)
        elif not bad_count:
            spool.add(model_row(row))
            answers_of[row.student] += 1
        if done % STEP == 0:
            progress(Stage("reading", done, None))
    if bad_count:
        raise BadLog(bad, bad_count)
    return answers_of


def document(evaluated: Evaluated) -> dict[str, object]:
    """The figures as one JSON document."""
    return asdict(evaluated)
