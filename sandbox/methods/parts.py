"""What the sending and editing methods have in common: targets, texts, keyboards, replies."""

from sandbox import wire
from sandbox.entities import format_text
from sandbox.fields import Fields, Object
from sandbox.refusals import bad_request, forbidden
from sandbox.state import Chat, Message
from sandbox.telegram import Telegram

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_RAW_TEXT = 32_768
LONGEST_CALLBACK = 64
MOST_BUTTONS = 100
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "copy_text",
    "pay",
    "callback_game",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
#: How long a draft or a chat action is shown.
DRAFT_SECONDS = 30
ACTION_SECONDS = 5


def text_of(fields: Fields, *, name: str = "text") -> tuple[str, list[Object]]:
    """A text field with its entities; refused when it is missing, blank or too long."""
    raw = fields.text(name)
    if not raw:
        raise bad_request("message text is empty")
    if len(raw.encode()) > LARGEST_RAW_TEXT:
        raise bad_request("text is too long")
    text, entities = format_text(raw, fields.text("parse_mode"), fields.sequence("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    return text, entities


def caption_of(fields: Fields) -> tuple[str, list[Object]]:
    return format_text(
        fields.text("caption"), fields.text("parse_mode"), fields.sequence("caption_entities")
    )


def keyboard_of(fields: Fields) -> Object | None:
    """The reply markup, its buttons checked."""
    markup = fields.mapping("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        return markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _button(button: object) -> Object:
    if not isinstance(button, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text buttons must be non-empty")
    if not any(button.get(action) is not None for action in ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_CALLBACK:
        raise bad_request("BUTTON_DATA_INVALID")
    return {name: value for name, value in button.items() if value is not None}


def target(tg: Telegram, fields: Fields) -> tuple[Chat, int | None]:
    """The chat to write to, and the one person who will see it where it is ephemeral."""
    fields.mapping("reply_markup")
    chat = tg.writable_chat(fields.text("chat_id"))
    ephemeral = fields.mapping("ephemeral_message_parameters")
    if ephemeral is None:
        return chat, None
    receiver = ephemeral.get("receiver_user_id")
    if not isinstance(receiver, int) or receiver not in chat.members:
        raise bad_request("receiver of the ephemeral message not found")
    if chat.kind == "private":
        raise bad_request("ephemeral messages can't be sent to private chats")
    return chat, receiver


def replied_to(tg: Telegram, chat: Chat, fields: Fields) -> int | None:
    """The id of the message replied to; refused when it is gone and that matters."""
    parameters = fields.mapping("reply_parameters") or {}
    wanted = parameters.get("message_id") or fields.integer("reply_to_message_id")
    if not wanted:
        return None
    if not isinstance(wanted, int) or tg.find(chat, wanted) is None:
        lenient = parameters.get("allow_sending_without_reply") or fields.flag(
            "allow_sending_without_reply"
        )
        if not lenient:
            raise bad_request("message to be replied not found")
        return None
    return wanted


def outgoing(tg: Telegram, chat: Chat, fields: Fields, *, only_for: int | None) -> Message:
    """A message of the bot's, without its content, not yet in the chat."""
    return Message(
        id=0,
        chat_id=chat.id,
        sender=tg.bot().id,
        date=int(tg.clock.now()),
        reply_to=replied_to(tg, chat, fields),
        markup=keyboard_of(fields),
        only_for=only_for,
    )


def own_message(tg: Telegram, fields: Fields) -> Message:
    """The bot's message that a call wants to change."""
    if fields.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = tg.writable_chat(fields.text("chat_id"))
    found = tg.find(chat, fields.integer("message_id"))
    if found is None:
        raise bad_request("message to edit not found")
    if found.sender != tg.bot().id:
        raise bad_request("message can't be edited")
    return found


def finish_edit(tg: Telegram, message: Message, before: tuple[object, ...]) -> Object:
    """Stamps an edit; refused when it changed nothing."""
    if content(message) == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly"
            " the same as a current content and reply markup of the message"
        )
    message.edit_date = int(tg.clock.now())
    tg.touch(message)
    return wire.message(tg, message)


def content(message: Message) -> tuple[object, ...]:
    """What a person sees of a message: equal means not modified."""
    return (
        message.text,
        message.entities,
        message.rich,
        message.photo,
        message.document,
        message.markup if message.markup and "inline_keyboard" in message.markup else None,
    )


def group_member(chat: Chat, user_id: int) -> None:
    if chat.kind != "private" and user_id not in chat.members:
        raise forbidden("user is not a member of the chat")
