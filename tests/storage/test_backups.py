"""Encrypted backups: restored with their passphrase, and with nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import sealed
from storage.errors import StorageError

Abhyas = Callable[..., tuple[int, str, str]]
KEY = "four words in a row"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces, so that a few bytes are several; and a key in no time."""
    monkeypatch.setattr(sealed, "PIECE", 16)
    monkeypatch.setitem(sealed.SCRYPT, "n", 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(content=st.binary(max_size=100))
def test_whatever_is_sealed_comes_back_whole(tmp_path: Path, content: bytes) -> None:
    plain, closed, opened = (tmp_path / name for name in ("plain", "closed", "opened"))
    plain.write_bytes(content)
    sealed.seal(plain, closed, passphrase=KEY)
    sealed.unseal(closed, opened, passphrase=KEY)
    assert opened.read_bytes() == content
    head = len(sealed.MAGIC) + sealed.SALT + sealed.PREFIX
    assert len(content) < 8 or content not in closed.read_bytes()[head:]
    assert closed.stat().st_mode & 0o077 == opened.stat().st_mode & 0o077 == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(content=st.binary(min_size=40, max_size=100), data=st.data())
def test_one_changed_byte_is_noticed(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    plain, closed, opened = (tmp_path / name for name in ("plain", "closed", "opened"))
    plain.write_bytes(content)
    sealed.seal(plain, closed, passphrase=KEY)
    whole = bytearray(closed.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1
    closed.write_bytes(whole)
    with pytest.raises(StorageError):
        sealed.unseal(closed, opened, passphrase=KEY)


def test_a_file_that_was_cut_off_or_whose_pieces_changed_places_is_noticed(tmp_path: Path) -> None:
    plain, closed, opened = (tmp_path / name for name in ("plain", "closed", "opened"))
    plain.write_bytes(bytes(range(64)))
    sealed.seal(plain, closed, passphrase=KEY)
    whole = closed.read_bytes()
    head, piece = len(sealed.MAGIC) + sealed.SALT + sealed.PREFIX, 16 + sealed.TAG
    body = [whole[head + n * piece : head + (n + 1) * piece] for n in range(4)]
    for bad in (body[:3], body[1:], [body[1], body[0], *body[2:]], [*body, body[3]], []):
        closed.write_bytes(whole[:head] + b"".join(bad))
        with pytest.raises(StorageError, match="cannot be decrypted"):
            sealed.unseal(closed, opened, passphrase=KEY)


def test_a_backup_with_a_key_is_restored_with_it_alone(
    database_url: str,
    empty_url: str,
    tmp_path: Path,
    abhyas: Abhyas,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = tmp_path / "backup"
    monkeypatch.setenv("BACKUP_KEY", KEY)
    assert abhyas("db", "backup", copy, "--database", database_url)[0] == 0
    assert sealed.is_sealed(copy)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("backup")] == [
        "backup"
    ]
    monkeypatch.setenv("BACKUP_KEY", "")
    status, _, told = abhyas("db", "restore", copy, "--database", empty_url)
    assert status == 2
    assert "set BACKUP_KEY" in told
    monkeypatch.setenv("BACKUP_KEY", "another")
    status, _, told = abhyas("db", "restore", copy, "--database", empty_url)
    assert status == 2
    assert "another one, or it is damaged" in told
    monkeypatch.setenv("BACKUP_KEY", KEY)
    assert abhyas("db", "restore", copy, "--database", empty_url)[0] == 0
