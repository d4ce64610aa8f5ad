"""What writes: one attempt at a text by a language model, and everything that can come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from pydantic import BaseModel

Outcome = Literal[
    "written",
    "truncated",
    "refused",
    "empty",
    "malformed",
    "rejected",
    "rate_limited",
    "overloaded",
    "unavailable",
    "unreachable",
    "late",
    "unauthorised",
    "spent",
    "bad_request",
    "abandoned",
]
#: The far side is in trouble: these count towards the breaker.
TROUBLE: frozenset[Outcome] = frozenset(
    {"rate_limited", "overloaded", "unavailable", "unreachable", "late"}
)
#: No call can succeed before an operator has done something.
HOPELESS: frozenset[Outcome] = frozenset({"unauthorised", "spent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one attempt as the vendor counts them; thinking is part of the output."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    thinking_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A text to be written: static instructions, one JSON document, the shape of the answer."""

    system: str
    document: str
    #: What was wrong with a first output, and that output, for the one repair.
    repair: tuple[str, str] | None = None
    shape: type[BaseModel]
    max_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of one call."""

    outcome: Outcome
    text: str = ""
    #: None where the answer, and with it the bill, was lost.
    usage: Usage | None = None
    request_id: str | None = None
    #: Seconds after which to ask again, where the server said so.
    retry_after: float | None = None
    milliseconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """One request of a batch."""

    custom_id: str
    attempt: Attempt


class Writer(Protocol):
    """A language model behind a network; never raises for what the far side does."""

    @property
    def model(self) -> str: ...

    async def write(self, order: Order, *, seconds: float) -> Attempt: ...

    async def submit(self, orders: Sequence[tuple[str, Order]]) -> str | None: ...

    async def collect(self, batch_id: str) -> list[BatchResult] | None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Money put aside before a call: a row of the ledger that settling completes."""

    call_id: int


Refusal = Literal["user_calls", "user_spend", "global_spend"]


class Ledger(Protocol):
    """Every attempt with its cost; refuses what a budget does not hold."""

    async def reserve(
        self, student_id: int | None, task: str, model: str, *, micro_dollars: int, at: datetime
    ) -> Reservation | Refusal: ...

    async def settle(
        self, reservation: Reservation, attempt: Attempt, *, micro_dollars: int | None
    ) -> None: ...


class Cache(Protocol):
    """Texts that passed; without numbers they serve everybody in the same situation."""

    async def get(self, key: str) -> str | None: ...

    async def put(self, key: str, text: str, *, at: datetime) -> None: ...
