"""The report's view ahead: progress, mastery, readiness, feedback."""

from dataclasses import asdict
from datetime import date, datetime

from analytics import behaviour
from analytics.facts import Fact, average_seconds, percent, share_right
from analytics.feedback import feedback
from analytics.learner_model import Gaussian, guess_floor
from analytics.mastery import Mastery, learning_days, mastery, spec_level
from analytics.readiness import (
    Forecast,
    Missing,
    TopicBelief,
    forecast,
    growth_per_week,
    ready_on,
)
from analytics.scores import Scores
from analytics.trend import trend
from services.report_data import ReportData
from services.report_figures import Document, by


def progress_section(data: ReportData) -> Document:
    """Always of the last twelve weeks."""
    found = trend(data.lookback(), data.zone)
    facts = list(data.facts)
    return {
        "category": found.category,
        "average_weekly_improvement": (
            None if found.improvement is None else float(found.improvement)
        ),
        "improvement_standard_deviation": found.deviation,
        "weeks": [
            {
                "week": week.week.isoformat(),
                "average_percentage": float(week.average_percentage),
                "tests": week.tests,
                "average_minutes": float(week.average_minutes),
            }
            for week in found.weeks
        ],
        "skill": _skill(data),
        "retention": behaviour.retention(facts),
        "difficulty_progression": behaviour.difficulty_progression(facts),
    }


def _skill(data: ReportData) -> list[Document]:
    """Each topic at the end of each week with answers: level so far, probability of mastery."""
    rows = []
    for topic, state in data.topics.items():
        difficulty = data.difficulty(topic)
        for week in state.weeks:
            theta = Gaussian(
                week.theta.mean - difficulty.mean, week.theta.variance + difficulty.variance
            )
            rows.append(
                {
                    "week": week.starts_on.isoformat(),
                    "topic": topic,
                    "level": spec_level(week.right, week.answers),
                    "probability": mastery(theta, week.answers).probability,
                }
            )
    return sorted(rows, key=lambda row: (row["week"], row["topic"]))


def topic_guess(facts: list[Fact]) -> float:
    """The chance of a blind hit on a topic's questions as she met them."""
    return sum(guess_floor(fact.options) for fact in facts) / len(facts)


def topic_mastery(data: ReportData, topic: str, facts: list[Fact]) -> Mastery:
    """What the model believes of a topic of the window."""
    state = data.topics.get(topic)
    answers = len(facts) if state is None else state.answers
    return mastery(data.theta(topic), answers, guess=topic_guess(facts))


def mastery_section(data: ReportData) -> list[Document]:
    """Topics of the window's tests, the best known first, as the specification orders them."""
    completed = {one.key: one.completed_at for one in data.window()}
    topics = by(data.facts, lambda fact: fact.topic)
    order = sorted(topics, key=lambda topic: (-(share_right(topics[topic]) or 0), topic))
    return [_topic(data, topic, topics[topic], completed) for topic in order]


def _topic(
    data: ReportData, topic: str, facts: list[Fact], completed: dict[str, datetime]
) -> Document:
    believed = topic_mastery(data, topic, facts)
    times = [completed[fact.test] for fact in facts]
    right = sum(fact.is_correct for fact in facts)
    return {
        "topic": topic,
        "answers": len(facts),
        "accuracy": percent(share_right(facts)),
        "average_seconds": average_seconds(facts),
        "level": spec_level(right, len(facts)),
        "confirmed": believed.confirmed,
        "probability": believed.probability,
        "interval": list(believed.interval),
        "known": believed.known,
        "first_answered_at": min(times).isoformat(),
        "last_answered_at": max(times).isoformat(),
        "learning_days": learning_days(times),
    }


def topic_beliefs(data: ReportData) -> list[TopicBelief]:
    """Every topic of the exam's subjects, met or not."""
    assert data.outlook is not None
    found = []
    for subject, topics in data.outlook.topics.items():
        for topic in topics:
            belief, difficulty = data.belief(topic), data.difficulty(topic)
            state = data.topics.get(topic)
            found.append(
                TopicBelief(
                    topic=topic,
                    subject=subject,
                    offset=Gaussian(
                        belief.on_topic.mean - difficulty.mean,
                        belief.on_topic.variance + difficulty.variance,
                    ),
                    answers=0 if state is None else state.answers,
                )
            )
    return found


def readiness_forecast(data: ReportData) -> Forecast | Missing | None:
    """The forecast, what is missing for it, or None without a known exam."""
    outlook = data.outlook
    if outlook is None:
        return None
    return forecast(
        data.belief(None).student,
        topic_beliefs(data),
        outlook.blueprint,
        outlook.cutoff,
        answers=0 if data.ability is None else data.ability.answers,
        attempted=1.0,
    )


def readiness_section(
    data: ReportData, found: Forecast | Missing | None, scores: Scores
) -> Document:
    """The exam, the forecast if there is evidence for one, and the specification's features."""
    outlook = data.outlook
    document: Document = dict.fromkeys(
        (
            *("exam", "category", "probability", "interval", "expected_score", "score_interval"),
            *("maximum", "cutoff", "cutoff_basis", "confidence", "ready_on"),
        )
    )
    document |= {"exam": data.exam, "strengths": [], "weaknesses": []}
    if outlook is not None:
        document |= {
            "category": outlook.category,
            "maximum": outlook.maximum,
            "cutoff": outlook.cutoff.marks,
            "cutoff_basis": outlook.cutoff.basis,
            "pattern_as_of": outlook.as_of.isoformat(),
        }
    if isinstance(found, Forecast):
        document |= {
            "probability": found.probability,
            "interval": list(found.interval),
            "expected_score": found.expected_score,
            "score_interval": list(found.score_interval),
            "confidence": found.confidence,
            "strengths": [asdict(part) for part in found.strengths],
            "weaknesses": [asdict(part) for part in found.weaknesses],
            "ready_on": _ready_on(data),
        }
    return document | {
        "features": _features(data, scores),
        "requirements": _requirements(data),
    }


def _ready_on(data: ReportData) -> str | None:
    assert data.outlook is not None
    growth = growth_per_week(_weekly_abilities(data))
    found = ready_on(
        data.belief(None).student,
        topic_beliefs(data),
        data.outlook.blueprint,
        data.outlook.cutoff,
        growth_per_week=growth or 0.0,
        today=data.until.astimezone(data.zone).date(),
    )
    return None if found is None else found.isoformat()


def _weekly_abilities(data: ReportData) -> list[tuple[date, float]]:
    weeks: dict[date, list[float]] = {}
    for state in data.topics.values():
        for week in state.weeks:
            weeks.setdefault(week.starts_on, []).append(week.theta.mean)
    return [(day, sum(own) / len(own)) for day, own in sorted(weeks.items())]


def _features(data: ReportData, scores: Scores) -> Document:
    """The specification's model features (4.1), each under its own name."""
    topics = by(data.facts, lambda fact: fact.topic)
    levels = {
        topic: spec_level(sum(fact.is_correct for fact in own), len(own))
        for topic, own in topics.items()
    }
    days = behaviour.study_days(data.facts, data.zone)
    hours = sum(one.result.milliseconds for one in data.window()) / 3_600_000
    exam_on = data.student.settings.exam_on
    today = data.until.astimezone(data.zone).date()
    return {
        "overall_accuracy": None if scores.accuracy is None else float(scores.accuracy),
        "topics_mastered": sum(level == "Mastered" for level in levels.values()),
        "topics_total": data.outlook.topic_count if data.outlook else len(levels),
        "speed_efficiency": None if scores.speed is None else float(scores.speed) / 100,
        "consistency_score": scores.consistency,
        "study_days_per_week": 7 * len(days) / data.days,
        "daily_study_hours": hours / data.days,
        "days_to_exam": None if exam_on is None else (exam_on - today).days,
        "weak_areas": sum(level == "Needs Focus" for level in levels.values()),
        "strong_areas": sum(level in {"Mastered", "Proficient"} for level in levels.values()),
        "practice_test_scores": [float(one.percentage) for one in data.window()],
    }


def _requirements(data: ReportData) -> Document:
    outlook = data.outlook
    return {
        "passing_percentage": None if outlook is None else outlook.passing_percent,
        "total_topics": None if outlook is None else outlook.topic_count,
        "time_pressure": None if outlook is None else float(outlook.optimal_seconds),
        "competition_level": None if outlook is None else outlook.competition,
    }


def feedback_section(data: ReportData) -> list[Document]:
    """Rules whose evidence stands, with the numbers."""
    return [
        {
            "rule": one.rule,
            "action": one.action,
            "evidence": {
                "accuracy": one.accuracy,
                "average_seconds": one.average_seconds,
                "optimal_seconds": one.optimal_seconds,
                "answers": one.answers,
                "strength": one.evidence,
                "spec_condition": True,
            },
        }
        for one in feedback(data.facts, optimal_seconds=data.optimal_seconds)
        if one.stands
    ]
