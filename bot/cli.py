"""The command line: `abhyas` and `python -m bot`. Heavy imports wait inside the commands."""

import sys
from collections.abc import Sequence

import typer
from typer import Typer

from bot.commands import (
    answers,
    db,
    doctor,
    evaluate,
    people,
    process,
    pushes,
    questions,
    reports,
    simulate,
)
from bot.commands.outcome import CannotGoOn
from bot.memory import load

app = Typer(
    name="abhyas",
    help="A Telegram tutor for Rajasthan's competitive exams, in Hindi and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(db.app, name="db")
app.add_typer(answers.app, name="answers")
app.add_typer(questions.app, name="questions")
for register in (
    process.register,
    doctor.register,
    people.register,
    pushes.register,
    simulate.register,
    evaluate.register,
    reports.register,
):
    register(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command; exit 0 done, 2 mendable, 1 our fault, 130 interrupted."""
    load()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The same, returning the exit status."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except CannotGoOn as error:
        for line in error.lines:
            print(f"abhyas: {line}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:
        message = _usage_problem(error)
        if message is None:
            raise
        print(f"abhyas: {message}", file=sys.stderr)
        return 2
    return result if isinstance(result, int) else 0


def _usage_problem(error: Exception) -> str | None:
    """A wrong option or argument, in the parser's own words; None for anything else."""
    format_message = getattr(error, "format_message", None)
    return str(format_message()) if callable(format_message) else None


if __name__ == "__main__":
    main()
