"""A picture goes up once: the same bytes again travel as Telegram's file id."""

from collections import OrderedDict
from hashlib import sha256
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageMedia, Response, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message

log = structlog.get_logger()
#: Pictures whose ids are kept, the least used go; a hundred bytes each.
KEPT = 10_000
#: Telegram's word for an id that it does not know (any more).
UNKNOWN_FILE = "file identifier"


class ReusedUploads(BaseRequestMiddleware):
    """Sends a picture that this bot has sent before by its id; where that is refused, the bytes."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._kept = kept
        self._ids: OrderedDict[bytes, str] = OrderedDict()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        picture = _picture_of(method)
        if picture is None:
            return await make_request(bot, method)
        key = sha256(picture.data).digest()
        known = self._ids.get(key)
        if known is not None:
            self._ids.move_to_end(key)
            try:
                return await make_request(bot, _with_id(method, known))
            except TelegramBadRequest as error:
                if UNKNOWN_FILE not in error.message:
                    raise
                log.info("file id refused", action="file_id_refused", reason=error.message)
                self._ids.pop(key, None)
        answered = await make_request(bot, method)
        self._remember(key, answered)
        return answered

    def _remember(self, key: bytes, answered: object) -> None:
        if isinstance(answered, Message) and answered.photo:
            # The whole size stands last; every size's id stands for the whole picture.
            self._ids[key] = answered.photo[-1].file_id
            if len(self._ids) > self._kept:
                self._ids.popitem(last=False)


def _picture_of(method: TelegramMethod[Any]) -> BufferedInputFile | None:
    """The photo that the call would upload."""
    photo: object = None
    if isinstance(method, SendPhoto):
        photo = method.photo
    elif isinstance(method, EditMessageMedia) and isinstance(method.media, InputMediaPhoto):
        photo = method.media.media
    return photo if isinstance(photo, BufferedInputFile) else None


def _with_id(method: TelegramMethod[TelegramType], file_id: str) -> TelegramMethod[TelegramType]:
    changed: object = file_id
    if isinstance(method, EditMessageMedia):
        changed = method.media.model_copy(update={"media": file_id})
    return method.model_copy(
        update={"photo" if isinstance(method, SendPhoto) else "media": changed}
    )
