"""What a check found."""

from dataclasses import dataclass
from typing import Literal

#: Fine; worth a look; the bot cannot do its work like this.
State = Literal["ok", "warning", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    check: str
    state: State
    text: str
    #: What to do; empty where nothing is to be done.
    remedy: str = ""

    def document(self) -> dict[str, str]:
        return {
            "check": self.check,
            "state": self.state,
            "text": self.text,
            "remedy": self.remedy,
        }


def ok(check: str, text: str) -> Finding:
    return Finding(check=check, state="ok", text=text)


def warning(check: str, text: str, remedy: str) -> Finding:
    return Finding(check=check, state="warning", text=text, remedy=remedy)


def broken(check: str, text: str, remedy: str) -> Finding:
    return Finding(check=check, state="broken", text=text, remedy=remedy)
