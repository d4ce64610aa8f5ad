"""`abhyas tick` and `abhyas outbox`: what happens by itself."""

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.outcome import (
    AtOption,
    CannotGoOn,
    DatabaseOption,
    JsonOption,
    parse_time,
    say,
    settings_for,
    with_database,
)
from scheduler.tick_report import TickReport

if TYPE_CHECKING:
    from bot.wiring import App

#: Between two ticks of a replay.
STEP = timedelta(minutes=15)


def register(app: typer.Typer) -> None:
    app.command()(tick)
    app.command()(outbox)


def tick(
    at: AtOption = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Replay: a tick every 15 minutes from then to --at."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Say what would be sent to whom and why; plan and send nothing."
        ),
    ] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do once everything that is due."""
    from bot.settings import BadSettings
    from storage.errors import StorageError
    from storage.migrate import require_current

    settings = settings_for(database)
    try:
        settings.token()
        require_current(settings.database_url)
    except (BadSettings, StorageError) as error:
        raise CannotGoOn(str(error)) from error
    start = None if since is None else parse_time(since)
    end = None if at is None else parse_time(at)
    document, broken = asyncio.run(_tick(settings, start, end, dry_run=dry_run))
    due = document.get("due", [])
    assert isinstance(due, list)
    lines = [f"{one['student']}\t{one['what']}" for one in due]
    counts = ", ".join(
        f"{count} {name}" for name, count in document.items() if name not in {"at", "due"}
    )
    say(document, as_json=as_json, text="\n".join([*lines, f"{document['at']}: {counts}"]))
    if broken:
        raise RuntimeError(f"these jobs failed, see the log: {', '.join(broken)}")


async def _tick(
    settings: object, since: datetime | None, at: datetime | None, *, dry_run: bool
) -> tuple[dict[str, object], list[str]]:
    """What the tick did, or would do; with `since`, a tick every quarter of an hour from then."""
    from bot.clock import FixedClock
    from bot.settings import Settings
    from bot.wiring import build

    assert isinstance(settings, Settings)
    app = build(settings, clock=FixedClock(at) if at is not None else None)
    try:
        now = await app.clock.now()
        if dry_run:
            return await _expected(app, now), []
        report = TickReport()
        when = now if since is None else since
        while when <= now:
            report.add(await app.tick.run(when))
            report.add(await app.delivery.run(when))
            when = now if when < now < when + STEP else when + STEP
        return report.document(now), report.broken
    finally:
        await app.close()


async def _expected(app: "App", now: datetime) -> dict[str, object]:
    """Whom the tick would write to, and why or why not."""
    due = await app.digests.expected(at=now)
    waiting = await app.outbox.due(at=now)
    document = TickReport(planned=len(due)).document(now)
    document["due"] = [
        *({"student": one.key, "what": what} for one, what in due),
        *({"student": key, "what": f"{one.kind} {one.dedupe_key}"} for one, key in waiting),
    ]
    return document


def outbox(
    since: Annotated[str | None, typer.Option(metavar="TIME", help="Planned from then on.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was or will be pushed, and what became of it."""
    from services.outbox import Outbox

    start = None if since is None else parse_time(since)
    rows = with_database(
        settings_for(database), lambda db: Outbox(db, owner="command").listed(since=start)
    )
    say(
        [
            {
                "kind": one.kind,
                "dedupe_key": one.dedupe_key,
                "student": student,
                "state": one.state,
                "message_id": one.message_id,
                "planned_at": one.planned_at.isoformat(),
                "sent_at": one.sent_at.isoformat() if one.sent_at else None,
            }
            for one, student in rows
        ],
        as_json=as_json,
        text="\n".join(f"{one.dedupe_key}\t{student}\t{one.state}" for one, student in rows),
    )
