"""Failures on request, flood limits, and the log of every Bot API call."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.fields import Object
from sandbox.refusals import NotPossible, Refused

LOG_LENGTH = 100_000
#: Telegram's published limits: a second to all, a second to a chat, a minute to a group.
ALL_PER_SECOND, CHAT_PER_SECOND, GROUP_PER_MINUTE = 30, 1, 20
#: A chat takes a short burst before its limit bites.
CHAT_BURST = 5


@dataclass(slots=True)
class Fault:
    """What happens to the next calls, as often as it says."""

    method: str | None
    status: int | None
    drop: bool
    delay_seconds: float
    retry_after: int | None
    after_effect: bool
    #: What a proxy in between says instead of Telegram's JSON.
    page: str | None
    times: int

    def refusal(self) -> Refused:
        code = self.status or 500
        if code == 429:
            wait = self.retry_after or 1
            return Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        texts = {
            500: "Internal Server Error",
            502: "Bad Gateway",
            403: "Forbidden: bot was blocked by the user",
        }
        return Refused(code, texts.get(code, f"Fault {code}"), retry_after=self.retry_after)


def read_fault(raw: Object) -> Fault:
    """A fault from people's side; refused when it would do nothing."""
    status, times = raw.get("status"), raw.get("times", 1)
    if not isinstance(times, int) or times < 0:
        raise NotPossible(400, "times must be a whole number")
    if status is not None and (not isinstance(status, int) or not 400 <= status <= 599):
        raise NotPossible(400, "status must be a number from 400 to 599")
    fault = Fault(
        method=str(raw["method"]).lower() if raw.get("method") else None,
        status=status,
        drop=bool(raw.get("drop")),
        delay_seconds=float(str(raw.get("delay_seconds") or 0)),
        retry_after=int(str(raw["retry_after"])) if raw.get("retry_after") else None,
        after_effect=bool(raw.get("after_effect")),
        page=str(raw["page"]) if raw.get("page") else None,
        times=times,
    )
    if not (fault.status or fault.drop or fault.delay_seconds):
        raise NotPossible(400, "a fault needs status, drop or delay_seconds")
    return fault


@dataclass(slots=True)
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.times:
            self.waiting.append(fault)

    def next_for(self, method: str) -> Fault | None:
        """The fault that this call meets; polling meets only those that name it."""
        for fault in self.waiting:
            if fault.method == method or (fault.method is None and method != "getupdates"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None


@dataclass(slots=True)
class CallLog:
    """Every Bot API call, numbered; the outside truth for tests."""

    entries: deque[Object] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    count: int = 0

    def add(self, entry: Object) -> None:
        self.count += 1
        self.entries.append({"n": self.count, **entry})

    def after(self, number: int, limit: int) -> list[Object]:
        found = []
        for entry in self.entries:
            n = entry["n"]
            if isinstance(n, int) and n > number:
                found.append(entry)
                if len(found) == limit:
                    break
        return found


@dataclass(slots=True)
class FloodLimits:
    """Telegram's published limits, kept strictly."""

    sent: deque[tuple[float, int]] = field(default_factory=deque)

    def check(self, now: float, chat_id: int) -> None:
        """Counts a message, or raises 429 with how long to wait."""
        while self.sent and self.sent[0][0] <= now - 60:
            self.sent.popleft()
        last_second = [chat for at, chat in self.sent if at > now - 1]
        here_lately = [at for at, chat in self.sent if chat == chat_id and at > now - CHAT_BURST]
        here = [at for at, chat in self.sent if chat == chat_id]
        wait = 0.0
        if len(last_second) >= ALL_PER_SECOND:
            wait = 1
        elif len(here_lately) >= CHAT_BURST * CHAT_PER_SECOND:
            wait = CHAT_BURST - (now - here_lately[0])
        if chat_id < 0 and len(here) >= GROUP_PER_MINUTE:
            wait = 60 - (now - here[0])
        if wait > 0:
            seconds = max(1, round(wait))
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self.sent.append((now, chat_id))
