"""The one module that talks to Anthropic, through its SDK; imported when there is a key.

Each call is one attempt under a wall clock of ours: the SDK's own retries obey `retry-after` without
a limit and are off. Nothing of the environment is read, nothing is traced to a third party.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import anthropic
import httpx2
from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient, transform_schema
from anthropic.types import Message
from anthropic.types.messages import MessageBatchIndividualResponse
from pydantic import SecretStr

from coach.writer import Attempt, BatchResult, Order, Outcome, Usage

CONNECTIONS = 20
CONNECT_SECONDS, POOL_SECONDS = 3.0, 2.0
#: Control calls of batches are not waited for by anybody.
BATCH_SECONDS = 60.0
_SPENT = frozenset({"enforced_spend_limit_reached", "contract_spend_limit_reached"})
_BY_TYPE: dict[str, Outcome] = {
    "overloaded_error": "overloaded",
    "rate_limit_error": "rate_limited",
    "authentication_error": "unauthorised",
    "permission_error": "unauthorised",
    "billing_error": "spent",
    "invalid_request_error": "bad_request",
    "timeout_error": "late",
    "api_error": "unavailable",
}


class AnthropicWriter:
    """One client for the process; `base_url` other than the vendor's is for tests and proxies."""

    def __init__(self, key: SecretStr, *, model: str, base_url: str) -> None:
        self._model = model
        self._slots = asyncio.Semaphore(CONNECTIONS)
        self._client = AsyncAnthropic(
            api_key=key.get_secret_value(),
            base_url=base_url,
            http_client=DefaultAsyncHttpxClient(
                limits=httpx2.Limits(
                    max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS // 2
                ),
                trust_env=False,
            ),
            timeout=httpx2.Timeout(BATCH_SECONDS, connect=CONNECT_SECONDS, pool=POOL_SECONDS),
            max_retries=0,
            open_telemetry=False,
            _strict_response_validation=True,
        )

    @property
    def model(self) -> str:
        return self._model

    async def write(self, order: Order, *, seconds: float) -> Attempt:
        """One attempt, `seconds` at most; whatever goes wrong is an outcome, no exception."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(seconds), self._slots:
                message = await self._client.messages.create(**self._params(order))
            attempt = _read(message)
        except TimeoutError:
            attempt = Attempt(outcome="late")
        except (anthropic.AnthropicError, httpx2.HTTPError, ValueError) as error:
            attempt = _failed(error)
        return _timed(attempt, loop.time() - began)

    async def submit(self, orders: Sequence[tuple[str, Order]]) -> str | None:
        """Puts orders into one batch, each under a name of no meaning; None where that failed."""
        requests: Any = [
            {"custom_id": name, "params": self._params(order)} for name, order in orders
        ]
        try:
            async with asyncio.timeout(BATCH_SECONDS):
                batch = await self._client.messages.batches.create(requests=requests)
        except (anthropic.AnthropicError, httpx2.HTTPError, ValueError, TimeoutError):
            return None
        return batch.id

    async def collect(self, batch_id: str) -> list[BatchResult] | None:
        """What a batch brought; None while it is at work or the server cannot be asked."""
        try:
            async with asyncio.timeout(BATCH_SECONDS):
                batch = await self._client.messages.batches.retrieve(batch_id)
                if batch.processing_status != "ended":
                    return None
                found = await self._client.messages.batches.results(batch_id)
                return [_batch_result(one) async for one in found]
        except (anthropic.AnthropicError, httpx2.HTTPError, ValueError, TimeoutError):
            return None

    async def close(self) -> None:
        await self._client.close()

    def _params(self, order: Order) -> dict[str, Any]:
        messages: list[dict[str, str]] = [{"role": "user", "content": order.document}]
        if order.repair is not None:
            before, faults = order.repair
            messages += [
                {"role": "assistant", "content": before},
                {"role": "user", "content": faults},
            ]
        return {
            "model": self._model,
            "max_tokens": order.max_tokens,
            "system": order.system,
            "messages": messages,
            "thinking": {"type": "disabled"},
            "output_config": {
                "format": {"type": "json_schema", "schema": transform_schema(order.shape)}
            },
        }


def _timed(attempt: Attempt, seconds: float) -> Attempt:
    return Attempt(
        outcome=attempt.outcome,
        text=attempt.text,
        usage=attempt.usage,
        request_id=attempt.request_id,
        retry_after=attempt.retry_after,
        milliseconds=round(1000 * seconds),
    )


def _read(message: object) -> Attempt:
    """A page of a proxy comes as a `str`, a refusal without text, a cut-off text without its end."""
    if not isinstance(message, Message):
        return Attempt(outcome="malformed")
    usage = Usage(
        input_tokens=message.usage.input_tokens,
        output_tokens=message.usage.output_tokens,
        cache_write_tokens=message.usage.cache_creation_input_tokens or 0,
        cache_read_tokens=message.usage.cache_read_input_tokens or 0,
        thinking_tokens=message.usage.output_tokens_details.thinking_tokens
        if message.usage.output_tokens_details is not None
        else 0,
    )
    text = "".join(block.text for block in message.content if block.type == "text")
    outcome: Outcome = "written" if text.strip() else "empty"
    if message.stop_reason == "refusal":
        outcome = "refused"
    elif message.stop_reason == "max_tokens":
        outcome = "truncated"
    # A message inside a batch has none.
    request_id = getattr(message, "_request_id", None)
    return Attempt(outcome=outcome, text=text, usage=usage, request_id=request_id)


def _failed(error: Exception) -> Attempt:
    """An exception as an outcome; by the error's type first, since a stream's error has status 200."""
    if isinstance(error, anthropic.APITimeoutError):
        return Attempt(outcome="late")
    if isinstance(error, anthropic.APIStatusError):
        return Attempt(
            outcome=_of_status(error),
            request_id=error.request_id,
            retry_after=_seconds(error.response.headers.get("retry-after")),
        )
    if isinstance(error, anthropic.APIConnectionError | httpx2.TransportError):
        return Attempt(outcome="unreachable")
    return Attempt(outcome="malformed")


def _of_status(error: anthropic.APIStatusError) -> Outcome:
    if error.error_code in _SPENT or error.status_code == 402:
        return "spent"
    by_type = _BY_TYPE.get(error.type or "")
    if by_type is not None:
        return by_type
    by_status: dict[int, Outcome] = {
        401: "unauthorised",
        403: "unauthorised",
        408: "late",
        429: "rate_limited",
        504: "late",
        529: "overloaded",
    }
    default: Outcome = "unavailable" if error.status_code >= 500 else "bad_request"
    return by_status.get(error.status_code, default)


def _seconds(header: str | None) -> float | None:
    try:
        return None if header is None else max(0.0, float(header))
    except ValueError:
        return None


def _batch_result(one: MessageBatchIndividualResponse) -> BatchResult:
    result = one.result
    attempt = _read(result.message) if result.type == "succeeded" else Attempt(outcome="abandoned")
    return BatchResult(custom_id=one.custom_id, attempt=attempt)
