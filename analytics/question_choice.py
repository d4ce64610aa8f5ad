"""Which questions a practice set asks: those she met least, mixed over subjects as her exam is."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A question answered so lately is left alone while others remain.
REST = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A question that may be asked, with what the student already did with it."""

    question_id: int
    version_id: int
    topic_id: int
    subject: str
    #: How often she answered it.
    asked: int
    #: When she last did; None for never.
    last_at: datetime | None


def choose_questions(
    candidates: Sequence[Candidate],
    *,
    count: int,
    subject_weights: Mapping[str, float],
    at: datetime,
    rng: random.Random,
) -> list[Candidate]:
    """Up to `count` different questions in the order to ask them.

    Each place draws a subject with the given weights (equal ones where none fits), then the
    question of it that she met least, rested ones first; ties fall to `rng`.
    """
    pools: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        pools.setdefault(candidate.subject, []).append(candidate)
    weighted = {name: pool for name, pool in pools.items() if subject_weights.get(name, 0) > 0}
    if weighted:
        pools, weights = weighted, {name: float(subject_weights[name]) for name in weighted}
    else:
        weights = dict.fromkeys(pools, 1.0)
    for pool in pools.values():
        pool.sort(key=lambda one: (_is_tired(one, at), one.asked, rng.random()), reverse=True)
    chosen: list[Candidate] = []
    while pools and len(chosen) < count:
        names = sorted(pools)
        subject = rng.choices(names, [weights[name] for name in names])[0]
        chosen.append(pools[subject].pop())
        if not pools[subject]:
            del pools[subject]
    return chosen


def _is_tired(candidate: Candidate, at: datetime) -> bool:
    return candidate.last_at is not None and at - candidate.last_at < REST
