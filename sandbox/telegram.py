"""Telegram as the sandbox plays it: a state machine over the world, without any HTTP."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sandbox.clock import SandboxClock
from sandbox.fields import Object
from sandbox.files import Files
from sandbox.refusals import NotPossible, Refused, bad_request, forbidden
from sandbox.state import Bot, Chat, Message, Pending, Person, World

#: Telegram drops an update after a day, a pressed button sooner.
UPDATE_SECONDS = 86_400
QUERY_QUEUE_SECONDS = 150
#: Kept for redelivery.
HISTORY = 1000
BY_DEFAULT_OFF = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class Telegram:
    """The world, its clock and files, and who wants to know of changes."""

    world: World
    clock: SandboxClock
    files: Files
    is_strict: bool = False
    #: Called after every change of what people see or what the bot may fetch.
    listeners: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def new(cls, folder: Path, *, world: World | None = None, strict: bool = False) -> "Telegram":
        clock = SandboxClock(world.ahead_seconds if world else 0.0)
        if world is None:
            # Past any update of an earlier sandbox, or a bot would take new ones for old.
            world = World(next_update_id=int(clock.now() - 1_700_000_000) * 8 + 1)
        return cls(world, clock, Files(folder), is_strict=strict)

    # Who is who.

    def bot(self) -> Bot:
        if self.world.bot is None:
            raise Refused(401, "Unauthorized")
        return self.world.bot

    def admit(self, token: str) -> Bot:
        """The bot with this token; the first well-formed token makes it."""
        digits, _, rest = token.partition(":")
        if not digits.isdecimal() or not rest:
            raise Refused(401, "Unauthorized")
        if self.world.bot is None:
            self.world.bot = Bot(
                id=int(digits), token=token, username=f"bot{digits}_bot", first_name="Abhyas"
            )
            for chat in self.world.chats.values():
                chat.has_bot = True
        if not secrets.compare_digest(self.world.bot.token, token):
            raise Refused(401, "Unauthorized")
        return self.world.bot

    def person(self, person_id: int) -> Person:
        try:
            return self.world.people[person_id]
        except KeyError:
            raise NotPossible(404, f"there is no person {person_id}") from None

    def chat_of(self, chat_id: int) -> Chat:
        """A chat for people's side; 404 when there is none."""
        try:
            return self.world.chats[chat_id]
        except KeyError:
            raise NotPossible(404, f"there is no chat {chat_id}") from None

    def add_person(self, first_name: str, **details: str | None) -> Person:
        person = Person(self.world.next_person_id, first_name, **details)  # type: ignore[arg-type]
        self.world.next_person_id += 1
        self.world.people[person.id] = person
        self.world.chats[person.id] = Chat(person.id, "private", members=[person.id])
        self.changed()
        return person

    def writable_chat(self, chat_field: str) -> Chat:
        """The chat that the bot may write to; refused in Telegram's words otherwise."""
        if not chat_field:
            raise bad_request("chat_id is empty")
        try:
            chat = self.world.chats[int(chat_field)]
        except (ValueError, KeyError):
            raise bad_request("chat not found") from None
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.kind == "private":
            self._check_private(self.world.people[chat.id])
        elif not chat.has_bot:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        return chat

    def _check_private(self, person: Person) -> None:
        if person.is_deactivated:
            raise forbidden("user is deactivated")
        if person.has_blocked:
            raise forbidden("bot was blocked by the user")
        if not person.has_started:
            raise forbidden("bot can't initiate conversation with a user")

    # What people see.

    def changed(self) -> None:
        for listener in self.listeners:
            listener()

    def touch(self, message: Message) -> None:
        self.world.version += 1
        message.version = self.world.version
        self.changed()

    def post(self, chat: Chat, message: Message) -> Message:
        """Puts a message into a chat under the next id."""
        if message.only_for is None:
            message.id = chat.next_message_id
            chat.next_message_id += 1
        else:
            message.id = 0
            message.ephemeral_id = chat.next_ephemeral_id
            chat.next_ephemeral_id += 1
        if message.sender == self._bot_id():
            chat.action, chat.draft = "", ""
        chat.messages.append(message)
        self.touch(message)
        return message

    def _bot_id(self) -> int:
        return self.world.bot.id if self.world.bot else 0

    def find(self, chat: Chat, message_id: int) -> Message | None:
        for message in reversed(chat.messages):
            if message.id == message_id and message.only_for is None and not message.is_deleted:
                return message
        return None

    def find_ephemeral(self, chat: Chat, ephemeral_id: int) -> Message | None:
        for message in reversed(chat.messages):
            if message.ephemeral_id == ephemeral_id and not message.is_deleted:
                return message
        return None

    def serial(self) -> int:
        self.world.next_serial += 1
        return self.world.next_serial

    # What the bot fetches.

    def wants(self, kind: str) -> bool:
        allowed = self.bot().allowed_updates
        return kind in allowed if allowed else kind not in BY_DEFAULT_OFF

    def tell_bot(
        self, kind: str, payload: Object, *, queue: str, query_id: str | None = None
    ) -> None:
        """Queues an update for the bot, if it asked for this kind."""
        if self.world.bot is None or not self.wants(kind):
            return
        update = Pending(
            self.world.next_update_id, kind, payload, queue, self.clock.now(), query_id
        )
        self.world.next_update_id += 1
        self.world.pending.append(update)
        self.world.history.append(update)
        del self.world.history[:-HISTORY]
        self.changed()

    def live_updates(self) -> list[Pending]:
        """Unconfirmed updates in order, without those that Telegram would have dropped."""
        now = self.clock.now()

        def alive(update: Pending) -> bool:
            age = now - update.made_at
            if update.kind != "callback_query":
                return age < UPDATE_SECONDS
            query = self.world.queries.get(update.query_id or "")
            delivered = query is not None and query.delivered_at is not None
            return delivered or age < QUERY_QUEUE_SECONDS

        self.world.pending = [update for update in self.world.pending if alive(update)]
        return self.world.pending

    def confirm_below(self, offset: int) -> None:
        self.world.pending = [
            update
            for update in self.world.pending
            if update.update_id >= offset or (update.is_repeat and not update.was_delivered)
        ]

    def mark_delivered(self, updates: list[Pending]) -> None:
        """Pressed buttons that the bot has fetched stay until it confirms them."""
        for update in updates:
            update.was_delivered = True
            query = self.world.queries.get(update.query_id or "")
            if query is not None and query.delivered_at is None:
                query.delivered_at = self.clock.now()

    def send_again(self, count: int) -> int:
        """The last updates once more, as after a lost confirmation."""
        waiting = {update.update_id for update in self.world.pending}
        again = [
            replace(update, is_repeat=True, was_delivered=False, made_at=self.clock.now())
            for update in (self.world.history[-count:] if count else [])
            if update.update_id not in waiting
        ]
        self.world.pending = sorted(
            [*self.world.pending, *again], key=lambda update: update.update_id
        )
        self.changed()
        return len(again)
