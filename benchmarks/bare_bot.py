"""A bare aiogram bot behind a webhook: a tap's two calls, texts of the same size, nothing kept.

`python -m benchmarks.bare_bot ADDRESS PORT PROCESSES`: the ceiling that ours is measured against;
several processes take from one socket, as our workers do.
"""

import asyncio
import os
import signal
import socket
import sys
from multiprocessing import get_context

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

QUESTION = (
    "<b>Question 3 of 10</b> · Topic\n\n"
    + "A stem of some length? " * 3
    + "\n\n"
    + "\n".join(f"<b>{letter}.</b> an option" for letter in "ABCD")
    + "\n\n#rg-001"
)
VERDICT = QUESTION + "\n\n✅ <b>Right!</b>\n\n" + "An explanation that teaches. " * 4
OPTIONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=c, callback_data=f"ans:1:1:{c}") for c in "ABCD"],
        [
            InlineKeyboardButton(text="Hint", callback_data="hint:1:1:1"),
            InlineKeyboardButton(text="Pause", callback_data="pause:1"),
        ],
    ]
)
ONWARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Next", callback_data="next:1:2")]]
)


async def start(message: Message) -> None:
    await message.answer(QUESTION, reply_markup=OPTIONS, parse_mode="HTML")


async def tap(query: CallbackQuery, bot: Bot) -> AnswerCallbackQuery:
    """Edits, and acknowledges in the answer to the webhook."""
    is_answer = (query.data or "").startswith("ans:")
    assert query.message is not None
    await bot.edit_message_text(
        VERDICT if is_answer else QUESTION,
        chat_id=query.message.chat.id,
        message_id=query.message.message_id,
        parse_mode="HTML",
        reply_markup=ONWARD if is_answer else OPTIONS,
    )
    return AnswerCallbackQuery(callback_query_id=query.id)


async def serve(address: str, shared: socket.socket) -> None:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(start)
    dispatcher.callback_query.register(tap)
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    bot = Bot(os.environ["BOT_TOKEN"], session=session)
    pages = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(pages, path="/hook")
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    await web.SockSite(runner, shared).start()
    port = shared.getsockname()[1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", max_connections=100)
    await asyncio.Event().wait()


def run(address: str, shared: socket.socket) -> None:
    uvloop.run(serve(address, shared))


def main(address: str, port: int, processes: int) -> None:
    # Ended by a signal, its children are ended with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with socket.create_server(("127.0.0.1", port), backlog=128) as shared:
        for _ in range(processes - 1):
            get_context("fork").Process(target=run, args=(address, shared), daemon=True).start()
        run(address, shared)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
