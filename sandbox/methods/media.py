"""Photos, documents, albums, and files to download."""

import mimetypes

from sandbox import wire
from sandbox.entities import format_text
from sandbox.fields import Fields, Object, Upload
from sandbox.files import LARGEST_DOWNLOAD
from sandbox.methods.parts import (
    LONGEST_CAPTION,
    caption_of,
    content,
    finish_edit,
    keyboard_of,
    outgoing,
    own_message,
    target,
)
from sandbox.methods.registry import EDITING, SENDING, method
from sandbox.refusals import bad_request
from sandbox.state import StoredFile
from sandbox.telegram import Telegram

CAPTION = "caption parse_mode caption_entities show_caption_above_media"


@method("sendPhoto", f"{SENDING} {CAPTION} photo has_spoiler")
def send_photo(tg: Telegram, fields: Fields) -> Object:
    return _send_file(tg, fields, "photo")


@method("sendDocument", f"{SENDING} {CAPTION} document thumbnail disable_content_type_detection")
def send_document(tg: Telegram, fields: Fields) -> Object:
    return _send_file(tg, fields, "document")


def _send_file(tg: Telegram, fields: Fields, kind: str) -> Object:
    text, entities = caption_of(fields)
    given = fields.upload(kind)
    if given is None:
        raise bad_request(f"there is no {kind} in the request")
    chat, only_for = target(tg, fields)
    message = outgoing(tg, chat, fields, only_for=only_for)
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    stored = _stored(tg, given, photo=kind == "photo")
    message.photo = stored.file_id if kind == "photo" else None
    message.document = stored.file_id if kind == "document" else None
    message.text, message.entities, message.is_caption = text, entities, True
    return wire.message(tg, tg.post(chat, message))


def _stored(tg: Telegram, given: Upload | str, *, photo: bool) -> StoredFile:
    """The file of an upload, or the one that a file id names."""
    if isinstance(given, str):
        known = tg.world.files.get(given.split(":")[0])
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if photo and not known.width:
            raise bad_request("can't use file of type Document as Photo")
        return known
    kind = given.content_type
    if not kind or kind == "application/octet-stream":
        kind = mimetypes.guess_type(given.name)[0] or "application/octet-stream"
    return tg.files.store(tg.world.files, given.name or "file", given.content, kind, photo=photo)


@method("sendMediaGroup", f"{SENDING} media")
def send_media_group(tg: Telegram, fields: Fields) -> list[Object]:
    media = fields.sequence("media") or []
    if not 2 <= len(media) <= 10:
        raise bad_request("there must be 2-10 items in the album")
    chat, only_for = target(tg, fields)
    album = str(tg.serial() * 7919)
    sent = []
    for item in media:
        if not isinstance(item, dict) or item.get("type") not in {"photo", "document"}:
            raise bad_request("unsupported type of the album's item")
        kind = str(item["type"])
        given = Fields({kind: item.get("media")}, fields.uploads).upload(kind)
        if given is None:
            raise bad_request("there is no media in the request")
        message = outgoing(tg, chat, fields, only_for=only_for)
        stored = _stored(tg, given, photo=kind == "photo")
        message.photo = stored.file_id if kind == "photo" else None
        message.document = stored.file_id if kind == "document" else None
        message.is_caption, message.media_group_id, message.markup = True, album, None
        message.text, message.entities = format_text(
            str(item.get("caption") or ""), str(item.get("parse_mode") or ""), None
        )
        sent.append(tg.post(chat, message))
    return [wire.message(tg, message) for message in sent]


@method("editMessageMedia", f"{EDITING} media")
def edit_message_media(tg: Telegram, fields: Fields) -> Object:
    media = fields.mapping("media")
    if not media or media.get("type") not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type must be photo or document")
    message = own_message(tg, fields)
    before = content(message)
    kind = str(media["type"])
    given = Fields({kind: media.get("media")}, fields.uploads).upload(kind)
    if given is None:
        raise bad_request("there is no media in the request")
    text, entities = format_text(
        str(media.get("caption") or ""), str(media.get("parse_mode") or ""), None
    )
    if len(text) > LONGEST_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    markup = keyboard_of(fields)
    stored = _stored(tg, given, photo=kind == "photo")
    message.photo = stored.file_id if kind == "photo" else None
    message.document = stored.file_id if kind == "document" else None
    message.rich, message.text, message.entities = None, text, entities
    message.is_caption, message.markup = True, markup
    return finish_edit(tg, message, before)


@method("getFile", "file_id")
def get_file(tg: Telegram, fields: Fields) -> Object:
    file = tg.world.files.get(fields.text("file_id").split(":")[0])
    if file is None or tg.files.path(file) is None:
        raise bad_request("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    folder = "photos" if file.width else "documents"
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": f"{folder}/{file.disk_name}",
    }
