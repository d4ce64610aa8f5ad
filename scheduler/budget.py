"""How fast pushes may go out; replies to a tap are never counted here."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

#: Telegram's own limits: one a second in a chat, thirty to all.
SECONDS_A_CHAT, TELEGRAMS_OWN = 1.0, 30
#: Chats remembered for it.
MOST_CHATS = 4096
#: A sender that was held up for no longer than so many places catches up.
CATCH_UP = 2


class Budget(Protocol):
    """A place for each push, and a pause for all."""

    def place(self, chat_id: int) -> AbstractAsyncContextManager[None]: ...

    def pause(self, seconds: float) -> None: ...


class PushBudget:
    """So many a second, one a second in a chat, and a pause for all when Telegram asks for one.

    Evenly spaced, and besides never more in any second of Telegram's clock than the budget (or
    Telegram's thirty, where the budget is lower): a push counts from when it leaves until a second
    after its answer, between which it surely arrived.
    """

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._ceiling = max(int(per_second), TELEGRAMS_OWN)
        self._next_at = 0.0
        self._next_in_chat: OrderedDict[int, float] = OrderedDict()
        self._turn = asyncio.Lock()
        self._under_way = 0
        self._answered: deque[float] = deque()
        self._one_came_back = asyncio.Event()

    @asynccontextmanager
    async def place(self, chat_id: int) -> AsyncIterator[None]:
        """Waits for the next place in the chat and of all; first come, first served."""
        clock = asyncio.get_running_loop().time
        # The chat's place is taken before it is waited for: two at once never share one.
        now = clock()
        mine = max(now, self._next_in_chat.get(chat_id, 0.0))
        self._next_in_chat[chat_id] = mine + SECONDS_A_CHAT
        self._next_in_chat.move_to_end(chat_id)
        await asyncio.sleep(mine - now)
        if len(self._next_in_chat) > MOST_CHATS:
            self._next_in_chat.popitem(last=False)
        async with self._turn:
            await self._until_free()
            self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._answered.append(clock())
            self._one_came_back.set()

    async def _until_free(self) -> None:
        clock = asyncio.get_running_loop().time
        # A pause may come while one waits.
        while (wait := self._next_at - clock()) > 0:  # noqa: ASYNC110 - a place, no event
            await asyncio.sleep(wait)
        while True:
            while self._answered and self._answered[0] <= clock() - 1:
                self._answered.popleft()
            if self._under_way + len(self._answered) < self._ceiling:
                break
            await self._until_one_is_forgotten()
        late = clock() - self._next_at
        self._next_at = (self._next_at if late <= CATCH_UP * self._gap else clock()) + self._gap

    async def _until_one_is_forgotten(self) -> None:
        """The oldest answer's second to pass, or, with none, a push to come back."""
        clock = asyncio.get_running_loop().time
        if self._answered:
            await asyncio.sleep(max(0.0, self._answered[0] + 1 - clock()))
            return
        self._one_came_back.clear()
        await self._one_came_back.wait()

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so long, what already waits for its place included."""
        self._next_at = max(self._next_at, asyncio.get_running_loop().time() + seconds)
