"""`abhyas questions`: the bank in and out, and what is wrong with it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.outcome import (
    CannotGoOn,
    DatabaseOption,
    JsonOption,
    moment,
    say,
    settings_for,
    with_database,
)

if TYPE_CHECKING:
    from content.checks.checking import Checked
    from services.question_files import QuestionsImported

app = typer.Typer(help="Import, export and check questions.")
MOST_LINES = 500
Files = Annotated[list[Path], typer.Argument(metavar="FILE…")]


@app.command("import")
def take_in(
    files: Files,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count; store nothing.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Store the good ones.")] = False,
    topic: Annotated[
        str | None, typer.Option(metavar="T", help="For questions that name none we know.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="en|hi", help="Of files in one language.")
    ] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store CSV, XLSX, GIFT, Aiken, Moodle XML, Anki or Open Trivia DB; each question once."""
    from content.formats.draft import UnreadableQuestions
    from services.question_files import ImportOptions, NoSuchTopic, QuestionFiles
    from services.question_files import QuestionFile as File

    if language not in {None, "en", "hi"}:
        raise CannotGoOn(f"unknown language {language!r}; there is en, hi")
    given = [File(path.name, _read(path)) for path in files]
    options = ImportOptions(
        topic=topic,
        language=language,  # type: ignore[arg-type]
        dry_run=dry_run,
        skip_bad=skip_bad,
    )
    try:
        done = with_database(
            settings_for(database),
            lambda db: QuestionFiles(db).take_in(given, options, at=moment(None)),
        )
    except (UnreadableQuestions, NoSuchTopic) as error:
        raise CannotGoOn(str(error)) from error
    say(done.document(), as_json=as_json, text=_account(done, dry_run=dry_run))
    _complain(done, skip_bad=skip_bad)


def _account(done: "QuestionsImported", *, dry_run: bool) -> str:
    would = " would be" if dry_run else ""
    return (
        f"{done.rows} questions: {done.added}{would} added, {done.updated}{would} updated, "
        f"{done.duplicate} there already, {len(done.rejected)} rejected."
    )


def _complain(done: "QuestionsImported", *, skip_bad: bool) -> None:
    lines = [
        f"{bad.file}:{bad.line}, {bad.column or 'question'} {bad.value!r}: {bad.reason}"
        for bad in done.rejected[:MOST_LINES]
    ]
    if done.rejected and skip_bad:
        for line in lines:
            typer.echo(f"abhyas: {line}", err=True)
    elif done.rejected:
        raise CannotGoOn(*lines, "nothing was stored; mend these questions or pass --skip-bad")


@app.command("export")
def give_out(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=".csv, .xlsx, .gift or .xml")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write every question that may be asked, sorted by id."""
    from content.formats.draft import UnreadableQuestions
    from services.question_files import QuestionFiles

    if not file.absolute().parent.is_dir():
        raise CannotGoOn(f"{file.parent} is no folder")
    try:
        data, count = with_database(
            settings_for(database), lambda db: QuestionFiles(db).give_out(file.name)
        )
        file.write_bytes(data)
    except UnreadableQuestions as error:
        raise CannotGoOn(str(error)) from error
    except OSError as error:
        raise CannotGoOn(f"{file}: {error.strerror or error}") from error
    say(
        {"questions": count, "file": str(file)},
        as_json=as_json,
        text=f"{count} questions in {file}.",
    )


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]")] = None,
    as_json: JsonOption = False,
) -> None:
    """Name every fault in files, or in the shipped bank; count what there is."""
    from content.checks.checking import check_bank, check_files

    found = check_files([(path.name, _read(path)) for path in files]) if files else check_bank()
    say(found.document(), as_json=as_json, text=_tables(found))
    if found.faults:
        lines = [fault.text() for fault in found.faults[:MOST_LINES]]
        raise CannotGoOn(*lines, f"{len(found.faults)} faults in {len(found.questions)} questions")


def _tables(found: "Checked") -> str:
    from content.checks.coverage import counts_of, coverage_of
    from content.exam_file import load_catalogue

    lines = [f"{len(found.questions)} questions, {len(found.faults)} faults", ""]
    for name, counts in counts_of(found.questions).items():
        lines.append(f"by {name}: {', '.join(f'{key} {n}' for key, n in counts.items())}")
    lines += ["", "coverage (a paper is covered by twice what it asks):"]
    for row in coverage_of(found.questions, load_catalogue()):
        missing = ", ".join(f"{name} {n}" for name, n in row.missing.items())
        lines.append(
            f"{row.exam}/{row.paper}: {row.available} of {row.asked} asked"
            + (f"; missing {missing}" if missing else "; covered")
        )
    return "\n".join(lines)


@app.command()
def statistics(
    flagged: Annotated[bool, typer.Option("--flagged", help="Only suspicious ones.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """How questions do at first attempts: facility, discrimination, distractors, time."""
    from services.item_analysis import ItemAnalysis

    found = with_database(settings_for(database), lambda db: ItemAnalysis(db).of_all())
    rows = [row for row in found if row.suspicions or not flagged]
    say(
        [row.document() for row in rows],
        as_json=as_json,
        text="\n".join(row.line() for row in rows) or "No question has enough first attempts yet.",
    )


def _read(path: Path) -> bytes:
    from content.formats.draft import LARGEST_FILE

    try:
        with path.open("rb") as file:
            # One byte more than is taken tells a large file from a huge one without reading it.
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CannotGoOn(f"{path}: {error.strerror or error}") from error
