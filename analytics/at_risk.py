"""Whom to call: who fell silent, who is falling, who never began; each with its evidence."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

Reason = Literal["silent", "falling", "never_began"]
#: Study days are looked for so far back; her rhythm is read from so many days up to the last one.
LOOKED_BACK, RHYTHM_DAYS = 180, 35
#: Nobody is missed sooner, and fewer study days make no rhythm.
LEAST_SILENCE, RHYTHM_NEEDED = 5, 3
#: How likely a silence is at her rhythm when it is worth a call, at most.
RARE = 0.01
#: A fall is called about for so many days after it was found.
FALL_DAYS = 21
#: Who joined later had no time to begin.
BEGINS_WITHIN = 7
#: A longer silence is no news: it comes behind what is.
FRESH = 21


class Fall(NamedTuple):
    """A performance drop that the alert rule found."""

    #: Points of a hundred under what was to be expected of her.
    points: float
    #: Answers that show it.
    answers: int


class Risk(NamedTuple):
    """One reason with its numbers."""

    reason: Reason
    #: Days since the last study day; points for `falling`; days since joining for `never_began`.
    amount: float
    #: Her usual gap in days; answers for `falling`; 0 for `never_began`.
    basis: float


def at_risk(
    study_days: Sequence[date], *, today: date, joined: date, fall: Fall | None
) -> Risk | None:
    """The most pressing reason; None where there is none.

    Silence is measured against her own rhythm: who studies on Sundays only is not missed on
    Thursday. With a mean gap of g days she studies on a day with probability 1/g, so s days of
    silence have probability (1 - 1/g)^s. `study_days` are distinct local days within LOOKED_BACK,
    in any order; `fall` was found within FALL_DAYS.
    """
    days = sorted(study_days)
    if not days:
        waited = (today - joined).days
        return Risk("never_began", float(waited), 0.0) if waited >= BEGINS_WITHIN else None
    silence = (today - days[-1]).days
    gap = usual_gap(days)
    if gap is not None and silence >= LEAST_SILENCE and (1 - 1 / gap) ** silence <= RARE:
        return Risk("silent", float(silence), gap)
    return None if fall is None else Risk("falling", fall.points, float(fall.answers))


def usual_gap(days: Sequence[date]) -> float | None:
    """Mean days from one study day to the next, in the weeks up to the last; None for too few."""
    rhythm = [one for one in days if (days[-1] - one).days <= RHYTHM_DAYS]
    if len(rhythm) < RHYTHM_NEEDED:
        return None
    return (rhythm[-1] - rhythm[0]).days / (len(rhythm) - 1)


def urgency(risk: Risk) -> tuple[int, float]:
    """Sorts the most pressing first: fresh silence by its length, falls, old silence, no beginning."""
    if risk.reason == "silent":
        return (0 if risk.amount <= FRESH else 2), -risk.amount
    return (1 if risk.reason == "falling" else 3), -risk.amount


def window(today: date) -> date:
    """The first day that is looked at."""
    return today - timedelta(days=LOOKED_BACK)
