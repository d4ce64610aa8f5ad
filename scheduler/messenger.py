"""What delivery needs of the way to people; the bot gives it in wiring."""

from dataclasses import dataclass
from typing import Protocol

from views.screen import Screen


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take it for this person."""

    reason: str
    #: She blocked the bot, or is gone: nothing else will arrive either.
    is_unreachable: bool


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Certainly not delivered; worth another try after so many seconds."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the connection broke after the request was written."""

    reason: str


Outcome = Sent | Refused | RetryAfter | Unknown


class Messenger(Protocol):
    async def push(self, telegram_id: int, screen: Screen) -> Outcome: ...
