"""`abhyas report`, `rankings`, `alerts`: the figures as documents."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.outcome import (
    AtOption,
    CannotGoOn,
    DatabaseOption,
    JsonOption,
    moment,
    say,
    settings_for,
    with_database,
)

if TYPE_CHECKING:
    from bot.settings import Settings
    from services.rankings import Ranking
    from storage.engine import Database

T = TypeVar("T")
StudentArgument = Annotated[str, typer.Argument(metavar="STUDENT")]
DaysOption = Annotated[int, typer.Option(min=1, max=366, help="The window.")]


def register(app: typer.Typer) -> None:
    app.command()(report)
    app.command()(rankings)
    app.command()(alerts)


def report(
    student: StudentArgument,
    days: DaysOption = 30,
    at: AtOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every figure about a student, with the evidence behind it."""
    from services.reports import Reports

    settings = settings_for(database)
    document = _asked(
        settings,
        lambda db: Reports(db, default_timezone=settings.default_timezone).document(
            student, days=days, at=moment(at)
        ),
    )
    say(document, as_json=as_json, text=_report_text(document))


def rankings(
    group: Annotated[str | None, typer.Argument(metavar="GROUP")] = None,
    exam: Annotated[str | None, typer.Option(metavar="EXAM")] = None,
    subject: Annotated[str | None, typer.Option(metavar="SUBJECT", help="Or a topic.")] = None,
    days: DaysOption = 30,
    at: AtOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who stands where in a group or among an exam's students."""
    from services.rankings import Rankings

    settings = settings_for(database)
    if (group is None) == (exam is None):
        raise CannotGoOn("name a GROUP or an --exam, one of the two")

    async def ask(db: "Database") -> "Ranking":
        boards = Rankings(db, default_timezone=settings.default_timezone)
        if group is not None:
            return await boards.of_group(group, days=days, at=moment(at), subject=subject)
        return await boards.of_exam(exam or "", days=days, at=moment(at), subject=subject)

    found = _asked(settings, ask)
    lines = [
        f"{found.overall[one]}\t{found.names[one]}\t{float(found.standings[one].average):.1f} %"
        f"\t{found.standings[one].tests} tests"
        for one in found.in_order()
    ]
    left = len(found.below_minimum)
    lines.append(f"{left} with fewer than five tests are not ranked.")
    say(found.document(), as_json=as_json, text="\n".join(lines))


def alerts(
    student: StudentArgument,
    at: AtOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the alert rules say of a student, told or suppressed."""
    from services.reports import Reports

    settings = settings_for(database)
    found = _asked(
        settings,
        lambda db: Reports(db, default_timezone=settings.default_timezone).alerts(
            student, at=moment(at)
        ),
    )
    lines = [
        f"{one['urgency']}\t{one['message']}"
        + (f"\t(not told: {one['suppressed_by']})" if "suppressed_by" in one else "")
        for one in found
    ]
    say(found, as_json=as_json, text="\n".join(lines) or "Nothing to tell.")


def _asked(settings: "Settings", work: "Callable[[Database], Awaitable[T]]") -> T:
    from services.roster import UnknownName

    try:
        return with_database(settings, work)
    except UnknownName as error:
        raise CannotGoOn(str(error)) from error


def _report_text(document: dict[str, object]) -> str:
    """The cards in words; the whole is in --json."""
    lines = [
        f"{document['student']}: {document['answer_count']} answers in {document['test_count']} tests"
    ]
    cards = document["cards"]
    assert isinstance(cards, dict)
    for name, card in cards.items():
        figures = ", ".join(
            f"{key.replace('_', ' ')} {'not enough data' if value is None else f'{value:.4g}'}"
            for key, value in card.items()
        )
        lines.append(f"{name}: {figures}")
    return "\n".join(lines)
