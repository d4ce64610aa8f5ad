"""The Bot API's methods by name, each with the fields it knows."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.fields import Fields
from sandbox.telegram import Telegram

Handler = Callable[[Telegram, Fields], object]


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    fields: frozenset[str]
    handler: Handler


METHODS: dict[str, Method] = {}
#: Known to every method that sends a message.
SENDING = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id"
    " disable_notification protect_content allow_paid_broadcast message_effect_id"
    " suggested_post_parameters reply_parameters reply_markup ephemeral_message_parameters"
    " reply_to_message_id allow_sending_without_reply"
)
EDITING = "chat_id message_id inline_message_id business_connection_id reply_markup"


def method(name: str, fields: str = "") -> Callable[[Handler], Handler]:
    """Registers a method under its name, in any case of letters."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, frozenset(fields.split()), handler)
        return handler

    return register
