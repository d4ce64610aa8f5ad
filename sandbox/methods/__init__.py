"""Every Bot API method that the sandbox plays; importing the package registers them."""

from sandbox.methods import account, chats, media, messages, polls
from sandbox.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method", "account", "chats", "media", "messages", "polls"]
