"""An operator asks what is wrong: each broken set-up is named, with the way to mend it."""

import json
import os
import stat
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import wall_clock
from bot.commands.doctor import write_private
from bot.doctor.examination import examine
from bot.doctor.finding import Finding
from bot.settings import Settings
from storage import migrate, outbox, students, ticks
from storage.engine import Transaction, open_database
from storage.tables import parked_updates, questions
from tests.support import fake_messages as fake
from tests.support.client import TOKEN, sandbox_with_people
from tests.support.fake_messages import fake_messages


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


class Setup:
    """A sound set-up in an empty folder, which a test then breaks."""

    def __init__(self, folder: Path, address: str, template: Path) -> None:
        self.folder = folder
        self.lines = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": address,
            "ADMIN_IDS": "1",
            "DATABASE_URL": "sqlite:///abhyas.sqlite3",
        }
        self.database = folder / "abhyas.sqlite3"
        self.template = template

    async def make(self) -> None:
        import shutil

        import aiohttp

        # The sandbox serves the first token that it sees.
        address = f"{self.lines['TELEGRAM_API_URL']}/bot{TOKEN}/getMe"
        async with aiohttp.ClientSession() as session, session.get(address):
            pass
        shutil.copy(self.template, self.database)
        self.database.chmod(0o600)
        await self.change(lambda tx: ticks.note(tx, at=wall_clock()))
        await self.change(lambda tx: ticks.note(tx, ticks.BACKUP, at=wall_clock()))

    async def change(self, work: Callable[[Transaction], Any]) -> None:
        opened = open_database(f"sqlite:///{self.database}")
        await opened.write(work)
        await opened.close()

    async def examined(self) -> dict[str, Finding]:
        text = "".join(f"{name}={value}\n" for name, value in self.lines.items())
        path = self.folder / ".env"
        path.unlink(missing_ok=True)
        write_private(path, text)
        return {
            one.check: one for one in await examine(self.folder, database=None, at=wall_clock())
        }


@pytest.fixture
async def setup(tmp_path: Path, stocked_file: Path) -> AsyncIterator[Setup]:
    async with sandbox_with_people(strict=False) as (sandbox, _people):
        made = Setup(tmp_path, sandbox.address, stocked_file)
        await made.make()
        yield made


async def test_a_sound_set_up_is_called_sound(setup: Setup) -> None:
    found = await setup.examined()

    assert {one.state for one in found.values()} == {"ok"}, found
    assert TOKEN not in str(found)


#: What is broken by settings alone: the lines, the check that notices, a word of the remedy.
BY_SETTINGS = [
    ({"BOT_TOKEN": ""}, "token", "BotFather"),
    ({"BOT_TOKEN": "999999:someone-elses-token-of-letters"}, "token", "BotFather"),
    ({"BOT_TOKEN": "nonsense", "TELEGRAM_API_URL": "https://192.0.2.1"}, "token", "without quotes"),
    ({"TELEGRAM_API_URL": "http://127.0.0.1:9"}, "telegram", "network"),
    ({"DEFAULT_TIMEZONE": "Jaipur"}, "settings", ".env.example"),
    ({"ADMIN_IDS": "me"}, "settings", ".env.example"),
    ({"PUSH_PER_SECOND": "0"}, "settings", ".env.example"),
    ({"WEBHOOK_URL": "https://example.org"}, "settings", ".env.example"),
    ({"ADMIN_IDS": ""}, "admins", "Telegram id"),
    ({"WEBHOOK_URL": "http://example.org", "WEBHOOK_SECRET": "s"}, "webhook", "TLS"),
    ({"WEBHOOK_URL": "https://example.org:9000", "WEBHOOK_SECRET": "s"}, "webhook", "8443"),
    ({"WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": "s"}, "webhook", "abhyas run"),
    ({"DATABASE_URL": "postgresql://nobody:x@127.0.0.1:9/none"}, "database", "DATABASE_URL"),
    ({"DATABASE_URL": "sqlite:///missing/other.sqlite3"}, "database", "db upgrade"),
    ({"CHART_FONT": "no-such-font.ttf"}, "font", "CHART_FONT"),
    (
        {"ANTHROPIC_API_KEY": "k", "ANTHROPIC_BASE_URL": "http://127.0.0.1:9"},
        "model",
        "ANTHROPIC_BASE_URL",
    ),
]


@pytest.mark.parametrize(("lines", "check", "word"), BY_SETTINGS, ids=lambda one: str(one)[:40])
async def test_a_wrong_setting_is_named_with_its_remedy(
    setup: Setup, lines: dict[str, str], check: str, word: str
) -> None:
    setup.lines |= lines
    found = await setup.examined()

    assert found[check].state != "ok"
    assert word in found[check].remedy
    if lines.get("BOT_TOKEN"):
        assert lines["BOT_TOKEN"] not in str(found)


async def test_an_old_schema_is_upgraded(setup: Setup) -> None:
    migrate.downgrade(f"sqlite:///{setup.database}", "20261124_0007")

    assert "db upgrade" in (await setup.examined())["database"].remedy


async def test_an_empty_bank_is_filled(setup: Setup) -> None:
    from sqlalchemy import update

    await setup.change(lambda tx: tx.connection.execute(update(questions).values(status="waiting")))

    assert "db upgrade" in (await setup.examined())["questions"].remedy


async def test_a_scheduler_that_sleeps_and_an_old_backup_are_noticed(setup: Setup) -> None:
    hour_ago, month_ago = (wall_clock() - timedelta(hours=h) for h in (1, 720))
    await setup.change(lambda tx: ticks.note(tx, at=hour_ago))
    await setup.change(lambda tx: ticks.note(tx, ticks.BACKUP, at=month_ago))
    found = await setup.examined()

    assert "abhyas run" in found["scheduler"].remedy
    assert "cron" in found["backup"].remedy
    assert "30 days" in found["backup"].text


async def test_what_waits_and_what_was_put_aside_is_noticed(setup: Setup) -> None:
    from sqlalchemy import insert

    at = wall_clock() - timedelta(hours=2)

    def work(tx: Transaction) -> None:
        who = students.meet(tx, telegram_id=5, at=at, timezone="Asia/Kolkata")
        outbox.plan(
            tx,
            outbox.NewDelivery(
                kind="digest",
                dedupe_key="digest:1",
                student_id=who.id,
                payload={},
                due_at=at,
                expires_at=at + timedelta(days=1),
            ),
            at=at,
        )
        tx.connection.execute(
            insert(parked_updates).values(
                update_id=1, tries=3, payload="{}", first_tried_at=at, parked_at=at
            )
        )

    await setup.change(work)
    found = await setup.examined()

    assert "PUSH_PER_SECOND" in found["outbox"].remedy
    assert "update_parked" in found["updates"].remedy


async def test_files_that_others_can_read_are_noticed(setup: Setup) -> None:
    setup.database.chmod(0o644)
    found = await setup.examined()
    assert "chmod 600" in found["database_file"].remedy

    path = setup.folder / ".env"
    path.chmod(0o644)
    again = {one.check: one for one in await examine(setup.folder, database=None, at=wall_clock())}
    assert "chmod 600" in again["env_file"].remedy


async def test_a_refused_key_of_the_language_model_is_noticed(setup: Setup) -> None:
    async with fake_messages(fake.silence) as server:
        setup.lines |= {"ANTHROPIC_API_KEY": "sk-canary", "ANTHROPIC_BASE_URL": server.address}
        server.models_status = 401
        refused = await setup.examined()
        server.models_status = 200
        accepted = await setup.examined()

    assert "rules word everything" in refused["model"].remedy
    assert accepted["model"].state == "ok"
    assert "sk-canary" not in str(refused)


async def test_a_full_disk_is_noticed(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    usage = shutil.disk_usage(setup.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=50_000_000))

    assert "make room" in (await setup.examined())["disk"].remedy


def test_the_command_ends_with_two_and_one_document(
    abhyas: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    status, out, err = abhyas("doctor", "--json")
    document = json.loads(out)

    assert status == 2
    assert document["is_sound"] is False
    assert {one["check"] for one in document["findings"]} >= {"settings", "python", "token"}
    assert "BotFather" in err
    assert not (tmp_path / "abhyas.sqlite3").exists(), "looking makes nothing"


def test_init_writes_a_private_file_once(
    abhyas: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    token = "123456:" + "a" * 30
    assert abhyas("init", "--token", "nonsense", "--admin", "1")[0] == 2
    assert not (tmp_path / ".env").exists()
    assert abhyas("init", "--token", token, "--admin", "42")[0] == 0
    path = tmp_path / ".env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert f"BOT_TOKEN={token}" in path.read_text("utf-8")
    status, _, err = abhyas("init", "--token", token, "--admin", "42")
    assert status == 2
    assert "there already" in err
    assert token not in err


def test_a_new_database_and_its_backup_are_private(
    abhyas: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    old = os.umask(0o022)
    try:
        assert abhyas("db", "upgrade")[0] == 0
        assert abhyas("db", "backup", "copy.zip")[0] == 0
    finally:
        os.umask(old)
    for name in ("abhyas.sqlite3", "copy.zip"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
