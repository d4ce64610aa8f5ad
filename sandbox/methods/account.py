"""The bot itself: who it is, its commands and texts, its webhook, the queries it answers."""

import re
from urllib.parse import urlsplit

from sandbox import wire
from sandbox.fields import Fields, Object
from sandbox.methods.registry import method
from sandbox.refusals import bad_request
from sandbox.telegram import Telegram

#: How long a pressed button waits for its answer; undocumented, reports say 10 to 60 seconds.
ANSWER_SECONDS = 15
LONGEST_ANSWER = 200


@method("getMe")
def get_me(tg: Telegram, _fields: Fields) -> Object:
    return wire.bot_self(tg.bot())


@method("logOut")
def log_out(_tg: Telegram, _fields: Fields) -> bool:
    return True


@method("close")
def close(_tg: Telegram, _fields: Fields) -> bool:
    return True


@method(
    "setWebhook",
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
)
def set_webhook(tg: Telegram, fields: Fields) -> bool:
    url, secret = fields.text("url"), fields.text("secret_token")
    if url and urlsplit(url).hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise bad_request("bad webhook: the sandbox calls loopback only")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
        raise bad_request("secret token contains unallowed characters")
    bot = tg.bot()
    bot.webhook_url, bot.webhook_secret = url, secret
    bot.webhook_connections = min(100, max(1, fields.integer("max_connections", 40)))
    bot.webhook_error = ""
    _remember_allowed(tg, fields)
    if fields.flag("drop_pending_updates"):
        tg.world.pending.clear()
    tg.changed()
    return True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(tg: Telegram, fields: Fields) -> bool:
    bot = tg.bot()
    bot.webhook_url = bot.webhook_secret = bot.webhook_error = ""
    if fields.flag("drop_pending_updates"):
        tg.world.pending.clear()
    tg.changed()
    return True


@method("getWebhookInfo")
def get_webhook_info(tg: Telegram, _fields: Fields) -> Object:
    bot = tg.bot()
    info: Object = {
        "url": bot.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(tg.live_updates()),
    }
    if bot.webhook_url:
        info["max_connections"] = bot.webhook_connections
    if bot.webhook_error:
        info["last_error_date"] = bot.webhook_error_at
        info["last_error_message"] = bot.webhook_error
    if bot.allowed_updates:
        info["allowed_updates"] = bot.allowed_updates
    return info


def _remember_allowed(tg: Telegram, fields: Fields) -> None:
    """The kinds of updates asked for; asking for none means the usual ones, silence means as before."""
    allowed = fields.sequence("allowed_updates")
    if allowed is not None:
        tg.bot().allowed_updates = [str(kind) for kind in allowed] or None


def remember_allowed(tg: Telegram, fields: Fields) -> None:
    _remember_allowed(tg, fields)


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(tg: Telegram, fields: Fields) -> bool:
    text = fields.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = tg.world.queries.get(fields.text("callback_query_id"))
    since = tg.clock.now() - (query.delivered_at or query.pressed_at) if query else 0.0
    if query is None or query.is_answered or since > ANSWER_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.is_answered, query.text, query.show_alert = True, text, fields.flag("show_alert")
    tg.changed()
    return True


def _scope_key(fields: Fields) -> str:
    scope = fields.mapping("scope") or {"type": "default"}
    parts = [str(scope.get(name, "")) for name in ("type", "chat_id", "user_id")]
    return ":".join([*parts, fields.text("language_code")])


@method("setMyCommands", "commands scope language_code")
def set_my_commands(tg: Telegram, fields: Fields) -> bool:
    commands = [c for c in fields.sequence("commands") or [] if isinstance(c, dict)]
    if len(commands) > 100:
        raise bad_request("too many commands specified")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    tg.bot().commands[_scope_key(fields)] = commands
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(tg: Telegram, fields: Fields) -> list[Object]:
    return tg.bot().commands.get(_scope_key(fields), [])


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(tg: Telegram, fields: Fields) -> bool:
    tg.bot().commands.pop(_scope_key(fields), None)
    return True


def _text_methods(noun: str, field: str, longest: int) -> None:
    """The pair of setMy… and getMy… for one of the bot's texts."""

    @method(f"setMy{noun}", f"{field} language_code")
    def set_text(tg: Telegram, fields: Fields) -> bool:
        if len(fields.text(field)) > longest:
            raise bad_request(f"{field.upper()}_TOO_LONG")
        tg.bot().texts[f"{field}:{fields.text('language_code')}"] = fields.text(field)
        return True

    @method(f"getMy{noun}", "language_code")
    def get_text(tg: Telegram, fields: Fields) -> Object:
        default = tg.bot().first_name if field == "name" else ""
        texts = tg.bot().texts
        return {field: texts.get(f"{field}:{fields.text('language_code')}", default)}


_text_methods("Name", "name", 64)
_text_methods("Description", "description", 512)
_text_methods("ShortDescription", "short_description", 120)


@method("setChatMenuButton", "chat_id menu_button")
def set_chat_menu_button(tg: Telegram, fields: Fields) -> bool:
    button = fields.mapping("menu_button") or {"type": "default"}
    tg.bot().menu_buttons[fields.integer("chat_id")] = button
    return True


@method("getChatMenuButton", "chat_id")
def get_chat_menu_button(tg: Telegram, fields: Fields) -> Object:
    buttons = tg.bot().menu_buttons
    default: Object = {"type": "commands"}
    return buttons.get(fields.integer("chat_id"), buttons.get(0, default))
