"""Chats and who is in them."""

from sandbox import wire
from sandbox.fields import Fields, Object
from sandbox.methods.registry import method
from sandbox.refusals import Refused, bad_request
from sandbox.state import Chat
from sandbox.telegram import Telegram


def _readable_chat(tg: Telegram, fields: Fields) -> Chat:
    chat = tg.world.chats.get(fields.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise Refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    return chat


@method("getChat", "chat_id")
def get_chat(tg: Telegram, fields: Fields) -> Object:
    chat = _readable_chat(tg, fields)
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    info = wire.chat(tg, chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    pinned = tg.find(chat, chat.pinned) if chat.pinned else None
    return info | ({"pinned_message": wire.message(tg, pinned)} if pinned else {})


@method("getChatMember", "chat_id user_id")
def get_chat_member(tg: Telegram, fields: Fields) -> Object:
    chat, user_id = _readable_chat(tg, fields), fields.integer("user_id")
    if user_id != tg.bot().id and user_id not in tg.world.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return wire.member(tg, chat, user_id)


@method("getChatAdministrators", "chat_id return_bots")
def get_chat_administrators(tg: Telegram, fields: Fields) -> list[Object]:
    chat = _readable_chat(tg, fields)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [wire.member(tg, chat, admin) for admin in chat.admins]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(tg: Telegram, fields: Fields) -> int:
    chat = _readable_chat(tg, fields)
    return len(chat.members) + chat.has_bot


@method("leaveChat", "chat_id")
def leave_chat(tg: Telegram, fields: Fields) -> bool:
    chat = _readable_chat(tg, fields)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.has_bot = False
    tg.changed()
    return True
