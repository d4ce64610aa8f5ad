"""Log lines: a sentence with `action=`, never a token, a name or what somebody wrote."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from bot.metrics import count_event

_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{8,}\b")
_PASSWORD = re.compile(r"(://[^:/@\s]+:)[^@\s]+@")
#: PostgreSQL tells the offending row or key; it may be somebody's name.
_DETAIL = re.compile(r"DETAIL:.*")


def without_secrets(text: str) -> str:
    """A text with tokens, passwords and a database's details blotted out."""
    return _DETAIL.sub("DETAIL: ***", _PASSWORD.sub(r"\1***@", _TOKEN.sub("***", text)))


def _blot(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = without_secrets(value)
    return event


def _count(
    _logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """What the log warns of is counted for whoever watches."""
    if method in {"warning", "error", "critical", "exception"}:
        count_event(str(event.get("level", method)), str(event.get("action", "none")))
    return event


def set_up_logs(level: str, out: TextIO | None = None) -> None:
    """Sends everything to stderr, or to `out`, one line an event."""
    number = logging.getLevelName(level.upper())
    threshold = number if isinstance(number, int) else logging.INFO
    logging.basicConfig(level=max(threshold, logging.WARNING), format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _count,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _blot,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(file=out or sys.stderr),
        cache_logger_on_first_use=out is None,
    )
