"""Answers a second through sandbox, dispatcher and database, beside a bare aiogram bot.

The bare bot makes the same two calls a tap (answerCallbackQuery and editMessageText, texts of the
same size) and keeps nothing. Both run in a process of their own against a sandbox in ours, whose
people tap as fast as they see. Compare ratios within one run; machines are noisy.
"""

import asyncio
import contextlib
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.process import cpu_seconds
from sandbox import people
from sandbox.refusals import NotPossible
from sandbox.server import RunningSandbox, running_sandbox
from sandbox.state import Chat, Message
from storage.migrate import upgrade

STUDENTS = 24
WARM_UP_SECONDS = 3.0
SECONDS = 10.0
TOKEN = "42:BENCH"
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass
class Measured:
    name: str
    answers_per_second: float
    cpu_ms_per_answer: float


def main() -> None:
    asyncio.run(_compare())


async def _compare() -> None:
    with tempfile.TemporaryDirectory() as folder, _postgres() as server:
        sqlite = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        await asyncio.to_thread(upgrade, sqlite)
        runs = [
            await _measure("bare aiogram", _serve_bare, ""),
            await _measure("abhyas, SQLite", _serve_abhyas, sqlite),
        ]
        if server:
            url = f"{server}/postgres"
            await asyncio.to_thread(upgrade, url)
            runs.append(await _measure("abhyas, PostgreSQL", _serve_abhyas, url))
        runs.append(await _measure("bare aiogram again", _serve_bare, ""))
    bare = [run for run in runs if run.name.startswith("bare")]
    rate = sum(run.answers_per_second for run in bare) / len(bare)
    cpu = sum(run.cpu_ms_per_answer for run in bare) / len(bare)
    for run in runs:
        print(
            f"{run.name}: {run.answers_per_second:.0f} answers/s"
            f" ({100 * run.answers_per_second / rate:.0f} % of bare),"
            f" {run.cpu_ms_per_answer:.2f} CPU ms an answer"
            f" ({run.cpu_ms_per_answer / cpu:.2f} x bare)"
        )


@contextlib.contextmanager
def _postgres() -> Iterator[str]:
    """A server's address; empty where none can be started."""
    from tests.support.postgres import NoPostgres, postgres_server

    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except NoPostgres as reason:
            print(f"no PostgreSQL: {reason}")
            server = ""
        yield server


async def _measure(name: str, serve: Any, database_url: str) -> Measured:
    async with running_sandbox() as sandbox:
        process: BaseProcess = _CONTEXT.Process(
            target=serve, args=(sandbox.address, database_url), daemon=True
        )
        process.start()
        try:
            while sandbox.hub.tg.world.bot is None or not sandbox.hub.polled_at:
                await asyncio.sleep(0.1)
            counter = Counter()
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(_tap_for_ever(sandbox, counter, n)) for n in range(STUDENTS)
                ]
                await asyncio.sleep(WARM_UP_SECONDS)
                assert process.pid is not None
                counter.answers, start = 0, time.perf_counter()
                cpu = cpu_seconds(process.pid)
                await asyncio.sleep(SECONDS)
                seconds = time.perf_counter() - start
                answers, used = counter.answers, cpu_seconds(process.pid) - cpu
                for task in tasks:
                    task.cancel()
        finally:
            # SIGKILL: a draining bot would wait for the sandbox, which waits here.
            process.kill()
            process.join()
    return Measured(name, answers / seconds, 1000 * used / max(1, answers))


class Counter:
    answers = 0


async def _tap_for_ever(sandbox: RunningSandbox, counter: Counter, number: int) -> None:
    """One person: the first button until there are answers, then any answer, then on."""
    tg, bell = sandbox.hub.tg, sandbox.hub.bell
    rng = random.Random(number)
    who = tg.add_person(f"Student {number}")
    chat = tg.world.chats[who.id]
    people.write(tg, chat, who.id, "/start")
    seen = 0
    while True:
        message = _latest(chat, who.id)
        if message is None or message.version <= seen:
            await bell.wait(5)
            continue
        seen = message.version
        data = [b["callback_data"] for row in _rows(message) for b in row]
        answers = [one for one in data if one.startswith("ans:")]
        button = rng.choice(answers) if answers else data[0]
        try:
            people.press(tg, chat, str(message.id), who.id, button)
        except NotPossible:
            continue
        counter.answers += bool(answers)


def _latest(chat: Chat, who: int) -> Message | None:
    found = [m for m in chat.messages if m.sender != who and _rows(m)]
    return found[-1] if found else None


def _rows(message: Message) -> list[list[dict[str, str]]]:
    rows = (message.markup or {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    return rows


def _serve_abhyas(address: str, database_url: str) -> None:
    from pydantic import SecretStr

    from bot.running import run_bot
    from bot.settings import GivenSettings

    settings = GivenSettings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=address,
        database_url=database_url,
        throttle_per_second=10_000,
    )
    asyncio.run(run_bot(settings, on_ready=lambda: None))


def _serve_bare(address: str, _database_url: str) -> None:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

    question = "<b>Question 3 of 10</b> · Topic\n\n" + "A stem of some length? " * 3
    question += (
        "\n\n" + "\n".join(f"<b>{letter}.</b> an option" for letter in "ABCD") + "\n\n#rg-001"
    )
    verdict = question + "\n\n✅ <b>Right!</b>\n\n" + "An explanation that teaches. " * 4
    options = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=c, callback_data=f"ans:1:1:{c}") for c in "ABCD"],
            [
                InlineKeyboardButton(text="Hint", callback_data="hint:1:1:1"),
                InlineKeyboardButton(text="Pause", callback_data="pause:1"),
            ],
        ]
    )
    onward = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Next", callback_data="next:1:2")]]
    )
    dispatcher = Dispatcher(disable_fsm=True)

    @dispatcher.message()
    async def start(message: Message) -> None:
        await message.answer(question, reply_markup=options, parse_mode="HTML")

    @dispatcher.callback_query()
    async def tap(query: CallbackQuery, bot: Bot) -> None:
        is_answer = (query.data or "").startswith("ans:")
        assert query.message is not None
        await asyncio.gather(
            bot.answer_callback_query(query.id),
            bot.edit_message_text(
                verdict if is_answer else question,
                chat_id=query.message.chat.id,
                message_id=query.message.message_id,
                parse_mode="HTML",
                reply_markup=onward if is_answer else options,
            ),
        )

    async def serve() -> None:
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
        await dispatcher.start_polling(bot, handle_signals=True)

    asyncio.run(serve())


if __name__ == "__main__":
    main()
