"""What a reader of files says of a cell or a question that it cannot take."""

from dataclasses import dataclass

LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A cell that cannot be read, and why."""

    line: int
    column: str
    value: str
    reason: str


class UnreadableLog(ValueError):
    """The file is no answer log at all, or none that can be read here."""


class BadCell(ValueError):
    """A value that cannot be taken; the reader adds the line."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason

    def at(self, line: int) -> Rejected:
        return Rejected(
            line=line, column=self.column, value=self.value[:LONGEST_VALUE], reason=self.reason
        )
