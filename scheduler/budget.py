"""How fast pushes may go out; replies to a tap are never counted here."""

import asyncio
from collections import OrderedDict

#: Telegram's own limit for one chat.
SECONDS_A_CHAT = 1.0
#: Chats remembered for it.
MOST_CHATS = 4096


class PushBudget:
    """So many a second, one a second in a chat, and a pause for all when Telegram asks for one."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._next_at = 0.0
        self._next_in_chat: OrderedDict[int, float] = OrderedDict()
        self._turn = asyncio.Lock()

    async def take(self, chat_id: int) -> None:
        """Waits for the next place in the chat and of all; first come, first served."""
        clock = asyncio.get_running_loop().time
        while (wait := self._next_in_chat.get(chat_id, 0.0) - clock()) > 0:  # noqa: ASYNC110 - a place, no event
            await asyncio.sleep(wait)
        self._next_in_chat[chat_id] = clock() + SECONDS_A_CHAT
        if len(self._next_in_chat) > MOST_CHATS:
            self._next_in_chat.popitem(last=False)
        async with self._turn:
            # A pause may come while one waits.
            while (wait := self._next_at - clock()) > 0:  # noqa: ASYNC110 - the same
                await asyncio.sleep(wait)
            self._next_at = clock() + self._gap

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so long, what already waits for its place included."""
        self._next_at = max(self._next_at, asyncio.get_running_loop().time() + seconds)
