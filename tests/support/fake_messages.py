"""A Messages API on loopback that does what it is told, and remembers every request."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

#: What a request is answered with.
Behaviour = Callable[[web.Request, dict[str, Any]], Any]


def message(text: str, *, stop_reason: str = "end_turn", tokens: int = 100) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [{"type": "text", "text": text}] if text else [],
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {"input_tokens": 1000, "output_tokens": tokens},
    }


def said(prose: dict[str, Any], **changes: Any) -> Behaviour:
    return lambda _request, _body: web.json_response(
        message(json.dumps(prose, ensure_ascii=False), **changes),
        headers={"request-id": "req_fake"},
    )


def raw(text: str, *, content_type: str = "application/json") -> Behaviour:
    return lambda _request, _body: web.Response(text=text, content_type=content_type)


def plain(text: str = "", **changes: Any) -> Behaviour:
    return lambda _request, _body: web.json_response(message(text, **changes))


def refused(
    status: int, kind: str, *, retry_after: str | None = None, code: str | None = None
) -> Behaviour:
    headers = {} if retry_after is None else {"retry-after": retry_after}
    error: dict[str, Any] = {"type": kind, "message": "no"}
    if code is not None:
        error["details"] = {"error_code": code}
    return lambda _request, _body: web.json_response(
        {"type": "error", "error": error}, status=status, headers=headers
    )


async def silence(_request: web.Request, _body: dict[str, Any]) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()


async def dripping(request: web.Request, _body: dict[str, Any]) -> web.StreamResponse:
    """A byte now and then, for ever: no pause is long enough for a read timeout."""
    response = web.StreamResponse(headers={"content-type": "application/json"})
    await response.prepare(request)
    for _ in range(300):
        await response.write(b" ")
        await asyncio.sleep(0.1)
    return response


async def cut(request: web.Request, _body: dict[str, Any]) -> web.StreamResponse:
    """Breaks off in the middle of the body."""
    response = web.StreamResponse(headers={"content-type": "application/json"})
    response.content_length = 5000
    await response.prepare(request)
    await response.write(b'{"id": "msg_1", "type"')
    assert request.transport is not None
    request.transport.abort()
    return response


@dataclass
class FakeMessages:
    address: str = ""
    #: Each used once, in order; the last for ever.
    script: list[Behaviour] = field(default_factory=list)
    #: Headers and body of every request, as text.
    seen: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    batch: list[dict[str, Any]] = field(default_factory=list)
    batches: int = 0
    is_batch_done: bool = True
    models_status: int = 200

    def everything(self) -> str:
        return json.dumps(self.seen, ensure_ascii=False)


@contextlib.asynccontextmanager
async def fake_messages(*script: Behaviour) -> AsyncIterator[FakeMessages]:
    fake = FakeMessages(script=list(script))

    async def create(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        fake.seen.append((dict(request.headers), body))
        behaviour = fake.script.pop(0) if len(fake.script) > 1 else fake.script[0]
        answer = behaviour(request, body)
        found = await answer if asyncio.iscoroutine(answer) else answer
        assert isinstance(found, web.StreamResponse)
        return found

    def batch_document(ended: bool) -> web.Response:
        return web.json_response(
            {
                "id": f"msgbatch_{fake.batches}",
                "type": "message_batch",
                "processing_status": "ended" if ended else "in_progress",
                "request_counts": {
                    "processing": 0,
                    "succeeded": len(fake.batch),
                    "errored": 0,
                    "canceled": 0,
                    "expired": 0,
                },
                "ended_at": None,
                "created_at": "2026-11-24T00:00:00Z",
                "expires_at": "2026-11-25T00:00:00Z",
                "archived_at": None,
                "cancel_initiated_at": None,
                "results_url": f"{fake.address}/v1/messages/batches/msgbatch/results"
                if ended
                else None,
            }
        )

    async def submit(request: web.Request) -> web.Response:
        body = await request.json()
        fake.seen.append((dict(request.headers), body))
        fake.batch = body["requests"]
        fake.batches += 1
        return batch_document(ended=False)

    async def retrieve(_request: web.Request) -> web.Response:
        return batch_document(ended=fake.is_batch_done)

    async def results(request: web.Request) -> web.Response:
        lines = []
        for one in reversed(fake.batch):
            behaviour = fake.script.pop(0) if len(fake.script) > 1 else fake.script[0]
            found = behaviour(request, one["params"])
            lines.append(
                json.dumps(
                    {
                        "custom_id": one["custom_id"],
                        "result": {"type": "succeeded", "message": json.loads(found.text)},
                    }
                )
            )
        return web.Response(text="\n".join(lines), content_type="application/x-jsonl")

    async def models(_request: web.Request) -> web.Response:
        return web.json_response({"data": []}, status=fake.models_status)

    app = web.Application()
    app.router.add_get("/v1/models", models)
    app.router.add_post("/v1/messages", create)
    app.router.add_post("/v1/messages/batches", submit)
    app.router.add_get("/v1/messages/batches/{id}", retrieve)
    app.router.add_get("/v1/messages/batches/{id}/results", results)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield fake
    finally:
        await runner.cleanup()
