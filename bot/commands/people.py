"""`abhyas students`, `groups`, `chart`: who there is and how it goes."""

from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

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


def register(app: typer.Typer) -> None:
    app.command()(students)
    app.command()(groups)
    app.command()(chart)
    app.command()(audit)


def students(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Who there is: id, name or alias, answers."""
    from services.roster import Roster

    found = with_database(settings_for(database), lambda db: Roster(db).students())
    say(
        [{"student": s.key, "name": s.shown_name, "answers": count} for s, count in found],
        as_json=as_json,
        text="\n".join(f"{s.key}\t{s.shown_name}\t{count} answers" for s, count in found),
    )


def groups(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """The groups: id, title, members."""
    from services.roster import Roster

    found = with_database(settings_for(database), lambda db: Roster(db).groups())
    say(
        [{"group": g.key, "title": g.title, "members": g.members} for g in found],
        as_json=as_json,
        text="\n".join(f"{g.key}\t{g.title}\t{g.members} members" for g in found),
    )


def audit(
    since: Annotated[
        str | None, typer.Option(help="From this moment on; the last 30 days by default.")
    ] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """What operators and owners of groups decided for others."""
    from services.audit import AuditLog

    begin = moment(since) if since else moment(None) - timedelta(days=30)
    found = with_database(settings_for(database), lambda db: AuditLog(db).since(begin))
    say(
        [
            {"at": one.at.isoformat(), "by": one.by, "action": one.action, "about": one.about}
            for one in found
        ],
        as_json=as_json,
        text="\n".join(
            f"{one.at:%Y-%m-%d %H:%M}\t{one.by or '(erased)'}\t{one.action}\t{one.about}"
            for one in found
        )
        or "Nothing was decided in that time.",
    )


def chart(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="trend, topics, difficulty, peers, readiness, activity, pace, memory, result; "
            "ranking, group-topics",
        ),
    ],
    whom: Annotated[str, typer.Argument(metavar="STUDENT|GROUP")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.png|.svg")],
    language: Annotated[str, typer.Option(help="en or hi")] = "en",
    theme: Annotated[str, typer.Option(help="light or dark")] = "light",
    days: Annotated[int, typer.Option(min=1, max=366)] = 30,
    at: AtOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw a student's or a group's picture into a file."""
    from services.dashboard import Dashboards
    from services.group_figures import GroupReports
    from services.progress import ProgressReports
    from services.roster import UnknownName
    from storage.engine import Database
    from views.pictures import KINDS, OF_GROUP, OF_REPORT, Figures, render
    from views.progress import theme_of

    _require(kind, KINDS, "kind")
    _require(language, ("en", "hi"), "language")
    _require(theme, ("light", "dark"), "theme")
    form = output.suffix.lower().removeprefix(".")
    _require(form, ("png", "svg"), "file ending")
    settings = settings_for(database)
    if settings.chart_font is not None:
        from views.charts.fonts import use_font

        use_font(settings.chart_font)

    async def read(db: Database) -> Figures | None:
        if kind in OF_GROUP:
            groups_of = GroupReports(db, default_timezone=settings.default_timezone)
            return await groups_of.of(whom, days=days, at=moment(at))
        found = await ProgressReports(db).of_key(whom, days=days, at=moment(at))
        if found is None or kind not in OF_REPORT:
            return found and found[1]
        boards = Dashboards(db, default_timezone=settings.default_timezone)
        return await boards.of(found[0], days=days, at=moment(at))

    try:
        figures = with_database(settings, read)
    except UnknownName as error:
        raise CannotGoOn(str(error)) from error
    if figures is None:
        raise _unknown_student(database, whom)
    try:
        output.write_bytes(render(kind, figures, language, theme_of(theme), form))
    except OSError as error:
        raise CannotGoOn(f"{output}: {error.strerror}") from error
    say({"file": str(output), "kind": kind}, as_json=as_json, text=str(output))


def _require(value: str, allowed: Iterable[str], what: str) -> None:
    known = list(allowed)
    if value not in known:
        raise CannotGoOn(f"unknown {what} {value!r}; there is {', '.join(known)}")


def _unknown_student(database: str | None, whom: str) -> CannotGoOn:
    """The nearest five, by id or by name."""
    from services.roster import Roster

    found = with_database(settings_for(database), lambda db: Roster(db).students())
    names = {s.key: s.key for s, _ in found} | {s.shown_name: s.key for s, _ in found}
    near = [names[name] for name in get_close_matches(whom, list(names), 5, 0.0)]
    hint = f"; nearest: {', '.join(dict.fromkeys(near))}" if near else ""
    return CannotGoOn(f"no student {whom!r}{hint}")
