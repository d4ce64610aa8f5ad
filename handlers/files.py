"""Files that people send: fetched within a bound and a time."""

import asyncio
import io

from aiogram import Bot
from aiogram.types import Document

from services.errors import BadFile
from views.translate import Translate

SECONDS = 60


async def fetched(bot: Bot, document: Document, *, largest: int, t: Translate) -> bytes | None:
    """The file's bytes, never more than the bound; None where it is larger."""
    if (document.file_size or 0) > largest:
        return None
    target = io.BytesIO()
    try:
        async with asyncio.timeout(SECONDS):
            await bot.download(document, destination=target)
    except TimeoutError as error:
        raise BadFile(reason=t.plain("upload-gone")) from error
    data = target.getvalue()
    return None if len(data) > largest else data
