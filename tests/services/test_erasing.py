"""Where the operator must keep proof of an erasure, it is sealed, dated, and gone on its day."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.settings import GivenSettings
from content.exam_file import load_catalogue
from services.erasing import Erasing, RetainedRecords, Retention
from services.students import Students
from storage import retained, students
from storage.engine import Database
from storage.errors import StorageError
from storage.intake import Arrival
from storage.records import Student

AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
WHO = 987_654_321
KEY = "a long passphrase"


async def forgotten(database: Database, *, days: int) -> None:
    """A student who agreed, and is erased a day later."""
    service = Students(
        database,
        load_catalogue(),
        default_timezone="Asia/Kolkata",
        erasing=Erasing(Retention(days, KEY) if days else None),
    )
    met = await service.meet(WHO, Arrival(AT))
    met = await service.choose_language(met, "en", Arrival(AT))
    met = await service.say_age(met, "adult", Arrival(AT))
    agreed: Student = await service.decide_keeping(
        met, agrees=True, first_name="Asha", arrival=Arrival(AT)
    )
    await service.forget(agreed, Arrival(AT + timedelta(days=1)))


async def test_without_a_retention_nothing_stays(database: Database) -> None:
    await forgotten(database, days=0)
    assert await database.read(retained.contents) == []


async def test_what_stays_says_who_agreed_to_what_and_only_with_the_key(
    database: Database,
) -> None:
    await forgotten(database, days=365)
    assert await database.read(lambda tx: students.find_by_telegram_id(tx, WHO)) is None
    [(purge_at, content)] = await database.read(retained.contents)
    assert purge_at == AT + timedelta(days=366)
    for token in (str(WHO).encode(), b"practice", b"consents"):
        assert token not in content
    records = RetainedRecords(database)
    [opened] = await records.opened(KEY)
    assert opened["telegram_id"] == WHO
    assert "Asha" not in json.dumps(opened), "no name, no answer"
    [consent] = opened["consents"]  # type: ignore[misc]
    assert consent["purpose"] == "practice"
    assert consent["given_at"] == AT.isoformat()
    with pytest.raises(StorageError, match="cannot be decrypted"):
        await records.opened("another passphrase")


async def test_on_its_day_it_goes(database: Database) -> None:
    await forgotten(database, days=10)
    records = RetainedRecords(database)
    assert await records.purge(at=AT + timedelta(days=10)) == 0
    assert await records.purge(at=AT + timedelta(days=11)) == 1
    assert await database.read(retained.contents) == []


async def test_the_operator_opens_it_with_a_command(
    database_url: str,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    await forgotten(database, days=10)
    monkeypatch.chdir(tmp_path)
    command = ["db", "retained", "--json", "--database", database_url]
    monkeypatch.setenv("RETENTION_KEY", "")
    assert await asyncio.to_thread(run, command) == 2
    assert "RETENTION_KEY is not set" in capsys.readouterr().err
    monkeypatch.setenv("RETENTION_KEY", KEY)
    assert await asyncio.to_thread(run, command) == 0
    assert json.loads(capsys.readouterr().out)["records"][0]["telegram_id"] == WHO
    monkeypatch.setenv("RETENTION_KEY", "another")
    assert await asyncio.to_thread(run, command) == 2


def test_days_without_a_key_are_refused_and_the_key_is_in_no_repr() -> None:
    with pytest.raises(ValueError, match="RETENTION_DAYS needs RETENTION_KEY"):
        GivenSettings(retention_days=10)
    settings = GivenSettings(retention_days=10, retention_key=KEY)
    assert KEY not in repr(settings)
    assert KEY not in repr(Retention(10, KEY))
