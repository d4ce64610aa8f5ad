"""The language model's key, where there is one."""

import aiohttp

from bot.doctor.finding import Finding, broken, ok, warning
from bot.settings import Settings

SECONDS = 10
VERSION = "2026-10-21"


async def model(settings: Settings) -> Finding | None:
    """Whether the key opens the door; None without a key: rules word everything then."""
    if settings.anthropic_api_key is None or not settings.has_model:
        return None
    headers = {
        "Authorization": f"Bearer {settings.anthropic_api_key.get_secret_value()}",
        "anthropic-version": VERSION,
    }
    url = f"{settings.anthropic_base_url.rstrip('/')}/v1/models"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.get(url, headers=headers, params={"limit": "1"}) as response,
        ):
            status = response.status
    except (aiohttp.ClientError, TimeoutError) as error:
        return warning(
            "model",
            f"the language model's server cannot be reached ({type(error).__name__})",
            "check ANTHROPIC_BASE_URL and the network; rules word everything meanwhile",
        )
    if status in {401, 403}:
        return broken(
            "model",
            "the language model's server refuses ANTHROPIC_API_KEY",
            "make a new key, or take ANTHROPIC_API_KEY out: rules word everything then",
        )
    return ok("model", "the language model's key is accepted")
