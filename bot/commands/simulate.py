"""`abhyas simulate` and `abhyas demo`: a class to look at."""

import asyncio
from pathlib import Path
from typing import Annotated

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

DEMO_FOLDER = Path("var") / "demo"


def register(app: typer.Typer) -> None:
    app.command()(simulate)
    app.command()(demo)


def simulate(
    students: Annotated[int, typer.Option(min=1, max=100_000, help="How many.")],
    days: Annotated[int, typer.Option(min=1, max=1000, help="Days of history.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same class.")] = 1,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Its end; else now.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a simulated class into the database."""
    from services.catalogue import Catalogue
    from services.simulation import ClassMade, Simulation, members
    from storage.engine import Database

    settings = settings_for(database)
    end = moment(until)

    async def work(db: Database) -> ClassMade:
        await Catalogue(db).load_content(at=end)
        return await Simulation(db, default_timezone=settings.default_timezone).make_class(
            members(students, seed=seed),
            days=days,
            seed=seed,
            until=end,
            title=f"Simulated class {seed}",
        )

    made = with_database(settings, work)
    say(
        made.document(),
        as_json=as_json,
        text=f"{made.group}: {', '.join(made.students)}; {made.answers} answers.",
    )


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="A taken one gives the next.")] = 8090,
    students: Annotated[int, typer.Option(min=1, max=200)] = 24,
    days: Annotated[int, typer.Option(min=1, max=365)] = 30,
    seed: Annotated[int, typer.Option()] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last demo.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
    as_json: JsonOption = False,
) -> None:
    """Sandbox and bot with a simulated class, and a web chat to try it in."""
    from bot.demo import DemoOptions, run_demo
    from sandbox.snapshot import BadSnapshot

    options = DemoOptions(
        folder=DEMO_FOLDER,
        port=port,
        students=students,
        days=days,
        seed=seed,
        is_fresh=fresh,
        opens_browser=not no_browser,
        as_json=as_json,
    )
    try:
        asyncio.run(run_demo(options))
    except (BadSnapshot, OSError) as error:
        raise CannotGoOn(str(error), "`abhyas demo --fresh` starts anew") from error
