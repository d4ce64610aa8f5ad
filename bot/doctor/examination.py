"""Every check, in the order in which one would mend things."""

from datetime import datetime
from pathlib import Path

from bot.doctor.data import data
from bot.doctor.finding import Finding, broken, ok
from bot.doctor.machine import machine
from bot.doctor.model import model
from bot.doctor.telegram import telegram
from bot.settings import BadSettings, read_settings


async def examine(folder: Path, *, database: str | None, at: datetime) -> list[Finding]:
    """What is found; settings that cannot be read end it at once."""
    try:
        settings = read_settings(database_url=database)
    except BadSettings as error:
        return [
            broken("settings", problem, "correct it in .env; .env.example explains each line")
            for problem in str(error).split("; ")
        ]
    found = [ok("settings", "every setting can be read"), *machine(settings, folder=folder)]
    found += [one async for one in data(settings, folder=folder, at=at)]
    found += [one async for one in telegram(settings)]
    key = await model(settings)
    return [*found, key] if key is not None else found
