"""What people do: write, press, vote, join, block. Each becomes an update for the bot."""

import secrets

from sandbox import wire
from sandbox.entities import format_text
from sandbox.fields import Object
from sandbox.refusals import NotPossible
from sandbox.state import Chat, Message, Query
from sandbox.telegram import Telegram


def start_group(tg: Telegram, title: str, members: list[int], admins: list[int]) -> Chat:
    """A new group chat with the bot in it; its first admin, else first member, made it."""
    for person_id in [*members, *admins]:
        tg.person(person_id)
    if not members:
        raise NotPossible(400, "a group needs a member")
    chat = Chat(
        -tg.world.next_group_id,
        "group",
        title=title,
        members=list(dict.fromkeys([*members, *admins])),
        admins=admins or members[:1],
        has_bot=False,
    )
    tg.world.next_group_id += 1
    tg.world.chats[chat.id] = chat
    if tg.world.bot is not None:
        change_members(tg, chat, add=[tg.world.bot.id], remove=[])
    else:
        chat.has_bot = True
    tg.changed()
    return chat


def change_members(tg: Telegram, chat: Chat, *, add: list[int], remove: list[int]) -> None:
    """Lets people, or the bot, into a group or out of it."""
    if chat.kind == "private":
        raise NotPossible(400, "nobody joins or leaves a private chat")
    bot_id = tg.world.bot.id if tg.world.bot else None
    actor = chat.admins[0] if chat.admins else chat.members[0]
    for user_id, joins in [*((u, True) for u in add), *((u, False) for u in remove)]:
        if user_id == bot_id:
            _move_bot(tg, chat, actor, joins=joins)
        else:
            tg.person(user_id)
            _move_person(tg, chat, actor, user_id, joins=joins)
    tg.changed()


def _move_bot(tg: Telegram, chat: Chat, actor: int, *, joins: bool) -> None:
    bot = tg.bot()
    if chat.has_bot == joins:
        return
    before = wire.member(tg, chat, bot.id)
    chat.has_bot = joins
    _member_changed(tg, chat, actor, "my_chat_member", before, wire.member(tg, chat, bot.id))
    if joins:
        _service(tg, chat, actor, {"new_chat_members": [wire.bot_user(bot)]})


def _move_person(tg: Telegram, chat: Chat, actor: int, person_id: int, *, joins: bool) -> None:
    if (person_id in chat.members) == joins:
        return
    before = wire.member(tg, chat, person_id) if tg.world.bot else {}
    who = wire.person_user(tg.world.people[person_id])
    if joins:
        chat.members.append(person_id)
        _service(tg, chat, actor, {"new_chat_members": [who]})
    else:
        _service(tg, chat, actor, {"left_chat_member": who})
        chat.members.remove(person_id)
        chat.admins = [admin for admin in chat.admins if admin != person_id]
    if tg.world.bot:
        after = wire.member(tg, chat, person_id)
        _member_changed(tg, chat, actor, "chat_member", before, after)


def _member_changed(
    tg: Telegram, chat: Chat, actor: int, kind: str, before: Object, after: Object
) -> None:
    tg.tell_bot(
        kind,
        {
            "chat": wire.chat(tg, chat),
            "from": wire.user(tg, actor),
            "date": int(tg.clock.now()),
            "old_chat_member": before,
            "new_chat_member": after,
        },
        queue=f"user:{actor}",
    )


def _service(tg: Telegram, chat: Chat, actor: int, what: Object) -> Message:
    """A line such as "Asha joined"; the bot gets it too while it is in the chat."""
    message = Message(0, chat.id, actor, int(tg.clock.now()), service=what)
    tg.post(chat, message)
    if chat.has_bot:
        tg.tell_bot("message", wire.message(tg, message), queue=f"chat:{chat.id}")
    return message


def migrate(tg: Telegram, chat: Chat) -> Chat:
    """Turns a group into a supergroup with a new id, as Telegram does when it grows."""
    if chat.kind != "group" or chat.migrated_to is not None:
        raise NotPossible(409, "only a group becomes a supergroup, and only once")
    new = Chat(
        -1_000_000_000_000 + chat.id,
        "supergroup",
        title=chat.title,
        members=list(chat.members),
        admins=list(chat.admins),
        has_bot=chat.has_bot,
        bot_is_admin=chat.bot_is_admin,
    )
    tg.world.chats[new.id] = new
    _service(tg, chat, chat.admins[0], {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    _service(tg, new, chat.admins[0], {"migrate_from_chat_id": chat.id})
    return new


def write(
    tg: Telegram,
    chat: Chat,
    sender: int,
    text: str,
    *,
    reply_to: int | None = None,
    forward_from: int | None = None,
    photo: str | None = None,
    document: str | None = None,
) -> Message:
    """A person writes; the bot hears of it where Telegram's privacy mode lets it."""
    _may_write(tg, chat, sender)
    clean, entities = format_text(text, "", None)
    if not clean and photo is None and document is None:
        raise NotPossible(400, "an empty message cannot be sent")
    if reply_to is not None and tg.find(chat, reply_to) is None:
        raise NotPossible(404, f"there is no message {reply_to} to reply to")
    message = Message(
        0,
        chat.id,
        sender,
        int(tg.clock.now()),
        text=clean,
        entities=entities,
        is_caption=bool(photo or document),
        photo=photo,
        document=document,
        reply_to=reply_to,
        forward_from=forward_from,
    )
    if chat.kind == "private":
        tg.world.people[sender].has_started = True
    tg.post(chat, message)
    if _bot_hears(tg, chat, message):
        tg.tell_bot("message", wire.message(tg, message), queue=f"chat:{chat.id}")
    return message


def _may_write(tg: Telegram, chat: Chat, sender: int) -> None:
    person = tg.person(sender)
    if person.is_deactivated:
        raise NotPossible(409, "a deactivated person cannot write")
    if chat.migrated_to is not None:
        raise NotPossible(409, f"the group became {chat.migrated_to}")
    if chat.kind == "private" and chat.id != sender:
        raise NotPossible(403, "this private chat belongs to somebody else")
    if chat.kind == "private" and person.has_blocked:
        raise NotPossible(409, "unblock the bot first")
    if chat.kind != "private" and sender not in chat.members:
        raise NotPossible(403, "only members write here")


def _bot_hears(tg: Telegram, chat: Chat, message: Message) -> bool:
    """Privacy mode: in a group a bot that is no admin hears commands, replies and mentions."""
    bot = tg.world.bot
    if bot is None or not chat.has_bot:
        return False
    if chat.kind == "private" or chat.bot_is_admin:
        return True
    original = tg.find(chat, message.reply_to) if message.reply_to else None
    if original is not None and original.sender == bot.id:
        return True
    name = f"@{bot.username}".lower()
    words = message.text.lower().split()
    commands = [word for word in words if word.startswith("/")]
    addressed = any("@" not in word or word.endswith(name) for word in commands)
    return addressed or name in words


def edit(tg: Telegram, chat: Chat, message_id: int, text: str) -> Message:
    message = _persons_message(tg, chat, message_id)
    message.text, message.entities = format_text(text, "", None)
    message.edit_date = int(tg.clock.now())
    tg.touch(message)
    if _bot_hears(tg, chat, message):
        tg.tell_bot("edited_message", wire.message(tg, message), queue=f"chat:{chat.id}")
    return message


def delete(tg: Telegram, chat: Chat, message_id: int) -> None:
    message = tg.find(chat, message_id)
    if message is None:
        raise NotPossible(404, f"there is no message {message_id}")
    message.is_deleted = True
    tg.touch(message)


def _persons_message(tg: Telegram, chat: Chat, message_id: int) -> Message:
    message = tg.find(chat, message_id)
    if message is None or message.sender not in tg.world.people:
        raise NotPossible(404, f"there is no person's message {message_id}")
    return message


def press(
    tg: Telegram, chat: Chat, reference: str, person: int, wanted: str, *, forged: str | None = None
) -> Query:
    """Presses a button, named by its callback data or else by its visible text.

    With `forged` the bot gets that instead, as a client of the attacker's making can send it.
    """
    _may_press(tg, chat, person)
    if reference.startswith("e"):
        message = tg.find_ephemeral(chat, int(reference[1:]))
    else:
        message = tg.find(chat, int(reference))
    if message is None or message.only_for not in {None, person}:
        raise NotPossible(404, f"there is no message {reference}")
    data = _button_data(message, wanted) if forged is None else forged
    query = Query(str(secrets.randbits(62)), person, chat.id, message.id, pressed_at=tg.clock.now())
    tg.world.queries[query.id] = query
    tg.tell_bot(
        "callback_query",
        {
            "id": query.id,
            "from": wire.user(tg, person),
            "message": wire.message(tg, message),
            "chat_instance": str(abs(chat.id) * 2_654_435_761 % 2**63),
            "data": data,
        },
        queue=f"user:{person}",
        query_id=query.id,
    )
    return query


def _may_press(tg: Telegram, chat: Chat, person: int) -> None:
    who = tg.person(person)
    if person not in chat.members or who.is_deactivated:
        raise NotPossible(403, "only members press buttons here")
    if tg.world.bot is None:
        raise NotPossible(409, "no bot has come yet")


def _button_data(message: Message, wanted: str) -> str:
    rows = (message.markup or {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    buttons = [button for row in rows for button in row]
    for key in ("callback_data", "text"):
        found = [button for button in buttons if button.get(key) == wanted]
        if len(found) > 1 and len({b.get("callback_data") for b in found}) > 1:
            raise NotPossible(409, f"several buttons say {wanted!r}")
        if found:
            data = found[0].get("callback_data")
            if data is None:
                raise NotPossible(409, f"the button {wanted!r} opens a link")
            return str(data)
    raise NotPossible(404, f"there is no button {wanted!r}")


def vote(tg: Telegram, poll_id: str, person: int, option_ids: list[int]) -> None:
    """A vote, a change of it, or with no options its withdrawal."""
    poll = tg.world.polls.get(poll_id)
    if poll is None:
        raise NotPossible(404, f"there is no poll {poll_id}")
    chat = tg.world.chats[poll.chat_id]
    if person not in chat.members:
        raise NotPossible(403, "only members vote here")
    if poll.closed:
        raise NotPossible(409, "the poll is closed")
    if person in poll.votes and not poll.allows_revoting:
        raise NotPossible(409, "this vote cannot be changed")
    if any(number not in range(len(poll.options)) for number in option_ids):
        raise NotPossible(400, "there is no such option")
    if len(option_ids) > 1 and not poll.allows_multiple:
        raise NotPossible(400, "only one option can be chosen")
    if option_ids:
        poll.votes[person] = sorted(set(option_ids))
    else:
        poll.votes.pop(person, None)
    message = tg.find(chat, poll.message_id)
    if message is not None:
        tg.touch(message)
    queue = f"poll:{poll.id}"
    if not poll.is_anonymous:
        chosen = poll.votes.get(person, [])
        answer: Object = {
            "poll_id": poll.id,
            "user": wire.user(tg, person),
            "option_ids": chosen,
            "option_persistent_ids": [poll.persistent_ids[number] for number in chosen],
        }
        tg.tell_bot("poll_answer", answer, queue=queue)
    tg.tell_bot("poll", wire.poll(poll, is_sender=True), queue=queue)


def set_blocked(tg: Telegram, person_id: int, *, blocked: bool) -> None:
    """Blocks or unblocks the bot, which is told."""
    person = tg.person(person_id)
    if person.has_blocked == blocked:
        return
    chat = tg.world.chats[person_id]
    if tg.world.bot is None:
        person.has_blocked = blocked
        return
    before = wire.member(tg, chat, tg.bot().id)
    person.has_blocked = blocked
    after = wire.member(tg, chat, tg.bot().id)
    _member_changed(tg, chat, person_id, "my_chat_member", before, after)
    tg.changed()


def deactivate(tg: Telegram, person_id: int) -> None:
    tg.person(person_id).is_deactivated = True
    tg.changed()
