"""The bot's command menu."""

from views.translate import translator

COMMANDS = (
    "practice",
    "mock",
    "review",
    "mistakes",
    "bookmarks",
    "explain",
    "progress",
    "plan",
    "coach",
    "compare",
    "exam",
    "settings",
    "language",
    "stop",
    "group",
    "privacy",
    "mydata",
    "grievance",
    "help",
)


def command_list(language: str) -> list[tuple[str, str]]:
    """(command, description) in a language."""
    t = translator(language)
    return [(command, t.plain(f"command-{command}")) for command in COMMANDS]
