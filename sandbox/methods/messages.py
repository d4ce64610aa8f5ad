"""Texts: send, edit, delete, and what is shown while the bot writes."""

from sandbox import wire
from sandbox.entities import format_text
from sandbox.fields import Fields, Object
from sandbox.methods.parts import (
    ACTION_SECONDS,
    DRAFT_SECONDS,
    LONGEST_CAPTION,
    LONGEST_TEXT,
    caption_of,
    content,
    finish_edit,
    keyboard_of,
    outgoing,
    own_message,
    target,
    text_of,
)
from sandbox.methods.registry import EDITING, SENDING, method
from sandbox.refusals import bad_request
from sandbox.rich import plain_text, read_rich_message
from sandbox.state import Message
from sandbox.telegram import Telegram

TEXT = "text parse_mode entities link_preview_options disable_web_page_preview"
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


@method("sendMessage", f"{SENDING} {TEXT}")
def send_message(tg: Telegram, fields: Fields) -> Object:
    text, entities = text_of(fields)
    chat, only_for = target(tg, fields)
    message = outgoing(tg, chat, fields, only_for=only_for)
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    message.text, message.entities = text, entities
    return wire.message(tg, tg.post(chat, message))


@method("sendRichMessage", f"{SENDING} rich_message")
def send_rich_message(tg: Telegram, fields: Fields) -> Object:
    blocks = read_rich_message(fields.mapping("rich_message"))
    chat, only_for = target(tg, fields)
    message = outgoing(tg, chat, fields, only_for=only_for)
    message.rich, message.text = blocks, plain_text(blocks)
    return wire.message(tg, tg.post(chat, message))


@method("sendMessageDraft", f"chat_id message_thread_id draft_id can_stop keep_on_stop {TEXT}")
def send_message_draft(tg: Telegram, fields: Fields) -> bool:
    text, _ = format_text(
        fields.text("text"), fields.text("parse_mode"), fields.sequence("entities")
    )
    chat = tg.writable_chat(fields.text("chat_id"))
    if chat.kind != "private":
        raise bad_request("drafts can be sent only to private chats")
    if not fields.integer("draft_id"):
        raise bad_request("draft_id must be non-zero")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    chat.draft, chat.draft_until = text, tg.clock.now() + DRAFT_SECONDS
    tg.world.version += 1
    tg.changed()
    return True


@method(
    "sendRichMessageDraft", "chat_id message_thread_id draft_id can_stop keep_on_stop rich_message"
)
def send_rich_message_draft(tg: Telegram, fields: Fields) -> bool:
    blocks = read_rich_message(fields.mapping("rich_message"))
    chat = tg.writable_chat(fields.text("chat_id"))
    chat.draft, chat.draft_until = plain_text(blocks), tg.clock.now() + DRAFT_SECONDS
    tg.changed()
    return True


@method("sendChatAction", "chat_id action business_connection_id message_thread_id")
def send_chat_action(tg: Telegram, fields: Fields) -> bool:
    action = fields.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = tg.writable_chat(fields.text("chat_id"))
    chat.action, chat.action_until = action, tg.clock.now() + ACTION_SECONDS
    tg.world.version += 1
    tg.changed()
    return True


@method("editMessageText", f"{EDITING} {TEXT} rich_message")
def edit_message_text(tg: Telegram, fields: Fields) -> Object:
    message = own_message(tg, fields)
    return _edit_text(tg, fields, message)


def _edit_text(tg: Telegram, fields: Fields, message: Message) -> Object:
    before = content(message)
    if message.photo or message.document or message.poll:
        raise bad_request("there is no text in the message to edit")
    if "rich_message" in fields:
        rich: list[Object] | None = read_rich_message(fields.mapping("rich_message"))
        text, entities = plain_text(rich or []), list[Object]()
    else:
        rich = None
        text, entities = text_of(fields)
        if len(text) > LONGEST_TEXT:
            raise bad_request("MESSAGE_TOO_LONG")
    markup = keyboard_of(fields)
    message.rich, message.text, message.entities = rich, text, entities
    message.markup = markup
    return finish_edit(tg, message, before)


@method(
    "editEphemeralMessageText",
    f"chat_id receiver_user_id ephemeral_message_id reply_markup {TEXT} rich_message",
)
def edit_ephemeral_message_text(tg: Telegram, fields: Fields) -> bool:
    chat = tg.writable_chat(fields.text("chat_id"))
    message = tg.find_ephemeral(chat, fields.integer("ephemeral_message_id"))
    if message is None or message.only_for != fields.integer("receiver_user_id"):
        raise bad_request("message to edit not found")
    _edit_text(tg, fields, message)
    return True


@method("deleteEphemeralMessage", "chat_id receiver_user_id ephemeral_message_id")
def delete_ephemeral_message(tg: Telegram, fields: Fields) -> bool:
    chat = tg.writable_chat(fields.text("chat_id"))
    message = tg.find_ephemeral(chat, fields.integer("ephemeral_message_id"))
    if message is None or message.only_for != fields.integer("receiver_user_id"):
        raise bad_request("message to delete not found")
    message.is_deleted = True
    tg.touch(message)
    return True


@method(
    "editMessageCaption",
    f"{EDITING} caption parse_mode caption_entities show_caption_above_media",
)
def edit_message_caption(tg: Telegram, fields: Fields) -> Object:
    message = own_message(tg, fields)
    before = content(message)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption_of(fields)
    if len(text) > LONGEST_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    markup = keyboard_of(fields)
    message.text, message.entities, message.markup = text, entities, markup
    return finish_edit(tg, message, before)


@method("editMessageReplyMarkup", EDITING)
def edit_message_reply_markup(tg: Telegram, fields: Fields) -> Object:
    message = own_message(tg, fields)
    before = content(message)
    message.markup = keyboard_of(fields)
    return finish_edit(tg, message, before)


@method("deleteMessage", "chat_id message_id")
def delete_message(tg: Telegram, fields: Fields) -> bool:
    chat = tg.writable_chat(fields.text("chat_id"))
    message = tg.find(chat, fields.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if chat.kind != "private" and message.sender != tg.bot().id and not chat.bot_is_admin:
        raise bad_request("message can't be deleted")
    message.is_deleted = True
    tg.touch(message)
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(tg: Telegram, fields: Fields) -> bool:
    wanted = fields.sequence("message_ids") or []
    if not 1 <= len(wanted) <= 100:
        raise bad_request("message identifiers are not specified")
    chat = tg.writable_chat(fields.text("chat_id"))
    for message_id in wanted:
        message = tg.find(chat, message_id) if isinstance(message_id, int) else None
        if message is not None:
            message.is_deleted = True
            tg.touch(message)
    return True


@method(
    "copyMessage",
    f"{SENDING} from_chat_id message_id caption parse_mode caption_entities "
    "show_caption_above_media video_start_timestamp",
)
def copy_message(tg: Telegram, fields: Fields) -> Object:
    return {"message_id": _copied(tg, fields, forwarded=False).id}


@method("forwardMessage", f"{SENDING} from_chat_id message_id video_start_timestamp")
def forward_message(tg: Telegram, fields: Fields) -> Object:
    return wire.message(tg, _copied(tg, fields, forwarded=True))


def _copied(tg: Telegram, fields: Fields, *, forwarded: bool) -> Message:
    chat, only_for = target(tg, fields)
    source = tg.world.chats.get(fields.integer("from_chat_id"))
    original = tg.find(source, fields.integer("message_id")) if source else None
    if original is None:
        raise bad_request(f"message to {'forward' if forwarded else 'copy'} not found")
    message = outgoing(tg, chat, fields, only_for=only_for)
    message.text, message.entities, message.is_caption = (
        original.text,
        original.entities,
        original.is_caption,
    )
    message.rich, message.photo, message.document = original.rich, original.photo, original.document
    if forwarded and original.sender in tg.world.people:
        message.forward_from = original.sender
    return tg.post(chat, message)


@method("setMessageReaction", "chat_id message_id reaction is_big")
def set_message_reaction(tg: Telegram, fields: Fields) -> bool:
    reactions = [r for r in fields.sequence("reaction") or [] if isinstance(r, dict)]
    chat = tg.writable_chat(fields.text("chat_id"))
    message = tg.find(chat, fields.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    message.reactions = reactions
    tg.touch(message)
    return True


@method("pinChatMessage", "chat_id message_id disable_notification business_connection_id")
def pin_chat_message(tg: Telegram, fields: Fields) -> bool:
    chat = tg.writable_chat(fields.text("chat_id"))
    message = tg.find(chat, fields.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if chat.kind != "private" and not chat.bot_is_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = message.id
    tg.touch(message)
    return True


@method("unpinChatMessage", "chat_id message_id business_connection_id")
def unpin_chat_message(tg: Telegram, fields: Fields) -> bool:
    tg.writable_chat(fields.text("chat_id")).pinned = None
    return True
