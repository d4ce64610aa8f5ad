"""Would she pass today: the predictive distribution of an exam's score over its blueprint (4.1).

Posterior predictive of the marks under negative marking, with the uncertainty of her abilities
and of the cut-off carried through. Below the minimum evidence there is no forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analytics.learner_model import Gaussian
from analytics.mastery import EXAM_GUESS, QUESTION_SPREAD
from analytics.score_distribution import Asked, ScoreDistribution, score_distribution

CutoffBasis = Literal["official", "qualifying", "planning_target"]
Confidence = Literal["low", "medium", "high"]
#: Fewest answers, and the share of the blueprint's weight they must touch.
ANSWERS_NEEDED = 20
COVERAGE_NEEDED = 0.6
#: A cut-off that nobody knows, as a share of full marks: past ones move by about that much.
UNKNOWN_CUTOFF_SPREAD = 0.04
#: Answers and coverage for each confidence of the forecast.
MEDIUM_ANSWERS, HIGH_ANSWERS = 100, 300
MEDIUM_COVERAGE, HIGH_COVERAGE = 0.75, 0.9
#: "Likely ready" is this probability; nobody looks further than a year ahead.
LIKELY = 0.7
HORIZON_WEEKS = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueprintPart:
    """Questions of one subject in the paper, and what they are worth."""

    subject: str
    questions: int
    right: float
    wrong: float
    guess: float = EXAM_GUESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """Marks to reach, how they are known, and how much they may move."""

    marks: float
    basis: CutoffBasis
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBelief:
    """What a topic adds to general ability, less its difficulty; weight within its subject."""

    topic: str
    subject: str
    offset: Gaussian
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one topic costs in expected marks, and how likely a question of it is right."""

    topic: str
    marks_lost: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The score if the exam were today."""

    probability: float
    #: Central 80 % of the probability over what is not known of her ability.
    interval: tuple[float, float]
    expected_score: float
    score_interval: tuple[float, float]
    maximum: float
    confidence: Confidence
    #: By expected marks lost: least and most.
    strengths: tuple[Part, ...]
    weaknesses: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why there is no forecast yet: what is missing and how much of it is needed."""

    code: Literal["needs_answers", "needs_coverage"]
    needed: float
    have: float


def coverage(blueprint: Sequence[BlueprintPart], topics: Sequence[TopicBelief]) -> float:
    """Share 0–1 of the paper's questions in subjects that she answered."""
    total = sum(part.questions for part in blueprint)
    touched = {topic.subject for topic in topics if topic.answers}
    return sum(part.questions for part in blueprint if part.subject in touched) / total


def forecast(
    student: Gaussian,
    topics: Sequence[TopicBelief],
    blueprint: Sequence[BlueprintPart],
    cutoff: Cutoff,
    *,
    answers: int,
    attempted: float = 1.0,
) -> Forecast | Missing:
    """The forecast, or what is missing for one.

    `topics` are those of the blueprint's subjects, met or not; a subject's questions are spread
    evenly over them. `attempted` is the share of questions she will get to.
    """
    covered = coverage(blueprint, topics)
    if answers < ANSWERS_NEEDED:
        return Missing(code="needs_answers", needed=ANSWERS_NEEDED, have=answers)
    if covered < COVERAGE_NEEDED:
        return Missing(code="needs_coverage", needed=COVERAGE_NEEDED, have=covered)
    asked, offsets, names = _paper(topics, blueprint, attempted)
    scores = score_distribution(student, offsets, asked)
    maximum = sum(part.questions * part.right for part in blueprint)
    parts = sorted(_parts(student, asked, offsets, names), key=lambda part: part.marks_lost)
    return Forecast(
        probability=chance(scores, cutoff),
        interval=_probability_interval(scores, cutoff),
        expected_score=scores.mean,
        score_interval=scores.interval(),
        maximum=maximum,
        confidence=_confidence(answers, covered),
        strengths=tuple(parts[:3]),
        weaknesses=tuple(parts[:-4:-1]),
    )


def whole_percent(chance: float) -> int:
    """A chance in whole per cent, 1 to 99: no forecast is a certainty."""
    return min(99, max(1, round(100 * chance)))


def chance(scores: ScoreDistribution, cutoff: Cutoff) -> float:
    """Probability 0–1 of reaching the cut-off."""
    return scores.at_least(cutoff.marks, spread=cutoff.spread)


def _probability_interval(scores: ScoreDistribution, cutoff: Cutoff) -> tuple[float, float]:
    """The chance at the 10th and the 90th percentile of her general ability, and between them
    always the chance itself."""
    given = []
    total = 0.0
    for weight, mean, variance in scores.parts:
        total += weight
        one = ScoreDistribution(((1.0, mean, variance),))
        given.append((total, chance(one, cutoff)))
    low = next(p for reached, p in given if reached >= 0.1)
    high = next((p for reached, p in given if reached >= 0.9), given[-1][1])
    middle = chance(scores, cutoff)
    return min(low, middle), max(high, middle)


def _paper(
    topics: Sequence[TopicBelief], blueprint: Sequence[BlueprintPart], attempted: float
) -> tuple[list[Asked], dict[int, Gaussian], list[str]]:
    by_subject: dict[str, list[TopicBelief]] = {}
    for topic in topics:
        by_subject.setdefault(topic.subject, []).append(topic)
    asked: list[Asked] = []
    offsets: dict[int, Gaussian] = {}
    names: list[str] = []
    for part in blueprint:
        for topic in by_subject[part.subject]:
            offsets[len(names)] = topic.offset
            asked.append(
                Asked(
                    len(names),
                    Gaussian(0.0, QUESTION_SPREAD),
                    part.guess,
                    attempted * part.questions / len(by_subject[part.subject]),
                    part.right,
                    part.wrong,
                )
            )
            names.append(topic.topic)
    return asked, offsets, names


def _parts(
    student: Gaussian, asked: Sequence[Asked], offsets: Mapping[int, Gaussian], names: Sequence[str]
) -> list[Part]:
    found = []
    for one in asked:
        alone = score_distribution(student, offsets, [one])
        full = one.questions * one.right
        lost = full - alone.mean
        stake = one.questions * (one.right - one.wrong)
        probability = (alone.mean - one.questions * one.wrong) / stake if stake else 0.0
        found.append(Part(topic=names[one.topic], marks_lost=lost, probability=probability))
    return found


def _confidence(answers: int, covered: float) -> Confidence:
    if answers >= HIGH_ANSWERS and covered >= HIGH_COVERAGE:
        return "high"
    if answers >= MEDIUM_ANSWERS and covered >= MEDIUM_COVERAGE:
        return "medium"
    return "low"


def ready_on(
    student: Gaussian,
    topics: Sequence[TopicBelief],
    blueprint: Sequence[BlueprintPart],
    cutoff: Cutoff,
    *,
    growth_per_week: float,
    today: date,
) -> date | None:
    """The first week in which she is likely ready if she goes on learning at her pace.

    `growth_per_week` in logits; None where that is beyond a year. Today where she is already.
    """
    asked, offsets, _ = _paper(topics, blueprint, 1.0)

    def is_ready(week: int) -> bool:
        grown = Gaussian(student.mean + growth_per_week * week, student.variance)
        return chance(score_distribution(grown, offsets, asked), cutoff) >= LIKELY

    if is_ready(0):
        return today
    if growth_per_week <= 0 or not is_ready(HORIZON_WEEKS):
        return None
    low, high = 0, HORIZON_WEEKS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_ready(middle) else (middle, high)
    return today + timedelta(weeks=high)


#: Growth is drawn to nothing as by this many weeks without any.
GROWTH_PRIOR_WEEKS = 4


def growth_per_week(weeks: Sequence[tuple[date, float]]) -> float | None:
    """Logits a week by least squares over weekly abilities, shrunk; None below three weeks."""
    if len(weeks) < 3:
        return None
    start = weeks[0][0]
    xs = [(day - start).days / 7 for day, _ in weeks]
    ys = [theta for _, theta in weeks]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    xx = sum((x - mx) ** 2 for x in xs)
    steepness = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / xx
    return steepness * len(xs) / (len(xs) + GROWTH_PRIOR_WEEKS)
