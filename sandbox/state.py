"""Everything the sandbox remembers, as plain values that a snapshot can hold."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.fields import Object

ChatKind = Literal["private", "group", "supergroup"]


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    #: Wrote to the bot once, so that the bot may write back.
    has_started: bool = False
    has_blocked: bool = False
    is_deactivated: bool = False


@dataclass(slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    name: str
    size: int
    content_type: str
    width: int = 0
    height: int = 0
    #: Name of the file in the sandbox's folder; empty once it was dropped for room.
    disk_name: str = ""


@dataclass(slots=True)
class Poll:
    id: str
    chat_id: int
    message_id: int
    question: str
    options: list[str]
    persistent_ids: list[str]
    is_quiz: bool
    is_anonymous: bool
    allows_multiple: bool
    allows_revoting: bool
    correct: list[int] = field(default_factory=list)
    explanation: str = ""
    description: str = ""
    open_period: int | None = None
    close_date: int | None = None
    closed: bool = False
    #: Option numbers by person.
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    id: int
    chat_id: int
    #: A person's id, or the bot's.
    sender: int
    date: int
    text: str = ""
    entities: list[Object] = field(default_factory=list)
    is_caption: bool = False
    rich: list[Object] | None = None
    photo: str | None = None
    document: str | None = None
    poll: str | None = None
    markup: Object | None = None
    reply_to: int | None = None
    forward_from: int | None = None
    media_group_id: str | None = None
    service: Object = field(default_factory=dict)
    reactions: list[Object] = field(default_factory=list)
    edit_date: int | None = None
    is_deleted: bool = False
    #: Only this person sees it; its ids count apart.
    only_for: int | None = None
    ephemeral_id: int | None = None
    version: int = 0


@dataclass(slots=True)
class Chat:
    id: int
    kind: ChatKind
    title: str = ""
    members: list[int] = field(default_factory=list)
    admins: list[int] = field(default_factory=list)
    has_bot: bool = True
    bot_is_admin: bool = False
    migrated_to: int | None = None
    pinned: int | None = None
    next_message_id: int = 1
    next_ephemeral_id: int = 1
    messages: list[Message] = field(default_factory=list)
    #: What the bot is seen doing until then, e.g. typing.
    action: str = ""
    action_until: float = 0.0
    draft: str = ""
    draft_until: float = 0.0


@dataclass(slots=True)
class Query:
    """A pressed button."""

    id: str
    person: int
    chat_id: int
    message_id: int
    pressed_at: float
    delivered_at: float | None = None
    is_answered: bool = False
    text: str = ""
    show_alert: bool = False


@dataclass(slots=True)
class Pending:
    """An update that the bot has not confirmed."""

    update_id: int
    kind: str
    payload: Object
    queue: str
    made_at: float
    query_id: str | None = None
    #: Sent once more on people's request; an offset that passed it does not stop it.
    is_repeat: bool = False
    was_delivered: bool = False


@dataclass(slots=True)
class Bot:
    id: int
    token: str
    username: str
    first_name: str
    commands: dict[str, list[Object]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Object] = field(default_factory=dict)
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_connections: int = 40
    webhook_error: str = ""
    webhook_error_at: int = 0
    allowed_updates: list[str] | None = None


@dataclass(slots=True)
class World:
    """The whole state: people, chats, files, polls, and what the bot has not fetched."""

    bot: Bot | None = None
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    #: The last updates, for redelivery.
    history: list[Pending] = field(default_factory=list)
    next_update_id: int = 1
    next_person_id: int = 5_000_000_001
    next_group_id: int = 4_000_001
    next_serial: int = 1
    version: int = 0
    ahead_seconds: float = 0.0
