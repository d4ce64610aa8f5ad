"""A student's state as a function of her own answers: the fold that `db rebuild` repeats."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from analytics.learner_model import (
    DEFAULTS,
    NO_STEP,
    Belief,
    Gaussian,
    Judgement,
    Step,
    after_answer,
    after_pause,
    chance_right,
    logit_of,
    new_student,
    new_student_topic,
    step_of,
)
from analytics.response_time import NO_PACE, after_time, engaged_seconds, is_rapid_guess

#: Weekly snapshots kept of a topic: as many as `progress` looks back.
WEEKS_KEPT = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One answer, as far as the model and the counters care."""

    question_id: int
    topic_id: int
    answered_at: datetime
    is_correct: bool
    #: None where nobody timed it.
    milliseconds: int | None
    #: Her last verdict on the same question; None where she never met it.
    seen: bool | None = None
    is_practice: bool = True
    #: Left without any choice: says nothing of what she knows.
    is_blank: bool = False
    judgement: Judgement
    #: Mean and variance of log seconds that the question takes.
    time: Gaussian
    #: Monday of the student's week.
    week: date


class Ability(NamedTuple):
    """A student's general ability and pace, and the evidence for them."""

    belief: Gaussian
    pace: Gaussian
    answers: int
    last_at: datetime


class Week(NamedTuple):
    """A topic as it stood after its last answer of a week: θ = student + student-on-topic."""

    starts_on: date
    theta: Gaussian
    answers: int
    right: int


class TopicState(NamedTuple):
    """A student on one topic: belief, exact counts, first and last answer, weekly snapshots."""

    belief: Gaussian
    answers: int
    right: int
    #: Sum over the `timed` answers.
    milliseconds: int
    timed: int
    first_at: datetime
    last_at: datetime
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer did: the forecast before it, and the states after it."""

    probability_before: float
    #: Variance of θ behind the forecast.
    ability_variance: float
    #: What the question and its topic learn of it.
    step: Step
    is_rapid: bool
    ability: Ability
    topic: TopicState


def believe(ability: Ability | None, topic: TopicState | None, *, at: datetime) -> Belief:
    """What is believed of a student on a topic at an instant; priors where nothing is known."""
    return Belief(
        believe_student(ability and (ability.belief, ability.last_at), at=at),
        believe_topic(topic and (topic.belief, topic.last_at), at=at),
    )


def believe_student(known: tuple[Gaussian, datetime] | None, *, at: datetime) -> Gaussian:
    """Her general ability, from what it was after her last answer and when that was."""
    drift, prior = DEFAULTS.student_day, DEFAULTS.student_variance
    return new_student() if known is None else _drifted(known, at, per_day=drift, prior=prior)


def believe_topic(known: tuple[Gaussian, datetime] | None, *, at: datetime) -> Gaussian:
    """The same of what she has on one topic beyond that."""
    drift, prior = DEFAULTS.student_topic_day, DEFAULTS.student_topic_variance
    return new_student_topic() if known is None else _drifted(known, at, per_day=drift, prior=prior)


def _drifted(
    known: tuple[Gaussian, datetime], at: datetime, *, per_day: float, prior: float
) -> Gaussian:
    belief, last_at = known
    seconds = (at - last_at).total_seconds()
    return after_pause(belief, seconds=seconds, per_day=per_day, prior=prior)


def judge(ability: Ability | None, topic: TopicState | None, evidence: Evidence) -> Judged:
    """Folds one answer into a student's states; nothing given is changed.

    A blank and a rapid guess count as answers and move no belief; a repeat moves it half.
    """
    before = believe(ability, topic, at=evidence.answered_at)
    logit = logit_of(before, evidence.judgement)
    guess = evidence.judgement.guess
    probability = chance_right(logit, guess)
    pace = NO_PACE if ability is None else ability.pace
    seconds = engaged_seconds(evidence.milliseconds)
    is_rapid = seconds is not None and is_rapid_guess(seconds, evidence.time, pace)
    step = NO_STEP
    if not (evidence.is_blank or is_rapid):
        weight = 1.0 if evidence.seen is None else DEFAULTS.repeat_weight
        step = step_of(
            probability,
            logit.variance,
            guess,
            is_correct=evidence.is_correct,
            weight=weight,
        )
    after = after_answer(before, step, is_practice=evidence.is_practice)
    if seconds is not None and not is_rapid:
        pace = after_time(pace, seconds, evidence.time)
    return Judged(
        probability,
        before.student.variance + before.on_topic.variance,
        step,
        is_rapid,
        _ability(ability, after.student, pace, evidence.answered_at),
        _topic(topic, after, evidence),
    )


def _ability(known: Ability | None, belief: Gaussian, pace: Gaussian, at: datetime) -> Ability:
    if known is None:
        return Ability(belief, pace, 1, at)
    return Ability(belief, pace, known.answers + 1, max(at, known.last_at))


def _topic(known: TopicState | None, after: Belief, evidence: Evidence) -> TopicState:
    at = evidence.answered_at
    if known is None:
        known = TopicState(after.on_topic, 0, 0, 0, 0, at, at, ())
    answers, right = known.answers + 1, known.right + evidence.is_correct
    return TopicState(
        after.on_topic,
        answers,
        right,
        known.milliseconds + (evidence.milliseconds or 0),
        known.timed + (evidence.milliseconds is not None),
        known.first_at,
        max(at, known.last_at),
        _weeks(known.weeks, after, evidence.week, answers, right),
    )


def _weeks(
    known: tuple[Week, ...], after: Belief, starts_on: date, answers: int, right: int
) -> tuple[Week, ...]:
    """The snapshots with this week's renewed; a log out of order renews the newest."""
    theta = Gaussian(
        after.student.mean + after.on_topic.mean, after.student.variance + after.on_topic.variance
    )
    if known and known[-1].starts_on >= starts_on:
        return (*known[:-1], Week(known[-1].starts_on, theta, answers, right))
    return (*known, Week(starts_on, theta, answers, right))[-WEEKS_KEPT:]


@dataclass(slots=True)
class StudentFold:
    """All of a student's derived states while her log is read from the first answer on."""

    ability: Ability | None = None
    topics: dict[int, TopicState] = field(default_factory=dict)
    #: Her last verdict on each question she met.
    seen: dict[int, bool] = field(default_factory=dict)

    def take(self, evidence: Evidence) -> Judged:
        """Folds the next answer in; `evidence.seen` is what `seen` holds for its question."""
        judged = self.judge(evidence)
        self.keep(evidence, judged)
        return judged

    def judge(self, evidence: Evidence) -> Judged:
        """What the next answer would do; nothing is changed."""
        return judge(self.ability, self.topics.get(evidence.topic_id), evidence)

    def keep(self, evidence: Evidence, judged: Judged) -> None:
        """Takes over what an answer did."""
        self.ability = judged.ability
        self.topics[evidence.topic_id] = judged.topic
        self.seen[evidence.question_id] = evidence.is_correct


def fold(log: Iterable[Evidence]) -> StudentFold:
    """A student's states from her whole log in order; empty when there is none."""
    state = StudentFold()
    for evidence in log:
        state.take(evidence)
    return state
