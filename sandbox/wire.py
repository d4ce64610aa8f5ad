"""The state as the Bot API's JSON: only Telegram's fields, never a null."""

import hashlib

from sandbox.fields import Object
from sandbox.state import Bot, Chat, Message, Pending, Person, Poll, StoredFile
from sandbox.telegram import Telegram

#: Telegram shows a photo in several sizes; the last is the original.
PHOTO_STEPS = (90, 320, 800)


def bot_user(bot: Bot) -> Object:
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.texts.get("name:", bot.first_name),
        "username": bot.username,
    }


def bot_self(bot: Bot) -> Object:
    """The bot as getMe shows it."""
    return bot_user(bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def person_user(person: Person) -> Object:
    user: Object = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    for name in ("last_name", "username", "language_code"):
        if value := getattr(person, name):
            user[name] = value
    return user


def user(tg: Telegram, user_id: int) -> Object:
    bot = tg.world.bot
    if bot is not None and user_id == bot.id:
        return bot_user(bot)
    return person_user(tg.world.people[user_id])


def chat(tg: Telegram, value: Chat) -> Object:
    if value.kind != "private":
        return {"id": value.id, "type": value.kind, "title": value.title}
    person = tg.world.people[value.id]
    document: Object = {"id": value.id, "type": "private", "first_name": person.first_name}
    for name in ("last_name", "username"):
        if text := getattr(person, name):
            document[name] = text
    return document


def message(tg: Telegram, value: Message, *, with_reply: bool = True) -> Object:
    home = tg.world.chats[value.chat_id]
    document: Object = {
        "message_id": value.id,
        "from": user(tg, value.sender),
        "chat": chat(tg, home),
        "date": value.date,
    }
    if value.only_for is not None:
        document["ephemeral_message_id"] = value.ephemeral_id
        document["receiver_user"] = user(tg, value.only_for)
    document |= _content(tg, value)
    if value.markup is not None and "inline_keyboard" in value.markup:
        document["reply_markup"] = value.markup
    if value.edit_date is not None:
        document["edit_date"] = value.edit_date
    if value.media_group_id is not None:
        document["media_group_id"] = value.media_group_id
    if value.forward_from is not None:
        document["forward_origin"] = {
            "type": "user",
            "date": value.date,
            "sender_user": user(tg, value.forward_from),
        }
    if with_reply and value.reply_to is not None:
        original = tg.find(home, value.reply_to)
        if original is not None:
            document["reply_to_message"] = message(tg, original, with_reply=False)
    return document | value.service


def _content(tg: Telegram, value: Message) -> Object:
    content: Object = {}
    if value.rich is not None:
        content["rich_message"] = {"blocks": value.rich}
    elif value.text:
        content["caption" if value.is_caption else "text"] = value.text
        if value.entities:
            content["caption_entities" if value.is_caption else "entities"] = value.entities
    if value.photo:
        content["photo"] = photo_sizes(tg.world.files[value.photo])
    if value.document:
        content["document"] = document(tg.world.files[value.document])
    if value.poll:
        content["poll"] = poll(
            tg.world.polls[value.poll], is_sender=value.sender not in tg.world.people
        )
    return content


def photo_sizes(file: StoredFile) -> list[Object]:
    """The picture's sizes, smallest first; each with a unique id of its own."""
    longest = max(file.width, file.height)
    steps = [step for step in PHOTO_STEPS if step < longest]
    sizes: list[Object] = []
    for step in [*steps, longest]:
        scale = step / longest
        unique = hashlib.blake2s(f"{file.unique_id}:{step}".encode(), digest_size=9).hexdigest()
        sizes.append(
            {
                "file_id": file.file_id if step == longest else f"{file.file_id}:{step}",
                "file_unique_id": file.unique_id if step == longest else unique,
                "width": max(1, round(file.width * scale)),
                "height": max(1, round(file.height * scale)),
                "file_size": file.size if step == longest else max(1, round(file.size * scale**2)),
            }
        )
    return sizes


def document(file: StoredFile) -> Object:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.content_type,
        "file_size": file.size,
    }


def poll(value: Poll, *, is_sender: bool) -> Object:
    """A poll; only its sender sees the right options before it closes."""
    counts = [
        sum(1 for chosen in value.votes.values() if number in chosen)
        for number in range(len(value.options))
    ]
    document: Object = {
        "id": value.id,
        "question": value.question,
        "options": [
            {"persistent_id": key, "text": text, "voter_count": count}
            for key, text, count in zip(value.persistent_ids, value.options, counts, strict=True)
        ],
        "total_voter_count": len(value.votes),
        "is_closed": value.closed,
        "is_anonymous": value.is_anonymous,
        "type": "quiz" if value.is_quiz else "regular",
        "allows_multiple_answers": value.allows_multiple,
        "allows_revoting": value.allows_revoting,
        "members_only": False,
    }
    if value.is_quiz and (is_sender or value.closed):
        document["correct_option_ids"] = value.correct
        if value.explanation:
            document["explanation"] = value.explanation
    if value.description:
        document["description"] = value.description
    if value.open_period is not None:
        document["open_period"] = value.open_period
    if value.close_date is not None:
        document["close_date"] = value.close_date
    return document


def update(value: Pending) -> Object:
    return {"update_id": value.update_id, value.kind: value.payload}


def member(tg: Telegram, home: Chat, user_id: int) -> Object:
    """A ChatMember of the kind that the person is in this chat."""
    bot = tg.bot()
    is_bot = user_id == bot.id
    present = home.has_bot if is_bot else user_id in home.members
    is_admin = home.bot_is_admin if is_bot else user_id in home.admins
    who = user(tg, user_id)
    if home.kind == "private" and is_bot:
        blocked = tg.world.people[home.id].has_blocked
        return (
            {"user": who, "status": "kicked", "until_date": 0}
            if blocked
            else {"user": who, "status": "member"}
        )
    if not present:
        return {"user": who, "status": "left"}
    if home.admins and user_id == home.admins[0]:
        return {"user": who, "status": "creator", "is_anonymous": False}
    if is_admin:
        return {"user": who, "status": "administrator"} | _ADMIN_RIGHTS
    return {"user": who, "status": "member"}


_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_GRANTED = ("can_manage_chat", "can_delete_messages")
_ADMIN_RIGHTS: Object = {name: name in _GRANTED for name in _RIGHTS}
