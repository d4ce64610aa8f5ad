"""A gateway between us and Telegram answers with pages of its own; nobody notices."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramServerError
from aiogram.methods import GetMe, SendMessage

from bot.messenger import outcome_of
from bot.session import TelegramSession
from scheduler.messenger import Refused, RetryAfter, Unknown
from tests.support.client import TOKEN, button_data
from tests.support.tutor import Tutor

PAGE = "<html><h1>502 Bad Gateway</h1><hr>nginx</html>"


async def test_a_tap_behind_a_gateways_page_is_answered_and_counts_once(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    await tutor.people.fault(method="editMessageText", status=502, page=PAGE, times=2)
    before = await tutor.people.version(asha)
    tap = button_data(question, "ans:")[0]
    await tutor.people.press(asha, question["id"], tap, settle=False)
    marked = (await tutor.people.messages(asha, changed_after=before, wait=10))[-1]
    assert button_data(marked, "next:")
    following = await tutor.tap(asha, marked, button_data(marked, "next:")[0])
    assert following["text"].startswith("Question 2 of 10")


async def test_polling_goes_on_after_a_gateways_pages(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.people.fault(method="getUpdates", status=504, page=PAGE, times=2)
    menu = await tutor.people.ask(asha, "/practice")
    assert button_data(menu, "next:")


async def test_a_digest_that_a_gateway_turned_away_comes_once_a_little_later(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    last = (await tutor.people.messages(asha))[-1]["id"]
    await tutor.people.fault(method="sendPhoto", status=502, page=PAGE, times=1)
    now = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    await tutor.people.advance((7 * 3600 + 5 - now - 5.5 * 3600) % 86_400)
    await asyncio.sleep(1)
    await tutor.people.advance(30)
    digest = await tutor.people.next_message(asha, last)
    assert "Good morning, Asha" in digest["text"]
    await tutor.people.advance(600)
    await asyncio.sleep(1)
    assert (await tutor.people.messages(asha))[-1]["id"] == digest["id"]


@pytest.mark.parametrize(
    ("status", "kind", "outcome"),
    [
        (502, TelegramServerError, RetryAfter),
        (429, TelegramServerError, RetryAfter),
        (413, TelegramAPIError, Refused),
        (200, TelegramNetworkError, Unknown),
    ],
)
async def test_a_page_says_what_is_known_of_the_call(
    status: int, kind: type[TelegramAPIError], outcome: type
) -> None:
    session = TelegramSession()
    bot = Bot(TOKEN, session=session)
    with pytest.raises(TelegramAPIError) as caught:
        session.check_response(bot, SendMessage(chat_id=1, text="Good morning"), status, PAGE)
    assert type(caught.value) is kind
    assert isinstance(outcome_of(caught.value), outcome)
    assert "nginx" not in str(caught.value)
    body = '{"ok": true, "result": {"id": 42, "is_bot": true, "first_name": "Abhyas"}}'
    assert session.check_response(bot, GetMe(), 200, body).ok
    await session.close()
