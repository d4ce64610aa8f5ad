"""Whatever is posted to the webhook, the bot lives on, tells nothing, and keeps words out of its log."""

import copy
import io
import json
import os
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from bot.logs import set_up_logs
from tests.support.ports import free_port
from tests.support.tutor import Tutor, running_tutor

SEED = int(os.environ.get("SEED", "11"))
BODIES = int(os.environ.get("FUZZ_BODIES", "400"))
SECRET = "s3cret_-"
CANARY = "Zarkandoletta"
MESSAGE: dict[str, Any] = {
    "update_id": 900_000,
    "message": {
        "message_id": 5,
        "date": 1_800_000_000,
        "chat": {"id": 777, "type": "private", "first_name": CANARY},
        "from": {"id": 777, "is_bot": False, "first_name": CANARY},
        "text": f"/start {CANARY}",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    },
}
VALUES: list[Any] = [
    *(None, True, -1, 0, 2**31, 2**63, 1e308, "", CANARY, "\ud800", [], {}, [[]], {"id": {}}),
    *(
        "9" * 5000,
        "💥" * 300,
        {"type": "private"},
        [{"type": "url", "offset": -1, "length": 2**40}],
    ),
]


@dataclass
class Door:
    tutor: Tutor
    session: aiohttp.ClientSession
    address: str

    async def post(
        self, body: bytes | io.BytesIO, *, secret: str | None = SECRET, verb: str = "POST"
    ) -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self.session.request(
            verb, f"{self.address}/telegram", data=body, headers=headers
        ) as response:
            assert await response.read() in {b"", b"401: Unauthorized"} or response.status >= 400
            return response.status


@pytest.fixture
async def door(database_url: str) -> AsyncIterator[Door]:
    port = free_port()
    async with (
        running_tutor(
            database_url,
            strict=False,
            webhook_url=f"http://127.0.0.1:{port}",
            webhook_secret=SECRET,
            webhook_port=port,
        ) as tutor,
        aiohttp.ClientSession() as session,
    ):
        yield Door(tutor, session, f"http://127.0.0.1:{port}")


def _bent(chance: random.Random) -> bytes:
    """A body that is nearly an update, or nothing like one."""
    kind = chance.choice([0, 1, 2, 3, 4, 5, 6, 7])
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    if kind == 1:
        whole = json.dumps(MESSAGE).encode()
        return whole[: chance.randrange(len(whole))]
    if kind == 2:
        depth = chance.choice([50, 5_000, 100_000])
        return b'{"update_id":1,"message":' + b"[" * depth + b"]" * depth + b"}"
    update: Any = copy.deepcopy(MESSAGE)
    update["update_id"] = 900_000 + chance.randrange(10**6)
    for _ in range(chance.randrange(1, 4)):
        inner = update
        while True:
            name = chance.choice(list(inner))
            if isinstance(inner[name], dict) and inner[name] and chance.random() < 0.7:
                inner = inner[name]
                continue
            like = [value for value in VALUES if type(value) is type(inner[name])]
            inner[name] = copy.deepcopy(chance.choice(like if like and kind > 3 else VALUES))
            break
    if kind == 3:
        other = ["edited_message", "callback_query", "poll_answer", "my_chat_member", "nonsense"]
        update[chance.choice(other)] = update.pop("message")
    return json.dumps(update).encode("utf-8", "surrogatepass")


@contextmanager
def _log_in(path: Path) -> Iterator[Path]:
    """The log as the bot writes it when it runs for real."""
    before = structlog.get_config()
    with path.open("w", encoding="utf-8") as out:
        set_up_logs("DEBUG", out)
        yield path
    structlog.configure(**before)


async def test_no_body_stops_the_bot_or_gets_into_its_log(door: Door, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}, {BODIES} bodies")
    with _log_in(tmp_path / "log") as log:
        for _ in range(BODIES):
            body = _bent(chance)
            status = await door.post(body)
            assert status == 200, (status, body[:300])
    told = log.read_text("utf-8")
    assert "update_unreadable" in told
    assert CANARY not in told
    assert "Traceback" not in told, told[-3000:]
    await door.tutor.adult("Bhanu")


async def test_without_the_secret_nothing_is_even_read(door: Door) -> None:
    body = json.dumps(MESSAGE).encode()
    for secret in (None, "", "s3cret_", SECRET.upper(), SECRET + "x", "ß" * 9):
        assert await door.post(body, secret=secret) == 401
    found = await door.tutor.people.log()
    assert not [one for one in found if str(one.get("params", {}).get("chat_id")) == "777"]


async def test_a_body_larger_than_any_update_is_cut_off(door: Door) -> None:
    assert await door.post(io.BytesIO(b" " * (1024 * 1024 + 1))) == 413


async def test_other_verbs_and_paths_find_nothing(door: Door) -> None:
    for verb in ("GET", "PUT", "DELETE"):
        assert await door.post(b"", verb=verb) == 405
    for path in ("/", "/telegram/x", "/.env", "/health/../telegram2", "/sandbox/people"):
        async with door.session.get(door.address + path) as response:
            assert response.status == 404


async def test_the_health_page_names_nobody_and_no_secret(door: Door) -> None:
    await door.tutor.adult(CANARY)
    async with door.session.get(f"{door.address}/health") as response:
        told = await response.text()
    assert CANARY not in told
    assert SECRET not in told
    assert "TEST" not in told
