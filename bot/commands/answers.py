"""`abhyas answers`: the answer log in and out, and what an archive says of the whole school."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from content.school_figures import Figures

app = typer.Typer(help="Import and export the answer log.")
LogFile = Annotated[Path, typer.Argument(metavar="LOG.csv", help="Or LOG.parquet.")]
ArchiveFolder = Annotated[Path, typer.Argument(metavar="FOLDER")]
#: Topics that the table names; --json has all.
NAMED = 20


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
    from content.answer_log import UnreadableLog
    from services.answer_log import AnswerLog

    settings = settings_for(database)
    if not log.absolute().parent.is_dir():
        raise CannotGoOn(f"{log.parent} is no folder")
    start = None if since is None else parse_time(since)
    try:
        count = with_database(
            settings,
            lambda db: AnswerLog(db, default_timezone=settings.default_timezone).give_out(
                log, since=start
            ),
        )
    except UnreadableLog as error:
        raise CannotGoOn(str(error)) from error
    say({"rows": count, "file": str(log)}, as_json=as_json, text=f"{count} answers in {log}.")


@app.command()
def archive(
    folder: ArchiveFolder,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="As if it were then.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write every finished month as Parquet, each anew: what was erased since is gone from it."""
    from content.answer_log import UnreadableLog
    from services.answer_log import AnswerLog

    settings = settings_for(database)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = with_database(
            settings,
            lambda db: AnswerLog(db, default_timezone=settings.default_timezone).archive(
                folder, at=moment(at)
            ),
        )
    except (UnreadableLog, OSError) as error:
        raise CannotGoOn(str(error)) from error
    lines = [f"{one.file}: {one.rows} answers" for one in made]
    say(
        {"files": [asdict(one) for one in made]},
        as_json=as_json,
        text="\n".join(lines) or "No month is over yet; nothing to archive.",
    )


@app.command()
def school(folder: ArchiveFolder, as_json: JsonOption = False) -> None:
    """What an archive says of the whole school: months, topics from the weakest, groups."""
    from content.answer_log import UnreadableLog
    from content.school_figures import school_figures

    try:
        found = school_figures(folder)
    except UnreadableLog as error:
        raise CannotGoOn(str(error)) from error
    text = "\n".join(
        [
            f"{found.answers} answers of {found.students} students",
            *_table("month", found.months),
            *_table("topic, the weakest first", found.topics[:NAMED]),
            *_table("group", found.groups),
        ]
    )
    say(asdict(found), as_json=as_json, text=text)


def _table(title: str, rows: "Sequence[Figures]") -> list[str]:
    if not rows:
        return []
    head = f"{title:32} {'students':>8} {'answered':>9} {'right':>6} {'median s':>8} {'blank':>7}"
    return [
        "",
        head,
        *(
            f"{row.name[:32]:32} {row.students:8} {row.answered:9} "
            f"{'' if row.right is None else f'{row.right:.0%}':>6} "
            f"{'' if row.median_seconds is None else f'{row.median_seconds:.1f}':>8} "
            f"{row.left_blank:7}"
            for row in rows
        ),
    ]
