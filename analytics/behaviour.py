"""How she works: sessions, hours, streaks, help, confidence. None below the minimum evidence."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from analytics.exact import pearson, sample_deviation, slope
from analytics.facts import Fact, percent, share_right
from analytics.learner_model import LABEL_DIFFICULTY, Difficulty

#: A session ends after half an hour without an answer.
SESSION_GAP = timedelta(minutes=30)
#: Within a test, a gap this long beyond the time of the answer is a pause.
PAUSE = timedelta(minutes=5)
#: Fewest answers for a correlation, an hour of the day, a share of help, a slope, a calibration.
PAIRS_NEEDED = 10
HOUR_NEEDED = 10
TREND_NEEDED = 20
SESSION_NEEDED = 5
RETENTION_NEEDED = 10
PROGRESSION_NEEDED = 10
#: A topic left alone this long and met again tests what was kept.
REVISIT = timedelta(days=7)
#: What each confidence claims, as a chance of being right.
CLAIMED = {1: 0.33, 2: 0.67, 3: 0.95}


@dataclass(frozen=True, slots=True)
class Session:
    """Answers with no half hour between them."""

    facts: tuple[Fact, ...]

    @property
    def minutes(self) -> float:
        """From the start of the first answer to the last."""
        first, last = self.facts[0], self.facts[-1]
        began = first.answered_at - timedelta(milliseconds=first.milliseconds or 0)
        return (last.answered_at - began).total_seconds() / 60


def sessions(facts: Sequence[Fact]) -> list[Session]:
    """Answers in the order of time, cut where half an hour passes without one."""
    cut: list[list[Fact]] = []
    for fact in facts:
        if cut and fact.answered_at - cut[-1][-1].answered_at < SESSION_GAP:
            cut[-1].append(fact)
        else:
            cut.append([fact])
    return [Session(tuple(own)) for own in cut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """She left a test for `seconds` after its question number `after_question`."""

    after_question: int
    seconds: float


def pauses(facts: Sequence[Fact]) -> list[Pause]:
    """Gaps of five minutes and more within one test, the next answer's own time taken off."""
    found = []
    for number, (one, other) in enumerate(pairwise(facts), start=1):
        gap = other.answered_at - one.answered_at
        gap -= timedelta(milliseconds=other.milliseconds or 0)
        if gap >= PAUSE:
            found.append(Pause(after_question=number, seconds=gap.total_seconds()))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Streaks:
    """Longest runs of right and of wrong answers, and the run she is in (+ right, − wrong)."""

    longest_correct: int
    longest_incorrect: int
    current: int
    #: The run of right answers that the last wrong one ended; 0 where the last was right.
    ended: int


def streaks(verdicts: Sequence[bool]) -> Streaks:
    """Runs in a sequence of verdicts; all 0 on none."""
    longest = {True: 0, False: 0}
    run = before = 0
    for verdict in verdicts:
        is_same = (run > 0) == verdict and run != 0
        if not is_same:
            before = run
        run = run + (1 if verdict else -1) if is_same else (1 if verdict else -1)
        longest[verdict] = max(longest[verdict], abs(run))
    ended = before if run == -1 and before > 0 else 0
    return Streaks(
        longest_correct=longest[True],
        longest_incorrect=longest[False],
        current=run,
        ended=ended,
    )


def speed_accuracy_correlation(facts: Sequence[Fact]) -> float | None:
    """Pearson's r of seconds and verdict, from ten timed answers on."""
    timed = [fact for fact in facts if fact.seconds is not None]
    if len(timed) < PAIRS_NEEDED:
        return None
    return pearson([fact.seconds or 0.0 for fact in timed], [float(f.is_correct) for f in timed])


def confidence_correlation(facts: Sequence[Fact]) -> float | None:
    """Pearson's r of confidence (1–3) and verdict, from ten answers with one on."""
    told = [fact for fact in facts if fact.confidence is not None]
    if len(told) < PAIRS_NEEDED:
        return None
    return pearson([float(f.confidence or 0) for f in told], [float(f.is_correct) for f in told])


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What she claimed against what came; bias over 0 is overconfidence.

    `bias` is shrunk by n/(n + 20), `interval` is its 95 % half-width either side, `is_clear`
    whether that leaves 0 out.
    """

    answers: int
    claimed: float
    right: float
    bias: float
    interval: tuple[float, float]
    brier: float
    is_clear: bool


def confidence_calibration(facts: Sequence[Fact]) -> Calibration | None:
    """Confidence against correctness, from ten answers with one on."""
    told = [(CLAIMED[f.confidence], float(f.is_correct)) for f in facts if f.confidence]
    n = len(told)
    if n < PAIRS_NEEDED:
        return None
    claimed, right = sum(c for c, _ in told) / n, sum(y for _, y in told) / n
    half = 1.96 * math.sqrt(0.21 / n)
    gap = claimed - right
    return Calibration(
        answers=n,
        claimed=claimed,
        right=right,
        bias=gap * n / (n + 20),
        interval=(gap - half, gap + half),
        brier=sum((c - y) ** 2 for c, y in told) / n,
        is_clear=abs(gap) > half,
    )


def peak_hours(facts: Sequence[Fact], zone: ZoneInfo) -> list[int] | None:
    """Up to three local hours with the best share right, from ten answers an hour on.

    Shares are drawn to the overall one as by ten answers more, so that a lucky hour is no peak.
    """
    overall = share_right(list(facts))
    by_hour: dict[int, list[bool]] = defaultdict(list)
    for fact in facts:
        by_hour[fact.answered_at.astimezone(zone).hour].append(fact.is_correct)
    enough = {hour: own for hour, own in by_hour.items() if len(own) >= HOUR_NEEDED}
    if not enough or overall is None:
        return None

    def shrunk(hour: int) -> Fraction:
        own = enough[hour]
        return (sum(own) + HOUR_NEEDED * overall) / (len(own) + HOUR_NEEDED)

    return sorted(enough, key=lambda hour: (-shrunk(hour), hour))[:3]


def study_days(facts: Sequence[Fact], zone: ZoneInfo) -> list[date]:
    """Local days with an answer, in order."""
    return sorted({fact.answered_at.astimezone(zone).date() for fact in facts})


def preferred_difficulty(facts: Sequence[Fact]) -> Difficulty | None:
    """The label she answers most; ties go to the easier. None without labels."""
    labels = [fact.difficulty for fact in facts if fact.difficulty]
    best: Difficulty | None = None
    for label in LABEL_DIFFICULTY:
        if labels.count(label) > (labels.count(best) if best else 0):
            best = label
    return best


def help_seeking(facts: Sequence[Fact]) -> float | None:
    """Share 0–1 of answers with a hint, among those that say, from ten on."""
    told = [fact.hint_used for fact in facts if fact.hint_used is not None]
    return sum(told) / len(told) if len(told) >= PAIRS_NEEDED else None


def accuracy_trend(facts: Sequence[Fact]) -> float | None:
    """Points of accuracy a week: least squares over answers, from 20 on two days and more."""
    if len(facts) < TREND_NEEDED:
        return None
    start = facts[0].answered_at
    weeks = [(fact.answered_at - start) / timedelta(weeks=1) for fact in facts]
    if max(weeks) * 7 < 1:
        return None
    return slope(weeks, [100.0 * fact.is_correct for fact in facts])


def session_consistency(facts: Sequence[Fact]) -> float | None:
    """max(0, 100 − 2 × deviation of session percentages), sessions of five answers and more."""
    shares = [
        100 * share
        for session in sessions(facts)
        if len(session.facts) >= SESSION_NEEDED
        and (share := share_right(list(session.facts))) is not None
    ]
    deviation = sample_deviation(shares)
    return None if deviation is None else max(0.0, 100 - 2 * deviation)


def topic_consistency(facts: Sequence[Fact]) -> dict[str, float | None]:
    """Sample deviation of a topic's percentages over tests; None below two tests."""
    by_topic: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        by_topic[fact.topic][fact.test].append(fact)
    return {
        topic: sample_deviation([100 * (share_right(own) or Fraction(0)) for own in tests.values()])
        for topic, tests in sorted(by_topic.items())
    }


def retention(facts: Sequence[Fact]) -> float | None:
    """Percent right on topics met again after a week without them, from ten such answers on."""
    last: dict[str, datetime] = {}
    revisited = []
    for fact in facts:
        before = last.get(fact.topic)
        if before is not None and fact.answered_at - before >= REVISIT:
            revisited.append(fact)
        last[fact.topic] = fact.answered_at
    return percent(share_right(revisited)) if len(revisited) >= RETENTION_NEEDED else None


def difficulty_progression(facts: Sequence[Fact]) -> float | None:
    """Percent right on hard questions, later half less earlier half; ten in each needed."""
    hard = [fact for fact in facts if fact.difficulty == "hard"]
    half = len(hard) // 2
    earlier, later = share_right(hard[:half]), share_right(hard[half:])
    if half < PROGRESSION_NEEDED or earlier is None or later is None:
        return None
    return float(100 * (later - earlier))
