"""The database: whether it opens, is current, holds questions; the scheduler; the last backup."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.doctor.finding import Finding, broken, ok, warning
from bot.doctor.machine import sqlite_path
from bot.settings import Settings
from services.health import Condition, condition
from storage.engine import open_database
from storage.errors import StorageError
from storage.migrate import require_current

OLD_BACKUP = timedelta(days=7)
SILENT, LATE = timedelta(minutes=2), timedelta(minutes=15)
#: Of the day's money, when it is worth a word.
NEARLY_SPENT = 0.8


async def data(settings: Settings, *, folder: Path, at: datetime) -> AsyncIterator[Finding]:
    """Opens the database as the bot would; makes none where there is none."""
    path = sqlite_path(settings, folder)
    if path is not None and not path.exists():
        yield broken("database", f"there is no database at {path} yet", "run `abhyas db upgrade`")
        return
    try:
        await asyncio.to_thread(require_current, settings.database_url)
    except StorageError as error:
        yield broken("database", str(error)[:300], _remedy(str(error)))
        return
    except Exception as error:
        yield broken(
            "database",
            f"the database cannot be opened ({type(error).__name__})",
            "check DATABASE_URL, that the server runs, and the name and password in it",
        )
        return
    database = open_database(settings.database_url)
    try:
        found = await condition(database, at=at, timezone=settings.default_timezone)
    finally:
        await database.close()
    yield ok("database", "the database is open and current")
    for finding in _content(found), *_pushes(found, at), _backup(found, at):
        yield finding
    if settings.has_model:
        yield _spend(settings, found)
    if not settings.admins:
        yield warning(
            "admins",
            "nobody is named in ADMIN_IDS",
            "put your Telegram id there (send /start to @userinfobot): reports and /status need it",
        )


def _remedy(problem: str) -> str:
    if "upgrade" in problem or "schema" in problem.casefold():
        return "run `abhyas db upgrade`; a SQLite file is copied beside itself first"
    return "check DATABASE_URL and that the server runs"


def _content(found: Condition) -> Finding:
    if not found.questions:
        return broken("questions", "there are no questions", "run `abhyas db upgrade`")
    return ok("questions", f"{found.questions} questions can be asked")


def _pushes(found: Condition, at: datetime) -> list[Finding]:
    remedy = "start it: `abhyas run`, or look at its log; with --no-scheduler run `abhyas tick`"
    findings = []
    if found.last_tick_at is None:
        findings.append(warning("scheduler", "the scheduler has never looked", remedy))
    elif at - found.last_tick_at > SILENT:
        ago = at - found.last_tick_at
        findings.append(
            warning("scheduler", f"the scheduler was silent for {str(ago).split('.')[0]}", remedy)
        )
    else:
        findings.append(ok("scheduler", "the scheduler looks"))
    if found.oldest_due_at is not None and at - found.oldest_due_at > LATE:
        findings.append(
            warning(
                "outbox",
                f"{found.waiting} messages wait, the oldest since {found.oldest_due_at:%H:%M} UTC",
                "look at /status and `abhyas outbox`; PUSH_PER_SECOND may be too small",
            )
        )
    if found.parked:
        findings.append(
            warning(
                "updates",
                f"{found.parked} updates failed three times and were put aside",
                "look for `update_parked` in the log, and report what stands there",
            )
        )
    return findings


def _backup(found: Condition, at: datetime) -> Finding:
    remedy = "put `abhyas db backup FILE` into a nightly cron job, and keep FILE elsewhere"
    if found.last_backup_at is None:
        return warning("backup", "there was never a backup", remedy)
    age = at - found.last_backup_at
    if age > OLD_BACKUP:
        return warning("backup", f"the last backup is {age.days} days old", remedy)
    return ok("backup", f"the last backup is {age.total_seconds() / 3600:.0f} hours old")


def _spend(settings: Settings, found: Condition) -> Finding:
    spent, most = found.spent_today / 1_000_000, settings.coach_dollars_per_day
    text = f"the language model cost $ {spent:.4f} of $ {most:g} today"
    if most and spent >= NEARLY_SPENT * most:
        return warning("model_spend", text, "raise COACH_DOLLARS_PER_DAY, or let rules do the rest")
    return ok("model_spend", text)
