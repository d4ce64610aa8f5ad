"""A Telegram without a network: takes every call, answers something plausible, remembers it."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetChatMember, GetFile, GetMe, TelegramMethod
from aiogram.types import (
    Chat,
    ChatMemberMember,
    File,
    Message,
    MessageId,
    Poll,
    PollOption,
    User,
)


class QuietTelegram(BaseSession):
    def __init__(self, *, document: bytes = b"") -> None:
        super().__init__()
        #: Every call since it was last emptied.
        self.calls: list[TelegramMethod[Any]] = []
        self.document = document
        self._message_id = 10_000

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        self.calls.append(method)
        if isinstance(method, GetMe):
            return User(id=1, is_bot=True, first_name="Abhyas", username="abhyas_bot")
        if isinstance(method, GetChatMember):
            return ChatMemberMember(
                user=User(id=method.user_id, is_bot=False, first_name="Somebody")
            )
        if isinstance(method, GetFile):
            return File(file_id="f", file_unique_id="u", file_size=10, file_path="x.csv")
        wanted = str(method.__returning__)
        if "Message" in wanted:
            return self._message(method)
        if wanted == str(MessageId):
            return MessageId(message_id=1)
        return True

    def _message(self, method: TelegramMethod[Any]) -> Message:
        self._message_id += 1
        chat_id = int(getattr(method, "chat_id", 0) or 0)
        kind = "private" if chat_id > 0 else "supergroup"
        poll = None
        if getattr(method, "question", None) is not None:
            poll = Poll(
                id=f"poll{self._message_id}",
                question="q",
                options=[PollOption(persistent_id="0", text="a", voter_count=0)],
                total_voter_count=0,
                is_closed=False,
                is_anonymous=False,
                type="quiz",
                allows_multiple_answers=False,
                allows_revoting=False,
                members_only=False,
            )
        return Message(
            message_id=self._message_id,
            date=datetime(2026, 11, 24, tzinfo=UTC),
            chat=Chat(id=chat_id, type=kind),
            poll=poll,
        )

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        yield self.document

    async def close(self) -> None:
        """Nothing is open."""


def said_in(method: TelegramMethod[Any]) -> list[str]:
    """Every text that a call shows to somebody: words, captions, buttons."""
    found = [
        str(value)
        for name in ("text", "caption", "explanation", "question")
        if (value := getattr(method, name, None))
    ]
    rich = getattr(method, "rich_message", None)
    if rich is not None and rich.html:
        found.append(rich.html)
    media = getattr(method, "media", None)
    if media is not None and getattr(media, "caption", None):
        found.append(media.caption)
    markup = getattr(method, "reply_markup", None)
    for row in getattr(markup, "inline_keyboard", None) or ():
        found += [button.text for button in row]
    return found
