"""People's side over HTTP: who there is, what they write, press and see; clock and faults."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox import people
from sandbox.botapi import HUB, read_fields
from sandbox.faults import read_fault
from sandbox.fields import Fields, Object, Upload
from sandbox.hub import Hub
from sandbox.methods.polls import close_due_polls
from sandbox.refusals import NotPossible, Refused
from sandbox.sight import seen_message
from sandbox.state import Chat

Route = Callable[[Hub, web.Request], Awaitable[object]]
ANSWER_SECONDS = 15.0
QUIET_SECONDS = 0.2
LONGEST_WAIT = 60.0
#: A bot that has not polled for so long is taken for stopped.
POLLING_SECONDS = 60.0


def _json(route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A route's value as JSON, its refusals as an error with a reason."""

    async def serve(request: web.Request) -> web.Response:
        try:
            return web.json_response(await route(request.app[HUB], request))
        except NotPossible as refusal:
            return web.json_response({"error": refusal.reason}, status=refusal.status)
        except Refused as refusal:
            return web.json_response({"error": refusal.description}, status=refusal.code)
        except (KeyError, ValueError, TypeError) as error:
            reason = f"bad request: {type(error).__name__} {error}"
            return web.json_response({"error": reason}, status=400)

    return serve


async def _body(request: web.Request) -> Object:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except json.JSONDecodeError:
        raise NotPossible(400, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise NotPossible(400, "the body is no JSON object")
    return body


def _ids(body: Object, name: str) -> list[int]:
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
        raise NotPossible(400, f"{name} must be a list of ids")
    return value


def _chat(hub: Hub, request: web.Request) -> Chat:
    return hub.tg.chat_of(int(request.match_info["chat"]))


async def health(hub: Hub, _request: web.Request) -> Object:
    bot = hub.tg.world.bot
    if bot is None:
        return {"bot": None}
    now = hub.tg.clock.now()
    return {
        "bot": {
            "id": bot.id,
            "username": bot.username,
            "polling": not bot.webhook_url and now - hub.polled_at < POLLING_SECONDS,
            "webhook": bool(bot.webhook_url),
        }
    }


async def add_person(hub: Hub, request: web.Request) -> Object:
    body = await _body(request)
    if not str(body.get("first_name") or "").strip():
        raise NotPossible(400, "first_name is missing")
    details = {
        name: str(body[name])
        for name in ("last_name", "username", "language_code")
        if body.get(name)
    }
    return {"id": hub.tg.add_person(str(body["first_name"]), **details).id}


async def list_people(hub: Hub, _request: web.Request) -> Object:
    """Who there is, for the web chat."""
    world = hub.tg.world
    return {
        "people": [
            {
                "id": person.id,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "username": person.username,
                "started": person.has_started,
                "blocked": person.has_blocked,
                "deactivated": person.is_deactivated,
                "chats": [
                    {"id": chat.id, "kind": chat.kind, "title": chat.title}
                    for chat in world.chats.values()
                    if person.id in chat.members and chat.migrated_to is None
                ],
            }
            for person in world.people.values()
        ],
        "bot": {"id": world.bot.id, "name": world.bot.first_name, "username": world.bot.username}
        if world.bot
        else None,
        "commands": _commands(hub),
    }


def _commands(hub: Hub) -> list[object]:
    bot = hub.tg.world.bot
    if bot is None:
        return []
    lists = list(bot.commands.values())
    return list(lists[0]) if lists else []


async def add_group(hub: Hub, request: web.Request) -> Object:
    body = await _body(request)
    group = people.start_group(
        hub.tg, str(body["title"]), _ids(body, "members"), _ids(body, "admins")
    )
    return {"id": group.id}


async def change_members(hub: Hub, request: web.Request) -> Object:
    body = await _body(request)
    chat = _chat(hub, request)
    people.change_members(hub.tg, chat, add=_ids(body, "add"), remove=_ids(body, "remove"))
    return {"id": chat.id, "members": chat.members, "bot": chat.has_bot}


async def migrate(hub: Hub, request: web.Request) -> Object:
    return {"id": people.migrate(hub.tg, _chat(hub, request)).id}


async def write(hub: Hub, request: web.Request) -> Object:
    fields = await read_fields(request)
    chat = _chat(hub, request)
    sender = fields.integer("from")
    files = {kind: _stored(hub, fields, kind) for kind in ("photo", "document")}
    message = people.write(
        hub.tg,
        chat,
        sender,
        fields.text("text"),
        reply_to=fields.integer("reply_to") or None,
        forward_from=fields.integer("forward_from") or None,
        photo=files["photo"],
        document=files["document"],
    )
    return seen_message(hub.tg, message, sender)


def _stored(hub: Hub, fields: Fields, kind: str) -> str | None:
    upload = fields.uploads.get(kind)
    if not isinstance(upload, Upload):
        return None
    file = hub.tg.files.store(
        hub.tg.world.files, upload.name, upload.content, upload.content_type, photo=kind == "photo"
    )
    return file.file_id


async def edit(hub: Hub, request: web.Request) -> Object:
    body = await _body(request)
    chat = _chat(hub, request)
    message = people.edit(
        hub.tg, chat, int(request.match_info["message"]), str(body.get("text", ""))
    )
    return seen_message(hub.tg, message, message.sender)


async def delete(hub: Hub, request: web.Request) -> Object:
    people.delete(hub.tg, _chat(hub, request), int(request.match_info["message"]))
    return {"deleted": True}


async def press(hub: Hub, request: web.Request) -> Object:
    """Presses a button and waits for the bot's answer."""
    body = await _body(request)
    chat = _chat(hub, request)
    person = int(str(body["from"]))
    before = hub.tg.world.version
    forged = None if "button" in body else str(body["data"])
    query = people.press(
        hub.tg,
        chat,
        request.match_info["message"],
        person,
        str(body.get("button", "")),
        forged=forged,
    )
    loop = asyncio.get_running_loop()
    deadline = loop.time() + ANSWER_SECONDS
    while not query.is_answered:
        if loop.time() >= deadline:
            raise NotPossible(504, "the bot did not answer in 15 seconds")
        await hub.bell.wait(deadline - loop.time())
    if body.get("settle"):
        await _settled(hub, deadline)
    changed = [m for m in _visible(hub, chat, person) if _version(m) > before]
    return {"answer": {"text": query.text, "show_alert": query.show_alert}, "messages": changed}


async def _settled(hub: Hub, deadline: float) -> None:
    """Waits until the bot has made no call for a moment."""
    loop = asyncio.get_running_loop()
    while loop.time() < deadline:
        quiet_for = loop.time() - hub.last_call_at
        if hub.busy == 0 and quiet_for >= QUIET_SECONDS:
            return
        await asyncio.sleep(max(0.01, QUIET_SECONDS - quiet_for))


async def vote(hub: Hub, request: web.Request) -> Object:
    body = await _body(request)
    people.vote(
        hub.tg, request.match_info["poll"], int(str(body["from"])), _ids(body, "option_ids")
    )
    return {"ok": True}


def _version(message: Object) -> int:
    version = message["version"]
    return version if isinstance(version, int) else 0


def _visible(hub: Hub, chat: Chat, viewer: int | None) -> list[Object]:
    return [
        seen_message(hub.tg, message, viewer)
        for message in chat.messages
        if message.only_for in {None, viewer}
    ]


async def messages(hub: Hub, request: web.Request) -> Object:
    """A chat as one person sees it; waits for news when asked to."""
    chat = _chat(hub, request)
    query = request.query
    viewer = int(query["for"]) if "for" in query else None
    after = int(query.get("after", 0))
    changed_after = int(query.get("changed_after", -1))
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(LONGEST_WAIT, float(query.get("wait", 0)))
    shown = _shown(hub, chat)
    while True:
        found = [
            message
            for message in _visible(hub, chat, viewer)
            if _version(message) > changed_after
            and (not isinstance(message["id"], int) or message["id"] > after)
        ]
        if found or loop.time() >= deadline or _shown(hub, chat) != shown:
            return {"version": hub.tg.world.version, "messages": found, **_shown(hub, chat)}
        await hub.bell.wait(min(1.0, deadline - loop.time()))


def _shown(hub: Hub, chat: Chat) -> Object:
    """What is shown beside the messages: typing, a draft, a reply keyboard."""
    now = hub.tg.clock.now()
    keyboard = next(
        (
            m.markup
            for m in reversed(chat.messages)
            if m.markup and "inline_keyboard" not in m.markup
        ),
        None,
    )
    rows = (keyboard or {}).get("keyboard", [])
    assert isinstance(rows, list)
    return {
        "action": chat.action if chat.action_until > now else "",
        "draft": chat.draft if chat.draft_until > now else "",
        "keyboard": [[b if isinstance(b, str) else b.get("text", "") for b in r] for r in rows],
    }


async def change_person(hub: Hub, request: web.Request) -> Object:
    person_id = int(request.match_info["person"])
    what = request.match_info["what"]
    if what == "deactivate":
        people.deactivate(hub.tg, person_id)
    else:
        people.set_blocked(hub.tg, person_id, blocked=what == "block")
    return {"id": person_id}


async def read_clock(hub: Hub, _request: web.Request) -> Object:
    return {"now": hub.tg.clock.now(), "ahead_seconds": hub.tg.clock.ahead_seconds}


async def move_clock(hub: Hub, request: web.Request) -> Object:
    """Moves the clock on; what falls due in between happens in order, at its own time."""
    seconds = float(str((await _body(request)).get("advance_seconds", 0)))
    if not 0 <= seconds < 10 * 366 * 86_400:
        raise NotPossible(400, "advance_seconds must not be negative")
    clock = hub.tg.clock
    target = clock.now() + seconds
    due = sorted(
        poll.close_date
        for poll in hub.tg.world.polls.values()
        if not poll.closed and poll.close_date is not None and poll.close_date <= target
    )
    for moment in due:
        clock.advance_to(moment)
        close_due_polls(hub.tg)
    clock.advance_to(target)
    hub.tg.world.ahead_seconds = clock.ahead_seconds
    hub.tg.changed()
    return await read_clock(hub, request)


async def add_fault(hub: Hub, request: web.Request) -> Object:
    hub.faults.add(read_fault(await _body(request)))
    return {"waiting": len(hub.faults.waiting)}


async def repeat_updates(hub: Hub, request: web.Request) -> Object:
    """Sends the last updates again, perhaps shuffled, perhaps later."""
    body = await _body(request)
    count = int(str(body.get("repeat", 0)))
    delay = float(str(body.get("delay_seconds") or 0))
    if delay:
        hub.held["*"] = asyncio.get_running_loop().time() + delay
    again = hub.tg.send_again(count)
    if body.get("shuffle"):
        hub.tg.world.pending.reverse()
    hub.bell.ring()
    return {"repeated": again}


async def read_log(hub: Hub, request: web.Request) -> list[Object]:
    limit = int(request.query.get("limit", 1000))
    return hub.log.after(int(request.query.get("after", 0)), limit)


async def serve_stored(request: web.Request) -> web.StreamResponse:
    hub = request.app[HUB]
    wanted = request.match_info["unique"]
    for file in hub.tg.world.files.values():
        path = hub.tg.files.path(file)
        if file.unique_id == wanted and path is not None:
            headers = {"Content-Type": file.content_type, "X-Content-Type-Options": "nosniff"}
            if not file.width:
                headers["Content-Disposition"] = "attachment"
            return web.FileResponse(path, headers=headers)
    raise web.HTTPNotFound


def routes() -> list[web.RouteDef]:
    chats = "/sandbox/chats/{chat:-?\\d+}"
    message = f"{chats}/messages/{{message:e?\\d+}}"
    return [
        web.get("/sandbox/health", _json(health)),
        web.get("/sandbox/people", _json(list_people)),
        web.post("/sandbox/people", _json(add_person)),
        web.post(
            "/sandbox/people/{person:\\d+}/{what:block|unblock|deactivate}", _json(change_person)
        ),
        web.post("/sandbox/groups", _json(add_group)),
        web.post(f"{chats}/members", _json(change_members)),
        web.post(f"{chats}/migrate", _json(migrate)),
        web.get(f"{chats}/messages", _json(messages)),
        web.post(f"{chats}/messages", _json(write)),
        web.patch(message, _json(edit)),
        web.delete(message, _json(delete)),
        web.post(f"{message}/press", _json(press)),
        web.post("/sandbox/polls/{poll}/answer", _json(vote)),
        web.get("/sandbox/clock", _json(read_clock)),
        web.post("/sandbox/clock", _json(move_clock)),
        web.post("/sandbox/faults", _json(add_fault)),
        web.post("/sandbox/updates", _json(repeat_updates)),
        web.get("/sandbox/log", _json(read_log)),
        web.get("/sandbox/files/{unique}/{name}", serve_stored),
    ]
