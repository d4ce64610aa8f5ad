"""Telegram: the token, the webhook, the clock."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.doctor.finding import Finding, broken, ok, warning
from bot.settings import LOOPBACK, Settings

SECONDS = 10
MOST_SKEW = 60.0
#: Ports to which Telegram sends webhooks.
PORTS = {443, 80, 88, 8443, None}
_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")


async def telegram(settings: Settings) -> AsyncIterator[Finding]:
    """Asks Telegram who the bot is and where its updates go."""
    token = "" if settings.bot_token is None else settings.bot_token.get_secret_value()
    if not token:
        yield broken(
            "token",
            "BOT_TOKEN is not set",
            "ask @BotFather for one (/newbot), then put BOT_TOKEN=… into .env; or run `abhyas init`",
        )
        return
    is_local = urlsplit(settings.telegram_api_url).hostname in LOOPBACK
    if not is_local and _TOKEN.fullmatch(token) is None:
        yield broken(
            "token",
            "BOT_TOKEN does not look like a token (digits, a colon, letters)",
            "copy it anew from @BotFather, whole and without quotes",
        )
        return
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    base = f"{settings.telegram_api_url.rstrip('/')}/bot{token}"
    async with aiohttp.ClientSession(timeout=timeout) as session:
        try:
            me, date = await _ask(session, f"{base}/getMe")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            yield broken(
                "telegram",
                # Never the address: it holds the token.
                f"{settings.telegram_api_url} cannot be reached ({type(error).__name__})",
                "check the network, the firewall and TELEGRAM_API_URL",
            )
            return
        yield _who(me)
        if not me.get("ok"):
            return
        if date is not None and not settings.sandbox_clock:
            yield _clock(date)
        hook, _ = await _ask(session, f"{base}/getWebhookInfo")
        for finding in _webhook(settings, hook.get("result") or {}):
            yield finding


async def _ask(session: aiohttp.ClientSession, url: str) -> tuple[dict[str, Any], str | None]:
    async with session.get(url) as response:
        return await response.json(content_type=None), response.headers.get("Date")


def _who(me: dict[str, Any]) -> Finding:
    if me.get("ok"):
        return ok("token", f"the bot is @{me['result'].get('username', '?')}")
    if me.get("error_code") in {401, 404}:
        return broken(
            "token",
            "Telegram does not know this BOT_TOKEN",
            "copy it anew from @BotFather (/mybots, API Token); a revoked one never works again",
        )
    return broken(
        "telegram",
        f"Telegram answered {me.get('error_code')}: {str(me.get('description'))[:100]}",
        "wait a minute and try again",
    )


def _clock(date: str) -> Finding:
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return warning("clock", "the server's Date header cannot be read", "check the proxy")
    from bot.clock import wall_clock

    skew = (wall_clock() - theirs.astimezone(UTC)).total_seconds()
    if abs(skew) > MOST_SKEW:
        return broken(
            "clock",
            f"this machine's clock is {abs(skew):.0f} s {'fast' if skew > 0 else 'slow'}",
            "switch time synchronisation on: timedatectl set-ntp true",
        )
    return ok("clock", f"the clock agrees with Telegram's within {abs(skew):.0f} s")


def _webhook(settings: Settings, info: dict[str, Any]) -> list[Finding]:
    url = str(info.get("url") or "")
    if settings.webhook_url is None:
        if url:
            return [
                warning(
                    "webhook",
                    "Telegram still has a webhook, and this bot polls",
                    "`abhyas run` takes it away; or set WEBHOOK_URL if it is this bot's",
                )
            ]
        return [ok("webhook", "updates are polled")]
    parts = urlsplit(settings.webhook_url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        return [broken("webhook", "WEBHOOK_URL is not https", "put a TLS proxy before the bot")]
    if parts.port not in PORTS and parts.hostname not in LOOPBACK:
        return [
            broken(
                "webhook",
                f"Telegram sends to no port {parts.port}",
                "use 443, 80, 88 or 8443 in WEBHOOK_URL",
            )
        ]
    found = []
    if url and not url.startswith(settings.webhook_url.rstrip("/")):
        found.append(
            broken(
                "webhook",
                "Telegram sends this bot's updates to another address",
                "stop the other bot, then start this one: `abhyas run` sets its own address",
            )
        )
    if not url:
        found.append(
            warning("webhook", "no webhook is set yet", "`abhyas run` sets it when it starts")
        )
    if error := info.get("last_error_message"):
        at = datetime.fromtimestamp(int(info.get("last_error_date") or 0), UTC)
        found.append(
            warning(
                "webhook",
                f"Telegram could not deliver at {at:%Y-%m-%d %H:%M} UTC: {str(error)[:120]}",
                "check that the proxy forwards /telegram to WEBHOOK_HOST:WEBHOOK_PORT",
            )
        )
    return found or [ok("webhook", "Telegram sends updates here")]
