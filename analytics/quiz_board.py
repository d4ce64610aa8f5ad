"""The board of a live quiz: most right answers first, the quicker of equals before the slower."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Ballot(NamedTuple):
    """One vote: who, on which question, what, how long it took."""

    who: int
    name: str
    position: int
    option: str
    seconds: float


class Line(NamedTuple):
    """One person on the board; equal in both share a rank (1, 2, 2, 4)."""

    rank: int
    who: int
    name: str
    right: int
    answered: int
    #: Over the right answers only: who guesses fast gains nothing by it.
    seconds: float


def board(ballots: Iterable[Ballot], keys: Mapping[int, str]) -> list[Line]:
    """The board by the keys as they are now; a question without one counts for nobody."""
    people: dict[int, list[Ballot]] = {}
    for ballot in ballots:
        if keys.get(ballot.position):
            people.setdefault(ballot.who, []).append(ballot)
    rows = []
    for who, own in people.items():
        right = [one for one in own if one.option in tuple(keys[one.position])]
        rows.append(
            (len(right), round(sum(one.seconds for one in right), 3), who, own[-1].name, len(own))
        )
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    lines: list[Line] = []
    for place, (right_count, seconds, who, name, answered) in enumerate(rows, start=1):
        last = lines[-1] if lines else None
        is_tie = last is not None and (last.right, last.seconds) == (right_count, seconds)
        rank = last.rank if last is not None and is_tie else place
        lines.append(Line(rank, who, name, right_count, answered, seconds))
    return lines
