"""`abhyas doctor` and `abhyas init`: is this set-up sound, and how does one begin."""

import asyncio
import re
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.outcome import CannotGoOn, DatabaseOption, JsonOption, moment, say

SIGNS = {"ok": "✓", "warning": "!", "broken": "✗"}
_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")


def register(app: typer.Typer) -> None:
    app.command()(doctor)
    app.command()(init)


def doctor(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Look at the whole set-up and say what to do about each thing that is wrong."""
    from bot.doctor.examination import examine

    found = asyncio.run(examine(Path.cwd(), database=database, at=moment(None)))
    wrong = [one for one in found if one.state == "broken"]
    lines = []
    for one in found:
        lines.append(f"{SIGNS[one.state]} {one.check}: {one.text}")
        if one.remedy:
            lines.append(f"    → {one.remedy}")
    document = {
        "is_sound": not wrong,
        "findings": [one.document() for one in found],
    }
    say(document, as_json=as_json, text="\n".join(lines))
    if wrong:
        raise CannotGoOn(*(f"{one.check}: {one.text}; {one.remedy}" for one in wrong))


def init(
    token: Annotated[str | None, typer.Option(help="Asked for where it is not given.")] = None,
    admin: Annotated[str | None, typer.Option(help="Your own Telegram id.")] = None,
    folder: Annotated[Path, typer.Option(help="Where .env is written.")] = Path(),
) -> None:
    """Write a first .env: a walk through BotFather, and nothing else to know."""
    path = folder / ".env"
    if path.exists():
        raise CannotGoOn(f"{path} is there already; change it by hand, or move it away")
    if token is None:
        typer.echo(
            "1. Open Telegram and write to @BotFather: /newbot\n"
            "2. Choose a name and a username that ends with 'bot'.\n"
            "3. BotFather answers with a token: digits, a colon, letters."
        )
        token = typer.prompt("Paste the token here", hide_input=True)
    if _TOKEN.fullmatch(token.strip()) is None:
        raise CannotGoOn("that is no token: digits, a colon, and at least twenty letters after it")
    if admin is None:
        typer.echo("4. Your own Telegram id lets you use /status; @userinfobot tells it.")
        admin = typer.prompt("Your id, or nothing", default="", show_default=False)
    if admin.strip() and not admin.strip().isdecimal():
        raise CannotGoOn("a Telegram id is a whole number")
    write_private(path, f"BOT_TOKEN={token.strip()}\nADMIN_IDS={admin.strip()}\n")
    say(
        {},
        as_json=False,
        text=(
            f"{path} is written, for your eyes alone. Now:\n"
            "    abhyas db upgrade\n    abhyas doctor\n    abhyas run"
        ),
    )


def write_private(path: Path, text: str) -> None:
    """A new file that nobody else on the machine can read, from its first byte on."""
    import os

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
