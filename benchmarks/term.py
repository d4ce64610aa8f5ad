"""A term of twenty classes of sixty, with known dropouts and decliners: whom /atrisk names.

Each student has a rhythm of study days, tests of ten questions on them, and now and then a week of
illness. One in ten drops out for good, one in ten loses 25 points within four weeks, one in thirty
never begins. The list is read every Monday from the sixth week on, with the rules of the product:
silence against her own rhythm, falls as the alert rule finds them.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from analytics.alerts import COOL_DOWN, DROP_Z, GAP_POINTS, REFERENCE_ANSWERS, drop
from analytics.at_risk import FALL_DAYS, Fall, Risk, at_risk
from analytics.facts import Fact
from benchmarks.alert_year import WINDOW, simulated_test

SEED = 1
CLASSES, SIZE, DAYS = 20, 60, 126
START = date(2026, 7, 6)
FIRST_LOOK = 42
#: A dropout counts as found within so many days, a decliner within so many of the fall's end.
SOON_SILENT, SOON_FALLEN = 14, 28
FALL, FALL_TAKES = 0.25, 28
#: Chance to study on a weekday and on Saturday or Sunday.
RHYTHMS = {
    "daily": (0.85, 0.85),
    "school days": (0.8, 0.1),
    "often": (0.5, 0.5),
    "weekends": (0.02, 0.9),
}
Kind = Literal["steady", "dropout", "decliner", "never"]


@dataclass
class Member:
    kind: Kind
    rhythm: str
    #: When she drops out or begins to fall, in days from the start.
    turned: int
    ill: range
    days: list[date] = field(default_factory=list)
    #: Day of each fall that the rule told of, with its numbers.
    falls: list[tuple[date, Fall]] = field(default_factory=list)


def main() -> None:
    rng = random.Random(SEED)
    members = [_member(rng, number) for number in range(CLASSES * SIZE)]
    named: Counter[tuple[str, str]] = Counter()
    found: set[int] = set()
    looks = 0
    for look in range(FIRST_LOOK, DAYS, 7):
        looks += CLASSES
        for number, one in enumerate(members):
            risk = _risk(one, look)
            if risk is None:
                continue
            named[_truth(one, look), risk.reason] += 1
            if _in_time(one, look, risk):
                found.add(number)
    _print(members, named, found, looks)


def _member(rng: random.Random, number: int) -> Member:
    place = number % 30
    kinds: dict[int, Kind] = {0: "never", 1: "dropout", 2: "dropout", 3: "dropout"}
    kinds |= {4: "decliner", 5: "decliner", 6: "decliner"}
    begin = rng.randrange(20, DAYS) if rng.random() < 0.4 else DAYS
    made = Member(
        kind=kinds.get(place, "steady"),
        rhythm=rng.choice(list(RHYTHMS)),
        turned=rng.randrange(45, DAYS - SOON_FALLEN - FALL_TAKES),
        ill=range(begin, begin + rng.randrange(4, 9)),
    )
    level = rng.uniform(0.50, 0.88)
    facts: list[Fact] = []
    for n in range(DAYS):
        if not _studies(rng, made, n):
            continue
        day = START + timedelta(days=n)
        made.days.append(day)
        at = datetime.combine(day, time(12), UTC)
        for _ in range(rng.choice((1, 1, 2))):
            facts = [fact for fact in facts if at - fact.answered_at < WINDOW]
            facts += simulated_test(
                rng, max(0.30, level - _lost(made, n)), len(facts) + 1000 * n, at
            )
        _look_for_a_fall(made, facts, day)
    return made


def _studies(rng: random.Random, one: Member, n: int) -> bool:
    if one.kind == "never" or (one.kind == "dropout" and n >= one.turned) or n in one.ill:
        return False
    weekday, weekend = RHYTHMS[one.rhythm]
    return rng.random() < (weekend if (START + timedelta(days=n)).weekday() > 4 else weekday)


def _lost(one: Member, n: int) -> float:
    """What she has lost of her share right by day n."""
    if one.kind != "decliner" or n < one.turned:
        return 0.0
    return FALL * min(1.0, (n - one.turned) / FALL_TAKES)


def _look_for_a_fall(one: Member, facts: Sequence[Fact], day: date) -> None:
    if one.falls and day - one.falls[-1][0] < COOL_DOWN["performance_drop"]:
        return
    found = drop(facts, list(dict.fromkeys(fact.test for fact in facts)))
    if found is None or found.z <= DROP_Z or found.gap_points <= GAP_POINTS:
        return
    if found.reference_answers >= REFERENCE_ANSWERS:
        one.falls.append((day, Fall(found.gap_points, found.recent_answers)))


def _risk(one: Member, look: int) -> Risk | None:
    today = START + timedelta(days=look)
    falls = [fall for day, fall in one.falls if 0 <= (today - day).days <= FALL_DAYS]
    days = [day for day in one.days if day <= today]
    return at_risk(days, today=today, joined=START, fall=falls[-1] if falls else None)


def _truth(one: Member, look: int) -> str:
    """What is the matter with her on that day, if anything."""
    if one.kind == "never":
        return "never began"
    if one.kind == "dropout" and look >= one.turned:
        return "dropped out"
    if look in one.ill or look - 1 in one.ill:
        return "ill"
    if one.kind == "decliner" and look > one.turned:
        return "declining"
    return "well"


def _in_time(one: Member, look: int, risk: Risk) -> bool:
    if one.kind == "dropout":
        return risk.reason == "silent" and 0 <= look - one.turned <= SOON_SILENT
    soon = one.turned < look <= one.turned + FALL_TAKES + SOON_FALLEN
    return one.kind == "decliner" and risk.reason == "falling" and soon


#: What is the matter, and the reason that tells it truly; an ill student is silent indeed.
TRUE_REASON = {
    "dropped out": "silent",
    "ill": "silent",
    "declining": "falling",
    "never began": "never_began",
}


def _print(
    members: Sequence[Member], named: Counter[tuple[str, str]], found: set[int], looks: int
) -> None:
    total = named.total()
    matters = sum(n for (truth, _), n in named.items() if truth != "well")
    lasting = sum(n for (truth, _), n in named.items() if truth not in {"well", "ill"})
    true = sum(n for (truth, reason), n in named.items() if TRUE_REASON.get(truth) == reason)
    print(
        f"seed {SEED}: {CLASSES} classes of {SIZE}, {looks} lists, {total / looks:.1f} names a list"
    )
    for (truth, reason), n in sorted(named.items()):
        print(f"  {truth:12} named as {reason:12} {n:5}")
    print(f"precision: {matters / total:.3f}; without the ill {lasting / total:.3f}")
    print(f"reason shown is the true one: {true / total:.3f}")
    for kind in ("dropout", "decliner"):
        own = [n for n, one in enumerate(members) if one.kind == kind]
        print(f"{kind}s named in time: {len(found & set(own)) / len(own):.3f} of {len(own)}")
    for rhythm in RHYTHMS:
        own = [n for n, o in enumerate(members) if o.kind == "dropout" and o.rhythm == rhythm]
        print(
            f"  dropouts who studied {rhythm}: {len(found & set(own)) / len(own):.3f} of {len(own)}"
        )
