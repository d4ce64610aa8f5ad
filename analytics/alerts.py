"""The specification's four alert rules (6.1): its condition as it stands, and what decides.

What people are told is decided by evidence with a known rate of false alarms; docs/metrics.md
compares both. Each alert carries the numbers that made it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from analytics.behaviour import streaks
from analytics.exact import mean
from analytics.facts import Fact, Sitting, share_right
from analytics.intervals import wilson
from analytics.learner_model import guess_floor, sigmoid

AlertType = Literal["performance_drop", "streak_break", "milestone_achieved", "exam_readiness"]
Urgency = Literal["high", "medium", "low"]
URGENCY: Mapping[AlertType, Urgency] = {
    "performance_drop": "high",
    "streak_break": "medium",
    "milestone_achieved": "low",
    "exam_readiness": "medium",
}
ACTION: Mapping[AlertType, str] = {
    "performance_drop": "immediate_intervention",
    "streak_break": "motivational_support",
    "milestone_achieved": "celebration_notification",
    "exam_readiness": "exam_registration_reminder",
}
#: The specification's thresholds.
DROP_POINTS, DROP_TESTS = 15, 3
STREAK_LENGTH = 10
PERCENTILE_JUMP = 10.0
#: The evidence rule of a drop.
DROP_Z, GAP_POINTS, REFERENCE_ANSWERS = 3.2, 10.0, 50
#: A fall is looked for in the last three to so many tests.
LONGEST_SPAN = 10
MILESTONES = (60, 70, 80, 90)
READY_PROBABILITY = 0.70
#: The lower end of the forecast's interval must pass this before anybody is told.
READY_LOW = 0.60
#: How long a kind of alert keeps silent after one: two weeks at least.
COOL_DOWN: Mapping[AlertType, timedelta] = {
    "performance_drop": timedelta(days=14),
    "streak_break": timedelta(days=14),
    "milestone_achieved": timedelta(days=14),
    "exam_readiness": timedelta(days=30),
}
Number = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What a rule says; `suppressed_by` where nobody is to be told, and why not."""

    type: AlertType
    urgency: Urgency
    action: str
    timestamp: datetime
    evidence: Mapping[str, Number]
    spec_condition: bool
    suppressed_by: Literal["evidence", "cool_down"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertInput:
    """A student's past up to an instant: answers and tests in order, and where she stands."""

    facts: Sequence[Fact]
    sittings: Sequence[Sitting]
    #: The same over a longer time, which a fall is measured against; the above where empty.
    long_facts: Sequence[Fact] = ()
    long_sittings: Sequence[Sitting] = ()
    #: Milestones that she was told of before.
    milestones_told: frozenset[int] = frozenset()
    percentile: float | None = None
    percentile_before: float | None = None
    #: How many peers the percentile is among, then and now.
    peers: int = 0
    peers_before: int = 0
    readiness: float | None = None
    #: Lower end of its 80 % interval.
    readiness_low: float | None = None
    #: Whether enough answers on enough of the paper stand behind it.
    is_readiness_sure: bool = True
    last_raised: Mapping[AlertType, datetime] | None = None
    ready_probability: float = READY_PROBABILITY
    streak_length: int = STREAK_LENGTH


def alerts(known: AlertInput, *, at: datetime) -> tuple[Alert, ...]:
    """Every rule whose own condition or whose evidence holds, in the specification's order."""
    found = [_drop(known, at), _streak(known, at), *_milestones(known, at), _ready(known, at)]
    return tuple(alert for alert in found if alert is not None)


def _alert(
    type_: AlertType,
    known: AlertInput,
    at: datetime,
    evidence: Mapping[str, Number],
    *,
    spec: bool,
    stands: bool,
) -> Alert | None:
    if not (spec or stands):
        return None
    last = (known.last_raised or {}).get(type_)
    is_cooling = last is not None and at - last < COOL_DOWN[type_]
    return Alert(
        type=type_,
        urgency=URGENCY[type_],
        action=ACTION[type_],
        timestamp=at,
        evidence=evidence,
        spec_condition=spec,
        suppressed_by="evidence" if not stands else "cool_down" if is_cooling else None,
    )


def spec_drop(sittings: Sequence[Sitting]) -> Fraction | None:
    """Points lost over three consecutive tests: the last against the first of the three; the
    condition is met above 15. None below three tests."""
    if len(sittings) < DROP_TESTS:
        return None
    return sittings[-DROP_TESTS].percentage - sittings[-1].percentage


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Her newest tests against what went before, difficulty taken into account."""

    z: float
    gap_points: float
    recent_answers: int
    reference_answers: int
    recent_percent: float
    reference_percent: float


def drop(facts: Sequence[Fact], tests: Sequence[str]) -> Drop | None:
    """The fall that stands out most among her newest tests; None without enough before them.

    `tests` in order. The ability that explains the reference answers, questions' difficulty taken
    into account, says what to expect of the newer ones: so a student is compared with herself, on
    what she was asked. For each span of the last 3 to 10 tests z = (expected − right − 1/2n) ÷
    √(p̄(1−p̄)(1/n + 1/m)), with half an answer of continuity correction; the span with the largest z
    is told. The reference lies before the longest span, which is shortened where fewer than 50
    answers would be left; the threshold allows for the looks at several spans.
    """
    by_test: dict[str, list[Fact]] = {}
    for fact in facts:
        by_test.setdefault(fact.test, []).append(fact)
    own = [by_test[key] for key in tests if key in by_test]
    split = _reference_tests(own)
    reference = [fact for one in own[:split] for fact in one]
    if not reference or len(own) - split < DROP_TESTS:
        return None
    ability, before = ability_behind(reference), share_right(reference)
    assert before is not None
    best: Drop | None = None
    expected, right, n = 0.0, 0, 0
    for count, test in enumerate(reversed(own[split:]), start=1):
        expected += sum(chance_at(fact, ability) for fact in test)
        right += sum(fact.is_correct for fact in test)
        n += len(test)
        if count < DROP_TESTS:
            continue
        found = _span(expected, right, n, len(reference), float(100 * before))
        best = found if best is None or found.z > best.z else best
    return best


def _reference_tests(own: Sequence[Sequence[Fact]]) -> int:
    """How many tests, from the oldest, are the reference: all but the last ten, or as many as hold
    fifty answers, leaving three at least."""
    answers = 0
    for count, test in enumerate(own):
        if answers >= REFERENCE_ANSWERS and len(own) - count <= LONGEST_SPAN:
            return count
        answers += len(test)
    return max(0, len(own) - DROP_TESTS)


def _span(expected: float, right: int, n: int, m: int, reference_percent: float) -> Drop:
    pooled = (right + expected * m / n) / (n + m)
    error = math.sqrt(max(pooled * (1 - pooled), 1e-9) * (1 / n + 1 / m))
    gap = (expected - right) / n
    return Drop(
        z=(gap - 1 / (2 * n)) / error,
        gap_points=100 * gap,
        recent_answers=n,
        reference_answers=m,
        recent_percent=100 * right / n,
        reference_percent=reference_percent,
    )


def ability_behind(facts: Sequence[Fact]) -> float:
    """The ability, in logits, whose expected score on these questions is hers; within ±6."""
    right = sum(fact.is_correct for fact in facts) / len(facts)
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        if _expected(facts, middle) < right:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chance_at(fact: Fact, ability: float) -> float:
    """Chance of a right answer at an ability known exactly."""
    guess = guess_floor(fact.options)
    return guess + (1 - guess) * sigmoid(ability - fact.logit)


def _expected(facts: Sequence[Fact], ability: float) -> float:
    """Its mean over some answers."""
    return sum(chance_at(fact, ability) for fact in facts) / len(facts)


def _drop(known: AlertInput, at: datetime) -> Alert | None:
    points = spec_drop(known.sittings)
    long = known.long_sittings or known.sittings
    found = drop(known.long_facts or known.facts, [one.key for one in long])
    if points is None:
        return None
    if found is None:
        # Nothing to compare with: the bare rule alone, which nobody is told of.
        evidence: dict[str, Number] = {"points_over_three_tests": float(points)}
        return _alert(
            "performance_drop", known, at, evidence, spec=points > DROP_POINTS, stands=False
        )
    stands = (
        found.z > DROP_Z
        and found.gap_points > GAP_POINTS
        and found.reference_answers >= REFERENCE_ANSWERS
    )
    evidence = {
        "points_over_three_tests": float(points),
        "z": found.z,
        "gap_points": found.gap_points,
        "recent_percent": found.recent_percent,
        "reference_percent": found.reference_percent,
        "recent_answers": found.recent_answers,
        "reference_answers": found.reference_answers,
    }
    return _alert("performance_drop", known, at, evidence, spec=points > DROP_POINTS, stands=stands)


def _streak(known: AlertInput, at: datetime) -> Alert | None:
    ended = streaks([fact.is_correct for fact in known.facts]).ended
    is_over = ended > known.streak_length
    evidence: dict[str, Number] = {"streak_length": ended}
    return _alert("streak_break", known, at, evidence, spec=is_over, stands=is_over)


def _milestones(known: AlertInput, at: datetime) -> list[Alert | None]:
    percentages = [one.percentage for one in known.sittings]
    now, before = mean(percentages), mean(percentages[:-1])
    found: list[Alert | None] = []
    if now is not None and before is not None:
        last = known.sittings[-1].key
        surely = _floor(known.facts, now)
        surely_before = _floor([fact for fact in known.facts if fact.test != last], before)
        crossed = [step for step in MILESTONES if before < step <= now]
        sure = [
            step
            for step in MILESTONES
            if surely_before < step <= surely and step not in known.milestones_told
        ]
        step = max([*crossed, *sure], default=None)
        if step is not None:
            evidence: dict[str, Number] = {
                "threshold": step,
                "average_before": float(before),
                "average_now": float(now),
                "interval_low": surely,
            }
            found.append(
                _alert(
                    "milestone_achieved",
                    known,
                    at,
                    evidence,
                    spec=step in crossed,
                    stands=step in sure,
                )
            )
    found.append(_jump(known, at))
    return found


def _floor(facts: Sequence[Fact], average: Fraction) -> float:
    """What her average has surely reached: itself, or the interval's lower end below it."""
    return min(float(average), accuracy_floor(facts) or 0.0)


def accuracy_floor(facts: Sequence[Fact]) -> float | None:
    """Lower end, 0–100, of the 80 % Wilson interval of the share right over the answers."""
    if not facts:
        return None
    return 100 * wilson(sum(fact.is_correct for fact in facts), len(facts))[0]


def _jump(known: AlertInput, at: datetime) -> Alert | None:
    if known.percentile is None or known.percentile_before is None:
        return None
    jump = known.percentile - known.percentile_before
    # A group that lost or won a tenth of its people is another group.
    is_stable = abs(known.peers - known.peers_before) * 10 <= known.peers
    evidence: dict[str, Number] = {
        "percentile_before": known.percentile_before,
        "percentile": known.percentile,
        "peers": known.peers,
    }
    is_jump = jump > PERCENTILE_JUMP
    return _alert(
        "milestone_achieved", known, at, evidence, spec=is_jump, stands=is_jump and is_stable
    )


def _ready(known: AlertInput, at: datetime) -> Alert | None:
    if known.readiness is None:
        return None
    is_ready = known.readiness > known.ready_probability
    evidence: dict[str, Number] = {
        "probability": known.readiness,
        "threshold": known.ready_probability,
    }
    # A forecast from few answers can be high and know nothing.
    is_high = known.readiness_low is None or known.readiness_low > READY_LOW
    stands = is_ready and is_high and known.is_readiness_sure
    return _alert("exam_readiness", known, at, evidence, spec=is_ready, stands=stands)
