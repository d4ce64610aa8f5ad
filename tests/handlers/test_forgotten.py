"""After /forgetme nothing of her is left: not in the file, its log of writes, exports or our log."""

import asyncio
import zipfile
from pathlib import Path

import pytest
import structlog

from bot.cli import run
from bot.logs import set_up_logs
from tests.support.client import People, button_data
from tests.support.databases import sqlite_clone
from tests.support.tutor import running_tutor

NAME, USERNAME, ALIAS = "Zarkandoletta", "quillonvex", "Brumbelwick"
WORDS = "Thistlemorrow"


async def test_a_search_for_her_bytes_finds_nothing(
    stocked_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = sqlite_clone(stocked_file, tmp_path)
    before = structlog.get_config()
    with (tmp_path / "bot.log").open("w", encoding="utf-8") as log:
        set_up_logs("DEBUG", log)
        async with running_tutor(url) as tutor:
            # Ids long enough that no other number holds them by chance.
            made = [
                await tutor.people.person(f"Other {number}", username=f"other{number}")
                for number in range(2)
            ]
            asha = await tutor.people.person(NAME, username=USERNAME)
            for who in (made[0], asha):
                await tutor.pass_first_run(who, await tutor.people.ask(who, "/start"))
            for who in (made[0], asha):
                await tutor.answer_set(who, await tutor.start_set(who))
            await _leave_traces_everywhere(tutor.people, asha)
            found = {
                token: _where(tmp_path, token) for token in (NAME, ALIAS, WORDS, f"student,{asha}")
            }
            assert all(found[token] for token in (NAME, ALIAS, WORDS)), found
            ask = await tutor.people.ask(asha, "/forgetme")
            await tutor.tap(asha, ask, button_data(ask, "forget:1")[0])
            other = await tutor.people.ask(made[0], "/progress")
            assert other["text"]
            for token in (NAME, USERNAME, ALIAS, WORDS):
                assert _where(tmp_path, token) == [], (token, "while the bot runs")
    structlog.configure(**before)

    for name, arguments in (
        ("answers.csv", ("answers", "export", tmp_path / "answers.csv")),
        ("backup.zip", ("db", "backup", tmp_path / "backup.zip")),
    ):
        assert await _command(*arguments, "--database", url) == 0, name
    capsys.readouterr()
    for token in (NAME, USERNAME, ALIAS, WORDS):
        assert _where(tmp_path, token) == [], token
    exported = (tmp_path / "answers.csv").read_text("utf-8")
    assert str(asha) not in {line.split(",")[1] for line in exported.splitlines()}
    assert await _command("db", "verify", "--database", url) == 0
    assert str(made[0]) in exported


async def _command(*arguments: object) -> int:
    return await asyncio.to_thread(run, [str(one) for one in arguments])


async def _leave_traces_everywhere(people: People, asha: int) -> None:
    await people.ask(asha, f"/newgroup {NAME} class")
    await people.ask(asha, f"/grievance {WORDS} must be mended")
    settings = await people.ask(asha, "/settings")
    alias = next(one for one in button_data(settings, "set:") if "alias" in one)
    await people.press(asha, settings["id"], alias)
    await people.ask(asha, ALIAS)


def _where(folder: Path, token: str) -> list[str]:
    """Files below that hold the bytes, plainly or inside a zip."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        if token.encode() in data or token.encode("utf-16-le") in data:
            found.append(path.name)
    return found
