"""Pushes over Telegram, and what Telegram's errors mean for a push."""

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientConnectorError

from handlers.reply import is_gone, send_screen
from scheduler.messenger import Outcome, Refused, RetryAfter, Sent, Unknown
from views.screen import Screen

SERVER_PAUSE = 5.0
CONNECT_PAUSE = 10.0


class TelegramMessenger:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def push(self, telegram_id: int, screen: Screen) -> Outcome:
        """One message, tried once; never again after a doubt, since Telegram cannot deduplicate."""
        try:
            message = await send_screen(self._bot, telegram_id, screen)
        except TelegramAPIError as error:
            return outcome_of(error)
        return Sent(message.message_id)


def outcome_of(error: TelegramAPIError) -> Outcome:
    """The table of Telegram's errors: permanent, transient, or in doubt."""
    match error:
        case TelegramRetryAfter():
            return RetryAfter(float(error.retry_after), error.message)
        case TelegramForbiddenError() | TelegramBadRequest():
            return Refused(error.message, is_unreachable=is_gone(error))
        case TelegramServerError():
            return RetryAfter(SERVER_PAUSE, error.message)
        case TelegramNetworkError():
            if isinstance(error.__cause__, ClientConnectorError):
                return RetryAfter(CONNECT_PAUSE, error.message)
            return Unknown(error.message)
        case _:
            return Refused(error.message, is_unreachable=False)
