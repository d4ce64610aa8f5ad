"""`abhyas evaluate`: the model against a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.outcome import CannotGoOn, JsonOption, say

if TYPE_CHECKING:
    from analytics.evaluation import Evaluated
    from services.evaluation import Stage


def register(app: typer.Typer) -> None:
    app.command()(evaluate)


def evaluate(
    log: Annotated[Path, typer.Argument(metavar="LOG.csv")], as_json: JsonOption = False
) -> None:
    """Forecast each answer of a log from those before it, and say how good that was."""
    from content.answer_log import UnreadableLog
    from services.evaluation import BadLog, document, evaluate_log

    try:
        with _bar() as progress:
            found = evaluate_log(log, clock=time.perf_counter, progress=progress)
    except UnreadableLog as error:
        raise CannotGoOn(str(error)) from error
    except BadLog as error:
        rows = (
            f"line {bad.line}, {bad.column or 'row'} {bad.value!r}: {bad.reason}"
            for bad in error.rejected
        )
        raise CannotGoOn(*rows, f"{error.count} bad rows; nothing was measured") from error
    say(document(found), as_json=as_json, text=_text(found))


@contextmanager
def _bar() -> "Iterator[Callable[[Stage], None]]":
    """A progress bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {name: bar.add_task(name, total=None) for name in ("reading", "measuring")}
        yield lambda stage: bar.update(tasks[stage.name], completed=stage.done, total=stage.total)


def _text(found: "Evaluated") -> str:
    lines = [
        f"{found.n} answers, {found.students} students, {found.questions} questions, "
        f"{found.topics} topics",
        f"AUC {_shown(found.auc)}, after 10 answers of both {_shown(found.auc_after_10)}",
        f"log loss {_shown(found.log_loss)}, Brier {_shown(found.brier)}, ECE {_shown(found.ece)}",
        f"80 % score interval holds {_shown(found.score_interval_coverage)}",
        f"{_shown(found.microseconds_per_answer)} µs an answer",
        "",
        "forecast       answers   said    came",
    ]
    lines += [
        f"{one.low:.2f} to {one.high:.2f} {one.count:9d}   {one.mean_forecast:.3f}   "
        f"{one.share_right:.3f}"
        for one in found.reliability
    ]
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "not enough data" if value is None else f"{value:.4g}"
