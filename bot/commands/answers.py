"""`abhyas answers`: the answer log in and out."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.outcome import (
    CannotGoOn,
    DatabaseOption,
    JsonOption,
    moment,
    parse_time,
    say,
    settings_for,
    with_database,
)

app = typer.Typer(help="Import and export the answer log.")
LogFile = Annotated[Path, typer.Argument(metavar="LOG.csv")]


@app.command("import")
def take_in(
    log: LogFile,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Store the good rows.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store a log; each answer once."""
    from content.answer_log import UnreadableLog
    from services.answer_log import AnswerLog

    settings = settings_for(database)
    try:
        done = with_database(
            settings,
            lambda db: AnswerLog(db, default_timezone=settings.default_timezone).take_in(
                log, at=moment(None), dry_run=dry_run, skip_bad=skip_bad
            ),
        )
    except UnreadableLog as error:
        raise CannotGoOn(str(error)) from error
    say(
        done.document(),
        as_json=as_json,
        text=f"{done.rows} rows: {done.added} added, {done.duplicate} known already, "
        f"{len(done.rejected)} rejected.",
    )
    if done.rejected and not skip_bad:
        raise CannotGoOn(
            *(
                f"line {bad.line}, {bad.column or 'row'} {bad.value!r}: {bad.reason}"
                for bad in done.rejected[:50]
            ),
            "nothing was stored; mend these rows or pass --skip-bad",
        )


@app.command("export")
def give_out(
    log: LogFile,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From then on.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the log, sorted by time, student and question."""
    from services.answer_log import AnswerLog

    settings = settings_for(database)
    if not log.absolute().parent.is_dir():
        raise CannotGoOn(f"{log.parent} is no folder")
    start = None if since is None else parse_time(since)
    count = with_database(
        settings,
        lambda db: AnswerLog(db, default_timezone=settings.default_timezone).give_out(
            log, since=start
        ),
    )
    say({"rows": count, "file": str(log)}, as_json=as_json, text=f"{count} answers in {log}.")
