"""The real commands in processes of their own: started, stopped, and refused in one clear line."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest

from tests.support.client import TOKEN, People, sandbox_with_people

ROOT = Path(__file__).parents[2]


def environment(**values: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **values}


@contextlib.asynccontextmanager
async def started(
    *arguments: str, cwd: Path, log: Path | None = None, **values: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A command and the first line that it printed.

    `log` takes what goes to stderr: a pipe that nobody reads yet would stop who says much.
    """
    with contextlib.ExitStack() as stack:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=cwd,
            env=environment(**values),
            stdout=asyncio.subprocess.PIPE,
            stderr=stack.enter_context(log.open("wb")) if log else asyncio.subprocess.PIPE,
        )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            yield process, (await process.stdout.readline()).decode().strip()
    finally:
        if process.returncode is None:
            process.kill()
        _, err = await process.communicate()
        if process.returncode not in {0, 2}:
            print((log.read_text("utf-8") if log else err.decode())[-6000:])


async def stopped(process: asyncio.subprocess.Process) -> int:
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(20):
        return await process.wait()


async def refused(*arguments: str, cwd: Path, **values: str) -> tuple[int | None, list[str]]:
    async with started(*arguments, cwd=cwd, **values) as (process, _):
        assert process.stderr is not None
        lines = (await process.stderr.read()).decode().splitlines()
        return await process.wait(), lines


async def test_run_says_ready_answers_and_stops_when_told(tmp_path: Path) -> None:
    async with (
        sandbox_with_people() as (sandbox, people),
        started("run", cwd=tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=sandbox.address) as (
            process,
            line,
        ),
    ):
        assert line == "ready"
        asha = await people.person("Asha")
        assert "Abhyas" in (await people.ask(asha, "/start"))["text"]
        assert await stopped(process) == 0
    assert (tmp_path / "abhyas.sqlite3").exists()


async def test_a_demo_puts_a_newcomer_before_a_class(tmp_path: Path) -> None:
    arguments = ("demo", "--port", "0", "--no-browser", "--json", "--students", "3", "--days", "5")
    async with started(*arguments, cwd=tmp_path) as (process, line):
        made: dict[str, Any] = json.loads(line)
        assert set(made) == {
            *("web", "database_url", "token", "bot_username"),
            *("teacher", "group", "linked_chat", "newcomer"),
        }
        async with aiohttp.ClientSession() as session:
            people = People(session, made["web"])
            hello = await people.ask(made["newcomer"], "/start")
            assert "नमस्ते" in hello["text"]
            linked = await people.ask(made["linked_chat"], "/group", sender=made["teacher"])
            assert "RAS" in linked["text"]
            async with session.get(made["web"]) as page:
                assert "Sandbox" in await page.text()
        assert await stopped(process) == 0
    async with started(*arguments, cwd=tmp_path) as (process, line):
        again = json.loads(line)
        assert again["newcomer"] == made["newcomer"], "the demo goes on where it stopped"
        assert await stopped(process) == 0


async def test_a_tick_reports_what_it_did(tmp_path: Path) -> None:
    async with (
        sandbox_with_people() as (sandbox, _),
        started(
            *("tick", "--json", "--at", "2026-11-23T07:00:00+05:30"),
            cwd=tmp_path,
            BOT_TOKEN=TOKEN,
            TELEGRAM_API_URL=sandbox.address,
        ) as (process, line),
    ):
        schema = (ROOT / "docs" / "schemas" / "tick.json").read_text("utf-8")
        jsonschema.validate(json.loads(line), json.loads(schema))
        assert json.loads(line)["at"] == "2026-11-23T01:30:00+00:00"
        assert await process.wait() == 0


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "BOT_TOKEN is not set"),
        ({"BOT_TOKEN": TOKEN, "DATABASE_URL": "mysql://x"}, "use sqlite:///FILE"),
        ({"BOT_TOKEN": TOKEN, "TICK_SECONDS": "0"}, "TICK_SECONDS"),
        ({"BOT_TOKEN": "nonsense"}, "BOT_TOKEN"),
        ({"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:9"}, "cannot be reached"),
    ],
    ids=["no token", "wrong database", "wrong number", "wrong token", "no server"],
)
async def test_what_can_be_mended_is_said_in_one_line(
    tmp_path: Path, values: dict[str, str], complaint: str
) -> None:
    status, lines = await refused("run", cwd=tmp_path, **values)

    assert status == 2
    assert len(lines) == 1
    assert complaint in lines[0]
