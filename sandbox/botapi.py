"""The bot's side over HTTP: /bot<TOKEN>/<method> and /file/bot<TOKEN>/<path>."""

import asyncio
import json
from collections.abc import Mapping
from typing import NamedTuple

from aiohttp import web

from sandbox import wire
from sandbox.calls import call, log_entry, message_id_of
from sandbox.faults import Fault
from sandbox.fields import Fields, Object, Upload
from sandbox.hub import Hub
from sandbox.methods.account import remember_allowed
from sandbox.refusals import Refused, bad_request

HUB = web.AppKey("hub", Hub)
#: As Telegram writes it, without spaces.
_dumps = json.JSONEncoder(separators=(",", ":")).encode
LONGEST_WAIT = 50
#: Methods that begin so count against the flood limits.
SENDING = "send"


async def read_fields(request: web.Request) -> Fields:
    """A call's fields from query, JSON, form and multipart, the body winning."""
    values: dict[str, object] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        try:
            parsed = json.loads(body) if body else {}
        except json.JSONDecodeError:
            raise bad_request("can't parse JSON in the request body") from None
        if not isinstance(parsed, dict):
            raise bad_request("object expected in the request body")
        values |= parsed
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                uploads[name] = Upload(value.filename, content, value.content_type)
            else:
                values[name] = value
    return Fields(values, uploads)


async def serve_method(request: web.Request) -> web.StreamResponse:
    """Answers one call, through the faults that people's side asked for."""
    hub = request.app[HUB]
    name = request.match_info["method"]
    is_poll = name.lower() == "getupdates"
    hub.busy += 0 if is_poll else 1
    try:
        answer = await _answer(hub, request, name)
    finally:
        if not is_poll:
            hub.busy -= 1
            hub.last_call_at = asyncio.get_running_loop().time()
            hub.bell.ring()
    if answer.is_dropped and request.transport is not None:
        request.transport.abort()
    if answer.page is not None:
        return web.Response(text=answer.page, status=answer.status, content_type="text/html")
    headers = {}
    parameters = answer.body.get("parameters")
    if isinstance(parameters, dict) and "retry_after" in parameters:
        headers["Retry-After"] = str(parameters["retry_after"])
    return web.json_response(answer.body, status=answer.status, headers=headers, dumps=_dumps)


class Answer(NamedTuple):
    """What goes back; `page` instead of the body where a proxy speaks for Telegram."""

    status: int
    body: Object
    is_dropped: bool = False
    page: str | None = None


async def _answer(hub: Hub, request: web.Request, name: str) -> Answer:
    try:
        hub.tg.admit(request.match_info["token"])
        fields = await read_fields(request)
    except Refused as refusal:
        return Answer(refusal.code, refusal.body())
    fault = hub.faults.next_for(name.lower())
    if fault is not None and fault.delay_seconds:
        await asyncio.sleep(fault.delay_seconds)
    if fault is not None and not fault.after_effect and (fault.drop or fault.status):
        return _fail(hub, name, fields, fault, effect=False)
    if name.lower() == "getupdates":
        return await _updates(hub, fields)
    outcome = run_call(hub, name, fields)
    if fault is not None and (fault.drop or fault.status):
        return _broken(fault)
    return outcome


def _fail(hub: Hub, name: str, fields: Fields, fault: Fault, *, effect: bool) -> Answer:
    code = None if fault.drop else fault.refusal().code
    hub.log.add({**_entry(hub, name, fields), "ok": False, "error_code": code, "effect": effect})
    return _broken(fault)


def _broken(fault: Fault) -> Answer:
    refusal = fault.refusal()
    return Answer(refusal.code, refusal.body(), fault.drop, fault.page)


def _entry(hub: Hub, name: str, fields: Fields) -> Object:
    try:
        return log_entry(hub.tg, name, fields)
    except Refused:
        return {"at": hub.tg.clock.now(), "method": name, "chat_id": None, "text": ""}


def run_call(hub: Hub, name: str, fields: Fields) -> Answer:
    """Runs a method and writes it into the log."""
    entry = _entry(hub, name, fields)
    try:
        if hub.floods is not None and name.lower().startswith(SENDING):
            hub.floods.check(hub.tg.clock.now(), fields.integer("chat_id"))
        answered = call(hub.tg, name, fields)
    except Refused as refusal:
        hub.log.add({**entry, "ok": False, "error_code": refusal.code, "effect": False})
        return Answer(refusal.code, refusal.body())
    entry |= {"ok": True, "effect": True}
    made = message_id_of(answered.result)
    if made is not None:
        entry["message_id"] = made
    if answered.unknown_fields:
        entry["unknown_fields"] = list(answered.unknown_fields)
    hub.log.add(entry)
    return Answer(200, {"ok": True, "result": answered.result})


async def _updates(hub: Hub, fields: Fields) -> Answer:
    """getUpdates: waits for something new, unless another poller comes."""
    tg = hub.tg
    try:
        offset, limit = fields.integer("offset"), fields.integer("limit", 100)
        seconds = min(LONGEST_WAIT, max(0, fields.integer("timeout")))
        if tg.bot().webhook_url:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        remember_allowed(tg, fields)
        hub.poller += 1
        mine = hub.poller
        hub.bell.ring()
        if offset < 0:
            kept = tg.live_updates()[offset:]
            tg.world.pending = list(kept)
        elif offset:
            tg.confirm_below(offset)
        hub.polled_at = tg.clock.now()
        updates = await _wait_for_updates(hub, mine, min(100, max(1, limit)), seconds)
    except Refused as refusal:
        return Answer(refusal.code, refusal.body())
    return Answer(200, {"ok": True, "result": updates})


async def _wait_for_updates(hub: Hub, mine: int, limit: int, seconds: float) -> list[Object]:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        if hub.poller != mine:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        ready = [u for u in hub.tg.live_updates() if _released(hub, u.queue, loop.time())]
        if ready or loop.time() >= deadline:
            hub.tg.mark_delivered(ready[:limit])
            return [wire.update(update) for update in ready[:limit]]
        await hub.bell.wait(min(deadline - loop.time(), _until_release(hub, loop.time())))


def _released(hub: Hub, queue: str, at: float) -> bool:
    return max(hub.held.get(queue, 0.0), hub.held.get("*", 0.0)) <= at


def _until_release(hub: Hub, at: float) -> float:
    later = [moment - at for moment in hub.held.values() if moment > at]
    return min(later, default=60.0)


async def serve_file(request: web.Request) -> web.StreamResponse:
    """A file by the path that getFile gave."""
    hub = request.app[HUB]
    try:
        hub.tg.admit(request.match_info["token"])
    except Refused as refusal:
        return web.json_response(refusal.body(), status=refusal.code)
    wanted = request.match_info["path"].rsplit("/", 1)[-1]
    for file in hub.tg.world.files.values():
        path = hub.tg.files.path(file)
        if path is not None and file.disk_name == wanted:
            return web.FileResponse(path, headers={"Content-Type": file.content_type})
    return web.json_response(Refused(404, "Not Found").body(), status=404)


def routes() -> list[web.RouteDef]:
    token, method = "/bot{token:[^/]+}", "/{method:[^/]+}"
    return [
        web.get(f"{token}{method}", serve_method),
        web.post(f"{token}{method}", serve_method),
        web.get("/file/bot{token:[^/]+}/{path:.+}", serve_file),
    ]


def reply_fields(body: Mapping[str, object]) -> tuple[str, Fields] | None:
    """The call that a webhook's answer carries, if it carries one."""
    name = body.get("method")
    if not isinstance(name, str) or name.lower().startswith("get"):
        return None
    return name, Fields({key: value for key, value in body.items() if key != "method"})
