"""When a fact is due again: FSRS-6 over learning objectives, which variants of a question share.

The model and its default parameters come from the `fsrs` package (Ye et al.; measured on 350
million reviews in open-spaced-repetition/srs-benchmark). Without minute-long learning steps,
because students come once a day; never fuzzed; our own ids and times.
"""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from fsrs import Card, Rating, Scheduler, State

#: Again, Hard, Good, Easy, as FSRS counts them.
Grade = Literal[1, 2, 3, 4]
AGAIN, HARD, GOOD, EASY = cast("tuple[Grade, ...]", (1, 2, 3, 4))
DESIRED_RETENTION = 0.9
#: Nothing waits longer than a season, whatever its stability.
LONGEST_DAYS = 365
#: A right answer this much slower than hers usually is was hard; this much faster, easy.
SLOW_Z = 1.0
FAST_Z = -0.5
#: Confidence as the log has it.
GUESS, FAIRLY_SURE, SURE = 1, 2, 3
SUCCESSES_FOR_EASY = 2

_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class Memory(NamedTuple):
    """What she remembers of one objective; stability in days, difficulty 1–10."""

    stability: float
    difficulty: float
    reviewed_at: datetime
    #: When retrievability falls to 0.9, or LONGEST_DAYS from then.
    due_at: datetime
    reviews: int
    #: Reviews since the last one that failed.
    successes: int


def grade(
    *,
    is_correct: bool,
    is_rapid: bool,
    hint_used: bool | None,
    confidence: int | None,
    deviation: float | None,
    successes: int,
) -> Grade:
    """What an answer says of recall, not of ability.

    Wrong, guessed, hurried or hinted: Again. Right but slow or only fairly sure: Hard (a pass).
    Easy takes certainty, speed and two earlier successes; Good otherwise. `deviation` is the z
    of her response time; None untimed.
    """
    if not is_correct or is_rapid or hint_used or confidence == GUESS:
        return AGAIN
    if (deviation is not None and deviation > SLOW_Z) or confidence == FAIRLY_SURE:
        return HARD
    is_fast = deviation is not None and deviation < FAST_Z
    if confidence == SURE and is_fast and successes >= SUCCESSES_FOR_EASY:
        return EASY
    return GOOD


def review(known: Memory | None, given: Grade, *, at: datetime) -> Memory:
    """The memory after one review; a review from before the last one counts as of the last."""
    if known is not None:
        at = max(at, known.reviewed_at)
    card, _ = _SCHEDULER.review_card(_card(known), Rating(given), at.astimezone(UTC))
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(
        card.stability,
        card.difficulty,
        at,
        card.due,
        (known.reviews if known else 0) + 1,
        0 if given == AGAIN else (known.successes if known else 0) + 1,
    )


def _card(known: Memory | None) -> Card:
    if known is None:
        # Any id of our own will do: without one the package sleeps to make one from the clock.
        return Card(card_id=1)
    return Card(
        card_id=1,
        state=State.Review,
        stability=known.stability,
        difficulty=known.difficulty,
        due=known.due_at,
        last_review=known.reviewed_at,
    )


def retrievability(memory: Memory, *, at: datetime) -> float:
    """Probability 0–1 of recall: (1 + F·t/S)^(−w20), t in whole days since the last review."""
    return _SCHEDULER.get_card_retrievability(_card(memory), at.astimezone(UTC))


def longest_wait(*, at: datetime, exam_at: datetime | None) -> timedelta | None:
    """How long anything may wait before an exam: 1 to 60 days, less one than are left.

    None without an exam ahead.
    """
    if exam_at is None or exam_at <= at:
        return None
    return timedelta(days=max(1, min(60, math.floor((exam_at - at) / timedelta(days=1)) - 1)))


def due_by(memory: Memory, *, at: datetime, exam_at: datetime | None) -> datetime:
    """When to ask again: its own time, but once more before the exam where that comes first."""
    longest = longest_wait(at=at, exam_at=exam_at)
    if longest is None or exam_at is None:
        return memory.due_at
    last_chance = exam_at - timedelta(days=1)
    return min(memory.due_at, max(memory.reviewed_at + longest, at), last_chance)


def reviews_due(
    memories: Iterable[Memory],
    *,
    at: datetime,
    exam_at: datetime | None,
    days: int,
    zone: ZoneInfo,
) -> list[tuple[date, int]]:
    """How many objectives fall due on each of the next local `days`; what is overdue, today."""
    today = at.astimezone(zone).date()
    counts: Counter[date] = Counter()
    for memory in memories:
        due = due_by(memory, at=at, exam_at=exam_at).astimezone(zone).date()
        counts[max(due, today)] += 1
    return [(day, counts[day]) for day in (today + timedelta(days=k) for k in range(days))]
