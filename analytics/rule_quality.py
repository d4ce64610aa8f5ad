"""Whether an alert rule is worth people's attention, by the thumbs they gave it."""

from typing import NamedTuple

from analytics.intervals import wilson

#: So many thumbs before a rule can be silenced, and the share that it must be able to reach.
ENOUGH_VOTES = 20
USEFUL_SHARE = 0.5


class RuleQuality(NamedTuple):
    """One rule's thumbs."""

    useful: int
    useless: int

    @property
    def precision(self) -> float | None:
        """Share of thumbs that were up; None without any."""
        votes = self.useful + self.useless
        return self.useful / votes if votes else None

    @property
    def is_quiet(self) -> bool:
        """Whether the rule has proved useless: after 20 thumbs the upper end of the 80 % Wilson
        interval of the useful share lies below one half."""
        votes = self.useful + self.useless
        if votes < ENOUGH_VOTES:
            return False
        return wilson(self.useful, votes)[1] < USEFUL_SHARE
