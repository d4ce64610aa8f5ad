"""The bot behind a webhook: 200 only after the commit, and a secret."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import cast

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import Update

from bot.health import State
from bot.intake import UpdateIntake
from bot.webhook import BUSY, Webhook
from handlers.errand import Errand
from tests.support.client import button_data
from tests.support.ports import free_port
from tests.support.tutor import Tutor, running_tutor

SECRET = "s3cret_-"


@contextlib.asynccontextmanager
async def hooked(database_url: str, port: int) -> AsyncIterator[Tutor]:
    async with running_tutor(
        database_url,
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_secret=SECRET,
        webhook_port=port,
    ) as tutor:
        yield tutor


async def calls_of(tutor: Tutor, *methods: str) -> list[str]:
    found = await tutor.people.call("GET", "/sandbox/log")
    return [one["method"] for one in found if one["method"] in methods]


async def test_a_student_practises_over_a_webhook(database_url: str) -> None:
    port = free_port()
    async with hooked(database_url, port) as tutor:
        asha = await tutor.adult()
        summary = await tutor.answer_set(asha, await tutor.start_set(asha))
        assert "of 10 right" in summary["text"]
        health = await tutor.people.call("GET", "/sandbox/health")
        assert health["bot"]["webhook"] is True

        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{port}/telegram"
            async with session.post(address, json={"update_id": 1}) as response:
                assert response.status == 401
            headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret_-"}
            async with session.post(address, data=b"{", headers=headers) as response:
                assert response.status == 200, "an unreadable update would never get better"


async def test_a_tap_is_acknowledged_in_the_webhooks_answer(database_url: str) -> None:
    """A call to Telegram less at each tap, and every button still stops turning."""
    async with hooked(database_url, free_port()) as tutor:
        asha = await tutor.adult()
        screen = await tutor.start_set(asha)
        before = len(await calls_of(tutor, "answerCallbackQuery"))
        fault = {"method": "answerCallbackQuery", "status": 500, "times": 1}
        await tutor.people.call("POST", "/sandbox/faults", fault)
        await tutor.answer_set(asha, screen, "ABC")
        assert len(await calls_of(tutor, "answerCallbackQuery")) == before + 6
        assert tutor.sandbox.hub.faults.waiting, "no request of its own met the fault"


async def test_a_tap_under_buttons_that_nobody_knows_yet_counts(database_url: str) -> None:
    """Telegram adds kinds of buttons and of formatting; of a tapped message none is read."""
    port = free_port()
    async with hooked(database_url, port) as tutor, aiohttp.ClientSession() as session:
        asha = await tutor.adult()
        question = await tutor.start_set(asha)
        chat = {"id": asha, "type": "private"}
        tap = {
            "id": "1",
            "from": {"id": asha, "is_bot": False, "first_name": "Asha"},
            "chat_instance": "1",
            "data": button_data(question, "ans:")[0],
            "message": {
                "message_id": question["id"],
                "date": 1_796_000_000,
                "chat": chat,
                "entities": [{"kind": "of another time"}],
                "reply_markup": {"inline_keyboard": [[{"gesture": "nod"}], "none"]},
            },
        }
        async with session.post(
            f"http://127.0.0.1:{port}/telegram",
            json={"update_id": 2**31, "callback_query": tap},
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        ) as answer:
            assert (await answer.json())["method"] == "answerCallbackQuery"
        assert button_data(await tutor.again(asha, question), "next:")


async def test_a_button_does_not_turn_while_a_slow_screen_is_under_way(database_url: str) -> None:
    async with hooked(database_url, free_port()) as tutor:
        asha = await tutor.adult()
        screen = await tutor.start_set(asha)
        both = ("answerCallbackQuery", "editMessageText")
        before = len(await calls_of(tutor, *both))
        slow = {"method": "editMessageText", "delay_seconds": 2, "times": 1}
        await tutor.people.call("POST", "/sandbox/faults", slow)
        marked = await tutor.tap(asha, screen, button_data(screen, "ans:")[0])
        assert button_data(marked, "next:")
        assert (await calls_of(tutor, *both))[before:] == [*both], "acknowledged first, and once"


class Held:
    """An intake that takes updates and is not done with them."""

    def __init__(self) -> None:
        self.taken, self.done = 0, asyncio.Semaphore(0)

    async def take(self, _update: Update, *, errand: Errand) -> None:
        self.taken += 1
        await self.done.acquire()


class Silent:
    async def set_webhook(self, *_: object, **__: object) -> None:
        pass


@pytest.mark.parametrize("is_shared", [True, False])
async def test_a_busy_worker_leaves_the_next_tap_to_another(*, is_shared: bool) -> None:
    """What Telegram keeps open goes to whoever is free; who is alone keeps every connection."""
    held, ready = Held(), asyncio.Event()
    with socket.create_server(("127.0.0.1", 0 if is_shared else free_port())) as listening:
        port = int(listening.getsockname()[1])
        if not is_shared:
            listening.close()
        webhook = Webhook(
            cast("Bot", Silent()),
            cast("UpdateIntake", held),
            url="",
            secret=SECRET,
            host="127.0.0.1",
            port=port,
            shared=listening if is_shared else None,
            kinds=[],
            on_ready=ready.set,
            state=cast("State", None),
        )
        serving = asyncio.ensure_future(webhook.run())
        await ready.wait()

        async def deliver(session: aiohttp.ClientSession, number: int) -> bool:
            async with session.post(
                f"http://127.0.0.1:{port}/telegram",
                json={"update_id": number},
                headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            ) as response:
                return response.headers.get("Connection") == "close"

        async with aiohttp.ClientSession() as session:
            deliveries = [
                asyncio.ensure_future(deliver(session, number)) for number in range(BUSY + 2)
            ]
            while held.taken < len(deliveries):
                await asyncio.sleep(0.01)
            closed = []
            for _ in deliveries:
                held.done.release()
                done, _ = await asyncio.wait(
                    [one for one in deliveries if one not in closed],
                    return_when=asyncio.FIRST_COMPLETED,
                )
                closed += done
        webhook.stop()
        await serving
    assert sum(one.result() for one in closed) == (2 if is_shared else 0)
