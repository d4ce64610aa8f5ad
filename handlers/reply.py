"""Shows a screen in answer to an update: one edit where possible, else one message."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputRichMessage,
    Message,
    ReplyParameters,
)

from handlers.errand import Errand
from views.screen import LONGEST_CAPTION, Button, Keyboard, Screen

T = TypeVar("T")
log = structlog.get_logger()
#: A 400 that says the person is gone, like every 403.
GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID")
#: A reply was asked for, so it is worth repeating; an edit repeated is the same edit.
PAUSES = (0.3, 1.0, 2.0)
LONGEST_PATIENCE = 30
NOT_MODIFIED = "message is not modified"
#: The message to edit is gone or of another kind; a new one is sent instead.
UNEDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message",
    "MESSAGE_ID_INVALID",
)
TOO_OLD = "query is too old"
#: A button's spinner turns no longer than this while its screen is under way.
SPIN_SECONDS = 1.0
LONGEST_TOAST = 200
HTML = "HTML"


class EditText(EditMessageText):
    """An edit whose keyboard goes out as it is given: ten buttons made objects first, to be taken
    apart again, are a thirtieth of what a tap costs.
    """

    reply_markup: Any = None


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """A keyboard in Telegram's words."""
    plain = _plain(keyboard)
    return None if plain is None else InlineKeyboardMarkup.model_validate(plain)


def _plain(keyboard: Keyboard) -> dict[str, list[list[dict[str, str]]]] | None:
    if not keyboard:
        return None
    return {"inline_keyboard": [[_button(one) for one in row] for row in keyboard]}


def _button(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Makes a call again while Telegram says later or cannot be reached."""
    for pause in PAUSES:
        try:
            return await call()
        except TelegramRetryAfter as error:
            if error.retry_after > LONGEST_PATIENCE:
                raise
            await asyncio.sleep(error.retry_after)
        except (TelegramServerError, TelegramNetworkError):
            await asyncio.sleep(pause)
    return await call()


class Reply:
    """The way back to whoever sent the update."""

    def __init__(
        self, bot: Bot, event: Message | CallbackQuery, errand: Errand | None = None
    ) -> None:
        """`errand`: where the update came by a webhook, whose answer can acknowledge the tap."""
        self._bot = bot
        self._errand = errand
        self._query = event if isinstance(event, CallbackQuery) else None
        self._is_acknowledged = False
        message = event.message if isinstance(event, CallbackQuery) else event
        self.chat_id = message.chat.id if message is not None else event_user_id(event)
        self._message_id = message.message_id if self._query and message else None
        self._has_picture = isinstance(message, Message) and bool(message.photo)

    async def show(self, screen: Screen, *, toast: str = "") -> float:
        """Acknowledges the tap, and edits its message or sends a new one; the seconds it took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        if self._query is None:
            await self.send(screen)
        elif self._errand is None:
            await asyncio.gather(self.acknowledge(toast), self._edit_or_send(screen))
        else:
            await self._show_on_the_way(screen, toast, self._query, self._errand)
        return loop.time() - began

    async def _show_on_the_way(
        self, screen: Screen, toast: str, query: CallbackQuery, errand: Errand
    ) -> None:
        """Shows a screen, and leaves the acknowledgement to the webhook's answer if that is soon."""
        early: list[asyncio.Future[None]] = []
        spun = asyncio.get_running_loop().call_later(
            SPIN_SECONDS, lambda: early.append(asyncio.ensure_future(self.acknowledge(toast)))
        )
        try:
            await self._edit_or_send(screen)
        finally:
            spun.cancel()
            for one in early:
                await one
            if not self._is_acknowledged:
                self._is_acknowledged = True
                errand.query_id, errand.text = query.id, toast[:LONGEST_TOAST]

    async def think(self) -> None:
        """Shows that an answer is being written, where a private chat can; silence is no trouble."""
        try:
            await self._bot.send_message_draft(self.chat_id, draft_id=1)
        except TelegramAPIError as error:
            log.info("no draft", action="draft_refused", reason=str(error))

    async def answer_to(self, message_id: int, screen: Screen) -> None:
        """A new message that answers a certain one, which its buttons can then find."""
        await patiently(
            lambda: self._bot.send_message(
                self.chat_id,
                screen.html,
                parse_mode=HTML,
                reply_markup=markup(screen.keyboard),
                reply_parameters=ReplyParameters(
                    message_id=message_id, allow_sending_without_reply=True
                ),
            )
        )

    async def acknowledge(self, text: str = "", *, alert: bool = False) -> None:
        """Stops the button's spinner, once; a query too old to answer changes nothing."""
        if self._query is None or self._is_acknowledged:
            return
        self._is_acknowledged = True
        query_id = self._query.id
        try:
            await patiently(
                lambda: self._bot.answer_callback_query(
                    query_id, text=text[:LONGEST_TOAST] or None, show_alert=alert
                )
            )
        except TelegramBadRequest as error:
            if TOO_OLD not in error.message:
                raise

    async def _edit_or_send(self, screen: Screen) -> None:
        try:
            if not await self._edited(screen):
                await self.send(screen)
        except TelegramBadRequest as error:
            if NOT_MODIFIED in error.message:
                return
            if not any(reason in error.message for reason in UNEDITABLE):
                raise
            await self.send(screen)

    async def _edited(self, screen: Screen) -> bool:
        """Whether the tapped message could become the screen."""
        message_id = self._message_id
        if not message_id or (self._has_picture and screen.picture is None):
            # Text can become a picture, a picture never text again.
            return False
        if screen.picture is not None:
            return await self._edited_picture(screen, screen.picture, message_id)
        if screen.rich is not None and await self._edited_richly(screen, message_id):
            return True
        edit = EditText.model_validate(
            {
                "text": screen.html,
                "chat_id": self.chat_id,
                "message_id": message_id,
                "parse_mode": HTML,
                "reply_markup": _plain(screen.keyboard),
            }
        )
        await patiently(lambda: self._bot(edit))
        return True

    async def _edited_richly(self, screen: Screen, message_id: int) -> bool:
        """Whether the server took the rich form; one that does not know it gets the plain one."""
        try:
            await patiently(
                lambda: self._bot.edit_message_text(
                    chat_id=self.chat_id,
                    message_id=message_id,
                    rich_message=InputRichMessage(html=screen.rich),
                    reply_markup=markup(screen.keyboard),
                )
            )
        except TelegramBadRequest as error:
            if NOT_MODIFIED in error.message or any(one in error.message for one in UNEDITABLE):
                raise
            log.info("no rich message", action="rich_refused", reason=error.message)
            return False
        return True

    async def _edited_picture(self, screen: Screen, picture: bytes, message_id: int) -> bool:
        if len(screen.html) > LONGEST_CAPTION:
            return False
        media = InputMediaPhoto(
            media=BufferedInputFile(picture, "chart.png"), caption=screen.html, parse_mode=HTML
        )
        await patiently(
            lambda: self._bot.edit_message_media(
                media,
                chat_id=self.chat_id,
                message_id=message_id,
                reply_markup=markup(screen.keyboard),
            )
        )
        return True

    async def send(self, screen: Screen) -> None:
        """A new message; who blocked the bot meanwhile gets none."""
        try:
            await patiently(lambda: send_screen(self._bot, self.chat_id, screen))
        except (TelegramForbiddenError, TelegramBadRequest) as error:
            if not is_gone(error):
                raise
            log.info("reply refused", action="reply_refused", reason=error.message)


def is_gone(error: TelegramAPIError) -> bool:
    """Whether she blocked the bot, or the chat is no more: nothing can be said to her."""
    return isinstance(error, TelegramForbiddenError) or (
        isinstance(error, TelegramBadRequest) and any(text in error.message for text in GONE)
    )


async def send_screen(bot: Bot, chat_id: int, screen: Screen) -> Message:
    """Sends a screen as one message: a picture with its caption, a rich message, or text."""
    keyboard = markup(screen.keyboard)
    if screen.rich is not None and screen.picture is None:
        try:
            return await bot.send_rich_message(
                chat_id, InputRichMessage(html=screen.rich), reply_markup=keyboard
            )
        except (TelegramBadRequest, TelegramNotFound) as error:
            # An older server, or a chat that takes none: the same in plain words.
            log.info("no rich message", action="rich_refused", reason=error.message)
    if screen.picture is not None and len(screen.html) <= LONGEST_CAPTION:
        return await bot.send_photo(
            chat_id,
            BufferedInputFile(screen.picture, "chart.png"),
            caption=screen.html,
            parse_mode=HTML,
            reply_markup=keyboard,
        )
    if screen.picture is not None:
        await bot.send_photo(chat_id, BufferedInputFile(screen.picture, "chart.png"))
    return await bot.send_message(chat_id, screen.html, parse_mode=HTML, reply_markup=keyboard)


def event_user_id(event: Message | CallbackQuery) -> int:
    return event.from_user.id if event.from_user else 0


__all__ = ["Reply", "markup", "patiently", "send_screen"]
