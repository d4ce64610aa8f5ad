"""The way to Telegram, and what lies between: a proxy's error page is no answer of Telegram's."""

from http import HTTPStatus
from typing import cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import FormData, JsonPayload

#: How an answer begins that says yes; the second as Python writes it.
_TAKEN = ('{"ok":true,', '{"ok": true,')


class TelegramSession(AiohttpSession):
    """Names failures by what is known of the call's effect, whoever answered."""

    def build_form_data(  # type: ignore[override]
        self, bot: Bot, method: TelegramMethod[TelegramType]
    ) -> FormData | JsonPayload:
        """JSON where no file is sent: a form takes nine bytes for a letter of Hindi, and longer."""
        files: dict[str, InputFile] = {}
        values = {
            name: prepared
            for name, value in method.model_dump(warnings=False, exclude_none=True).items()
            if (prepared := self.prepare_value(value, bot, files, _dumps_json=False))
            not in (None, "")
        }
        return super().build_form_data(bot, method) if files else JsonPayload(values)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """aiogram's reading of the answer; what it cannot read becomes one of Telegram's errors.

        A gateway's 5xx or 429: not taken, worth another try. Another refusal: refused.
        A success that cannot be read: in doubt, like a connection that broke.
        An edited text comes back as a whole message that nobody reads: that it worked is enough.
        """
        if (
            isinstance(method, EditMessageText)
            and status_code == HTTPStatus.OK
            and content.startswith(_TAKEN)
        ):
            return cast("Response[TelegramType]", Response[bool](ok=True, result=True))
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            said = f"HTTP {status_code} that is not Telegram's"
            if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or (
                status_code == HTTPStatus.TOO_MANY_REQUESTS
            ):
                raise TelegramServerError(method, said) from error
            if status_code >= HTTPStatus.BAD_REQUEST:
                raise TelegramAPIError(method, said) from error
            raise TelegramNetworkError(method, said) from error
