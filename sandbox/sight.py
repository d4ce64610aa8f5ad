"""A message as people's side shows it: to the web chat and to scripts."""

from sandbox.entities import to_html
from sandbox.fields import Object
from sandbox.state import Message
from sandbox.telegram import Telegram


def seen_message(tg: Telegram, message: Message, viewer: int | None) -> Object:
    """A message as people's side shows it."""
    files = tg.world.files
    rows = (message.markup or {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    photo = files[message.photo] if message.photo else None
    document = files[message.document] if message.document else None
    poll = tg.world.polls.get(message.poll or "")
    ephemeral = message.only_for is not None
    return {
        "id": f"e{message.ephemeral_id}" if ephemeral else message.id,
        "from": message.sender,
        "date": message.date,
        "text": message.text,
        "html": to_html(message.text, message.entities) if message.rich is None else "",
        "rich": message.rich,
        "buttons": [[_seen_button(button) for button in row] for row in rows],
        "photo": f"/sandbox/files/{photo.unique_id}/{_web_name(photo.name)}" if photo else None,
        "document": f"/sandbox/files/{document.unique_id}/{_web_name(document.name)}"
        if document
        else None,
        "poll": _seen_poll(tg, poll.id, viewer) if poll else None,
        "service": message.service or None,
        "reply_to": message.reply_to,
        "reactions": message.reactions,
        "edited": message.edit_date is not None,
        "deleted": message.is_deleted,
        "ephemeral": ephemeral,
        "version": message.version,
    }


def _web_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "._-" else "_" for c in name) or "file"


def _seen_button(button: Object) -> Object:
    seen: Object = {"text": button.get("text", "")}
    if "callback_data" in button:
        seen["data"] = button["callback_data"]
    elif "url" in button:
        seen["url"] = button["url"]
    return seen


def _seen_poll(tg: Telegram, poll_id: str, viewer: int | None) -> Object:
    poll = tg.world.polls[poll_id]
    counts = [sum(n in v for v in poll.votes.values()) for n in range(len(poll.options))]
    seen: Object = {
        "id": poll.id,
        "question": poll.question,
        "options": [
            {"text": text, "votes": count} for text, count in zip(poll.options, counts, strict=True)
        ],
        "open_period": poll.open_period,
        "closed": poll.closed,
        "chosen": poll.votes.get(viewer or 0, []),
    }
    if poll.is_quiz and (poll.closed or viewer in poll.votes):
        seen["correct_option_ids"] = poll.correct
        seen["explanation"] = poll.explanation
    return seen
