"""The report's figures of the window: tests, scores, accuracy, speed, consistency, behaviour."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from statistics import mean as average

from analytics import behaviour
from analytics.attempt_result import maximum_marks, percentage
from analytics.exact import sample_deviation
from analytics.facts import Fact, Sitting, average_seconds, percent, share_right
from analytics.ranking import ranks
from analytics.response_time import pace_figures
from analytics.scores import Scores, scores, time_efficiency
from analytics.trend import trend
from services.report_data import ReportData
from storage.records import StudentId

Document = dict[str, object]


def by(facts: Sequence[Fact], key: Callable[[Fact], str | None]) -> dict[str, list[Fact]]:
    """Facts by a key, those without one left out; keys in order."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        name = key(fact)
        if name is not None:
            found[name].append(fact)
    return dict(sorted(found.items()))


def tests_section(data: ReportData) -> list[Document]:
    """Each completed test of the window, oldest first."""
    own = by(data.facts, lambda fact: fact.test)
    return [_test(data, one, own.get(one.key, [])) for one in data.window()]


def _test(data: ReportData, one: Sitting, facts: list[Fact]) -> Document:
    result = one.result
    marks = result.marks if result.marks is not None else Fraction(result.right)
    efficiency = time_efficiency(result.milliseconds, result.timed, data.optimal_seconds)
    return {
        "test": one.key,
        "kind": result.kind,
        "started_at": result.started_at.isoformat(),
        "completed_at": one.completed_at.isoformat(),
        "total_score": float(marks),
        "maximum": float(maximum_marks(result)),
        "percentage": float(one.percentage),
        "rank": _rank(data, one),
        "time_efficiency": None if efficiency is None else float(efficiency),
        "sections": [
            {
                "section": subject,
                "percentage": percent(share_right(part)),
                "seconds": sum(fact.milliseconds or 0 for fact in part) / 1000,
            }
            for subject, part in by(facts, lambda fact: fact.subject).items()
        ],
        "completion_status": one.status,
        "pauses": [asdict(pause) for pause in behaviour.pauses(facts)],
    }


def _rank(data: ReportData, one: Sitting) -> int | None:
    """Among those who sat the same test; None where nobody else did."""
    others = data.same_test.get(one.key, [])
    if len(others) < 2:
        return None
    placed: Mapping[StudentId, Fraction] = {who: percentage(result) for who, result in others}
    return ranks(placed)[data.student.id]


def window_scores(
    data: ReportData, sittings: Sequence[Sitting], until: Sequence[Sitting]
) -> Scores:
    """The four dimensions of some tests, progress from the twelve weeks `until`."""
    return scores(
        right=sum(one.result.right for one in sittings),
        answers=sum(one.result.answers for one in sittings),
        milliseconds=sum(one.result.milliseconds for one in sittings),
        timed=sum(one.result.timed for one in sittings),
        optimal_seconds=data.optimal_seconds,
        percentages=[one.percentage for one in sittings],
        improvement=trend(until, data.zone).improvement,
    )


def scores_section(found: Scores) -> Document:
    return {
        "accuracy": _float(found.accuracy),
        "speed": _float(found.speed),
        "consistency": found.consistency,
        "progress": _float(found.progress),
        "overall": found.overall,
        "overall_available": found.overall_available,
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def accuracy_section(data: ReportData) -> Document:
    facts = list(data.facts)
    topics = by(facts, lambda fact: fact.topic)
    labels = by(facts, lambda fact: fact.difficulty)
    return {
        "overall": percent(share_right(facts)),
        "by_topic": {topic: percent(share_right(own)) for topic, own in topics.items()},
        "by_difficulty": {
            label: _difficulty(labels.get(label, [])) for label in ("easy", "medium", "hard")
        },
        "trend_per_week": behaviour.accuracy_trend(facts),
    }


def _difficulty(facts: list[Fact]) -> Document:
    """Right answers against what the model expected of these questions, 100 at most."""
    expected = sum(fact.probability_before for fact in facts)
    right = sum(fact.is_correct for fact in facts)
    return {
        "answers": len(facts),
        "accuracy": percent(share_right(facts)),
        "average_seconds": average_seconds(facts),
        "performance_score": min(100.0, 100 * right / expected) if facts else None,
    }


def speed_section(data: ReportData) -> Document:
    facts = list(data.facts)
    engaged = [seconds for fact in facts if (seconds := fact.engaged) is not None]
    return {
        "average_seconds": average_seconds(facts),
        "engaged_seconds": average(engaged) if engaged else None,
        "time_efficiency": _float(_efficiency(data, data.window())),
        "speed_accuracy_correlation": behaviour.speed_accuracy_correlation(facts),
        "by_section": {
            subject: average_seconds(own)
            for subject, own in by(facts, lambda fact: fact.subject).items()
        },
        "pace": _pace(data),
    }


def _pace(data: ReportData) -> Document | None:
    """How fast she is among people, 0–100, with the 80 % interval that her times leave."""
    if data.ability is None:
        return None
    pace = data.ability.pace
    return dict(zip(("percentile", "interval"), pace_figures(pace), strict=True))


def _efficiency(data: ReportData, sittings: Sequence[Sitting]) -> Fraction | None:
    return time_efficiency(
        sum(one.result.milliseconds for one in sittings),
        sum(one.result.timed for one in sittings),
        data.optimal_seconds,
    )


def consistency_section(data: ReportData) -> Document:
    facts = list(data.facts)
    runs = behaviour.streaks([fact.is_correct for fact in facts])
    return {
        "score_standard_deviation": sample_deviation([one.percentage for one in data.window()]),
        "longest_correct_streak": runs.longest_correct,
        "longest_incorrect_streak": runs.longest_incorrect,
        "current_streak": runs.current,
        "session_consistency": behaviour.session_consistency(facts),
        "by_topic": behaviour.topic_consistency(facts),
    }


def behaviour_section(data: ReportData) -> Document:
    facts = list(data.facts)
    days = behaviour.study_days(facts, data.zone)
    calibration = behaviour.confidence_calibration(facts)
    return {
        "peak_hours": behaviour.peak_hours(facts, data.zone),
        "study_days_per_week": 7 * len(days) / data.days,
        "preferred_difficulty": behaviour.preferred_difficulty(facts),
        "learning_pace": len(facts) / len(days) if days else None,
        "help_seeking": behaviour.help_seeking(facts),
        "confidence_accuracy_correlation": behaviour.confidence_correlation(facts),
        "confidence_calibration": None if calibration is None else asdict(calibration),
    }


def engagement_section(data: ReportData, *, goal_minutes: float | None) -> Document:
    """`goal_minutes` is what she planned for the window; None where nobody asked her."""
    facts = list(data.facts)
    cut = behaviour.sessions(facts)
    minutes = sum(one.result.milliseconds for one in data.window()) / 60_000
    return {
        "sessions": len(cut),
        "average_session_minutes": average([s.minutes for s in cut]) if cut else None,
        "question_completion_rate": (
            sum(fact.is_answered for fact in facts) / len(facts) if facts else None
        ),
        "goal_achievement": min(1.0, minutes / goal_minutes) if goal_minutes else None,
    }
