"""The demo: a sandbox, a simulated class and the bot in one process."""

import asyncio
import json
import shutil
import webbrowser
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.clock import truncated
from bot.logs import set_up_logs
from bot.running import run_bot
from bot.settings import GivenSettings
from sandbox import people
from sandbox.server import RunningSandbox, running_sandbox
from services.catalogue import Catalogue
from services.simulation import NAMES, Member, Simulation
from storage.engine import open_database
from storage.migrate import upgrade

TOKEN = "100200300:DEMO-of-Abhyas-on-loopback"  # noqa: S105 - no secret: it opens nothing
TEACHER = "वर्मा सर"
NEWCOMER = "आप"
CLASS = "RAS प्रातः बैच"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    folder: Path
    port: int
    students: int
    days: int
    seed: int
    is_fresh: bool
    opens_browser: bool
    as_json: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays in the demo, kept in its folder."""

    teacher: int
    group: str
    linked_chat: int
    newcomer: int


async def run_demo(options: DemoOptions) -> None:
    """Runs until Ctrl-C; the next start goes on where this one stopped."""
    folder = options.folder.absolute()
    if options.is_fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    set_up_logs("WARNING")
    database_url = f"sqlite:///{folder / 'abhyas.sqlite3'}"
    await asyncio.to_thread(upgrade, database_url)
    async with running_sandbox(port=options.port, state=folder / "sandbox.json") as sandbox:
        sandbox.hub.tg.admit(TOKEN)
        cast = await _cast(options, sandbox, folder / "cast.json", database_url)
        settings = GivenSettings(
            bot_token=SecretStr(TOKEN),
            telegram_api_url=sandbox.address,
            database_url=database_url,
            sandbox_clock=True,
            tick_seconds=1,
            # The teacher looks after the questions as well, so that the desk can be tried.
            admin_ids=str(cast.teacher),
        )
        await run_bot(settings, on_ready=lambda: _announce(options, sandbox, cast, database_url))


async def _cast(
    options: DemoOptions, sandbox: RunningSandbox, path: Path, database_url: str
) -> Cast:
    known = _read_cast(path)
    if known is not None:
        return known
    cast = await _make_cast(options, sandbox, database_url)
    _write_cast(path, cast)
    return cast


def _read_cast(path: Path) -> Cast | None:
    return Cast(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def _write_cast(path: Path, cast: Cast) -> None:
    document = {name: getattr(cast, name) for name in Cast.__slots__}
    path.write_text(json.dumps(document), "utf-8")


async def _make_cast(options: DemoOptions, sandbox: RunningSandbox, database_url: str) -> Cast:
    """The newcomer first, then the teacher and the class with its history."""
    tg = sandbox.hub.tg
    newcomer = tg.add_person(NEWCOMER, language_code="hi")
    teacher = tg.add_person(TEACHER, language_code="hi")
    pupils = [
        tg.add_person(NAMES[n % len(NAMES)], language_code="hi") for n in range(options.students)
    ]
    for person in (teacher, *pupils):
        person.has_started = True
    chat = people.start_group(
        tg, CLASS, [teacher.id, *(pupil.id for pupil in pupils)], [teacher.id]
    )
    now = truncated(datetime.fromtimestamp(tg.clock.now(), UTC))
    database = open_database(database_url)
    try:
        await Catalogue(database).load_content(at=now)
        simulation = Simulation(database, default_timezone="Asia/Kolkata")
        made = await simulation.make_class(
            [Member(key=str(p.id), name=p.first_name, telegram_id=p.id) for p in pupils],
            days=options.days,
            seed=options.seed,
            until=now,
            title=CLASS,
            teacher=Member(key=str(teacher.id), name=TEACHER, telegram_id=teacher.id),
        )
        await simulation.link(made.group, chat.id)
    finally:
        await database.close()
    return Cast(teacher=teacher.id, group=made.group, linked_chat=chat.id, newcomer=newcomer.id)


def _announce(options: DemoOptions, sandbox: RunningSandbox, cast: Cast, database_url: str) -> None:
    bot = sandbox.hub.tg.bot()
    if options.as_json:
        document = {
            "web": sandbox.address,
            "database_url": database_url,
            "token": TOKEN,
            "bot_username": bot.username,
            "teacher": cast.teacher,
            "group": cast.group,
            "linked_chat": cast.linked_chat,
            "newcomer": cast.newcomer,
        }
        print(json.dumps(document), flush=True)
    else:
        print(f"{sandbox.address}  (open it in a browser; Ctrl-C ends the demo)", flush=True)
    if options.opens_browser:
        webbrowser.open(sandbox.address)
