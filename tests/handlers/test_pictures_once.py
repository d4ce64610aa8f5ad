"""A picture that was sent before costs her network and ours no second upload."""

from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from PIL import Image

from bot.session import TelegramSession
from bot.uploads import ReusedUploads
from tests.support.client import TOKEN, button_data, sandbox_with_people
from tests.support.tutor import Tutor


def uploaded(tutor: Tutor) -> int:
    return len(tutor.sandbox.hub.tg.world.files)


async def opened(tutor: Tutor, who: int) -> Any:
    progress = await tutor.people.ask(who, "/progress 7")
    tap = next(one for one in button_data(progress, "pan:") if ":trend:" in one)
    return await tutor.tap(who, progress, tap)


async def test_the_same_chart_again_is_not_uploaded_again(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.answer_set(asha, await tutor.start_set(asha))
    first = await opened(tutor, asha)
    count = uploaded(tutor)
    second = await opened(tutor, asha)
    assert second["id"] != first["id"]
    assert second["photo"]
    assert uploaded(tutor) == count


async def test_a_picture_that_was_forgotten_here_or_there_goes_up_anew() -> None:
    def picture(shade: int) -> BufferedInputFile:
        content = BytesIO()
        Image.new("L", (64, 64), shade).save(content, "PNG")
        return BufferedInputFile(content.getvalue(), "chart.png")

    async with sandbox_with_people() as (sandbox, people):
        session = TelegramSession(api=TelegramAPIServer.from_base(sandbox.address))
        session.middleware(ReusedUploads(kept=2))
        bot = Bot(TOKEN, session=session)
        who = await people.person("Asha")
        await people.write(who, "/start")
        files = sandbox.hub.tg.world.files
        counts = []
        for shade in (1, 2, 1, 3, 1, 2):
            await bot.send_photo(who, picture(shade))
            counts.append(len(files))
        assert counts == [1, 2, 2, 3, 3, 4], "the second went up again: it was used least lately"
        files.clear()
        assert (await bot.send_photo(who, picture(1))).photo
        assert len(files) == 1
        await bot.session.close()
