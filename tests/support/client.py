"""People's side of the sandbox, as a script uses it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from sandbox.server import RunningSandbox, running_sandbox

TOKEN = "42:TEST"


class People:
    """A script's hands and eyes."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address

    async def call(self, verb: str, path: str, body: object = None, status: int = 200) -> Any:
        async with self.session.request(verb, f"{self.address}{path}", json=body) as response:
            document = await response.json()
            assert response.status == status, (response.status, document)
            return document

    async def person(self, first_name: str, **details: str) -> int:
        made = await self.call("POST", "/sandbox/people", {"first_name": first_name, **details})
        return int(made["id"])

    async def group(self, title: str, members: list[int], admins: list[int]) -> int:
        body = {"title": title, "members": members, "admins": admins}
        return int((await self.call("POST", "/sandbox/groups", body))["id"])

    async def write(
        self, chat: int, text: str, *, sender: int | None = None, **more: object
    ) -> Any:
        body = {"from": sender or chat, "text": text, **more}
        return await self.call("POST", f"/sandbox/chats/{chat}/messages", body)

    async def send_file(self, chat: int, name: str, data: bytes) -> Any:
        """Sends a document in a private chat and waits for the reply."""
        form = aiohttp.FormData()
        form.add_field("from", str(chat))
        form.add_field("document", data, filename=name, content_type="text/csv")
        path = f"{self.address}/sandbox/chats/{chat}/messages"
        async with self.session.post(path, data=form) as response:
            written = await response.json()
            assert response.status == 200, written
        return await self.next_message(chat, written["id"])

    async def file_of(self, message: Any) -> bytes:
        """What a message's document holds."""
        async with self.session.get(self.address + message["document"]) as response:
            return await response.read()

    async def press(
        self,
        chat: int,
        message: object,
        button: str,
        *,
        sender: int | None = None,
        status: int = 200,
        settle: bool = True,
    ) -> Any:
        body = {"from": sender or chat, "button": button, "settle": settle}
        return await self.call(
            "POST", f"/sandbox/chats/{chat}/messages/{message}/press", body, status
        )

    async def forge(self, chat: int, message: object, data: str) -> Any:
        """A press that the message's own buttons do not offer, as a forged client sends it."""
        body = {"from": chat, "data": data, "settle": True}
        return await self.call("POST", f"/sandbox/chats/{chat}/messages/{message}/press", body)

    async def version(self, chat: int) -> int:
        found = await self.call("GET", f"/sandbox/chats/{chat}/messages?for={chat}&after=999999")
        return int(found["version"])

    async def messages(self, chat: int, *, viewer: int | None = None, **query: object) -> list[Any]:
        parts = "&".join(f"{name}={value}" for name, value in query.items())
        path = f"/sandbox/chats/{chat}/messages?for={viewer or chat}&{parts}"
        found = (await self.call("GET", path))["messages"]
        return [message for message in found if not message["deleted"]]

    async def next_message(self, chat: int, after: int, *, viewer: int | None = None) -> Any:
        """The first message after another, waited for."""
        found = await self.messages(chat, viewer=viewer, after=after, wait=15)
        assert found, f"nothing came after {after}"
        return found[0]

    async def ask(self, chat: int, text: str, *, sender: int | None = None) -> Any:
        """Writes and waits for the reply."""
        written = await self.write(chat, text, sender=sender)
        return await self.next_message(chat, written["id"], viewer=sender)

    async def advance(self, seconds: float) -> Any:
        return await self.call("POST", "/sandbox/clock", {"advance_seconds": seconds})

    async def all_taken(self) -> None:
        """Waits until the bot is done with every update."""
        async with asyncio.timeout(60):
            while True:
                told = await self.call("GET", f"/bot{TOKEN}/getWebhookInfo")
                if not told["result"]["pending_update_count"]:
                    return
                await asyncio.sleep(0.05)

    async def fault(self, **fault: object) -> Any:
        return await self.call("POST", "/sandbox/faults", fault)

    async def log(self, after: int = 0) -> list[Any]:
        found: list[Any] = await self.call("GET", f"/sandbox/log?after={after}&limit=100000")
        return found


@contextlib.asynccontextmanager
async def sandbox_with_people(
    *, strict: bool = True, flood_limits: bool = False
) -> AsyncIterator[tuple[RunningSandbox, People]]:
    async with (
        running_sandbox(strict=strict, flood_limits=flood_limits) as sandbox,
        aiohttp.ClientSession() as session,
    ):
        sandbox.hub.tg.clock.advance_to(_next_forenoon(sandbox.hub.tg.clock.now()))
        yield sandbox, People(session, sandbox.address)


def _next_forenoon(now: float) -> float:
    """Half past ten in India: no digest comes in between, whenever the tests are run."""
    day = 86_400
    return now + (5 * 3600 - now) % day


def button_data(message: Any, prefix: str) -> list[str]:
    """Callback data of a message's buttons with this prefix, in order."""
    return [
        button["data"]
        for row in message["buttons"]
        for button in row
        if button.get("data", "").startswith(prefix)
    ]
