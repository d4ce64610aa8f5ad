"""Takes updates in: each person's in order, people side by side, Telegram told only afterwards."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramServerError
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError

from bot.clock import Clock
from bot.metrics import counted
from bot.shared import Turns
from handlers.errand import Errand
from services.intake import MOST_TRIES, Intake
from services.outage import DatabaseUnavailable
from services.records import Arrival
from views.translate import translator

log = structlog.get_logger()
RETRY_SECONDS = 0.5


class Lanes:
    """One lane a person: who comes first is served first; lanes vanish when empty."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def turn(self, person: int) -> AsyncIterator[None]:
        """Waits for everybody who came to this lane before."""
        queue = self._waiting.get(person)
        if queue is None:
            self._waiting[person] = deque()
        else:
            ticket: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            queue.append(ticket)
            try:
                await ticket
            except asyncio.CancelledError:
                if ticket.done() and not ticket.cancelled():
                    self._pass_on(person)
                else:
                    queue.remove(ticket)
                raise
        try:
            yield
        finally:
            self._pass_on(person)

    def _pass_on(self, person: int) -> None:
        queue = self._waiting[person]
        while queue:
            ticket = queue.popleft()
            if not ticket.done():
                ticket.set_result(None)
                return
        del self._waiting[person]


def sender_of(update: Update) -> int:
    """Whose lane an update belongs to."""
    for event in (
        update.callback_query,
        update.message,
        update.edited_message,
        update.my_chat_member,
        update.chat_member,
    ):
        if event is not None and event.from_user is not None:
            return event.from_user.id
    if update.poll_answer is not None and update.poll_answer.user is not None:
        return update.poll_answer.user.id
    return 0


def _kind(update: Update) -> str | None:
    """Telegram may learn kinds that this program has not: None; they are nobody's fault."""
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return None


class UpdateIntake:
    """Handles one update to its end: done, or parked after three tries."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        clock: Clock,
        intake: Intake,
        turns: Turns | None = None,
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._clock = clock
        self._intake = intake
        self._lanes = Lanes()
        #: Where another worker may take the same person's next update.
        self._turns: Turns | Lanes = turns or Lanes()

    async def take(
        self, update: Update, *, is_doubtful: bool = False, errand: Errand | None = None
    ) -> None:
        """Returns when Telegram may forget the update.

        `is_doubtful`: it was delivered before and may have killed us; its tries are counted ahead.
        `errand`: where Telegram's request is answered with what is left to say.
        """
        kind = _kind(update)
        if kind is None:
            log.warning("update of an unknown kind", action="update_unknown")
            return
        with counted(kind):
            await self._take(update, is_doubtful=is_doubtful, errand=errand)

    async def _take(self, update: Update, *, is_doubtful: bool, errand: Errand | None) -> None:
        person = sender_of(update)
        # Telegram sends one person's taps one after another, and each holds the row that it
        # changes. Asking Redis for a turn as well would cost a tenth of a worker for nothing.
        shared = nullcontext() if update.callback_query else self._turns.turn(person)
        async with self._lanes.turn(person), shared:
            arrival = Arrival(await self._clock.now(), update.update_id)
            if is_doubtful and await self._begin(arrival, update):
                return
            for attempt in range(MOST_TRIES):
                if attempt:
                    await asyncio.sleep(RETRY_SECONDS * attempt)
                if await self._handled(update, arrival, errand):
                    if is_doubtful or attempt:
                        await self._intake.worked(arrival)
                    return

    async def _begin(self, arrival: Arrival, update: Update) -> bool:
        try:
            return await self._intake.begin(arrival, payload=update.model_dump_json())
        except DatabaseUnavailable:
            return False

    async def _handled(self, update: Update, arrival: Arrival, errand: Errand | None) -> bool:
        """Whether the update is done with, by success or by parking."""
        try:
            await self._dispatcher.feed_update(self._bot, update, arrival=arrival, errand=errand)
        except (TelegramNetworkError, TelegramServerError) as error:
            # Its effect is committed; only Telegram was away. That is no poison.
            log.warning("reply failed", action="reply_failed", reason=error.message)
            return False
        except Exception as error:
            log.exception("update failed", action="update_failed", update_id=update.update_id)
            is_parked = await self._count(arrival, update, error)
            if is_parked and errand is not None:
                # The tap was answered with an apology.
                errand.drop()
            return is_parked
        return True

    async def _apologise(self, update: Update) -> None:
        """Says that it went wrong, to whoever waits for an answer."""
        query = update.callback_query
        inner = query or update.message
        if inner is None or inner.from_user is None:
            return
        code = inner.from_user.language_code or ""
        text = translator("hi" if code.startswith("hi") else "en").plain("error-unknown")
        try:
            if query is not None:
                await self._bot.answer_callback_query(query.id, text=text, show_alert=True)
            else:
                await self._bot.send_message(inner.from_user.id, text)
        except TelegramAPIError as error:
            log.info("apology refused", action="apology_refused", reason=error.message)

    async def _count(self, arrival: Arrival, update: Update, error: Exception) -> bool:
        try:
            is_parked = await self._intake.failed(
                arrival, payload=update.model_dump_json(), error=type(error).__name__
            )
        except DatabaseUnavailable:
            return False
        if is_parked:
            await self._apologise(update)
        return is_parked
