"""What ticks did."""

from dataclasses import dataclass, field, fields
from datetime import datetime


@dataclass(slots=True)
class TickReport:
    """What one tick did."""

    planned: int = 0
    sent: int = 0
    unknown: int = 0
    failed: int = 0
    skipped: int = 0
    expired: int = 0
    #: Jobs that failed, by name.
    broken: list[str] = field(default_factory=list)

    def document(self, at: datetime) -> dict[str, object]:
        counts = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "broken"}
        return {"at": at.isoformat(), **counts}

    def add(self, other: "TickReport") -> None:
        """Counts another tick in."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
