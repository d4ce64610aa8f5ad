"""What the HTTP sides share: the machine, who waits for its changes, faults and the log."""

import asyncio
from dataclasses import dataclass, field

from sandbox.faults import CallLog, Faults, FloodLimits
from sandbox.telegram import Telegram


class Bell:
    """Wakes everybody who waits for the next change."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """True when it rang in time."""
        try:
            # Not wait_for: on Python 3.11 it may swallow a cancellation.
            async with asyncio.timeout(max(0.0, seconds)):
                await self._event.wait()
        except TimeoutError:
            return False
        return True


@dataclass(slots=True)
class Hub:
    tg: Telegram
    bell: Bell = field(default_factory=Bell)
    faults: Faults = field(default_factory=Faults)
    log: CallLog = field(default_factory=CallLog)
    floods: FloodLimits | None = None
    #: Counts getUpdates calls; the newest ends the older ones.
    poller: int = 0
    polled_at: float = 0.0
    #: Bot API calls under way, and when the last one ended (loop time).
    busy: int = 0
    last_call_at: float = 0.0
    #: Update queues held back until then (loop time), by queue.
    held: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tg.listeners.append(self.bell.ring)
