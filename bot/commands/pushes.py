"""`abhyas tick` and `abhyas outbox`: what happens by itself."""

import asyncio
from typing import Annotated

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


def register(app: typer.Typer) -> None:
    app.command()(tick)
    app.command()(outbox)


def tick(
    at: AtOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is due; plan and send nothing.")
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
    document = asyncio.run(_tick(settings, at, dry_run=dry_run))
    counts = ", ".join(f"{count} {name}" for name, count in document.items() if name != "at")
    say(document, as_json=as_json, text=f"{document['at']}: {counts}")


async def _tick(settings: object, at: str | None, *, dry_run: bool) -> dict[str, object]:
    from bot.clock import FixedClock
    from bot.settings import Settings
    from bot.wiring import build
    from scheduler.delivery import TickReport

    assert isinstance(settings, Settings)
    clock = FixedClock(parse_time(at)) if at is not None else None
    app = build(settings, clock=clock)
    try:
        now = await app.clock.now()
        if dry_run:
            due = await app.digests.due(at=now)
            return TickReport(planned=due).document(now)
        return (await app.tick.run(now)).document(now)
    finally:
        await app.close()


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
