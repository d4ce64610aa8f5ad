"""One Bot API call from its name and fields to Telegram's answer."""

import copy
from dataclasses import dataclass

from sandbox.fields import Fields, Object
from sandbox.methods import METHODS
from sandbox.refusals import Refused
from sandbox.telegram import Telegram

#: In strict mode too: every library sends these wherever it likes.
ALWAYS_KNOWN = frozenset({"business_connection_id"})
SENDS = "send"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a call gave, and whether it changed anything."""

    result: object
    unknown_fields: tuple[str, ...]


def call(tg: Telegram, name: str, fields: Fields) -> Answered:
    """Runs a method; raises Refused in Telegram's words."""
    method = METHODS.get(name.lower())
    if method is None:
        text = (
            f"Not Found: method not found ({name})"
            if tg.is_strict
            else "Not Found: method not found"
        )
        raise Refused(404, text)
    attached = {
        part.removeprefix("attach://") for part in _strings(fields) if part.startswith("attach://")
    }
    unknown = sorted(fields.names() - method.fields - attached - ALWAYS_KNOWN)
    if unknown and tg.is_strict:
        raise Refused(400, f"Bad Request: {method.name} knows no field {', '.join(unknown)}")
    return Answered(method.handler(tg, fields), tuple(unknown))


def _strings(fields: Fields) -> list[str]:
    """Every string in the call, however deep: a file may be attached anywhere."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    for name in fields.names():
        raw = fields.text(name)
        if "attach://" not in raw:
            continue
        walk(fields.parsed(name) if raw[:1] in "[{" else raw)
    return found


def log_entry(tg: Telegram, name: str, fields: Fields) -> Object:
    """What the log says of a call before its outcome is known."""
    chat = fields.text("chat_id")
    entry: Object = {
        "at": tg.clock.now(),
        "method": METHODS[name.lower()].name if name.lower() in METHODS else name,
        "chat_id": int(chat) if chat.lstrip("-").isdecimal() else None,
        "text": fields.text("text") or fields.text("caption") or fields.text("question"),
    }
    if fields.integer("message_id"):
        entry["message_id"] = fields.integer("message_id")
    return copy.copy(entry)


def message_id_of(result: object) -> int | None:
    """The id of the message that a call made, for the log."""
    if isinstance(result, list) and result:
        result = result[0]
    if isinstance(result, dict) and isinstance(result.get("message_id"), int):
        return int(result["message_id"])
    return None
